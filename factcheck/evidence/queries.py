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
    lead = _lead(article)
    return [_claim_query(article, claim, lead) for claim in claims]


def _lead(article: Article) -> str:
    opening = next((block.span.of(article.text) for block in article.asserting_blocks), "")
    whole = f"{article.title}. {opening}" if article.title else opening
    return whole if len(whole) <= _LEAD else whole[:_LEAD].rpartition(" ")[0]


def _claim_query(article: Article, claim: Claim, lead: str) -> Query:
    speaker = claim.speaker
    names = (speaker.canonical,) if speaker.named and speaker.kind != "author" else ()
    around = next((block.span.of(article.text) for block in article.blocks if block.span.contains(claim.span)), "")
    # A claim about a day long gone is borne out by what was written then, one about a day to come by what is written now.
    named = max((date.last for date in claim.dates), default=None)
    days = [day for day in (named, article.date) if day is not None]
    # A claim in the first paragraph has it around itself already.
    context = around if around.startswith(lead) else f"{lead} {around}".strip()
    return Query(claim.text, names, context, min(days, default=None))
