"""Attribution to nobody in particular: "reportedly", "is expected to"."""

from __future__ import annotations

import re

from factcheck.claims.chains import Reported
from factcheck.claims.tokens import trim
from factcheck.models import Attribution, Source, Span

__all__ = ["agentless"]

_AGENTLESS_ADVERB = re.compile(r"\b(?:reportedly|allegedly|supposedly|purportedly)\b\s?", re.IGNORECASE)
_AGENTLESS = re.compile(
    r"\b(?:is|are|was|were|been|be)\s+(?:now\s+|widely\s+|generally\s+|also\s+)?(expected|believed|thought|said|reported|rumou?red|feared|understood|alleged)\s+(?:to|that)\b|^(?:it\s+is|it\s+was)\s+(expected|believed|thought|reported|rumou?red|feared|understood|alleged)\s+that\b",
    re.IGNORECASE,
)


def agentless(text: str, part: Span) -> Reported | None:
    """The attribution of a statement that such words hand to nobody in particular; None when there are none in `part`."""
    words = part.of(text)
    adverb = _AGENTLESS_ADVERB.search(words)
    impersonal = _AGENTLESS.search(words)
    match = adverb or impersonal
    if match is None:
        return None
    name = "unspecified reports" if "report" in match.group().lower() else "unspecified"
    source = Source(name=name, canonical=name, kind="anonymous", named=False)
    chain = (Attribution(source=source, cue=None),)
    parts: tuple[Span, ...] = (part,)
    if adverb is not None:
        left = trim(text, Span(start=part.start, end=part.start + adverb.start()))
        right = trim(text, Span(start=part.start + adverb.end(), end=part.end))
        parts = tuple(span for span in (left, right) if span.end > span.start)
    elif impersonal is not None and impersonal.group().lower().startswith("it "):
        parts = (trim(text, Span(start=part.start + impersonal.end(), end=part.end)),)
    return Reported(content=parts, chain=chain, extents=(part,), cue=match.group().lower(), position=part.start)
