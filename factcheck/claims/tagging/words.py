"""Words: the units that carry a label."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.models import Span

__all__ = ["Word", "words_of"]

_WORD = re.compile(r"\w+|[^\w\s]")


class Word(NamedTuple):
    """Offsets of one word; a bare tuple, because there are as many as there are words."""

    start: int
    end: int


def words_of(text: str, span: Span) -> list[Word]:
    """Runs of letters and digits, and single other marks."""
    return [Word(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]
