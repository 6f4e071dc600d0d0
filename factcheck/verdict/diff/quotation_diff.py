"""Quotations of a claim against the words of a passage."""

from __future__ import annotations

from functools import lru_cache

from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.align import ClaimView, PassageView
from factcheck.verdict.diff.words import content_stems, split_words
from factcheck.verdict.quotes import MIN_WORDS, QuoteMatch, align_quotation, quoted_spans

__all__ = ["claim_quotations", "compare_quotations"]


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

    Words count as changed only where the passage quotes as well: in its own words a writer may say a thing as they like.
    """
    items = []
    text = passage.reading.text
    for span in claim_quotations(claim):
        quotation = span.of(claim.reading.text)
        match = align_quotation(quotation, text)
        if match.label == "verbatim" and match.span is not None:
            items.append(_item(quotation, span, passage, match.span, agrees=True, detail="the same words, verbatim"))
            continue
        for quote in _quoted(text):
            item = _quoted_against(quotation, span, passage, quote)
            if item is not None:
                items.append(item)
                break
    return items


def _quoted_against(quotation: str, span: Span, passage: PassageView, quote: Span) -> DiffItem | None:
    theirs = quote.of(passage.reading.text)
    if len(split_words(theirs)) < MIN_WORDS:
        return None
    if len(theirs) < len(quotation):
        # the passage quotes a fragment: look for that fragment in the article's longer quotation
        match = align_quotation(theirs, quotation)
        ours = match.span.of(quotation) if match.span else ""
        place = Span(start=span.start + match.span.start, end=span.start + match.span.end) if match.span else span
        their_place, pairs = quote, [(c.found, c.quoted) for c in match.changes]
    else:
        match = align_quotation(quotation, theirs)
        ours, place = quotation, span
        their_place = Span(start=quote.start + match.span.start, end=quote.start + match.span.end) if match.span else quote
        pairs = [(c.quoted, c.found) for c in match.changes]
    if match.label == "absent" or not _same_statement(match, ours, their_place.of(passage.reading.text)):
        return None
    if match.label == "verbatim":
        return _item(ours, place, passage, their_place, agrees=True, detail="the words that the passage quotes are the same")
    changed = "; ".join(f"{a or 'nothing'!r} for {b or 'nothing'!r}" for a, b in pairs)
    return _item(ours, place, passage, their_place, agrees=False, detail=f"the quotation is altered: {changed}")


def _same_statement(match: QuoteMatch, ours: str, theirs: str) -> bool:
    """Whether two quotations share a word of meaning, not only the small words of any sentence."""
    return match.label == "verbatim" or bool(content_stems(split_words(ours)) & content_stems(split_words(theirs)))


def _item(quotation: str, span: Span, passage: PassageView, place: Span, *, agrees: bool, detail: str) -> DiffItem:
    return DiffItem(
        kind="quotation",
        agrees=agrees,
        claim_text=quotation,
        claim_span=span,
        passage_text=place.of(passage.reading.text),
        passage_span=Span(start=place.start + passage.shift, end=place.end + passage.shift),
        detail=detail,
        difference=None if agrees else "words",
    )
