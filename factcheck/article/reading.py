"""From a file or a string to an `Article`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import Literal

from factcheck.article.base import ArticleReader, Stated
from factcheck.article.blocks import tell_roles
from factcheck.article.dates import infer_date
from factcheck.article.files import read_text
from factcheck.article.html import HtmlReader
from factcheck.article.language import tell_languages
from factcheck.article.markdown import MarkdownReader
from factcheck.article.sidecar import read_sidecar
from factcheck.article.text import TextReader
from factcheck.errors import ArticleError
from factcheck.models import Article

__all__ = ["Format", "format_of", "parse_article", "read_article"]

Format = Literal["text", "markdown", "html"]

READERS: dict[Format, ArticleReader] = {"text": TextReader(), "markdown": MarkdownReader(), "html": HtmlReader()}
MAX_BLOCKS = 10_000
"""More paragraphs are no article; the roles of so many are told in seconds."""
MAX_CHARACTERS = 500_000
"""A longer text is a book: its claims alone would take minutes to find, and hours to check."""


def format_of(path: Path) -> Format:
    """Format by the ending of the file's name; an unknown ending is plain text."""
    suffix = path.suffix.lower()
    return next((name for name, reader in READERS.items() if suffix in reader.suffixes), "text")


def read_article(
    path: Path,
    *,
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    date: dt.date | None = None,
    url: str | None = None,
    as_english: bool = False,
) -> Article:
    """Read an article from a file.

    The file is plain text (`.txt`, `.text`, and any unknown ending), Markdown (`.md`, `.markdown`) or HTML (`.html`, `.htm`), in
    UTF-8, or in UTF-16 with a byte order mark. What is known about its publication comes from these, the first that says it:
    the arguments, the sidecar `<file name>.meta.yaml`, the file's own metadata (front matter, HTML head), its printed text.

    Args:
        path: The file.
        title: Headline.
        byline: Author names, without "By".
        publisher: Outlet that published it.
        date: Day of publication.
        url: Where it was published; kept as text, never fetched.
        as_english: Take every paragraph for English, whatever it looks like; claims are made from English only.

    Raises:
        ArticleError: The file or its sidecar cannot be used.
    """
    path = Path(path)
    raw = read_text(path)
    stated = Stated(title, byline, publisher, date, url).or_else(read_sidecar(path))
    return _parse(raw, slug(path.stem), format_of(path), stated, name=str(path), as_english=as_english)


def parse_article(
    text: str,
    *,
    id: str,  # noqa: A002 - the domain's name for it
    format: Format = "text",  # noqa: A002 - likewise
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    date: dt.date | None = None,
    url: str | None = None,
    as_english: bool = False,
) -> Article:
    """Make an article of a string.

    Normal plain text keeps every offset (`normalise(text).origins` maps those of any other); only the line ends inside
    hard-wrapped paragraphs turn into spaces.

    Args:
        text: The article in `format`.
        id: Its id.
        format: `text`, `markdown` or `html`.
        title: Headline; likewise the other values, which all outweigh what is read.
        byline: Author names.
        publisher: Outlet.
        date: Day of publication.
        url: Where it was published.
        as_english: Take every paragraph for English.

    Raises:
        ArticleError: There is no text in it, or no article in the HTML.
    """
    return _parse(text, id, format, Stated(title, byline, publisher, date, url), name=id, as_english=as_english)


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens; `article` when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "article"


def _parse(raw: str, identifier: str, format_: Format, given: Stated, *, name: str, as_english: bool) -> Article:
    content = READERS[format_].read(raw, name=name)
    if not content.drafts:
        raise ArticleError(f"{name}: the file is empty")
    if len(content.drafts) > MAX_BLOCKS:
        raise ArticleError(f"{name}: has {len(content.drafts)} paragraphs; is this an article?")
    if len(content.text) > MAX_CHARACTERS:
        raise ArticleError(f"{name}: has {len(content.text):,} characters, more than {MAX_CHARACTERS:,}; check it in parts")
    told = tell_roles(content, title=given.title)
    known = given.or_else(content.stated).or_else(told.stated)
    inferred = infer_date(content.text) if known.date is None else None
    return Article(
        id=identifier,
        text=content.text,
        blocks=told.blocks if as_english else tell_languages(content.text, told.blocks),
        title=known.title,
        byline=known.byline,
        publisher=known.publisher,
        date=known.date or inferred,
        date_inferred=inferred is not None,
        place=told.place,
        url=known.url,
    )
