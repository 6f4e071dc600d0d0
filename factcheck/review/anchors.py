"""Find the claims of a run in an annotation file again, after the article or the extraction changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from factcheck.models import Article, Claim
from factcheck.review.schema import AnnotatedClaim, Quote

__all__ = ["match", "quote_of"]

CONTEXT = 32
"""Code points of prefix and suffix."""
_ALIKE = 85.0
"""Least similarity, 0 to 100, of two quotes that are taken for an edit of one another."""
_OVERLAP = 0.5
_LONGEST = 2_000
"""Code points of a quote that are compared; keeps a hostile one cheap."""


def quote_of(article: Article, claim: Claim) -> Quote:
    """The claim's words in their context."""
    start, end = claim.span.start, claim.span.end
    return Quote(exact=claim.quote, prefix=article.text[max(0, start - CONTEXT) : start], suffix=article.text[end : end + CONTEXT])


def match(old: Sequence[AnnotatedClaim], new: Sequence[Claim], quotes: Sequence[Quote], *, same_text: bool) -> dict[int, int]:
    """Pair new claims with old ones: by quote, context and text, by quote and context, by quote, then by likeness and place.

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
        (lambda claim: (context(claim.quote), claim.text), lambda i: (context(quotes[i]), new[i].text)),
        (lambda claim: context(claim.quote), lambda i: context(quotes[i])),
        (lambda claim: claim.quote.exact, lambda i: quotes[i].exact),
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


def _likeness(old: AnnotatedClaim, new: Claim, quote: Quote, *, same_text: bool) -> float:
    """How surely the two are one claim, edited: above 0 when they may be paired."""
    alike = fuzz.ratio(old.quote.exact[:_LONGEST], quote.exact[:_LONGEST], score_cutoff=_ALIKE)
    if not same_text:
        return alike
    shared = min(old.position.end, new.span.end) - max(old.position.start, new.span.start)
    joined = max(old.position.end, new.span.end) - min(old.position.start, new.span.start)
    overlap = shared / joined if joined > 0 else 0.0
    # in an unchanged text a quote that merely resembles another one elsewhere is another statement
    return 100 * overlap if overlap >= _OVERLAP else 0.0
