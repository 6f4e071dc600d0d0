"""What is asked of the service: plain types, the same over HTTP, over MCP and from Python."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = [
    "MAX_CONTENT",
    "MAX_HITS",
    "MAX_QUERY",
    "ArticleFormat",
    "ArticleRequest",
    "CheckRequest",
    "ClaimId",
    "ExtractRequest",
    "ProposalRequest",
    "SearchRequest",
    "Slug",
]

MAX_CONTENT = 8_000_000
"""Characters of an article as it is sent, base64 included; a server sets a lower limit."""
MAX_QUERY = 2_000
MAX_HITS = 50

ArticleFormat = Literal["text", "markdown", "html", "docx"]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$")]
"""Name of an annotation file in the folder of claims, without `.yaml`; nothing in it could leave the folder."""
ClaimId = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArticleRequest(_Request):
    """An article as text; never a path."""

    content: Annotated[str, Field(min_length=1, max_length=MAX_CONTENT)] | None = None
    """The article itself in `format`; a Word document in base64."""
    format: ArticleFormat = "text"
    address: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    """An http(s) address to fetch it from, instead of `content`; only where the operator allows it."""
    title: _Line | None = None
    byline: _Line | None = None
    publisher: _Line | None = None
    date: dt.date | None = None
    """Day of publication; relative dates are anchored to it."""
    url: Annotated[str, Field(max_length=2_000)] | None = None
    """Where it appears; kept as text, never fetched."""
    as_english: bool = False
    """Take every paragraph for English."""


class ExtractRequest(_Request):
    """Find the claims of an article."""

    article: ArticleRequest


class CheckRequest(_Request):
    """Check the claims of an article against the evidence."""

    article: ArticleRequest
    as_of: dt.date | None = None
    """Evidence published later does not count; the article's date when left out."""


class SearchRequest(_Request):
    """Look something up in the evidence."""

    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUERY)]
    count: Annotated[int, Field(ge=1, le=MAX_HITS)] = 10
    published_from: dt.date | None = None
    published_until: dt.date | None = None
    publishers: Annotated[tuple[_Line, ...], Field(max_length=50)] = ()
    """Only these; none means all."""


class ProposalRequest(_Request):
    """Propose to a person what to decide about a claim. It never counts as a decision."""

    by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    """The agent or program that proposes."""
    action: Literal["confirm", "correct", "needs_source", "hold", "dismiss"]
    note: Annotated[str, Field(max_length=4_000)] | None = None
    """Why."""
    fields: Annotated[dict[str, Annotated[str, Field(max_length=4_000)]], Field(max_length=20)] = Field(default_factory=dict)
    """With `correct`: support, attribution, sourcing, kind, mode, source_kind, text or source, with the value it should have."""
