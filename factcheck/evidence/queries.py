"""What search is asked: a claim, and what its article knows about who said it and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.models import Article, Claim

__all__ = ["Query", "as_query", "claim_queries"]

_LEAD = 300
"""Characters of an article's title and lead that say what it is about."""


@dataclass(frozen=True, slots=True)
class Query:
    """A claim or a question, with what else tells which passages bear on it."""

    text: str
    names: tuple[str, ...] = ()
    """Of who is said to have said it. Words for lexical search; embedding and reranker read `text` alone."""
    context: str = ""
    """The paragraph around the claim, which says what "this move" is, and what the article is about; weighs less than the claim, and the
    reranker does not read it."""
    date: dt.date | None = None
    """When it was said: of passages that match alike, one published near that day comes first."""


def as_query(query: str | Query) -> Query:
    """A query of whatever search was asked."""
    return query if isinstance(query, Query) else Query(query)


def claim_queries(article: Article, claims: Sequence[Claim]) -> list[Query]:
    """The queries for claims of an article; the last date that a claim itself names goes before that of publication.

    Only named speakers other than the author help: "officials" and the article's own writer stand in passages about anything.
    """
    return [_claim_query(article, claim) for claim in claims]


def _context(article: Article, claim: Claim) -> str:
    """The paragraph around a claim after the article's title and first words; in the first paragraph after the title alone."""
    around = next((block.span.of(article.text) for block in article.blocks if block.span.contains(claim.span)), "")
    opening = next((block.span.of(article.text) for block in article.asserting_blocks), "")
    title = f"{article.title}. " if article.title else ""
    if around == opening:
        return title + around
    lead = title + opening
    shortened = lead if len(lead) <= _LEAD else lead[:_LEAD].rpartition(" ")[0]
    return f"{shortened} {around}".strip()


def _claim_query(article: Article, claim: Claim) -> Query:
    speaker = claim.speaker
    names = (speaker.canonical,) if speaker.named and speaker.kind != "author" else ()
    # A claim about a day long gone is borne out by what was written then, one about a day to come by what is written now.
    named = max((date.last for date in claim.dates), default=None)
    days = [day for day in (named, article.date) if day is not None]
    return Query(claim.text, names, _context(article, claim), min(days, default=None))
