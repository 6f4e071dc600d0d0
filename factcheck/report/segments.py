"""Cutting a text at the ends of marks that may nest and overlap, so that each piece can be drawn once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Mark", "Segment", "cut"]

K = TypeVar("K")


class Mark(NamedTuple, Generic[K]):
    """A half-open range of code points of a text, and what it stands for."""

    start: int
    end: int
    key: K


class Segment(NamedTuple, Generic[K]):
    """A piece of text that lies under the same marks throughout."""

    text: str
    keys: tuple[K, ...]
    """The marks over it, longest first, so that the last one is the innermost."""
    closes: tuple[K, ...]
    """Those of them that end with this piece."""


def cut(text: str, marks: Iterable[Mark[K]], *, start: int = 0, end: int | None = None) -> list[Segment[K]]:
    """The part `[start, end)` of `text` in pieces whose texts join to it again. Marks outside are clipped; empty ones are dropped.

    Takes time in the order of pieces times marks that overlap each other.
    """
    stop = len(text) if end is None else min(end, len(text))
    clipped = [
        (max(mark.start, start), min(mark.end, stop), order, mark)
        for order, mark in enumerate(marks)
        if max(mark.start, start) < min(mark.end, stop)
    ]
    clipped.sort(key=lambda item: item[0])
    ends = sorted({start, stop, *(item[0] for item in clipped), *(item[1] for item in clipped)})
    pieces: list[Segment[K]] = []
    active: list[tuple[int, int, int, Mark[K]]] = []
    upcoming = 0
    for left, right in pairwise(ends):
        active = [item for item in active if item[1] > left]
        while upcoming < len(clipped) and clipped[upcoming][0] <= left:
            active.append(clipped[upcoming])
            upcoming += 1
        over = sorted(active, key=lambda item: (-(item[3].end - item[3].start), item[2]))
        pieces.append(
            Segment(
                text[left:right],
                tuple(item[3].key for item in over),
                tuple(item[3].key for item in over if item[1] == right == item[3].end),
            )
        )
    return pieces
