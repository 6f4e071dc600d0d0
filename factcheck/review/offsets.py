"""Code points against UTF-16: the one place that knows the difference.

factcheck, Python, brat, W3C Web Annotation (by its specification) and today's Label Studio count code points. JavaScript counts UTF-16 code
units, of which an emoji is two; so do doccano, old Label Studio, and many web annotators whatever the specification says.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from factcheck.errors import InputError
from factcheck.models import Span

__all__ = ["Offsets", "Unit"]

Unit = Literal["code points", "UTF-16"]


class Offsets:
    """Positions of one text in both countings."""

    def __init__(self, text: str) -> None:
        """Prepare a text; costs one pass."""
        self._text = text
        # where UTF-16 needs a second unit: in code points, and in units
        self._wide = [place for place, letter in enumerate(text) if ord(letter) > 0xFFFF]
        self._wide_units = [place + number for number, place in enumerate(self._wide)]

    def to_units(self, place: int) -> int:
        """A position in code points, in UTF-16 code units."""
        return place + bisect_left(self._wide, place)

    def from_units(self, unit: int) -> int:
        """A position in UTF-16 code units, in code points; one in the middle of a pair is taken to be after it."""
        return unit - bisect_left(self._wide_units, unit)

    def span(self, start: int, end: int, *, unit: Unit, words: str | None = None) -> Span:
        """A range that a file gives, in code points.

        Args:
            start: first position.
            end: position after the last.
            unit: how the format counts.
            words: what the file says stands there; where that fits the other counting only, the other one is meant.

        Raises:
            InputError: the range is no range of the text, or its words are not there in either counting.
        """
        other: Unit = "UTF-16" if unit == "code points" else "code points"
        candidates = [self._read(start, end, counted) for counted in (unit, other)]
        if words is None:
            found = candidates[0]
        else:
            found = next((span for span in candidates if span is not None and _same(span.of(self._text), words)), None)
        if found is None:
            what = "is no part of the text" if words is None else f"does not hold {words[:40]!r}"
            raise InputError(f"offsets {start} to {end}: {what}; was the text changed since?")
        return found

    def _read(self, start: int, end: int, unit: Unit) -> Span | None:
        if unit == "UTF-16":
            start, end = self.from_units(start), self.from_units(end)
        return Span(start=start, end=end) if 0 <= start < end <= len(self._text) else None


def _same(found: str, words: str) -> bool:
    """Tools write a line break within a span as a space, or as the two letters of its escape."""
    return found.split() == words.replace("\\n", "\n").split()
