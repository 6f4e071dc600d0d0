"""The body of an article as HTML without a page around it: what content systems, agencies and feeds deliver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from factcheck.formats.html import MAX_CHARACTERS, too_deep
from factcheck.models import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["fragment_blocks", "plain"]

_KINDS: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "tr": "list_item",
    "blockquote": "block_quote",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "notice",
    "footer": "notice",
}
_BLOCKS: Final = frozenset(_KINDS) | frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "header",
        "hgroup",
        "hr",
        "html",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    ]
)
_SILENT: Final = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "embed",
        "form",
        "head",
        "iframe",
        "input",
        "link",
        "math",
        "meta",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_WHOLE = re.compile(r"\s*(?:<!doctype|<html|<body)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])")


def fragment_blocks(source: str) -> list[tuple[str, BlockKind | None]]:
    """Text and kind of each block, in order; nothing for what is no HTML or beyond the limits.

    Two line breaks in a row part two blocks; a table gives a block a row.

    Args:
        source: HTML or XHTML, or plain text with entities.
    """
    from lxml import html
    from lxml.etree import LxmlError

    declared = _DECLARATION.match(source)
    source = source[declared.end() :] if declared else source
    if not source.strip() or len(source) > MAX_CHARACTERS:
        return []
    try:
        tree = html.document_fromstring(source) if _WHOLE.match(source) else html.fragment_fromstring(source, create_parent="div")
    except (LxmlError, ValueError, RecursionError, AssertionError):
        return []
    if too_deep(tree):
        return []
    return [(" ".join(text.split()), kind) for text, kind in _walk(tree, None, _around_blocks(tree)) if text.strip()]


def plain(source: str | None) -> str | None:
    """The text of a line of HTML, such as a title; None where there is none."""
    return " ".join(text for text, _ in fragment_blocks(source or "")) or None


def _around_blocks(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The elements that have a block somewhere in them."""
    found: set[HtmlElement] = set()
    for element in tree.iter(*_BLOCKS):
        for parent in element.iterancestors():
            if parent in found:
                break
            found.add(parent)
    return frozenset(found)


def _walk(element: HtmlElement, inside: BlockKind | None, around: frozenset[HtmlElement]) -> Iterator[tuple[str, BlockKind | None]]:
    inline = _Inline()
    inline.add(element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            inline.break_line()
        elif tag in _BLOCKS:
            yield from ((text, inside) for text in inline.flush())
            if tag == "tr":
                yield from _row(child, inside, around)
            else:
                caption = _CAPTION_CLASS.search(child.get("class", ""))
                # What stands within a quotation or a list keeps that kind, whatever its own tag.
                kind = "caption" if caption else inside if inside in {"block_quote", "caption"} else _KINDS.get(tag, inside)
                yield from _walk(child, kind, around)
        elif tag and tag not in _SILENT:
            if child in around:
                yield from ((text, inside) for text in inline.flush())
                yield from _walk(child, inside, around)
            else:
                inline.take(child)
        inline.add(child.tail)
    yield from ((text, inside) for text in inline.flush())


def _row(row: HtmlElement, inside: BlockKind | None, around: frozenset[HtmlElement]) -> Iterator[tuple[str, BlockKind | None]]:
    """A table's row as one block; where its only cell holds blocks the table is for layout, and they are what counts."""
    cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag not in _SILENT]
    if len(cells) == 1 and cells[0] in around:
        yield from _walk(cells[0], inside, around)
    else:
        yield " ".join(" ".join(text for text, _ in _walk(cell, None, around)) for cell in cells), "list_item"


class _Inline:
    """Running text between two blocks."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(" ".join(text.splitlines()) if "\n" in text else text)

    def break_line(self) -> None:
        self._parts.append("\n")

    def take(self, element: HtmlElement) -> None:
        self.add(element.text)
        for child in element:
            if child.tag == "br":
                self.break_line()
            elif isinstance(child.tag, str) and child.tag not in _SILENT:
                self.take(child)
            self.add(child.tail)

    def flush(self) -> list[str]:
        text = "".join(self._parts)
        self._parts = []
        return re.split(r"\n\s*\n", text)
