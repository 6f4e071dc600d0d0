"""What a claim stands in: the words that say what "the move" is and who "they" are, put beside the claim for a verifier that reads them."""

from __future__ import annotations

from typing import Final

from factcheck.models import Article, Claim
from factcheck.verdict.base import ContextualVerifier, Verifier

__all__ = ["claim_context", "in_context", "put_claim", "shortened"]

LEAD: Final = 120
"""Most code points of the article's title or opening."""
BEFORE: Final = 200
"""Most code points of what stands before the claim."""
_MARK: Final = " | "
"""Between a claim and its context; the verifiers that ship were trained with it."""


def claim_context(article: Article, claim: Claim) -> str:
    """What the article is about, and what it says just before the claim; empty for a claim that it begins with.

    Headlines apart, only text that makes claims is looked at: a caption between two paragraphs does not say what "the move" is.
    """
    spans = [block.span for block in article.asserting_blocks if block.span.start < claim.span.start]
    before = ""
    for span in reversed(spans):
        before = f"{article.text[span.start : min(span.end, claim.span.start)].strip()} {before}"
        if len(before) > BEFORE:
            break
    opening = article.text[spans[0].start : min(spans[0].end, claim.span.start)] if spans else ""
    return shortened(article.title or opening, before)


def shortened(lead: str, before: str) -> str:
    """The beginning of `lead` and the end of `before`, cut between words; what both have comes once."""
    opening, latest = _head(" ".join(lead.split()), LEAD), _tail(" ".join(before.split()), BEFORE)
    if not opening or not latest or latest.startswith(opening):
        return latest or opening
    return f"{opening} … {latest}"


def in_context(claim: str, context: str) -> str:
    """Claim and context as a verifier that was trained with both reads them."""
    return f"{claim}{_MARK}{context}" if context else claim


def put_claim(verifier: Verifier, claim: str, context: str) -> str:
    """A claim as a verifier is asked about it: in its context, if the verifier reads that."""
    return verifier.put(claim, context) if isinstance(verifier, ContextualVerifier) else claim


def _head(text: str, size: int) -> str:
    return text if len(text) <= size else text[:size].rpartition(" ")[0]


def _tail(text: str, size: int) -> str:
    return text if len(text) <= size else text[-size:].partition(" ")[2]
