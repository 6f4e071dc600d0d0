"""Whether a claim is in the source's own words: direct, mixed or indirect speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.quotations import Quotation
from factcheck.models import Mode, Span

__all__ = ["mode_of"]

_WORD = re.compile(r"\w+")
_DIRECT = 0.85
"""Share of the words within quotation marks from which a claim counts as quoted whole; the rest is a "that" or a name in brackets."""


def mode_of(text: str, parts: Sequence[Span], quotations: Sequence[Quotation]) -> Mode:
    """The mode of an attributed claim whose words are `parts` of `text`."""
    inside = total = 0
    for part in parts:
        outer = [quotation.span for quotation in quotations if quotation.depth == 0 and quotation.span.overlaps(part)]
        for match in _WORD.finditer(text, part.start, part.end):
            total += 1
            inside += any(span.start <= match.start() < span.end for span in outer)
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * total else "mixed"
