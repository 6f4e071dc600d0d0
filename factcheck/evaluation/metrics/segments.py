"""Contiguous segments of a role, linking not judged: CofeNet's "exact match" and "begin match" (Wang et al., 2022).

Tokens are words and single punctuation marks, over the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from factcheck.datasets.records import AttributionSpans
from factcheck.evaluation.metrics.pairing import covered

__all__ = ["ROLES", "Role", "count_segments"]

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = get_args(Role)
_TOKEN = re.compile(r"\w+|[^\w\s]")


def _segments(bounds: Sequence[tuple[int, int]], attributions: Iterable[AttributionSpans], role: Role) -> set[tuple[int, int]]:
    spans = (span for attribution in attributions for span in getattr(attribution, role))
    tokens = (covered(bounds, [span]) for span in spans)
    return {(min(found), max(found)) for found in tokens if found}


def count_segments(text: str, predicted: Sequence[AttributionSpans], gold: Sequence[AttributionSpans]) -> Counter[str]:
    """Hits, predictions and gold of `segment_exact_<role>` (same tokens) and `segment_begin_<role>` (same first token)."""
    bounds = [match.span() for match in _TOKEN.finditer(text)]
    counts: Counter[str] = Counter()
    for role in ROLES:
        guesses, golds = _segments(bounds, predicted, role), _segments(bounds, gold, role)
        begins, gold_begins = {first for first, _ in guesses}, {first for first, _ in golds}
        for name, one, other in ((f"segment_exact_{role}", guesses, golds), (f"segment_begin_{role}", begins, gold_begins)):
            counts.update({name: len(one & other), f"{name}_predicted": len(one), f"{name}_gold": len(other)})
    return counts
