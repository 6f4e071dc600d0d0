"""Attribution to nobody in particular: "reportedly", "is expected to"."""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims.chains import Reported
from factcheck.claims.lexicons import table
from factcheck.claims.tokens import trim
from factcheck.models import Attribution, Source, Span

__all__ = ["agentless"]


@cache
def _names() -> dict[str, str]:
    return table("anonymous", "agentless")


@cache
def _adverb() -> re.Pattern[str]:
    adverbs = "|".join(sorted(word for word in _names() if word.endswith("ly")))
    return re.compile(rf"\b(?P<word>{adverbs})\b\s?", re.IGNORECASE)


@cache
def _impersonal() -> re.Pattern[str]:
    participles = "|".join(sorted(word for word in _names() if not word.endswith("ly")))
    return re.compile(
        rf"\b(?P<it>it\s+)?(?:is|are|was|were|been|be)\s+(?:now\s+|widely\s+|generally\s+|also\s+)?(?P<word>{participles})\s+(?:to|that)\b",
        re.IGNORECASE,
    )


def agentless(text: str, part: Span) -> Reported | None:
    """The attribution of a statement that such words hand to nobody in particular; None when there are none in `part`."""
    words = part.of(text)
    adverb = _adverb().search(words)
    impersonal = _impersonal().search(words)
    match = adverb or impersonal
    if match is None:
        return None
    name = _names()[match.group("word").lower()]
    source = Source(name=name, canonical=name, kind="anonymous", named=False)
    chain = (Attribution(source=source, cue=None),)
    parts: tuple[Span, ...] = (part,)
    if adverb is not None:
        left = trim(text, Span(start=part.start, end=part.start + adverb.start()))
        right = trim(text, Span(start=part.start + adverb.end(), end=part.end))
        parts = tuple(span for span in (left, right) if span.end > span.start)
    elif impersonal is not None and impersonal.group("it") and impersonal.start() == 0:
        parts = (trim(text, Span(start=part.start + impersonal.end(), end=part.end)),)
    return Reported(content=parts, chain=chain, extents=(part,), cue=match.group().lower(), position=part.start)
