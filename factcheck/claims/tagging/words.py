"""Words: the units that carry a label."""

from __future__ import annotations

import re

from factcheck.models import Span

__all__ = ["words_of"]

_WORD = re.compile(r"\w+|[^\w\s]")


def words_of(text: str, span: Span) -> list[Span]:
    """Runs of letters and digits, and single other marks, as offsets into `text`."""
    return [Span.model_construct(start=match.start(), end=match.end()) for match in _WORD.finditer(text, span.start, span.end)]
