"""Pairing predictions with gold items, one to one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

__all__ = ["covered", "greedy_pairs", "overlap_f1", "word_bounds"]

_WORD = re.compile(r"\w+")


def word_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of every run of word characters, in reading order; punctuation never counts."""
    return [match.span() for match in _WORD.finditer(text)]


def covered(bounds: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the tokens that share at least one code point with a span.

    Args:
        bounds: start and end of each token, in reading order and apart from each other.
        spans: half-open offsets into the same text.
    """
    found: set[int] = set()
    for start, end in spans:
        first = bisect_right(bounds, start, key=lambda bound: bound[1])
        found.update(range(first, max(first, bisect_left(bounds, end, key=lambda bound: bound[0]))))
    return frozenset(found)


def overlap_f1(one: frozenset[int], other: frozenset[int]) -> float:
    """F1 (Dice) of two token sets, 0 to 1; two empty sets agree."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def greedy_pairs(candidates: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """One-to-one pairs, best score first.

    Args:
        candidates: score, number of one item, number of its counterpart.

    Returns:
        The pairs in the order they were made. Equal scores go to the higher numbers first: arbitrary, but always the same.
    """
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, one, other in sorted(candidates, reverse=True):
        if one in left or other in right:
            continue
        left.add(one)
        right.add(other)
        pairs.append((one, other))
    return pairs
