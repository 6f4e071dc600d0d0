"""From what a caller sends to an `Article`: text, HTML, Markdown or a Word document; never a path."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import NamedTuple, TypedDict

from factcheck.article import fetch_article, parse_article
from factcheck.article.detection import is_page
from factcheck.article.reading import parse_document, parse_fragment, slug
from factcheck.errors import ArticleError
from factcheck.models import Article
from factcheck.service.errors import ForbiddenError, TooLargeError
from factcheck.service.requests import ArticleRequest

__all__ = ["ArticleLimits", "article_of"]

_ID = 80


class ArticleLimits(NamedTuple):
    """What an operator allows."""

    characters: int = 200_000
    """Of an article's text."""
    allow_fetch: bool = False
    """An address may be given instead of the text."""


def article_of(request: ArticleRequest, limits: ArticleLimits) -> Article:
    """Read an article out of a request.

    Raises:
        ForbiddenError: an address is given, and the operator does not allow it.
        TooLargeError: the text is too long.
        FetchError: the address cannot be fetched, or may not be.
        ArticleError: there is no article in it.
    """
    if (request.content is None) == (request.address is None):
        raise ArticleError("article: give its text as `content`, or its `address`, and not both")
    if request.address is not None:
        if not limits.allow_fetch:
            raise ForbiddenError("this server fetches nothing (--allow-fetch is off); send the article's text as `content`")
        fetched = fetch_article(
            request.address,
            title=request.title,
            byline=request.byline,
            publisher=request.publisher,
            date=request.date,
            as_english=request.as_english,
        )
        return _short(fetched, limits)
    if request.format == "text" and len(request.content or "") > limits.characters:  # markup may be longer than what it says
        raise _too_long(len(request.content or ""), limits)
    return _short(_read(request, request.content or ""), limits)


class _About(TypedDict):
    """What a request says beside the text."""

    id: str
    title: str | None
    byline: str | None
    publisher: str | None
    date: dt.date | None
    url: str | None
    as_english: bool


def _read(request: ArticleRequest, content: str) -> Article:
    about = _About(
        id=slug(request.title or "draft")[:_ID].strip("-") or "draft",
        title=request.title,
        byline=request.byline,
        publisher=request.publisher,
        date=request.date,
        url=request.url,
        as_english=request.as_english,
    )
    if request.format == "docx":
        return parse_document(_decoded(content), **about)
    if request.format == "html" and not is_page(content):
        return parse_fragment(content, **about)
    return parse_article(content, format=request.format, **about)


def _decoded(content: str) -> bytes:
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise ArticleError("article: a Word document is sent in base64 (RFC 4648), without line breaks") from None
    if not data.startswith(b"PK\x03\x04"):
        raise ArticleError("article: not a Word document (.docx)")
    return data


def _short(article: Article, limits: ArticleLimits) -> Article:
    if len(article.text) > limits.characters:
        raise _too_long(len(article.text), limits)
    return article


def _too_long(length: int, limits: ArticleLimits) -> TooLargeError:
    return TooLargeError(
        f"the article has {length:,} characters, more than the {limits.characters:,} that this server takes; send it in parts"
    )
