"""Sentences that hand over to what follows: "The ministry tweeted:", before a quotation that fills the next paragraph."""

from __future__ import annotations

import re

from factcheck.claims.base import Sentence
from factcheck.claims.chains import Reported
from factcheck.claims.clauses import find_finite
from factcheck.claims.cue_grammar.lexicon import verb_forms
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.tokens import tokenize
from factcheck.models import Attribution, Cue, Span

__all__ = ["introduced"]

_LONGEST_SUBJECT = 16
_INTRODUCES = re.compile(
    r"(?:^|,\s+)(?P<who>(?:[A-Z@]|the\s|an?\s|he\b|she\b|it\b|they\b)[^,:;\"“”]{0,90}?)\s+(?:also\s+|later\s+|then\s+|has\s+|have\s+|had\s+)?"
    r"(?P<cue>said|says|wrote|writes|tweeted|posted|stated|states|responded|replied|added|explained|continued|concluded|commented|declared|told|announced|reads?|asked|argued|noted|issued|released|published)\b[^.;]{0,120}[:,][\"“”]?$",
)


def introduced(text: str, sentence: Sentence, resolver: SourceResolver, *, listing: bool = False) -> Reported | None:
    """The attribution that a sentence ending in a colon makes of what comes after it; None when it makes none.

    Args:
        text: the article's text.
        sentence: the sentence.
        resolver: resolves who speaks.
        listing: a list comes after it, which a document may introduce too, but not every verb: "The town has three parks:".
    """
    words = sentence.span.of(text).rstrip()
    if not words.endswith((":", ",")):
        return None
    match = _INTRODUCES.search(words)
    start = sentence.span.start
    if match is None:
        return _by_subject(text, sentence, resolver, listing=listing)
    who = Span(start=start + match.start("who"), end=start + match.end("who"))
    cue = Cue(text=match.group("cue"), span=Span(start=start + match.start("cue"), end=start + match.end("cue")))
    chain = (Attribution(source=resolver.resolve(who), cue=cue),)
    return Reported(content=(), chain=chain, extents=(), cue=cue.text.lower(), position=who.start)


def _by_subject(text: str, sentence: Sentence, resolver: SourceResolver, *, listing: bool) -> Reported | None:
    """The subject of the sentence, when it is somebody who can speak."""
    tokens = tokenize(text, sentence.span)
    finite = find_finite(tokens, 0, len(tokens))
    if finite is None or not 0 < finite <= _LONGEST_SUBJECT:
        return None
    if listing and not {tokens[finite].lower, tokens[min(finite + 1, len(tokens) - 1)].lower} & verb_forms().keys():
        return None
    source = resolver.resolve(Span(start=tokens[0].start, end=tokens[finite - 1].end))
    if not listing and (not source.named or source.kind == "document"):
        return None
    cue = Cue(text=tokens[finite].text, span=Span(start=tokens[finite].start, end=tokens[finite].end))
    return Reported(content=(), chain=(Attribution(source=source, cue=cue),), extents=(), cue=cue.text.lower(), position=tokens[0].start)
