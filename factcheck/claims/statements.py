"""From sentences and attributed contents to statements: what each sentence asserts, in whose voice.

Everything that an attribution covers is a statement of its source; what remains of a sentence is one of the author's own when it makes a
statement by itself, unless it plainly goes on with somebody else's account.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.base import Sentence
from factcheck.claims.chains import Reported
from factcheck.claims.clauses import find_finite, is_infinitive_or_participle
from factcheck.claims.introductions import introduced
from factcheck.claims.lexicons import phrases
from factcheck.claims.quotations import Quotation
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.splitting import Voice, split_statement
from factcheck.claims.tokens import Token, tokenize, trim
from factcheck.models import Attribution, Source, Span

__all__ = ["Statement", "statements"]

_CONTINUES = re.compile(
    r"^(?:(?:this|that|these|such)\s+(?:move|measure|step|decision|action|change|plan|policy|rule|ban|would|could|will|may|means|has\s+also|also)|both\s+sides|it\s+also|they\s+also|(?:he|she)\s+also)\b",
    re.IGNORECASE,
)
_AGENTLESS_ADVERB = re.compile(r"\b(?:reportedly|allegedly|supposedly|purportedly)\b\s?", re.IGNORECASE)
_AGENTLESS = re.compile(
    r"\b(?:is|are|was|were|been|be)\s+(?:now\s+|widely\s+|generally\s+|also\s+)?(expected|believed|thought|said|reported|rumou?red|feared|understood|alleged)\s+(?:to|that)\b|^(?:it\s+is|it\s+was)\s+(expected|believed|thought|reported|rumou?red|feared|understood|alleged)\s+that\b",
    re.IGNORECASE,
)
_MINIMUM = 3
"""Words below which what remains beside an attribution says nothing."""


class Statement(NamedTuple):
    """One assertion: its words, and the attribution that it belongs to (None for the author's voice)."""

    parts: tuple[Span, ...]
    sentence: Sentence
    chain: tuple[Attribution, ...] | None
    reported: Reported | None
    whole: Span
    """The statement before it was split, from which a part may need its subject."""
    verbatim: bool = False
    """In the source's own words though not in quotation marks, as after a colon at the end of a paragraph."""


def statements(
    text: str, sentences: Sequence[Sentence], reported: Sequence[Reported], quotations: Sequence[Quotation], resolver: SourceResolver
) -> list[Statement]:
    """Everything that is asserted, sentence by sentence in reading order."""
    found: list[Statement] = []
    opening: tuple[int, Reported] | None = None
    last: tuple[Sentence, tuple[Attribution, ...], Reported] | None = None
    for number, sentence in enumerate(sentences):
        here = [item for item in reported if any(span.overlaps(sentence.span) for span in item.extents)]
        pieces = [piece for item in here for piece in _pieces(text, item, sentence, quotations)]
        gaps = _gaps(text, sentence.span, [span for item in here for span in item.extents])
        handed = opening is not None and sentence.block == opening[0] and not here
        if opening is not None and (here or sentence.block > opening[0]):
            opening = None
        if text[sentence.span.start : sentence.span.end].rstrip().endswith((":", ",")) and (number + 1 == len(sentences) or sentences[number + 1].block > sentence.block):
            speaks = here[-1] if here else introduced(text, sentence, resolver)
            opening = (sentence.block + 1, speaks) if speaks is not None else None
            gaps = [] if speaks is not None and not here else gaps
        if not here:
            carried = _carried(text, sentence, last, quotations)
            if handed and opening is not None:
                carried = (_without_spans(opening[1].chain), opening[1])
            if carried is None and _quoted(sentence.span, quotations):
                carried = _following(sentences, number, reported, quotations)
            if carried is not None:
                chain, item = carried
                pieces = [
                    Statement((part,), sentence, chain, item, sentence.span, verbatim=handed)
                    for part in split_statement(text, trim(text, sentence.span), "quoted" if _quoted(sentence.span, quotations) else "reported")
                ]
                gaps = []
                last = (sentence, chain, item)
        else:
            last = (sentence, here[-1].chain, here[-1])
        for gap in gaps:
            carrier = _goes_on(text, gap, here)
            pieces += (
                [Statement((gap,), sentence, carrier.chain, carrier, Span(start=min(carrier.content[0].start, gap.start), end=gap.end))]
                if carrier
                else _own(text, gap, sentence, alone=not here)
            )
        found += sorted(pieces, key=lambda piece: piece.parts[0].start)
    return found


def _goes_on(text: str, gap: Span, here: Sequence[Reported]) -> Reported | None:
    """The attribution whose content a remainder without a subject of its own continues: ", allowing them to …", "and would …"."""
    tokens = [token for token in tokenize(text, gap) if token.is_word]
    if len(tokens) < _MINIMUM:
        return None
    first = 1 if tokens[0].lower in ("and", "but", "potentially", "thereby", "ultimately", "possibly") else 0
    if tokens[first].lower not in phrases("syntax", "consequence_participles") and not (first and tokens[1].lower in phrases("verbs", "modals")):
        return None
    for item in here:
        if any(part.end <= gap.start and not text[part.end : gap.start].strip(' ,"”.') for part in item.content):
            return item
    return None


def _quoted(span: Span, quotations: Sequence[Quotation]) -> bool:
    return any(quotation.depth == 0 and quotation.span.start <= span.start + 1 and quotation.span.end >= span.end - 2 for quotation in quotations)


def _carried(
    text: str, sentence: Sentence, last: tuple[Sentence, tuple[Attribution, ...], Reported] | None, quotations: Sequence[Quotation]
) -> tuple[tuple[Attribution, ...], Reported] | None:
    """The attribution that a sentence without one of its own goes on with."""
    if last is None:
        return None
    before, chain, item = last
    near = before.block == sentence.block and before.span.end <= sentence.span.start
    adjacent = before.block == sentence.block - 1
    previous_quoted = any(_quoted(span, quotations) for span in item.content)
    if _quoted(sentence.span, quotations):
        opened = text[before.span.start : sentence.span.start].rstrip().endswith(":")
        return (_without_spans(chain), item) if near or (adjacent and (previous_quoted or opened)) else None
    if near and not previous_quoted and _CONTINUES.match(sentence.span.of(text)) and chain[-1].source.kind in ("outlet", "document", "spokesperson", "organization"):
        return _without_spans(chain), item
    return None


def _following(
    sentences: Sequence[Sentence], number: int, reported: Sequence[Reported], quotations: Sequence[Quotation]
) -> tuple[tuple[Attribution, ...], Reported] | None:
    """For a quotation whose speaker comes after it: the attribution of the next sentence of the same block."""
    block = sentences[number].block
    for sentence in sentences[number + 1 : number + 8]:
        if sentence.block != block:
            return None
        for item in reported:
            if sentence.span.start <= item.position < sentence.span.end:
                return (_without_spans(item.chain), item) if _quoted(item.content[0], quotations) or item.content[0].start < item.position else None
    return None


def _without_spans(chain: Sequence[Attribution]) -> tuple[Attribution, ...]:
    return tuple(Attribution(source=link.source.model_copy(update={"span": None}), cue=None) for link in chain)


def _pieces(text: str, item: Reported, sentence: Sentence, quotations: Sequence[Quotation]) -> list[Statement]:
    clipped = [
        trim(text, Span(start=max(span.start, sentence.span.start), end=min(span.end, sentence.span.end)))
        for whole in item.content
        for span in _broken(text, whole)
        if span.overlaps(sentence.span)
    ]
    clipped = [_without_tail(text, _without_that(text, span)) for span in clipped if span.end > span.start]
    clipped = [span for span in clipped if span.end - span.start > 1 and not (len(clipped) > 1 and _residue(text, span))]
    if not clipped:
        return []
    here = sentence.span.start <= item.position < sentence.span.end
    chain = item.chain if here else _without_spans(item.chain)
    groups = _joined(text, clipped)
    found: list[Statement] = []
    for group in groups:
        voice: Voice = "quoted" if all(_quoted(span, quotations) for span in group) else "reported"
        whole = Span(start=group[0].start, end=group[-1].end)
        split = [split_statement(text, span, voice) for span in group]
        joined = [list(part) for part in _across(split)]
        found += [Statement(tuple(parts), sentence, chain, item, whole) for parts in joined if parts]
    return found


_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]\s*")
_QUOTATION_AFTER_COLON = re.compile(r"[\"”]?:\s+(?=[\"“])")


def _broken(text: str, span: Span) -> list[Span]:
    """A content at the points where a quotation leaves words out or begins anew, when both sides make statements."""
    cuts = sorted([*_ELLIPSIS.finditer(text, span.start, span.end), *_QUOTATION_AFTER_COLON.finditer(text, span.start, span.end)], key=lambda match: match.start())
    parts: list[Span] = []
    start = span.start
    for cut in cuts:
        left, right = tokenize(text, Span(start=start, end=cut.start())), tokenize(text, Span(start=cut.end(), end=span.end))
        colon = ":" in cut.group()
        if colon or (find_finite(left, 0, len(left), main=False) is not None and (finite := find_finite(right, 0, len(right))) is not None and finite < 10 and right[0].lower not in phrases("syntax", "prepositions") | {"because"}):
            parts.append(Span(start=start, end=cut.start()))
            start = cut.end()
    return [part for part in (*parts, Span(start=start, end=span.end)) if part.end > part.start]


def _across(split: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Parts of an interrupted content: the last of one stretch and the first of the next are one statement."""
    joined: list[list[Span]] = []
    for number, parts in enumerate(split):
        for index, part in enumerate(parts):
            if number and index == 0 and joined:
                joined[-1].append(part)
            else:
                joined.append([part])
    return joined


def _residue(text: str, span: Span) -> bool:
    """Whether a stretch between nested attributions is only connective ("and", "that", "but also")."""
    words = [token for token in tokenize(text, span) if token.is_word]
    return len(words) < _MINIMUM and find_finite(words, 0, len(words)) is None


def _without_that(text: str, span: Span) -> Span:
    match = re.match(r"(?:(?:and|but)\s+)?(?:that|whether|as|how|for|of)\s+", span.of(text), re.IGNORECASE)
    if match is None or re.match(r"that\s+(?:is|was|will|would|has|'s)\b", span.of(text), re.IGNORECASE):
        return span
    return trim(text, Span(start=span.start + match.end(), end=span.end))


def _without_tail(text: str, span: Span) -> Span:
    """Drops function words that a content cut short leaves at its end."""
    match = re.search(r"(?:[,\s]+(?:which|that|who|such|and|but|or|the|an?|of|to|with|both))+$", span.of(text))
    return trim(text, Span(start=span.start, end=span.start + match.start())) if match is not None and match.start() else span


def _joined(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Groups the stretches of one content: what an attribution merely interrupts is one statement."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups:
            between = text[groups[-1][-1].end : span.start]
            broken = _ELLIPSIS.fullmatch(between) or ":" in between
            if not broken and not re.search(r"[.!?]", between) and not (span.of(text)[:1].isupper() and "." in between):
                groups[-1].append(span)
                continue
        groups.append([span])
    return groups


def _gaps(text: str, sentence: Span, extents: Sequence[Span]) -> list[Span]:
    """The stretches of a sentence that no attribution covers."""
    gaps: list[Span] = []
    position = sentence.start
    for extent in sorted(extents, key=lambda span: span.start):
        if extent.end <= sentence.start or extent.start >= sentence.end:
            continue
        if extent.start > position:
            gaps.append(trim(text, Span(start=position, end=extent.start)))
        position = max(position, extent.end)
    if position < sentence.end:
        gaps.append(trim(text, Span(start=position, end=sentence.end)))
    return [gap for gap in gaps if gap.end > gap.start]


def _own(text: str, gap: Span, sentence: Sentence, *, alone: bool) -> list[Statement]:
    """The author's own statements in a stretch without attribution."""
    tokens = tokenize(text, gap)
    words = sum(token.is_word for token in tokens)
    if words < _MINIMUM or text[gap.start : sentence.span.end].rstrip("\"'”’ )").endswith("?"):
        return []
    if not alone:
        rest = _beside(text, gap, tokens)
        if rest is None:
            return []
        gap = rest
    elif find_finite(tokens, 0, len(tokens), main=False) is None:
        return []
    found: list[Statement] = []
    for part in split_statement(text, gap, "author"):
        found.append(_agentless(text, part, sentence, gap) or Statement((part,), sentence, None, None, gap))
    return found


def _beside(text: str, gap: Span, tokens: Sequence[Token]) -> Span | None:
    """A remainder beside an attribution, without its conjunction, when it makes a statement with a subject of its own."""
    first = 0
    while first < len(tokens) and (tokens[first].lower in ("and", "but", "so", "yet", "although", "though", "while", "whereas", "however") or not tokens[first].is_word):
        first += 1
    last = len(tokens)
    while last > first and (tokens[last - 1].lower in ("and", "but", "so", "as", "that", "which", "while", "where", "because", "with") or not tokens[last - 1].is_word):
        last -= 1
    rest = tokens[first:last]
    if sum(token.is_word for token in rest) < _MINIMUM + 1:
        return None
    opener = rest[0].lower
    if text[: gap.start].rstrip().endswith(("(", "[")):
        return None
    if opener in phrases("syntax", "prepositions") | (phrases("syntax", "subordinators") - {"what"}) or is_infinitive_or_participle(rest):
        comma = next((index for index, token in enumerate(rest) if token.text == "," and index), None)
        if comma is None or (after := find_finite(rest, comma + 1, len(rest))) is None or after <= comma + 1:
            return None
    finite = find_finite(rest, 0, len(rest))
    if finite is None or finite == 0 or finite >= len(rest) - 1:
        return None
    return trim(text, Span(start=rest[0].start, end=rest[-1].end))


def _agentless(text: str, part: Span, sentence: Sentence, whole: Span) -> Statement | None:
    """A statement that "reportedly" or "is expected to" hands to nobody in particular."""
    words = part.of(text)
    adverb = _AGENTLESS_ADVERB.search(words)
    impersonal = _AGENTLESS.search(words)
    match = adverb or impersonal
    if match is None:
        return None
    reports = match.group().strip().lower() in ("reportedly",) or "report" in match.group().lower()
    name = "unspecified reports" if reports else "unspecified"
    source = Source(name=name, canonical=name, kind="anonymous", named=False)
    chain = (Attribution(source=source, cue=None),)
    parts: tuple[Span, ...] = (part,)
    if adverb is not None:
        left = trim(text, Span(start=part.start, end=part.start + adverb.start()))
        right = trim(text, Span(start=part.start + adverb.end(), end=part.end))
        parts = tuple(span for span in (left, right) if span.end > span.start)
    elif impersonal is not None and impersonal.group().lower().startswith("it "):
        parts = (trim(text, Span(start=part.start + impersonal.end(), end=part.end)),)
    reported = Reported(content=parts, chain=chain, extents=(part,), cue=match.group().lower(), position=part.start)
    return Statement(parts, sentence, chain, reported, whole)
