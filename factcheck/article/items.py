"""Articles that come as items: of a content system, of an agency, of a feed. A file may hold several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from factcheck.article.base import Content, Stated, join_blocks
from factcheck.article.text import TextReader
from factcheck.errors import ArticleError
from factcheck.formats.feeds import MissingFeedparserError, parse_feed
from factcheck.formats.fragment import fragment_blocks
from factcheck.formats.json_text import parse_json
from factcheck.formats.metadata import parse_day
from factcheck.models import BlockKind

__all__ = ["Item", "ItemsError", "choose_item", "day_of", "feed_items", "item_content", "json_items"]


class Item(NamedTuple):
    """One article of a file."""

    id: str | None
    """What its publisher calls it."""
    stated: Stated
    html: str = ""
    text: str = ""
    """Plain text, where there is no HTML."""
    place: str | None = None
    """Where it was written."""


class ItemsError(ArticleError):
    """A file holds several articles, and none was chosen.

    Attributes:
        items: All of them.
    """

    def __init__(self, message: str, items: Sequence[Item]) -> None:
        super().__init__(message)
        self.items = tuple(items)


def feed_items(data: bytes, *, name: str) -> tuple[Item, ...]:
    """The entries of an RSS or Atom feed.

    Raises:
        ArticleError: It is no feed, has no entry, or feedparser is not installed.
    """
    try:
        feed = parse_feed(data)
    except (ValueError, MissingFeedparserError) as error:
        raise ArticleError(f"{name}: {error}") from None
    if not feed.entries:
        raise ArticleError(f"{name}: the feed has no entries")
    return tuple(
        Item(entry.id, Stated(entry.title, entry.author, entry.source or feed.title, entry.date, entry.link), html=entry.html)
        for entry in feed.entries
    )


def json_items(text: str, *, name: str) -> tuple[Item, ...]:
    """The items of WordPress REST or ninjs, one or a list.

    Raises:
        ArticleError: It is no JSON, or JSON of another kind.
    """
    from factcheck.article.ninjs import ninjs_item
    from factcheck.article.wordpress import wordpress_item

    try:
        value = parse_json(text)
    except ValueError as error:
        raise ArticleError(f"{name}: {error}") from None
    entries = value if isinstance(value, list) else [value]
    found = []
    for entry in entries:
        item = (wordpress_item(entry, name=name) or ninjs_item(entry)) if isinstance(entry, Mapping) else None
        if item is None:
            raise ArticleError(
                f"{name}: is JSON, but neither an item of WordPress (title.rendered, content.rendered) nor ninjs (headlines, bodies); "
                "`factcheck index collect` takes published fact-checks"
            )
        found.append(item)
    if not found:
        raise ArticleError(f"{name}: an empty list")
    return tuple(found)


def choose_item(items: Sequence[Item], wanted: str | None, *, name: str) -> Item:
    """The item that a user asks for, or the only one.

    Args:
        items: At least one.
        wanted: Its number, counted from 1, or its id or address.
        name: What to call the file in an error.

    Raises:
        ItemsError: There are several, and none was asked for.
        ArticleError: There is no such item.
    """
    if wanted is None:
        if len(items) == 1:
            return items[0]
        raise ItemsError(f"{name}: holds {len(items)} articles; choose one by --item with its number or id", items)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(items):
        return items[int(wanted) - 1]
    for item in items:
        if wanted in {item.id, item.stated.url}:
            return item
    raise ArticleError(f"{name}: has no item {wanted[:80]!r}; without --item the {len(items)} are listed")


def item_content(item: Item, *, name: str) -> Content:
    """The text of an item, its headline first.

    Raises:
        ArticleError: It has none.
    """
    if item.html:
        blocks = fragment_blocks(item.html)
    else:
        plain = TextReader().read(item.text, name=name)
        blocks = [(draft.span.of(plain.text), draft.kind) for draft in plain.drafts]
    if not blocks:
        hint = f"; check its page: factcheck check {item.stated.url}" if item.stated.url else ""
        raise ArticleError(f"{name}: the item has no text{hint}")
    headline: list[tuple[str, BlockKind | None]] = [(item.stated.title, "headline")] if item.stated.title else []
    text, drafts = join_blocks([*headline, *blocks])
    return Content(text, drafts, item.stated, structured=bool(item.html), place=item.place)


def day_of(value: Any) -> dt.date | None:  # noqa: ANN401 - whatever JSON holds
    """The day of an ISO date, with or without a time; None for anything else."""
    try:
        return parse_day(value) if isinstance(value, str) else None
    except ValueError:
        return None
