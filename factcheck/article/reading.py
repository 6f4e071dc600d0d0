"""From a file, an address or a string to an `Article`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from factcheck.article.base import ArticleReader, BinaryArticleReader, Content, Stated
from factcheck.article.blocks import tell_roles
from factcheck.article.dates import infer_date
from factcheck.article.detection import FileFormat, Format, detect_format
from factcheck.article.docx import DocxReader
from factcheck.article.files import MAX_BYTES, decode, decode_page, read_file, require_size
from factcheck.article.html import HtmlReader
from factcheck.article.items import Item, choose_item, feed_items, item_content, json_items
from factcheck.article.language import tell_languages
from factcheck.article.markdown import MarkdownReader
from factcheck.article.pdf import PdfArticleReader
from factcheck.article.sidecar import read_sidecar
from factcheck.article.text import TextReader
from factcheck.errors import ArticleError
from factcheck.models import Article, Fetched

if TYPE_CHECKING:
    from factcheck.article.places import Places
    from factcheck.fetching import Limits

__all__ = [
    "Format",
    "article_items",
    "fetch_article",
    "parse_article",
    "parse_document",
    "parse_fragment",
    "places_of",
    "read_article",
    "slug",
]

READERS: dict[FileFormat, ArticleReader] = {"text": TextReader(), "markdown": MarkdownReader(), "html": HtmlReader()}
BINARY_READERS: dict[FileFormat, BinaryArticleReader] = {"docx": DocxReader(), "pdf": PdfArticleReader()}
MAX_BLOCKS = 10_000
"""More paragraphs are no article; the roles of so many are told in seconds."""
MAX_CHARACTERS = 500_000
"""A longer text is a book: its claims alone would take minutes to find, and hours to check."""


def read_article(
    path: Path,
    *,
    item: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    date: dt.date | None = None,
    url: str | None = None,
    address: str | None = None,
    as_english: bool = False,
) -> Article:
    """Read an article from a file.

    The file is plain text (`.txt`, `.text`, and any unknown ending), Markdown (`.md`, `.markdown`), HTML (`.html`, `.htm`), Word
    (`.docx`), PDF, an item of WordPress or ninjs in JSON, or an RSS or Atom feed. Text is in UTF-8, or in UTF-16 with a byte order
    mark. What is known about its publication comes from these, the first that says it: the arguments, the sidecar
    `<file name>.meta.yaml`, the file's own metadata (front matter, HTML head), its printed text, the properties of a Word or PDF
    file. A file that `fetch_article` kept gives the same article again.

    Args:
        path: The file.
        item: Which article of a feed or a list of items: its number from 1, its id or its address.
        title: Headline.
        byline: Author names, without "By".
        publisher: Outlet that published it.
        date: Day of publication.
        url: Where it was published; kept as text, never fetched.
        address: Of a file that `fetch_article` kept, which of the addresses that gave the same bytes is meant; the last one by default.
        as_english: Take every paragraph for English, whatever it looks like; claims are made from English only.

    Raises:
        ItemsError: There are several articles in it, and none is chosen.
        ArticleError: The file or its sidecar cannot be used.
    """
    from factcheck.fetching.store import record_of

    path = Path(path)
    data = read_file(path)
    given = Stated(title, byline, publisher, date, url).or_else(read_sidecar(path))
    fetched = record_of(path, data, address)
    if fetched:
        return _fetched_article(data, fetched, given, item=item, as_english=as_english)
    form = detect_format(data, suffix=path.suffix.lower())
    content, several = _content(data, form, item=item, name=str(path), fetched=None)
    return _article(content, _several_id(content, several) or slug(path.stem), given, name=str(path), as_english=as_english)


def fetch_article(
    address: str,
    *,
    keep: Path | None = None,
    allow_private: bool = False,
    limits: Limits | None = None,
    item: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    date: dt.date | None = None,
    as_english: bool = False,
) -> Article:
    """Fetch an article from the web: a page, a document, an item of WordPress or ninjs, or a feed.

    The one function here that uses the network. What came back is kept, with date and hash, so that `read_article` on the kept file
    gives the same article.

    Args:
        address: Where; http or https.
        keep: Folder to keep what is fetched in; by default in the user's cache.
        allow_private: Fetch from hosts that are not on the public internet too.
        limits: How much it may take.
        item: Which article of a feed or a list of items: its number from 1, its id or its address.
        title: Headline; likewise the other values, which all outweigh what is read.
        byline: Author names.
        publisher: Outlet; where nothing says it, it is the name of the host.
        date: Day of publication.
        as_english: Take every paragraph for English.

    Raises:
        FetchError: It cannot be fetched, or may not be.
        ItemsError: There are several articles in it, and none is chosen.
        ArticleError: There is no article in it.
        OutputError: It cannot be kept.
    """
    from factcheck.fetching import Store, default_folder, fetch

    page = fetch(address, limits=limits, allow_private=allow_private, store=Store(keep or default_folder()))
    return _fetched_article(page.data, page.record, Stated(title, byline, publisher, date), item=item, as_english=as_english)


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
    return _article(READERS[format].read(text, name=id), id, Stated(title, byline, publisher, date, url), name=id, as_english=as_english)


def parse_fragment(
    html: str,
    *,
    id: str,  # noqa: A002 - the domain's name for it
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    date: dt.date | None = None,
    url: str | None = None,
    as_english: bool = False,
) -> Article:
    """Make an article of a piece of HTML, such as a content management system holds: all of it is article, unlike in a page.

    Raises:
        ArticleError: There is no text in it.
    """
    stated = Stated(title, byline, publisher, date, url)
    return _article(item_content(Item(None, stated, html=html), name=id), id, stated, name=id, as_english=as_english)


def parse_document(
    data: bytes,
    *,
    id: str,  # noqa: A002 - the domain's name for it
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    date: dt.date | None = None,
    url: str | None = None,
    as_english: bool = False,
) -> Article:
    """Make an article of the bytes of a Word document, as `parse_article` makes one of a string.

    Raises:
        ArticleError: It cannot be read, there is no text in it, or python-docx is not installed.
    """
    content = BINARY_READERS["docx"].read_bytes(data, name=id)
    return _article(content, id, Stated(title, byline, publisher, date, url), name=id, as_english=as_english)


def places_of(path: Path, article: Article) -> Places:
    """Where the words of an article stood in the Word or PDF file that it was read from, for whoever writes into that file.

    Args:
        path: The file.
        article: What `read_article` made of it.

    Raises:
        ArticleError: The file has neither paragraphs nor pages of its own, or is not the one that the article was read from.
    """
    data = read_file(Path(path))
    form = detect_format(data, suffix=path.suffix.lower())
    if form not in BINARY_READERS:
        raise ArticleError(f"{path}: neither a Word document nor a PDF file")
    content = BINARY_READERS[form].read_bytes(data, name=str(path))
    if content.text != article.text or content.places is None:
        raise ArticleError(f"{path}: has another text than the article that was checked; check it again")
    return content.places


def article_items(data: bytes, *, suffix: str, name: str, content_type: str | None = None) -> tuple[Item, ...]:
    """The articles of a feed or of a list of items; nothing where the file is one article itself.

    Args:
        data: The whole file.
        suffix: The ending of its name, with the dot, in lower case; may be empty.
        name: What to call it in an error.
        content_type: What a server said it is.

    Raises:
        ArticleError: It is no feed or list that can be read.
    """
    form = detect_format(data, suffix=suffix, content_type=content_type)
    if form == "feed":
        return feed_items(data, name=name)
    if form != "json":
        return ()
    require_size(len(data), MAX_BYTES, name=name)
    items = json_items(decode_page(data, content_type, name=name), name=name)
    return items if len(items) > 1 else ()


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens; `article` when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "article"


def _fetched_article(data: bytes, record: Fetched, given: Stated, *, item: str | None, as_english: bool) -> Article:
    """The article in what was fetched; depends on nothing but the arguments."""
    parts = urlsplit(record.final_url)
    form = detect_format(data, suffix=PurePosixPath(parts.path).suffix.lower(), content_type=record.content_type)
    content, several = _content(data, form, item=item, name=record.final_url, fetched=record)
    if form not in {"json", "feed"}:
        host = (parts.hostname or "").removeprefix("www.")
        content = content._replace(stated=content.stated.or_else(Stated(publisher=host or None, url=record.final_url)))
    stem = PurePosixPath(unquote(parts.path)).stem
    identifier = _several_id(content, several) or slug(stem if stem not in {"", "index"} else f"{parts.hostname} {parts.query}")
    return _article(content, identifier, given, name=record.final_url, as_english=as_english, fetched=record)


def _content(data: bytes, form: FileFormat, *, item: str | None, name: str, fetched: Fetched | None) -> tuple[Content, bool]:
    """What a file holds, and whether it is one of several articles in it."""
    if form in BINARY_READERS:
        return BINARY_READERS[form].read_bytes(data, name=name), False
    if form == "feed":
        items = feed_items(data, name=name)
        return item_content(choose_item(items, item, name=name), name=name), True
    if form != "json":
        require_size(len(data), MAX_BYTES, name=name)
    text = decode_page(data, fetched.content_type, name=name) if fetched else decode(data, name=name)
    if form == "json":
        items = json_items(text, name=name)
        return item_content(choose_item(items, item, name=name), name=name), len(items) > 1
    if item is not None:
        raise ArticleError(f"{name}: holds one article; leave --item out")
    return READERS[form].read(text, name=name), False


def _several_id(content: Content, several: bool) -> str | None:
    """An id for one of several articles in a file, which cannot all be called like the file."""
    return slug(content.stated.title or content.stated.url or "")[:80].strip("-") if several else None


def _article(content: Content, identifier: str, given: Stated, *, name: str, as_english: bool, fetched: Fetched | None = None) -> Article:
    if not content.drafts:
        raise ArticleError(f"{name}: the file is empty")
    if len(content.drafts) > MAX_BLOCKS:
        raise ArticleError(f"{name}: has {len(content.drafts)} paragraphs; is this an article?")
    if len(content.text) > MAX_CHARACTERS:
        raise ArticleError(f"{name}: has {len(content.text):,} characters, more than {MAX_CHARACTERS:,}; check it in parts")
    told = tell_roles(content, title=given.title)
    known = given.or_else(content.stated).or_else(told.stated)
    inferred = infer_date(content.text) or content.properties.date if known.date is None else None
    known = known.or_else(content.properties._replace(date=inferred))
    return Article(
        id=identifier,
        text=content.text,
        blocks=told.blocks if as_english else tell_languages(content.text, told.blocks),
        title=known.title,
        byline=known.byline,
        publisher=known.publisher,
        date=known.date,
        date_inferred=inferred is not None,
        place=told.place or content.place,
        url=known.url,
        fetched=fetched,
        parts=content.places.file_parts() if content.places else (),
    )
