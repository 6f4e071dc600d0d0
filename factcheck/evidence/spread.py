"""Which of the passages found are weighed: the best, but not ten printings of one report.

A report that many outlets print or retell fills the first places of a search, and what others found out for themselves comes behind it.
Diversifying results is an old remedy (Carbonell & Goldstein 1998, maximal marginal relevance); here what is alike is told by origin.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Final

from factcheck.evidence.origins import Trace, trace_passages
from factcheck.models import Attribution, Evidence

__all__ = ["CANDIDATES", "PER_ORIGIN", "spread"]

CANDIDATES: Final = 3
"""Candidates that search should put forward for each passage that is to be weighed."""
PER_ORIGIN: Final = 4
"""Most of ten passages that may come from one origin, or be later than the day of the report, as long as there are others."""


def spread(
    candidates: Sequence[Sequence[Evidence]], chains: Sequence[Sequence[Attribution]], *, k: int, as_of: dt.date | None = None
) -> list[list[Evidence]]:
    """For each claim the `k` best passages, of which no more than `PER_ORIGIN` of ten come from one origin if there are enough of others.

    Later developments share one allowance, as none of them counts. The order stays that of the candidates.

    Args:
        candidates: for each claim what search found, best first.
        chains: of the claims: the outlets that they name are known outlets.
        k: how many to choose for each claim.
        as_of: passages published later are later developments; None where nothing is.
    """
    trace = trace_passages((evidence.passage for found in candidates for evidence in found), chains)
    return [_spread(found, trace, k, as_of) for found in candidates]


def _spread(found: Sequence[Evidence], trace: Trace, k: int, as_of: dt.date | None) -> list[Evidence]:
    most = -(-k * PER_ORIGIN // 10)
    seen: Counter[str | None] = Counter()
    first: list[int] = []
    for place, evidence in enumerate(found):
        date = evidence.passage.date
        later = as_of is not None and date is not None and date > as_of
        origin = None if later else trace.groups[evidence.passage.document_id].members[0]
        seen[origin] += 1
        if seen[origin] <= most and len(first) < k:
            first.append(place)
    rest = [place for place in range(len(found)) if place not in first]
    return [found[place] for place in sorted([*first, *rest[: k - len(first)]])]
