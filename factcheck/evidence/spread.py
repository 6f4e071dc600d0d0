"""Which of the passages found are weighed: the best, but not ten printings of one report.

A report that many outlets print or retell fills the first places of a search, and what others found out for themselves comes behind it.
Diversifying results is an old remedy (Carbonell & Goldstein 1998, maximal marginal relevance); here what is alike is told by origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from factcheck.evidence.origins import Trace
from factcheck.models import Evidence

__all__ = ["CANDIDATES", "LEAST_NEARNESS", "PER_ORIGIN", "spread"]

CANDIDATES: Final = 3
"""Candidates that search should put forward for each passage that is to be weighed."""
PER_ORIGIN: Final = 4
"""Most of ten passages that may come from one origin, or that cannot count, as long as there are others."""
LEAST_NEARNESS: Final = 0.5
"""Least cosine, as a share of the nearest candidate's, of a passage that takes the place of a better one."""


def spread(found: Sequence[Evidence], trace: Trace, *, k: int, uncounted: Collection[str] = ()) -> list[Evidence]:
    """The `k` best passages, of which no more than `PER_ORIGIN` of ten come from one origin if there are enough of others.

    Those that cannot count share one allowance. The order stays that of `found`.

    Args:
        found: candidates, best first.
        trace: where their documents originate.
        k: how many to choose.
        uncounted: ids of passages that cannot count, such as later developments and copies of the article.
    """
    most = -(-k * PER_ORIGIN // 10)
    nearest = max((evidence.cosine for evidence in found), default=0.0)
    seen: Counter[str | None] = Counter()
    first: list[int] = []
    for place, evidence in enumerate(found):
        passage = evidence.passage
        origin = None if passage.id in uncounted else trace.groups[passage.document_id].members[0]
        seen[origin] += 1
        fits = place < k or evidence.cosine >= LEAST_NEARNESS * nearest
        if fits and seen[origin] <= most and len(first) < k:
            first.append(place)
    rest = [place for place in range(len(found)) if place not in first]
    return [found[place] for place in sorted([*first, *rest[: k - len(first)]])]
