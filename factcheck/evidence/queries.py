"""What search is asked: a claim, and what its article knows about who said it and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.models import Claim

__all__ = ["Query", "as_query", "claim_queries"]


@dataclass(frozen=True, slots=True)
class Query:
    """A claim or a question, with what else tells which passages bear on it."""

    text: str
    names: tuple[str, ...] = ()
    """Of who is said to have said it. Words for lexical search; embedding and reranker read `text` alone."""
    date: dt.date | None = None
    """When it was said: of passages that match alike, one published near that day comes first."""


def as_query(query: str | Query) -> Query:
    """A query of whatever search was asked."""
    return query if isinstance(query, Query) else Query(query)


def claim_queries(claims: Sequence[Claim], published: dt.date | None) -> list[Query]:
    """The queries for the claims of an article that was published on a day; the last date that a claim itself names goes before it.

    Only named speakers other than the author help: "officials" and the article's own writer stand in passages about anything.
    """
    return [_claim_query(claim, published) for claim in claims]


def _claim_query(claim: Claim, published: dt.date | None) -> Query:
    speaker = claim.speaker
    names = (speaker.canonical,) if speaker.named and speaker.kind != "author" else ()
    # A claim about a day long gone is borne out by what was written then, one about a day to come by what is written now.
    named = max((date.last for date in claim.dates), default=None)
    days = [day for day in (named, published) if day is not None]
    return Query(claim.text, names, min(days, default=None))
