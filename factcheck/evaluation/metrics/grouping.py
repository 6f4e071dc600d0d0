"""How well items are grouped, by the pairs that are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb

from factcheck.evaluation.metrics.rates import Rates, rates

__all__ = ["pairwise"]


def pairwise(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> Rates:
    """Precision, recall and F1 of "these two are of one group", over all pairs of items, in percent.

    Args:
        gold: the group of each item.
        predicted: the group that each was put into, in the same order; the names of groups need not match.

    Raises:
        ValueError: the sequences differ in length.
    """
    both = _pairs(list(zip(gold, predicted, strict=True)))
    return rates(both, _pairs(predicted), _pairs(gold))


def _pairs(keys: Sequence[Hashable]) -> int:
    return sum(comb(size, 2) for size in Counter(keys).values())
