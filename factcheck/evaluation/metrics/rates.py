"""Precision, recall and F1 from counts."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Rates", "rates", "share"]


class Rates(NamedTuple):
    """Three shares in percent, 0 to 100."""

    precision: float
    recall: float
    f1: float


def share(part: float, whole: float) -> float:
    """`part` of `whole` in percent; 0 of nothing is 0, so that an empty denominator is never a reward."""
    return 100 * part / whole if whole else 0.0


def rates(hits: int, predicted: int, gold: int) -> Rates:
    """Precision, recall and F1 of `hits` true positives, in percent.

    F1 is `2 * hits / (predicted + gold)`, the harmonic mean of the two. An empty denominator gives 0.
    """
    return Rates(share(hits, predicted), share(hits, gold), share(2 * hits, predicted + gold))
