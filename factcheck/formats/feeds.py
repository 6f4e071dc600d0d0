"""RSS and Atom feeds, read by feedparser."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from factcheck.formats.fragment import plain
from factcheck.formats.metadata import parse_day
from factcheck.formats.xml import declares_entities, root_name

__all__ = ["FEED_ROOTS", "Entry", "Feed", "MissingFeedparserError", "parse_feed"]

FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
"""Root elements of RSS, Atom and RSS 1.0."""


class MissingFeedparserError(ImportError):
    """feedparser is not installed; the text says how to install it."""


class Entry(NamedTuple):
    """An entry of a feed."""

    id: str | None
    """Its guid or id; its link where it has none."""
    title: str | None
    link: str | None
    author: str | None
    date: dt.date | None
    """Day of publication, as the publisher's own clock shows it."""
    source: str | None
    """Whose entry it is, in a feed that gathers those of others."""
    html: str
    """The text that the feed carries: the full content if there is one, else the summary."""
    full: bool
    """There is a full content, and not only a summary."""


class Feed(NamedTuple):
    """A feed."""

    title: str | None
    link: str | None
    entries: tuple[Entry, ...]
    """In the order of the feed."""


def parse_feed(data: bytes) -> Feed:
    """Read a feed.

    Raises:
        ValueError: It is no feed, or declares entities.
        MissingFeedparserError: feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise MissingFeedparserError("reading feeds needs feedparser; install it: pip install 'factcheck-newsroom[feeds]'") from None
    if declares_entities(data):
        raise ValueError("XML that declares entities is not read")
    if root_name(data) not in FEED_ROOTS:
        raise ValueError("no RSS or Atom feed")
    # A stream, as feedparser would take bytes for the name of a file.
    parsed = feedparser.parse(io.BytesIO(_utf8(data)))
    if not parsed.get("version") and not parsed.entries:
        raise ValueError("no RSS or Atom feed")
    return Feed(plain(parsed.feed.get("title")), parsed.feed.get("link") or None, tuple(_entry(entry) for entry in parsed.entries))


def _utf8(data: bytes) -> bytes:
    """The same feed in UTF-8 where it has the byte order mark of UTF-16, which feedparser overlooks."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    return re.sub(r"^\s*<\?xml.*?\?>", "", data.decode("utf-16", "replace"), count=1, flags=re.DOTALL).encode("utf-8", "replace")


def _entry(entry: Mapping[str, Any]) -> Entry:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    content = max(contents, key=len, default="")
    summary = str(entry.get("summary") or "")
    written = str(entry.get("link") or "")
    link = written if written.startswith(("http://", "https://")) else None
    authors = [plain(author.get("name")) for author in entry.get("authors") or () if author.get("name")]
    return Entry(
        id=entry.get("id") or link,
        title=plain(entry.get("title")),
        link=link,
        author=", ".join(name for name in authors if name) or plain(entry.get("author")),
        date=_day(entry),
        source=plain((entry.get("source") or {}).get("title")),
        html=content if content.strip() else summary,
        full=bool(content.strip()),
    )


def _day(entry: Mapping[str, Any]) -> dt.date | None:
    fields = dict(entry)  # without what feedparser gives for a field that is missing, and warns of
    for name in ("published", "updated"):
        written = str(fields.get(name) or "").strip()
        if not written:
            continue
        try:
            return parse_day(written)
        except ValueError:
            pass
        try:
            return parsedate_to_datetime(written).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
        parsed = fields.get(f"{name}_parsed")
        if parsed:
            try:
                return dt.date(*parsed[:3])
            except (ValueError, OverflowError):
                continue
    return None
