"""Attribution to nobody in particular: "reportedly", "is expected to"."""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims.chains import Reported
from factcheck.claims.clauses import find_finite
from factcheck.claims.lexicons import phrases, table
from factcheck.claims.tokens import tokenize, trim
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


@cache
def _passive() -> re.Pattern[str]:
    views = "|".join(sorted(phrases("anonymous", "views")))
    return re.compile(
        rf"\b(?P<verb>(?:(?:has|have|had)\s)?(?:is|are|was|were|been))\s(?:\w+ly\s)?"
        rf"(?:(?P<word>reported)\b(?!\s(?:by|to|that|on|as|from)\b)|(?P<view>{views})\sas\b)",
        re.IGNORECASE,
    )


def _unagented(text: str, part: Span) -> str | None:
    """Name of the source of a main verb in the passive that tells not who reported or saw it: "no injuries were reported"."""
    match = _passive().search(text, part.start, part.end)
    if match is None:
        return None
    tokens = tokenize(text, part)
    openers = phrases("syntax", "prepositions", "subordinators")
    if tokens[0].lower in openers and "," not in text[part.start : match.start()]:
        return None  # "After the fire was reported, …" states something else
    finite = find_finite(tokens, 0, len(tokens))
    if finite is None or not finite or tokens[finite].start != match.start("verb"):
        return None
    return _names()[(match.group("word") or "thought").lower()]


def agentless(text: str, part: Span) -> Reported | None:
    """The attribution of a statement that such words hand to nobody in particular; None when there are none in `part`."""
    words = part.of(text)
    adverb = _adverb().search(words)
    impersonal = _impersonal().search(words)
    match = adverb or impersonal
    name = _names()[match.group("word").lower()] if match is not None else _unagented(text, part)
    if name is None:
        return None
    source = Source(name=name, canonical=name, kind="anonymous", named=False)
    chain = (Attribution(source=source, cue=None),)
    parts: tuple[Span, ...] = (part,)
    cue = match.group().lower() if match is not None else ""
    if adverb is not None:
        left = trim(text, Span(start=part.start, end=part.start + adverb.start()))
        right = trim(text, Span(start=part.start + adverb.end(), end=part.end))
        parts = tuple(span for span in (left, right) if span.end > span.start)
    elif impersonal is not None and impersonal.group("it") and impersonal.start() == 0:
        parts = (trim(text, Span(start=part.start + impersonal.end(), end=part.end)),)
    return Reported(content=parts, chain=chain, extents=(part,), cue=cue, position=part.start)
