"""From tagged attributions to chains of sources, outermost first.

A chain grows from four things: attributions inside one another ("the Gazette wrote that engineers said …"), the outlet that carried the
words ("told CNN", "in an interview with CNN", "seen by CNN"), a source that quotes or cites another ("the Ledger, citing the Sun"), and the
outlet that a source was introduced by a moment ago.
"""

from factcheck.claims.chains.assembly import build_chains, chain_tags, settled
from factcheck.claims.chains.reported import Reported

__all__ = ["Reported", "build_chains", "chain_tags", "settled"]
