"""Tagged attributions whose parts a tagger got wrong by a few words, put right before they are judged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.clauses import find_finite, starts_subject
from factcheck.claims.denials import HEARSAY
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import tokenize, trim
from factcheck.models import Span

__all__ = ["SAYING", "mended"]

SAYING = re.compile(
    r"\b(?:said|says|say|stated|states|claims?|claimed|reported|announced|noted|added|explained|confirmed|believes?)\b", re.IGNORECASE
)
"""A verb of plain saying."""
_REPORT_NOUNS = frozenset({"reports", "estimates", "claims", "polls", "forecasts", "surveys", "studies"})
_REPORT_VERB = re.compile(
    r"((?:(?:have|has|had|also)\s)?(?:suggest|indicate|say|show|reveal|claim|found|find|said|state|note)(?:ed|s|d)?)\s+(?=that\b|[a-z])",
    re.IGNORECASE,
)
_QUOTATION_AFTER = re.compile(r",\s([\"“][^\"“”]+[\"”.]*)$")
_VERB_AFTER = re.compile(
    r",\s(?:and\s|but\s)?(?:(?:has|have|had|also|later)\s)*"
    r"(?:said|says|say|saying|told|telling|added|adding|announced|reported|wrote|writing|stat(?:ed|ing)|not(?:ed|ing)|claiming|insist(?:ed|ing))\b"
)
_ADDRESSED = re.compile(
    r"(?:(?:has|have|had)\s)?(?:is|are|was|were|been|be|being)\s(?:(?:being|later|also|\w+ly)\s)*"
    r"(?:told|informed|warned|advised|reminded|asked|urged|assured|notified)(?:\sby\s.+)?"
)
"""A passive whose subject is not who speaks but who is spoken to."""
_HEARD_FROM = re.compile(r"\s(?:from|by)\s(?P<who>(?:the\s|an?\s)?[\w.’'-]+(?:\s(?!that\b)[\w.’'-]+){0,4})\s(?=that\b|to\b)")
_LAST_PHRASE = re.compile(r",\s(?P<who>(?:[\w’'-]+\s){0,4}[\w’'-]+)\s$")
_SAID = re.compile(r"(?:has\s|have\s|had\s)?(?:said|says|say|told|tell|wrote|writes|added|adds)\b")
_THAT_BEFORE = re.compile(r"\bthat,?\s(?:\w+,\s)?$")
_QUOTED_AS = re.compile(
    r"(?P<who>[^,;:.\"“”]{2,60}?)\s(?P<cue>(?:was|were|is|are|(?:has|have|had)\sbeen)\squoted)(?:\sby\s[^,;:.\"“”]{2,60}?)?"
    r"\sas\s(?:saying|stating|telling\s[^,;:.\"“”]{2,40}?)(?:\sby\s[^,;:.\"“”]{2,60}?(?=[.,;]|$))?"
)
_ASIDE = re.compile(r",\s(?:an?|the|its|his|her|their)\s")


def mended(text: str, tag: TaggedAttribution, sentences: Sequence[Sentence]) -> TaggedAttribution:
    """`tag` with its source, cue and content where the words around them say that they are."""
    if not tag.source and len(tag.content) > 1:
        # the "it" of "it is said that" means nothing
        tag = tag._replace(content=tuple(span for span in tag.content if span.of(text).lower() != "it") or tag.content)
    tag = _without_description(text, _without_addressee(text, _with_source(text, _without_quotation(text, tag))))
    tag = _quoted_as_saying(text, _after_that(text, tag, sentences), sentences)
    tag = _whole_source(text, tag._replace(source=tuple(_shortened(text, span) for span in tag.source)))
    return _completed(text, tag, sentences)


def _with_source(text: str, tag: TaggedAttribution) -> TaggedAttribution:
    """Mends "The talks failed, | people present | said.": the last phrase of a content before an active verb of saying is who says it."""
    if tag.source or len(tag.cue) != 1 or len(tag.content) != 1 or _SAID.fullmatch(tag.cue[0].of(text)) is None:
        return tag
    content, cue = tag.content[0], tag.cue[0]
    if not 0 <= cue.start - content.end <= 1:
        return tag
    phrase = _LAST_PHRASE.search(text, content.start, cue.start)
    if phrase is None or phrase.start() == content.start:
        return tag
    source = Span(start=phrase.start("who"), end=phrase.end("who"))
    tokens = tokenize(text, source)
    if find_finite(tokens, 0, len(tokens)) is not None:
        return tag
    return tag._replace(source=(source,), content=(Span(start=content.start, end=phrase.start()),))


def _without_description(text: str, tag: TaggedAttribution) -> TaggedAttribution:
    """Mends "| The head of planning |, Ruth Dean, said | the plan had failed |": what describes the source right before it is not said."""
    if len(tag.content) < 2 or len(tag.source) != 1 or tag.content[0].end > tag.source[0].start:
        return tag
    first = tag.content[0]
    tokens = tokenize(text, first)
    if text[first.end : tag.source[0].start].strip() != "," or not tokens or find_finite(tokens, 0, len(tokens), main=False) is not None:
        return tag
    if tokens[0].lower in phrases("syntax", "prepositions", "subordinators", "adverbs") or '"' in first.of(text) or "“" in first.of(text):
        return tag
    rest = tokenize(text, tag.content[1])
    if not starts_subject(rest, 0):
        return tag  # "| The ban |, they said, | could take effect |": the subject of what follows
    return tag._replace(content=tag.content[1:])


def _without_addressee(text: str, tag: TaggedAttribution) -> TaggedAttribution:
    """Mends "Jurors | were told | that …": who is told something is not who says it, and no part of what is said."""
    if not tag.cue:
        return tag
    cue = tag.cue[0]
    heard = re.fullmatch(r"(?:has\s|have\s|had\s)?heard", cue.of(text)) is not None
    if not heard and _ADDRESSED.fullmatch(cue.of(text).lower()) is None:
        return tag
    agent = _HEARD_FROM.match(text, cue.end)
    source = (Span(start=agent.start("who"), end=agent.end("who")),) if agent is not None else ()
    if heard and not source:
        return tag
    before = [span for span in (*tag.source, *tag.content) if span.end <= cue.start]
    content = tuple(span for span in tag.content if span.start >= cue.end)
    if source and content:
        content = (Span(start=max(content[0].start, source[0].end + 1), end=content[0].end), *content[1:])
    if not content:
        return tag
    if before and not source and content[0].of(text).startswith("to "):
        content = (before[-1], *content)  # "Drivers | were warned | to expect delays" says so of them
    return tag._replace(source=source, content=content)


def _after_that(text: str, tag: TaggedAttribution, sentences: Sequence[Sentence]) -> TaggedAttribution:
    """Mends "said that, according to | two doctors, the dose | was too high": the source ends at the comma, where the content begins."""
    if len(tag.source) != 1 or len(tag.cue) != 1 or tag.cue[0].of(text).lower() != "according to":
        return tag
    source, cue = tag.source[0], tag.cue[0]
    sentence = _sentence_at(sentences, cue.start)
    if sentence is None or _THAT_BEFORE.search(text, sentence.start, cue.start) is None or source.start < cue.end:
        return tag
    comma = text.find(", ", source.start, sentence.end)
    if comma < 0 or (tag.content[0].start > comma and source.end <= comma):
        return tag
    rest = trim(text, Span(start=comma + 2, end=sentence.end))
    if find_finite(tokens := tokenize(text, rest), 0, len(tokens), main=False) is None:
        return tag
    return tag._replace(source=(Span(start=source.start, end=comma),), content=(rest,))


def _quoted_as_saying(text: str, tag: TaggedAttribution, sentences: Sequence[Sentence]) -> TaggedAttribution:
    """Mends "| Roe as saying that the talks failed | was quoted | by the Courier": Roe is who says it, whoever quotes her."""
    sentence = _sentence_at(sentences, tag.cue[0].start) if tag.cue else None
    if sentence is None or "quoted" not in tag.cue[0].of(text):
        return tag
    match = next((m for m in _QUOTED_AS.finditer(text, sentence.start, sentence.end) if m.start("cue") <= tag.cue[0].start < m.end()), None)
    if match is None:
        return tag
    who = trim(text, Span(start=match.start("who"), end=match.end("who")))
    content = tuple(span for span in tag.content if span.end <= who.start) or (trim(text, Span(start=match.end(), end=sentence.end)),)
    cue = Span(start=match.start("cue"), end=match.end("cue"))
    return TaggedAttribution((who,), (cue,), content) if content[0].end > content[0].start else tag


def _completed(text: str, tag: TaggedAttribution, sentences: Sequence[Sentence]) -> TaggedAttribution:
    """A content cut short at a comma ("said Jane Roe, the minister, met …") runs on to the verb that it lacks."""
    last = tag.content[-1]
    if (
        len(tag.content) > 1
        or not tag.cue
        or not SAYING.search(tag.cue[-1].of(text))
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
    if (aside := _ASIDE.match(text, last.end)) is not None and HEARSAY.match(text[aside.start() + 2 :][:40]):
        return tag  # ", a claim that could not be verified" is not said by whoever makes the claim
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
