"""Which tagged attributions hand on a statement.

A tagger marks whatever looks like one; "supported the idea" or "heard of the closure" attribute no statement that could be true or false.
Kept are contents in quotation marks, contents with a verb of their own, and demands or promises in the infinitive after a speech act.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.clauses import find_finite, is_adverb
from factcheck.claims.denials import CONTESTING, HEARSAY, TOLD_BY_OTHERS, denied_before
from factcheck.claims.lexicons import load, phrases, table
from factcheck.claims.quoted import QuotedText
from factcheck.claims.source_kinds import head_noun
from factcheck.claims.tokens import Token, tokenize, trim
from factcheck.claims.unasserted import is_asserted
from factcheck.models import Span

__all__ = ["screened"]

_SAYING = re.compile(
    r"\b(?:said|says|say|stated|states|claims?|claimed|reported|announced|noted|added|explained|confirmed|believes?)\b", re.IGNORECASE
)
_REPORT_NOUNS = frozenset({"reports", "estimates", "claims", "polls", "forecasts", "surveys", "studies"})
_REPORT_VERB = re.compile(
    r"((?:(?:have|has|had|also)\s)?(?:suggest|indicate|say|show|reveal|claim|found|find|said|state|note)(?:ed|s|d)?)\s+(?=that\b|[a-z])",
    re.IGNORECASE,
)
_QUANTIFIERS = frozenset({"all", "both", "half", "many", "most", "some", "several", "of", "one", "such", "what"})
_COMPLEMENTIZERS = frozenset({"that", "how", "whether", "why", "if"})
_POSSESSIVES = frozenset({"whose", "its", "their", "his", "her", "my", "your", "our"})
_QUOTED = 0.75
"""Share of words in quotation marks above which a content is a quotation, not a phrase with scare quotes."""
_QUOTATION_AFTER = re.compile(r",\s([\"“][^\"“”]+[\"”.]*)$")
_VERB_AFTER = re.compile(r",\s(?:has\s|have\s|had\s)?(?:said|says|say|told|added|announced|reported|wrote)\b")
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s$", re.IGNORECASE)
_HEDGING = re.compile(r"\b(?:think|thought|hope[ds]?|believed?|suspect|guess|feel|felt|fear(?:ed)?|suppose|reckon)$")
_NAMING = re.compile(r"\b(?:describ|call|dub|label|characteri[sz]|brand|hail|term|denounc|regard|portray)\w*", re.IGNORECASE)


def screened(text: str, tags: Sequence[TaggedAttribution], quoted: QuotedText, sentences: Sequence[Sentence]) -> list[TaggedAttribution]:
    """The attributions of `tags` that are asserted, whose content is a statement and whose source can speak."""
    mended = (_mended(text, tag, sentences) for tag in tags if tag.content)
    return [
        tag
        for tag in mended
        if _states(text, tag, quoted)
        and _speaks(text, tag)
        and is_asserted(text, tag)
        and not _own_voice(text, tag, quoted)
        and not _brushed_off(text, tag)
    ]


def _brushed_off(text: str, tag: TaggedAttribution) -> bool:
    """Whether it is a report of nobody in particular that somebody dismisses: "pushed back on claims that"."""
    cue = " ".join(span.of(text) for span in tag.cue).lower()
    return not tag.source and bool(tag.cue) and HEARSAY.fullmatch(cue) is not None and denied_before(text, tag.cue[0].start)


def _own_voice(text: str, tag: TaggedAttribution, quoted: QuotedText) -> bool:
    """Whether "I think …" stands outside quotation marks: nobody is reported, whoever writes or answers hedges."""
    return (
        len(tag.source) == 1
        and tag.source[0].of(text) == "I"
        and all(_HEDGING.search(span.of(text)) for span in tag.cue)
        and not quoted.share([tag.source[0].start])
        and not any(map(quoted.overlapping, tag.content))
    )


def _mended(text: str, tag: TaggedAttribution, sentences: Sequence[Sentence]) -> TaggedAttribution:
    """A content cut short at a comma ("said Jane Roe, the minister, met …") runs on to the verb that it lacks."""
    if not tag.source and len(tag.content) > 1 and tag.content[0].of(text).lower() == "it":
        tag = tag._replace(content=tag.content[1:])  # the "it" of "it is said that" means nothing
    tag = _without_quotation(text, tag)
    tag = _whole_source(text, tag._replace(source=tuple(_shortened(text, span) for span in tag.source)))
    last = tag.content[-1]
    if (
        len(tag.content) > 1
        or not tag.cue
        or not _SAYING.search(tag.cue[-1].of(text))
        or last.start < tag.cue[-1].end
        or '"' in last.of(text)
    ):
        return tag
    if _VERB_AFTER.match(text, last.end):
        return tag  # "Ann Roe, who claims the pier, said …": what follows the comma is the verb of whoever is described
    tokens = tokenize(text, last)
    if find_finite(tokens, 0, len(tokens), main=False) is not None or (tokens and tokens[0].lower in ("to", "that")):
        return tag
    sentence = _sentence_at(sentences, last.start)
    if sentence is None or not text[last.end : sentence.end].startswith(","):
        return tag
    longer = tokenize(text, Span(start=last.start, end=sentence.end))
    if find_finite(longer, 0, len(longer), main=False) is None:
        return tag
    return tag._replace(content=(Span(start=last.start, end=trim(text, sentence).end),))


def _without_quotation(text: str, tag: TaggedAttribution) -> TaggedAttribution:
    """Mends '"The pier," said | Ole Brandt, "was never inspected."': a quotation taken into the source goes on with the content."""
    if len(tag.source) != 1 or not tag.cue or tag.source[0].start < tag.cue[-1].end:
        return tag
    source = tag.source[0]
    match = _QUOTATION_AFTER.search(source.of(text))
    if match is None or not match.start():
        return tag
    rest = Span(start=source.start + match.start(1), end=source.end)
    return tag._replace(source=(Span(start=source.start, end=source.start + match.start()),), content=(*tag.content, rest))


def _whole_source(text: str, tag: TaggedAttribution) -> TaggedAttribution:
    """Mends "New | polls | have shown that …": a noun taken for the cue belongs to the source, and the verb after it to the cue."""
    if len(tag.source) != 1 or len(tag.cue) != 1 or len(tag.content) != 1 or tag.cue[0].of(text).lower() not in _REPORT_NOUNS:
        return tag
    verb = _REPORT_VERB.match(text, tag.content[0].start, tag.content[0].end)
    if verb is None or not 0 < tag.cue[0].start - tag.source[0].end <= 1:
        return tag
    return TaggedAttribution(
        source=(Span(start=tag.source[0].start, end=tag.cue[0].end),),
        cue=(Span(start=verb.start(), end=verb.end(1)),),
        content=(Span(start=verb.end(), end=tag.content[0].end),),
    )


def _sentence_at(sentences: Sequence[Sentence], position: int) -> Span | None:
    index = bisect_right(sentences, position, key=lambda sentence: sentence.span.start) - 1
    span = sentences[index].span if index >= 0 else None
    return span if span is not None and position < span.end else None


def _shortened(text: str, source: Span) -> Span:
    """A source without what follows a comma and has a verb of its own: "AFP, the two have agreed" is AFP."""
    comma = source.of(text).find(",")
    if comma < 3:
        return source
    rest = tokenize(text, Span(start=source.start + comma + 1, end=source.end))
    if not rest or rest[0].lower in ("who", "which", "whose", "where", "citing", "quoting") or find_finite(rest, 0, len(rest)) is None:
        return source
    return Span(start=source.start, end=source.start + comma)


def _states(text: str, tag: TaggedAttribution, quoted: QuotedText) -> bool:
    spans = [trim(text, span) for span in tag.content]
    tokens = [token for span in spans for token in tokenize(text, span)]
    words = [token for token in tokens if token.is_word]
    cue = " ".join(span.of(text) for span in tag.cue).lower()
    if not words:
        return False
    if quoted.share([token.start for token in words]) > _QUOTED and (len(words) > 1 or _NAMING.search(cue)):
        return True
    first = 0
    while first < len(words) - 1 and words[first].lower in ("that", "not", "and", "but", "also"):
        first += 1
    opener = words[first].lower
    if opener == "to":
        return not re.search(r"ing$", cue) and _any_stem(cue, "infinitive_stems")
    if words[0].lower == "that" and len(words) > 3:
        return True
    if re.match(r"(?:\w+\s+)?den(?:y|ied|ies|ying)\b", cue) and len(words) > 1:
        return True
    if CONTESTING.search(cue) and TOLD_BY_OTHERS.match(spans[0].of(text)):
        return True
    if any(token.lower == "to" for token in words[1:]) and _any_stem(cue, "request_stems"):
        return True
    if len(words) > 3 and _SAYING.search(cue) and tag.source:
        return True
    if len(words) > 2 and cue.startswith("according"):
        return True
    if not tag.source:
        return _any_stem(cue, "clause_stems") and any(_has_clause(tokenize(text, span)) for span in spans)
    if any(_has_clause(tokenize(text, span)) for span in spans):
        return words[0].lower in _COMPLEMENTIZERS or not cue or _any_stem(cue, "clause_stems") or not tag.source
    if opener.endswith("ing") and len(words) > 2:
        return _any_stem(cue, "gerund_stems")
    return bool(_NAMING.search(cue)) and opener == "as"


def _has_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words hold a verb whose subject they hold too; one right after "and" belongs to a clause outside."""
    finite = find_finite(tokens, 0, len(tokens), main=False)
    if finite is None:
        return False
    before = finite - 1
    while before > 0 and is_adverb(tokens[before]):
        before -= 1
    return not (before > 0 and tokens[before].lower in ("and", "but", "or", "which", "who", "that"))


def _any_stem(cue: str, key: str) -> bool:
    return _stems(key).search(cue) is not None


@cache
def _stems(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('statement_cues')[key])})")


def _speaks(text: str, tag: TaggedAttribution) -> bool:
    """Whether the source is a noun phrase that can speak, not a stray stretch."""
    if not tag.source:
        # "reportedly" hands over the clause it stands in, not the whole sentence: see `statements`.
        return not all(
            span.of(text).lower() in table("anonymous", "agentless") and span.of(text).lower().endswith("ly") for span in tag.cue
        )
    phrase = tag.source[0].of(text).strip()
    if phrase.lower() in _POSSESSIVES:
        return False
    tokens = tokenize(text, tag.source[0])
    if not tokens or tokens[-1].lower in ("and", "or", "but", "the", "of", "by", "to", "that"):
        return False
    if len(tokens) > 1 and tokens[0].text[0].islower() and tokens[0].lower not in _QUANTIFIERS and tokens[1].lower in ("the", "a", "an"):
        return False
    if tokens[0].lower.endswith("ing") and _PROGRESSIVE.search(text[max(0, tag.source[0].start - 6) : tag.source[0].start]):
        return False
    if tokens[0].text[0].islower() and len(tokens) == 1 and tokens[0].lower.endswith(("ed", "ing")):
        return False
    cue = " ".join(span.of(text) for span in tag.cue)
    if not _SAYING.search(cue) and (phrase.lower() in ("which", "that") or not _known(phrase)):
        return False
    if re.search(r"[A-Z]", phrase):
        return not tokens[0].lower.endswith("ed") or tokens[0].capital
    if len(tokens) == 1 or tokens[0].lower in phrases("syntax", "determiners"):
        return tokens[-1].lower not in phrases("syntax", "adjectival") or len(tokens) > 2
    return bool(head_noun(phrase))


def _known(phrase: str) -> bool:
    """Whether a source without a proper name is of a sort that speaks."""
    if re.search(r"[A-Z0-9@]", phrase) or len(phrase.split()) == 1:
        return True
    head = head_noun(phrase)
    known = (
        phrases("anonymous", "heads")
        | phrases("roles", "official", "spokesperson", "person")
        | phrases("organizations", "heads")
        | phrases("documents", "heads")
    )
    forms = {head, head.removesuffix("s"), head.removesuffix("es"), re.sub(r"ies$", "y", head)}
    return bool(forms & (known | phrases("outlets", "heads")))
