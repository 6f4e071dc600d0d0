"""Word documents: a draft as its readers will see it, each word with the paragraph that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from factcheck.article.base import Content, Stated
from factcheck.article.places import Segment, join_placed
from factcheck.article.sidecar import stated_from
from factcheck.errors import ArticleError
from factcheck.formats.docx import WordParagraph, open_document, paragraphs
from factcheck.models import BlockKind

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["DocxReader"]

_GAP = Segment(" ", -1, 0)
"""Between the cells of a row."""
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


class DocxReader:
    """Reads .docx by python-docx."""

    suffixes: ClassVar[tuple[str, ...]] = (".docx",)

    def read_bytes(self, data: bytes, *, name: str) -> Content:
        """Find the blocks: paragraphs and headings, a table's rows, then the notes.

        Tracked insertions are text and deletions are not; headers, footers and comments are left out. A paragraph with a blank
        line of line breaks in it is two blocks. Title, author and day of creation are the document's properties.

        Raises:
            ArticleError: It is no Word document, has no text, or python-docx is not installed.
        """
        document = open_document(data, name=name)
        found = paragraphs(document)
        blocks = list(_with_headline(list(_blocks(found))))
        text, drafts, places = join_placed(blocks, "paragraph")
        if not drafts:
            raise ArticleError(f"{name}: the document has no text; is it a picture of one?")
        title = next((draft.span.of(text) for draft in drafts if draft.kind == "headline"), None)
        structured = any(kind in {"headline", "heading"} for _, kind in blocks)
        return Content(text, drafts, Stated(title=title), structured, _properties(document, name), places=places)


def _blocks(found: Sequence[WordParagraph]) -> Iterator[tuple[list[Segment], BlockKind | None]]:
    for row, members in groupby(found, key=lambda paragraph: (paragraph.part, paragraph.row)):
        if row[1] is not None:
            cells = [segment for paragraph in members for segment in (*_segments(paragraph), _GAP)]
            yield cells, "list_item"
            continue
        held: list[Segment] = []
        kind: BlockKind | None = None
        for paragraph in members:
            # What runs on takes the kind of the paragraph that it runs into, as its own end is gone.
            kind = paragraph.kind
            held += _segments(paragraph)
            if not paragraph.runs_on:
                yield from ((part, _of_note(paragraph) or kind) for part in _apart(held))
                held = []
        yield held, kind


def _segments(paragraph: WordParagraph) -> Iterator[Segment]:
    at = 0
    for piece in paragraph.pieces:
        yield Segment(piece.text, paragraph.number, at)
        at += len(piece.text)


def _of_note(paragraph: WordParagraph) -> BlockKind | None:
    """Notes assert things, but none is a heading or opens a section."""
    return None if paragraph.part == "body" else "list_item"


def _apart(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """A block's segments, cut at blank lines."""
    text = "".join(segment.text for segment in segments)
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield list(_between(segments, start, end))
        start = gap.end() if gap else end


def _between(segments: Sequence[Segment], start: int, end: int) -> Iterator[Segment]:
    at = 0
    for segment in segments:
        first, last = max(start - at, 0), min(end - at, len(segment.text))
        if first < last:
            yield Segment(segment.text[first:last], segment.part, segment.offset + first)
        at += len(segment.text)


def _with_headline(blocks: list[tuple[list[Segment], BlockKind | None]]) -> Iterator[tuple[list[Segment], BlockKind | None]]:
    """A heading above all else is the headline, unless the document has a title."""
    titled = any(kind == "headline" for _, kind in blocks)
    for segments, kind in blocks:
        if not titled and any(segment.text.strip() for segment in segments):
            titled = True
            yield segments, "headline" if kind == "heading" else kind
        else:
            yield segments, kind


def _properties(document: Document, name: str) -> Stated:
    try:
        core = document.core_properties
        fields = {"title": core.title, "byline": core.author, "date": core.created.date() if core.created else None}
    except (ValueError, KeyError, AttributeError):
        return Stated()
    return stated_from(fields, where=name, lenient=True)
