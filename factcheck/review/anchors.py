"""Find claims again after the article or the extraction changed: by quote, by quote and context, by place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from factcheck.models import Article, Claim, Span
from factcheck.review.schema import AnnotatedClaim, Position, Quote

__all__ = ["locate", "match", "quote_at", "quote_of"]

CONTEXT = 32
"""Code points of prefix and suffix."""
_ALIKE = 85.0
"""Least similarity, 0 to 100, of two quotes that are taken for an edit of one another."""
_ALIKE_IN_CONTEXT = 60.0
"""Likewise where the words on either side are the same."""
_OVERLAP = 0.5
_LONGEST = 2_000
"""Code points of a quote that are compared; keeps a hostile one cheap."""
_MOST_OCCURRENCES = 200


def quote_at(text: str, start: int, end: int) -> Quote:
    """The words of a range of `text`, and their context."""
    return Quote(exact=text[start:end], prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT])


def quote_of(article: Article, claim: Claim) -> Quote:
    """The claim's words in their context."""
    return quote_at(article.text, claim.span.start, claim.span.end)


def locate(text: str, quote: Quote, position: Position) -> Span | None:
    """Where a quote stands in a text that may have been edited: its exact words, in the likest context; else words much like it.

    Args:
        text: the article as it now is.
        quote: the words and their context as they were.
        position: where they were; settles what context leaves open.

    Returns:
        Code points, or None where the text has nothing like it.
    """
    places: list[int] = []
    at = text.find(quote.exact)
    while at >= 0 and len(places) < _MOST_OCCURRENCES:
        places.append(at)
        at = text.find(quote.exact, at + 1)
    if places:
        best = max(places, key=lambda at: (_context_at(text, quote, at, at + len(quote.exact)), -abs(at - position.start), -at))
        return Span(start=best, end=best + len(quote.exact))
    found = fuzz.partial_ratio_alignment(quote.exact[:_LONGEST], text, score_cutoff=_ALIKE) if len(quote.exact) <= len(text) else None
    if found is None or found.dest_start >= found.dest_end:
        return None
    return _whole_words(text, found.dest_start, found.dest_end)


def _context_at(text: str, quote: Quote, start: int, end: int) -> float:
    here = quote_at(text, start, end)
    return fuzz.ratio(here.prefix, quote.prefix) + fuzz.ratio(here.suffix, quote.suffix)


def _whole_words(text: str, start: int, end: int) -> Span:
    """The range, drawn to the edges of the words that it cuts."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)


def match(old: Sequence[AnnotatedClaim], new: Sequence[Claim], quotes: Sequence[Quote], *, same_text: bool) -> dict[int, int]:
    """Pair new claims with old ones: by quote, context and text; by quote and context; by quote; then by likeness, context and place.

    Args:
        old: claims of the file.
        new: claims of the run.
        quotes: their quotes, in the same order.
        same_text: the article's text is the one that the file was written for, so that positions can be compared.

    Returns:
        Index into `old` by index into `new`; each is used once.
    """
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))

    def context(quote: Quote) -> tuple[str, str, str]:
        return quote.exact, quote.prefix, quote.suffix

    keys: list[tuple[Callable[[AnnotatedClaim], object], Callable[[int], object]]] = [
        (lambda claim: (context(claim.quote), _text(claim)), lambda i: (context(quotes[i]), new[i].text)),
        (lambda claim: context(claim.quote), lambda i: context(quotes[i])),
        (_exact, lambda i: quotes[i].exact),
    ]
    for old_key, new_key in keys:
        waiting: dict[object, list[int]] = {}
        for j in free:
            waiting.setdefault(old_key(old[j]), []).append(j)
        for i in range(len(new)):
            if i not in pairs and (candidates := waiting.get(new_key(i))):
                pairs[i] = candidates.pop(0)
                free.pop(pairs[i])
    scored = [
        (-score, i, j)
        for i in range(len(new))
        if i not in pairs
        for j in free
        if (score := _likeness(old[j], new[i], quotes[i], same_text=same_text)) > 0
    ]
    for _, i, j in sorted(scored):
        if i not in pairs and j in free:
            pairs[i] = j
            free.pop(j)
    return pairs


def _exact(claim: AnnotatedClaim) -> str:
    """The words that a run marked: those that stand there, unless a person marked others."""
    reads = claim.machine.reads if claim.machine else None
    return (reads.quote if reads else None) or claim.quote.exact


def _text(claim: AnnotatedClaim) -> str:
    reads = claim.machine.reads if claim.machine else None
    return (reads.text if reads else None) or claim.text


def _likeness(old: AnnotatedClaim, new: Claim, quote: Quote, *, same_text: bool) -> float:
    """How surely the two are one claim, edited: above 0 when they may be paired."""
    shared = min(old.position.end, new.span.end) - max(old.position.start, new.span.start)
    joined = max(old.position.end, new.span.end) - min(old.position.start, new.span.start)
    overlap = shared / joined if joined > 0 else 0.0
    if same_text:
        if old.absent:  # its place is one in another text
            return 0.0
        # in an unchanged text a quote that merely resembles another one elsewhere is another statement
        return 100 * overlap if overlap >= _OVERLAP else 0.0
    alike = fuzz.ratio(_exact(old)[:_LONGEST], quote.exact[:_LONGEST], score_cutoff=_ALIKE_IN_CONTEXT)
    if alike >= _ALIKE:
        return 100 + alike
    if alike and (_alike(old.quote.prefix, quote.prefix) or _alike(old.quote.suffix, quote.suffix)):
        return alike
    return 50 * overlap if alike and overlap >= _OVERLAP else 0.0


def _alike(one: str, other: str) -> bool:
    return bool(one.strip()) and fuzz.ratio(one, other) >= _ALIKE
