"""What the network is told of a word beside its pieces.

The base model's vocabulary is lower-cased and knows neither quotations nor sentences, so letter case, quotation and place in
the sentence are given, and so is what the cue grammar makes of the word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.quotations import Quotation
from factcheck.claims.tagging.labels import ROLES
from factcheck.claims.tagging.windows import Window
from factcheck.models import Span

__all__ = ["CONVENTIONS", "FEATURE_SIZES", "word_features"]

CONVENTIONS = ("polnear", "gum")
"""Whose conventions a text was annotated by; articles are read by the first."""

_CASE, _PLACE, _QUOTE, _GRAMMAR, _CONVENTION = 8, 4, 8, 5, 1 + len(CONVENTIONS)
FEATURE_SIZES = (_CASE, _PLACE, _QUOTE, *(_GRAMMAR for _ in ROLES), _CONVENTION)
"""Number of values of each feature; 0 stands for no word at all."""


def word_features(
    text: str,
    windows: Sequence[Window],
    quotations: Sequence[Quotation],
    grammar: Sequence[TaggedAttribution],
    convention: str = CONVENTIONS[0],
) -> list[NDArray[np.int64]]:
    """The features of each window's words: (words, features), each column below its `FEATURE_SIZES`.

    Args:
        text: The whole text.
        windows: The windows to describe, in reading order.
        quotations: The outermost quotations of the text, in reading order.
        grammar: What the cue grammar finds in the text.
        convention: One of `CONVENTIONS`.
    """
    places = _Places(windows)
    quoted: list[list[Quotation]] = [[] for _ in windows]
    for quotation in quotations:
        for number in places.touched_by(quotation.span):
            quoted[number].append(quotation)
    read: list[list[TaggedAttribution]] = [[] for _ in windows]
    for attribution in grammar:
        for number in sorted({number for role in attribution for span in role for number in places.touched_by(span)}):
            read[number].append(attribution)
    return [_rows(text, *own, convention) for own in zip(windows, quoted, read, strict=True)]


class _Places:
    """Which windows a stretch of text touches."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self._starts = [window.span.start for window in windows]
        self._ends = [window.span.end for window in windows]

    def touched_by(self, span: Span) -> range:
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))


def _rows(
    text: str, window: Window, quotations: Sequence[Quotation], grammar: Sequence[TaggedAttribution], convention: str
) -> NDArray[np.int64]:
    rows = np.ones((len(window.words), len(FEATURE_SIZES)), dtype=np.int64)
    rows[:, 0] = [_case(text[start:end]) for start, end in window.words]
    rows[:, 1] = _places(window)
    starts = [word.start for word in window.words]
    for quotation in quotations:
        first, last = bisect_left(starts, quotation.span.start), bisect_left(starts, quotation.span.end)
        opened, closed = bisect_left(starts, quotation.inner.start), bisect_left(starts, quotation.inner.end)
        base = 2 if quotation.closed else 5
        rows[opened:closed, 2] = base
        rows[first:opened, 2] = base + 1
        rows[closed:last, 2] = base + 2
    for attribution, nested in _outer_first(grammar):
        for column, role in enumerate(ROLES, start=3):
            for span in getattr(attribution, role):
                begin, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
                if nested:
                    free = rows[begin:end, column] == 1
                    rows[begin:end, column][free] = 4
                elif begin < end:
                    rows[begin:end, column] = 3
                    rows[begin, column] = 2
    rows[:, 6] = 1 + CONVENTIONS.index(convention)
    return rows


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 1
    if word[0].isdigit():
        return 2
    if word.islower():
        return 3
    if len(word) == 1:
        return 4
    if word.isupper():
        return 5
    return 6 if word.istitle() else 7


def _places(window: Window) -> list[int]:
    """1 for a word that opens a sentence, 2 for one that ends a sentence, 3 for the others."""
    last = len(window.words)
    return [1 if i in window.openings else 2 if i + 1 in window.openings or i + 1 == last else 3 for i in range(last)]


def _outer_first(grammar: Sequence[TaggedAttribution]) -> list[tuple[TaggedAttribution, bool]]:
    """Each attribution, and whether its cue stands inside another's content; those that do come last."""
    flagged = []
    for attribution in grammar:
        head = (attribution.cue or attribution.content)[0].start
        inside = any(other is not attribution and any(s.start <= head < s.end for s in other.content) for other in grammar)
        flagged.append((attribution, inside))
    return sorted(flagged, key=lambda item: item[1])
