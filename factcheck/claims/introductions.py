"""Sentences that hand over to what follows: "The ministry tweeted:", before a quotation that fills the next paragraph."""

from __future__ import annotations

import re

from factcheck.claims.base import Sentence
from factcheck.claims.chains import Reported
from factcheck.claims.resolution import SourceResolver
from factcheck.models import Attribution, Cue, Span

__all__ = ["introduced"]

_INTRODUCES = re.compile(
    r"(?:^|,\s+)(?P<who>(?:[A-Z@]|the\s|an?\s|he\b|she\b|it\b|they\b)[^,:;\"“”]{0,90}?)\s+(?:also\s+|later\s+|then\s+|has\s+|have\s+|had\s+)?"
    r"(?P<cue>said|says|wrote|writes|tweeted|posted|stated|states|responded|replied|added|explained|continued|concluded|commented|declared|told|announced|reads?|asked|argued|noted|issued|released|published)\b[^.;]{0,120}:[\"“”]?$",
)


def introduced(text: str, sentence: Sentence, resolver: SourceResolver) -> Reported | None:
    """The attribution that a sentence ending in a colon makes of what comes after it; None when it makes none."""
    words = sentence.span.of(text).rstrip()
    if not words.endswith(":"):
        return None
    match = _INTRODUCES.search(words)
    if match is None:
        return None
    start = sentence.span.start
    who = Span(start=start + match.start("who"), end=start + match.end("who"))
    cue = Cue(text=match.group("cue"), span=Span(start=start + match.start("cue"), end=start + match.end("cue")))
    chain = (Attribution(source=resolver.resolve(who), cue=cue),)
    return Reported(content=(), chain=chain, extents=(), cue=cue.text.lower(), position=who.start)
