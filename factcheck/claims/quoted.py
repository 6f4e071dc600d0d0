"""Which words of an article stand in quotation marks, looked up by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from factcheck.claims.quotations import Quotation
from factcheck.models import Span

__all__ = ["QuotedText"]


class QuotedText:
    """The outermost quotations of an article, in reading order; look-ups take logarithmic time."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._spans = sorted((quotation.span for quotation in quotations if quotation.depth == 0), key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def overlapping(self, span: Span) -> list[Span]:
        """The quotations, with their marks, that share a character with `span`."""
        return self._spans[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def embraces(self, span: Span) -> bool:
        """Whether one quotation holds `span`, give or take a mark or a final stop at its edges."""
        return any(quotation.start <= span.start + 1 and quotation.end >= span.end - 2 for quotation in self.overlapping(span))

    def share(self, starts: Sequence[int]) -> float:
        """The share of words, given by where they start, that are quoted; 0 for none."""
        if not starts:
            return 0.0
        spans = self.overlapping(Span(start=starts[0], end=starts[-1] + 1))
        return sum(any(span.start <= start < span.end for span in spans) for start in starts) / len(starts)
