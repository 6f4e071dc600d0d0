"""From sentences and attributed contents to statements: what each sentence asserts, in whose voice.

Everything that an attribution covers is a statement of its source; what remains of a sentence is one of the author's own when it makes a
statement by itself, unless it plainly goes on with somebody else's account.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from typing import NamedTuple

from factcheck.claims.agentless import agentless
from factcheck.claims.base import Sentence
from factcheck.claims.chains import Reported
from factcheck.claims.clauses import find_finite, is_infinitive_or_participle, may_assert
from factcheck.claims.cue_grammar.lexicon import verb_forms
from factcheck.claims.denials import HEARSAY
from factcheck.claims.introductions import introduced
from factcheck.claims.labels import Label, speaker_labels, under_labels
from factcheck.claims.lexicons import phrases
from factcheck.claims.pieces import across, pieces
from factcheck.claims.quoted import QuotedText
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.splitting import Voice, split_statement
from factcheck.claims.tokens import Token, tokenize, trim
from factcheck.models import Attribution, Span

__all__ = ["Statement", "statements"]

_CONTINUES = re.compile(
    r"^(?:(?:this|that|these|such)\s+(?:move|measure|step|decision|action|change|plan|policy|rule|ban|would|could|will|may|means|has\s+also|also)|(?:both|the\s+two)\s+(?:companies|countries|firms|governments|groups|nations|parties|sides|states|teams|unions)|it\s+also|they\s+also|(?:he|she)\s+also)\b",
    re.IGNORECASE,
)
"""A subject that points back at the sentence before: "such a move would …", "the two parties …"."""
_DANGLING = frozenset({"the", "a", "an", "by", "of", "to", "from", "into", "than", "its", "their", "his"})
"""A stretch that ends so was cut in the middle of a phrase."""
_MINIMUM = 3
"""Words below which what remains beside an attribution says nothing."""
_LEADING_ON = frozenset(
    {"and", "but", "so", "as", "that", "which", "while", "where", "because", "with", "after", "before", "when", "although", "though"}
)
"""Words that a remainder before an attribution ends in: they lead on to it."""


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


class _Opening(NamedTuple):
    """Blocks that a sentence before them hands over to somebody."""

    last: int
    """The last of them."""
    listed: bool
    """They are list items, in whose words it stays open whose words they are."""
    reported: Reported


def statements(
    text: str,
    sentences: Sequence[Sentence],
    reported: Sequence[Reported],
    quoted: QuotedText,
    resolver: SourceResolver,
    listed: Container[int] = (),
) -> list[Statement]:
    """Everything that is asserted, sentence by sentence in reading order; `listed` are the blocks that are list items."""
    found: list[Statement] = []
    opening: _Opening | None = None
    labels = speaker_labels(text, sentences, resolver)
    reported = [item for item in under_labels(reported, labels, sentences) if not _only_a_name(text, item)]
    by_sentence = _by_sentence(sentences, reported)
    last: tuple[Sentence, tuple[Attribution, ...], Reported] | None = None
    for number, sentence in enumerate(sentences):
        here = by_sentence[number]
        found_here = [piece for item in here for piece in _pieces(text, item, sentence, quoted) if not _interjects(text, piece, quoted)]
        label = labels.get(sentence.block)
        extents = [span for item in here for span in item.extents]
        gaps = _gaps(text, sentence.span, [*extents, label.span] if label is not None else extents)
        handed = opening is not None and sentence.block <= opening.last and not here
        if opening is not None and ((here and not opening.listed) or sentence.block > opening.last):
            opening = None
        if text[sentence.span.start : sentence.span.end].rstrip().endswith((":", ",")) and (
            number + 1 == len(sentences) or sentences[number + 1].block > sentence.block
        ):
            final = _last_item(sentence.block, listed)
            speaks = here[-1] if here else introduced(text, sentence, resolver, listing=final > sentence.block)
            opening = _Opening(max(final, sentence.block + 1), final > sentence.block, speaks) if speaks is not None else None
            gaps = [] if speaks is not None and not here else gaps
        if label is not None:
            last = None
        elif not here:
            carried = _carried(text, sentence, last, quoted)
            if handed and opening is not None:
                carried = (_without_spans(opening.reported.chain), opening.reported)
            if carried is None and quoted.embraces(sentence.span):
                carried = _following(sentences, number, by_sentence, quoted)
            if carried is not None:
                chain, item = carried
                found_here = [
                    Statement((part,), sentence, chain, item, sentence.span, verbatim=handed and opening is not None and not opening.listed)
                    for part in split_statement(text, trim(text, sentence.span), "quoted" if quoted.embraces(sentence.span) else "reported")
                ]
                found_here = [piece for piece in found_here if not _interjects(text, piece, quoted)]
                gaps = []
                last = (sentence, chain, item)
        else:
            last = (sentence, here[-1].chain, here[-1])
        for gap in gaps:
            carrier = _goes_on(text, gap, here)
            found_here += (
                [Statement((gap,), sentence, carrier.chain, carrier, Span(start=min(carrier.content[0].start, gap.start), end=gap.end))]
                if carrier
                else [_spoken(own, label) for own in _own(text, gap, sentence, quoted, alone=not here)]
            )
        found += sorted(found_here, key=lambda piece: piece.parts[0].start)
    return found


def _spoken(own: Statement, label: Label | None) -> Statement:
    """An unattributed statement as that of whom a label names."""
    if label is None:
        return own
    chain = label.reported.chain if own.parts[0].start <= label.span.end else _without_spans(label.reported.chain)
    return own._replace(chain=(*chain, *(own.chain or ())), reported=own.reported or label.reported, verbatim=True)


def _last_item(block: int, listed: Container[int]) -> int:
    """The last of the list items right after a block; the block itself when none is there."""
    while block + 1 in listed:
        block += 1
    return block


def _only_a_name(text: str, item: Reported) -> bool:
    """Whether all that a content holds is one word: a name or a scare quote, over which the sentence is not to be torn."""
    return sum(token.is_word for span in item.content for token in tokenize(text, span)) == 1


def _interjects(text: str, piece: Statement, quoted: QuotedText) -> bool:
    """Whether a quoted piece is a word or two that assert nothing: "Really?", "Why not?"."""
    if not all(map(quoted.embraces, piece.parts)):
        return False
    tokens = [token for part in piece.parts for token in tokenize(text, part) if token.is_word]
    return len(tokens) < _MINIMUM and find_finite(tokens, 0, len(tokens), main=False) is None


def _by_sentence(sentences: Sequence[Sentence], reported: Sequence[Reported]) -> list[list[Reported]]:
    """For each sentence the attributions that reach into it, in the order given."""
    starts = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    table: list[list[Reported]] = [[] for _ in sentences]
    for item in reported:
        touched: set[int] = set()
        for span in item.extents:
            touched.update(range(bisect_right(ends, span.start), bisect_left(starts, span.end)))
        for number in sorted(touched):
            table[number].append(item)
    return table


def _goes_on(text: str, gap: Span, here: Sequence[Reported]) -> Reported | None:
    """The attribution whose content a remainder without a subject of its own continues: ", allowing them to …", "and would …"."""
    tokens = [token for token in tokenize(text, gap) if token.is_word]
    if len(tokens) < _MINIMUM:
        return None
    first = 1 if tokens[0].lower in ("and", "but", "thereby") or tokens[0].lower.endswith("ly") else 0
    if tokens[first].lower not in phrases("syntax", "consequence_participles") and not (
        first and tokens[1].lower in phrases("verbs", "modals")
    ):
        return None
    for item in here:
        if any(part.end <= gap.start and not text[part.end : gap.start].strip(' ,"”.') for part in item.content):
            return item
    return None


def _carried(
    text: str, sentence: Sentence, last: tuple[Sentence, tuple[Attribution, ...], Reported] | None, quoted: QuotedText
) -> tuple[tuple[Attribution, ...], Reported] | None:
    """The attribution that a sentence without one of its own goes on with."""
    if last is None:
        return None
    before, chain, item = last
    near = before.block == sentence.block and before.span.end <= sentence.span.start
    adjacent = before.block == sentence.block - 1
    previous_quoted = any(quoted.embraces(span) for span in item.content)
    if quoted.embraces(sentence.span):
        opened = text[before.span.start : sentence.span.start].rstrip().endswith(":")
        return (_without_spans(chain), item) if near or (adjacent and (previous_quoted or opened)) else None
    if (
        near
        and not previous_quoted
        and _CONTINUES.match(sentence.span.of(text))
        and chain[-1].source.kind in ("outlet", "document", "spokesperson", "organization")
    ):
        return _without_spans(chain), item
    return None


def _following(
    sentences: Sequence[Sentence], number: int, by_sentence: Sequence[Sequence[Reported]], quoted: QuotedText
) -> tuple[tuple[Attribution, ...], Reported] | None:
    """For a quotation whose speaker comes after it: the attribution of the next sentence of the same block that has one."""
    block = sentences[number].block
    for later, sentence in enumerate(sentences[number + 1 : number + 8], start=number + 1):
        if sentence.block != block:
            return None
        for item in by_sentence[later]:
            if item.content and sentence.span.start <= item.position < sentence.span.end:
                first = item.content[0]
                return (_without_spans(item.chain), item) if quoted.embraces(first) or first.start < item.position else None
    return None


def _without_spans(chain: Sequence[Attribution]) -> tuple[Attribution, ...]:
    return tuple(Attribution(source=link.source.model_copy(update={"span": None}), cue=None) for link in chain)


def _pieces(text: str, item: Reported, sentence: Sentence, quoted: QuotedText) -> list[Statement]:
    chain = item.chain if sentence.span.start <= item.position < sentence.span.end else _without_spans(item.chain)
    found: list[Statement] = []
    for group in pieces(text, item.content, sentence.span, cut=not set(item.content) <= set(item.extents)):
        voice: Voice = "quoted" if all(map(quoted.embraces, group)) else "reported"
        whole = Span(start=group[0].start, end=group[-1].end)
        parts = across([split_statement(text, span, voice) for span in group])
        handed = item.position < sentence.span.start and text[max(0, item.content[0].start - 4) : item.content[0].start].rstrip().endswith(
            ":"
        )
        found += [Statement(tuple(part), sentence, chain, item, whole, verbatim=handed and voice == "reported") for part in parts]
    return found


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


def _own(text: str, gap: Span, sentence: Sentence, quoted: QuotedText, *, alone: bool) -> list[Statement]:
    """The author's own statements in a stretch without attribution."""
    tokens = tokenize(text, gap)
    words = sum(token.is_word for token in tokens)
    if words < _MINIMUM or tokens[0].lower in phrases("unasserted", "suppositions"):
        return []
    if text[gap.start : sentence.span.end].rstrip("\"'”’ )").endswith("?"):
        return []
    if not alone:
        rest = _beside(text, gap, tokens)
        if rest is None:
            return []
        gap = rest
    elif (finite := find_finite(tokens, 0, len(tokens), main=False)) is None:
        if not may_assert(tokenize(text, sentence.span)) or any(quoted.share([token.start]) for token in tokens):
            return []
    elif quoted.share([tokens[finite].start]) and not _finite_outside(tokens, quoted):
        return []
    found: list[Statement] = []
    for part in _parts(text, gap, tokens):
        item = agentless(text, part)
        found.append(
            Statement((part,), sentence, None, None, gap) if item is None else Statement(item.content, sentence, item.chain, item, gap)
        )
    return found


def _parts(text: str, gap: Span, tokens: Sequence[Token]) -> list[Span]:
    """The author's statements in `gap`; a contrast that opens the stretch ("While A, B") is split although the conjunction was left out."""
    if tokens[0].start < gap.start and tokens[0].lower in phrases("syntax", "contrast"):
        parts = split_statement(text, Span(start=tokens[0].start, end=gap.end), "author")
        if len(parts) > 1:
            return parts
    return split_statement(text, gap, "author")


def _beside(text: str, gap: Span, tokens: Sequence[Token]) -> Span | None:
    """A remainder beside an attribution, without its conjunction, when it makes a statement with a subject of its own."""
    first = 0
    while first < len(tokens) and (
        tokens[first].lower in ("and", "but", "so", "yet", "although", "though", "while", "whereas", "however") or not tokens[first].is_word
    ):
        first += 1
    last = len(tokens)
    while last > first and (
        tokens[last - 1].lower in _LEADING_ON
        or not tokens[last - 1].is_word
        or (tokens[last - 2].text == "," and tokens[last - 1].lower in phrases("syntax", "prepositions"))
    ):
        last -= 1
    rest = tokens[first:last]
    if sum(token.is_word for token in rest) < _MINIMUM + 1 or rest[-1].lower in _DANGLING:
        return None
    if text[: gap.start].rstrip().endswith(("(", "[")):
        return None
    if _introduces(rest):
        comma = next((index for index, token in enumerate(rest) if token.text == "," and index), None)
        while comma is not None and _introduces(rest[comma + 1 :]):
            # "In April, when pressed on the fees, …": one introduction may follow another.
            comma = next((index for index in range(comma + 1, len(rest)) if rest[index].text == ","), None)
        if comma is not None and rest[0].lower == "according":
            rest, comma = rest[comma + 1 :], -1
        if comma is None or (after := find_finite(rest, comma + 1, len(rest))) is None or after <= comma + 1:
            return None
    finite = find_finite(rest, 0, len(rest))
    if finite is None or finite == 0 or finite >= len(rest) - 1:
        return None
    if rest[finite].lower in verb_forms() and any(token.lower == "that" for token in tokens[last:]):
        return None  # "Two officials told the paper that": what leads on to a content states nothing
    if rest[finite].lower in verb_forms() and rest[-1].lower in ("this", "that", "it", "so"):
        return None  # "The director denied this and said that": what it is stands in what she says
    if HEARSAY.match(f"{rest[0].lower} {rest[1].lower}") and rest[2].lower in ("that", "which"):
        return None  # ", a claim that could not be verified"
    return trim(text, Span(start=rest[0].start, end=rest[-1].end))


def _finite_outside(tokens: Sequence[Token], quoted: QuotedText) -> bool:
    """Whether a verb stands outside quotation marks, so that the words are the author's and not a stray quotation."""
    outside = [token for token in tokens if not quoted.share([token.start])]
    return find_finite(outside, 0, len(outside), main=False) is not None


def _introduces(tokens: Sequence[Token]) -> bool:
    """Whether the words open a phrase or a clause that depends on what follows it."""
    return not tokens or (
        tokens[0].lower in phrases("syntax", "prepositions") | (phrases("syntax", "subordinators") - {"what"})
        or is_infinitive_or_participle(tokens)
        or tokens[0].lower in ("according", "asked", "speaking", "questioned", "pressed")
    )
