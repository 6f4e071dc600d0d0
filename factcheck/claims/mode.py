"""Whether a claim is in the source's own words: direct, mixed or indirect speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.quoted import QuotedText
from factcheck.models import Mode, Span

__all__ = ["mode_of"]

_WORD = re.compile(r"\w+")
_DIRECT = 0.85
"""Share of the words within quotation marks from which a claim counts as quoted whole; the rest is a "that" or a name in brackets."""

_STRAY = 1.5
"""Words outside the quotation marks that make a claim mixed, however long the quotation: "it was" before one is the writer's."""


def mode_of(text: str, parts: Sequence[Span], quoted: QuotedText) -> Mode:
    """The mode of an attributed claim whose words are `parts` of `text`, in reading order."""
    words = [match.start() for part in parts for match in _WORD.finditer(text, part.start, part.end)]
    share = quoted.share(words)
    if not share:
        return "indirect"
    return "direct" if share >= _DIRECT and len(words) * (1 - share) < _STRAY else "mixed"
