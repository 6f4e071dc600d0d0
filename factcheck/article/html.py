"""HTML pages: the article, without the page around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from factcheck.article.base import Content, join_blocks
from factcheck.article.lexicon import canonical
from factcheck.article.sidecar import stated_from
from factcheck.errors import ArticleError
from factcheck.formats.html import extract, load
from factcheck.models import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HtmlReader"]

MIN_WORDS = 25
"""A page whose prose has fewer words holds no article."""
_CAPTIONS = (
    "//figcaption | //*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
    " | //*[contains(@class, 'caption') and not(ancestor::figcaption) and not(.//p[2])]"
)


class HtmlReader:
    """Reads an HTML page by trafilatura; nothing is fetched."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def read(self, raw: str, *, name: str) -> Content:
        """Find the article's blocks and what the page's metadata state.

        Raises:
            ArticleError: The page holds no article.
        """
        missing = f"{name}: no article found in this HTML; save the article's own page, or its text as .txt"
        tree = load(raw)
        if tree is None:
            raise ArticleError(missing)
        captions = _mark_captions(tree)
        document = extract(tree)
        if document is None or document.body is None:
            raise ArticleError(missing)
        stated = stated_from(
            {
                "title": document.title,
                "byline": document.author,
                "publisher": document.sitename,
                "date": document.date,
                "url": document.url,
            },
            where=name,
            lenient=True,
        )
        stated = stated._replace(byline=stated.byline.replace("; ", ", ") if stated.byline else None)
        blocks = list(_blocks(document.body, captions))
        if sum(len(text.split()) for text, kind in blocks if kind not in {"heading", "caption"}) < MIN_WORDS:
            raise ArticleError(missing)
        text, drafts = join_blocks(_with_headline(blocks, stated.title))
        return Content(text, drafts, stated, structured=True)


def _mark_captions(tree: HtmlElement) -> frozenset[str]:
    """Turn captions into paragraphs, as extraction would drop them, and return their texts, canonical."""
    captions = set()
    for element in tree.xpath(_CAPTIONS):
        text = " ".join(element.text_content().split())
        if not text:
            continue
        captions.add(canonical(text))
        figure = next((parent for parent in element.iterancestors("figure")), None)
        for child in list(element):
            element.remove(child)
        element.text, element.tag = text, "p"
        element.attrib.clear()
        if figure is not None:
            figure.tag = "div"
            figure.attrib.clear()
    return frozenset(captions)


def _with_headline(blocks: list[tuple[str, BlockKind | None]], title: str | None) -> list[tuple[str, BlockKind | None]]:
    """Set the headline first: the page's title, which extraction may have left out of the text."""
    if not title:
        return blocks
    rest = [(text, kind) for text, kind in blocks if not (kind == "heading" and canonical(text) == canonical(title))]
    return [(title, "headline"), *rest]


def _blocks(body: HtmlElement, captions: frozenset[str]) -> Iterator[tuple[str, BlockKind | None]]:
    for element in body:
        yield from _element(element, captions, None)


def _element(element: HtmlElement, captions: frozenset[str], inside: BlockKind | None) -> Iterator[tuple[str, BlockKind | None]]:
    text = " ".join("".join("\n" if part is None else part for part in _texts(element)).split())
    if element.tag == "head":
        yield text, "heading"
    elif canonical(text) in captions:
        yield text, "caption"
    elif element.tag == "quote" and not len(element):
        yield text, "block_quote"
    elif element.tag in {"list", "quote"} or any(child.tag in {"p", "list", "quote", "head"} for child in element):
        kind: BlockKind | None = "block_quote" if element.tag == "quote" else inside
        yield element.text or "", kind
        for child in element:
            yield from _element(child, captions, kind)
            yield child.tail or "", kind
    elif element.tag == "item":
        yield text, "list_item"
    elif element.tag == "table":
        for row in element.iter("row"):
            yield " ".join(" ".join(cell.itertext()) for cell in row), "list_item"
    else:
        yield text, inside


def _texts(element: HtmlElement) -> Iterator[str | None]:
    """The text below an element; None for a line break."""
    for event in element.iter():
        if event.tag == "lb":
            yield None
        elif event.text:
            yield event.text
        if event is not element and event.tail:
            yield event.tail
