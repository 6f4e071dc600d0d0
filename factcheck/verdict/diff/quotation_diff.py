"""Quotations of a claim against the words of a passage."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.evidence.origins import aliases, named_at
from factcheck.models import DiffItem, Edit, Span
from factcheck.verdict.diff.align import ClaimView, PassageView
from factcheck.verdict.diff.presence import kindred
from factcheck.verdict.diff.reading import Reading
from factcheck.verdict.quotes import MIN_WORDS, QuoteMatch, Stretch, align_quotation, quoted_spans
from factcheck.words import content_stems, split_words, stem

__all__ = ["IN_PART", "claim_quotations", "compare_quotations"]

IN_PART = 0.5
"""Alignment of a finding where the passage quotes no more than a word or two, which shows other words but not all that was said."""
SHORT = 5
"""Words under which a quotation must also stand among words of the claim to be one that was altered."""
CONTEXT = 2
"""Content words around a short quotation that the claim must share."""
REPORTED = 6
"""Words that a quotation must have to be compared with reported speech, where short runs are alike by chance."""
MOST_FRAGMENT = 2
"""Words of a fragment: more of them are a quotation."""
LIKE = 0.4
FRAGMENT_CONTEXT = 4
"""Content words around a fragment that the claim must share, unless the claim's speaker stands beside it."""
"""Share of the claim's content words that a sentence must have for a fragment that it quotes to be of the claim's quotation."""
_QUOTING = re.compile(
    r"\b(?:quot(?:es?|ed|ing)|wording|in (?:his|her|its|their) words|remarks?|statement|said|says|told|saying)\b", re.IGNORECASE
)


@lru_cache(maxsize=256)
def _quoted(text: str) -> tuple[Span, ...]:
    return tuple(quoted_spans(text))


def claim_quotations(claim: ClaimView) -> list[Span]:
    """Stretches of the claim in quotation marks, of at least three words, as offsets into the article."""
    found = []
    for start, end in claim.parts:
        for quote in _quoted(claim.reading.text):
            first, last = max(start, quote.start), min(end, quote.end)
            if len(claim.reading.words_in(first, last)) >= MIN_WORDS:
                found.append(Span(start=first, end=last))
    return found


def compare_quotations(claim: ClaimView, passage: PassageView) -> list[DiffItem]:
    """One item for each quotation that the passage has too, word for word or with words changed.

    Words count as altered where the passage quotes as well. Where it quotes but a word or two of the statement, or reports it nearly
    word for word, other words are a finding too, of a lower alignment: in reported speech a writer may change what a quotation may not.
    """
    items = []
    text = passage.reading.text
    for span in claim_quotations(claim):
        quotation = span.of(claim.reading.text)
        match = align_quotation(quotation, text)
        if match.label == "verbatim" and match.span is not None:
            items.append(_item(quotation, span, passage, match.span, agrees=True, detail="the same words, verbatim"))
            continue
        found = next((item for quote in _quoted(text) if (item := _quoted_against(claim, quotation, span, passage, quote))), None)
        found = found or _fragment(claim, span, passage) or _reported(match, quotation, span, passage)
        if found is not None:
            items.append(found)
    return items


def _quoted_against(claim: ClaimView, quotation: str, span: Span, passage: PassageView, quote: Span) -> DiffItem | None:
    """The claim's quotation beside one of the passage."""
    theirs = quote.of(passage.reading.text)
    if len(split_words(theirs)) < MIN_WORDS:
        return None
    if len(theirs) < len(quotation):
        # the passage quotes a fragment: look for that fragment in the article's longer quotation
        match = align_quotation(theirs, quotation)
        ours = match.span.of(quotation) if match.span else ""
        place = Span(start=span.start + match.span.start, end=span.start + match.span.end) if match.span else span
        their_place, edits = quote, _edits(match, quotation, theirs, turned=True)
    else:
        match = align_quotation(quotation, theirs)
        ours, place = quotation, span
        their_place = Span(start=quote.start + match.span.start, end=quote.start + match.span.end) if match.span else quote
        edits = _edits(match, quotation, theirs)
    if match.label == "absent" or not _same_statement(match, ours, their_place.of(passage.reading.text)):
        return None
    if match.label == "verbatim":
        return _item(ours, place, passage, their_place, agrees=True, detail="the words that the passage quotes are the same")
    if len(split_words(ours)) < SHORT and not _in_context(claim, passage.reading, quote, ours):
        return None
    return _item(ours, place, passage, their_place, agrees=False, detail=f"the quotation is altered: {_told(edits)}", edits=edits)


def _same_statement(match: QuoteMatch, ours: str, theirs: str) -> bool:
    """Whether two quotations share a word of meaning, not only the small words of any sentence."""
    return match.label == "verbatim" or bool(content_stems(split_words(ours)) & content_stems(split_words(theirs)))


def _in_context(claim: ClaimView, reading: Reading, quote: Span, ours: str) -> bool:
    """Whether the sentence around a quotation shares words with the claim beyond those of the quotation."""
    start, end = reading.sentence_at(quote.start)
    around = reading.stems_in(start, quote.start) | reading.stems_in(quote.end, end)
    return len((claim.stems - content_stems(split_words(ours))) & around) >= CONTEXT


def _fragment(claim: ClaimView, span: Span, passage: PassageView) -> DiffItem | None:
    """A word or two that the passage quotes of the claim's statement, and that the article's quotation does not have.

    The sentence must be about the same: then the article puts in quotation marks what the speaker is not shown to have said so.
    """
    reading = passage.reading
    quotation = span.of(claim.reading.text)
    wanted = content_stems(split_words(quotation)) | claim.stems
    for quote in _quoted(reading.text):
        words = reading.words_in(quote.start, quote.end)
        # a capital or a figure marks a name or a title
        if not 0 < len(words) <= MOST_FRAGMENT or not content_stems(words) or not words[0].text[0].islower():
            continue
        start, end = reading.sentence_at(quote.start)
        rest = reading.stems_in(start, quote.start) | reading.stems_in(quote.end, end)
        shared = sum(1 for word in wanted if any(kindred(word, other) for other in rest))
        # another form of a word that the quotation has, from the same mouth, needs fewer words around it
        own = bool(content_stems(words) & wanted) and _speaker_in(claim, reading.text[start:end])
        said = align_quotation(quote.of(reading.text), quotation).label == "verbatim"
        if said or shared < (CONTEXT if own else max(FRAGMENT_CONTEXT, LIKE * len(wanted))):
            continue
        place = _counterpart(claim.reading, span, reading, quote)
        theirs = quote.of(reading.text)
        ours = place.of(claim.reading.text)
        edits = (Edit(kind="changed", claim_text=ours, passage_text=theirs),)
        detail = f"the passage quotes {theirs!r} where the article's quotation has {ours!r}"
        return _item(ours, place, passage, quote, agrees=False, detail=detail, edits=edits, alignment=IN_PART)
    return None


def _speaker_in(claim: ClaimView, sentence: str) -> bool:
    speaker = claim.claim.speaker
    return speaker.named and bool(named_at(aliases(speaker), sentence))


def _counterpart(mine: Reading, span: Span, other: Reading, quote: Span) -> Span:
    """The words of a quotation that stand where another text has `quote`: between the nearest words before and after that both have."""
    start, end = other.sentence_at(quote.start)
    words = mine.words_in(span.start, span.end)
    stems = [stem(w.text) for w in words]
    same = [stem(w.text) for w in other.words_in(quote.start, quote.end)]
    alike = [i for i, s in enumerate(stems) if s in same]
    if len(words) <= SHORT:
        return span
    if alike:
        return Span(start=words[alike[0]].start, end=words[alike[-1]].end)
    before = content_stems(other.words_in(start, quote.start))
    after = content_stems(other.words_in(quote.end, end))
    lefts = [i for i, s in enumerate(stems) if s in before and s not in after]
    rights = [i for i, s in enumerate(stems) if s in after and s not in before]
    right = min((i for i in rights if i > 0), default=len(words))
    left = max((i for i in lefts if i < right), default=-1)
    # small words that stand before the word after it in both texts are the same
    after_quote = [w.text.lower() for w in other.words_in(quote.end, end)]
    anchor = next((i for i, w in enumerate(after_quote) if right < len(words) and stem(w) == stems[right]), 0)
    while anchor and right - left > 2 and words[right - 1].text.lower() == after_quote[anchor - 1]:
        right, anchor = right - 1, anchor - 1
    if right - left < 2:
        return span
    return Span(start=words[left + 1].start, end=words[right - 1].end)


def _reported(match: QuoteMatch, quotation: str, span: Span, passage: PassageView) -> DiffItem | None:
    """A quotation that the passage reports nearly word for word, without quotation marks, with words of meaning exchanged."""
    text = passage.reading.text
    if match.label != "altered" or match.span is None or len(split_words(quotation)) < REPORTED:
        return None
    start, end = passage.reading.sentence_at(match.span.start)
    if not _QUOTING.search(text, start, end):
        return None
    edits = _edits(match, quotation, text)
    if not any(e.kind == "changed" and _other_words(e.claim_text, e.passage_text) for e in edits):
        return None
    detail = f"the article quotes what the passage reports in other words: {_told(edits)}"
    return _item(quotation, span, passage, match.span, agrees=False, detail=detail, edits=edits, alignment=IN_PART)


def _other_words(ours: str, theirs: str) -> bool:
    """Whether words of meaning stand for others, and not only in another form."""
    mine, other = content_stems(split_words(ours)), content_stems(split_words(theirs))
    return bool(mine - other) and bool(other - mine)


def _edits(match: QuoteMatch, quotation: str, theirs: str, *, turned: bool = False) -> tuple[Edit, ...]:
    """The word by word comparison; `turned` where the passage's words were looked for in the article's."""

    def edit(stretch: Stretch) -> Edit:
        first, second = (stretch.found, stretch.quoted) if turned else (stretch.quoted, stretch.found)
        kinds = {"added": "dropped", "dropped": "added"} if turned else {}
        return Edit.model_validate(
            {
                "kind": kinds.get(stretch.kind, stretch.kind),
                "claim_text": first.of(quotation) if first is not None else "",
                "passage_text": second.of(theirs) if second is not None else "",
            }
        )

    return tuple(edit(stretch) for stretch in match.stretches)


def _told(edits: tuple[Edit, ...]) -> str:
    return "; ".join(_change(e.claim_text, e.passage_text) for e in edits if e.kind != "same")


def _change(ours: str, theirs: str) -> str:
    if not theirs:
        return f"{ours!r} is added"
    return f"{ours!r} for {theirs!r}" if ours else f"{theirs!r} is left out"


def _item(
    quotation: str,
    span: Span,
    passage: PassageView,
    place: Span,
    *,
    agrees: bool,
    detail: str,
    edits: tuple[Edit, ...] = (),
    alignment: float = 1.0,
) -> DiffItem:
    return DiffItem(
        kind="quotation",
        agrees=agrees,
        claim_text=quotation,
        claim_span=span,
        passage_text=place.of(passage.reading.text),
        passage_span=Span(start=place.start + passage.shift, end=place.end + passage.shift),
        detail=detail,
        alignment=alignment,
        difference=None if agrees else "words",
        edits=edits,
    )
