"""The draft as a Word document with a comment on every claim, anchored to its words."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from factcheck.article.docx import DocxReader
from factcheck.article.files import read_file
from factcheck.article.places import Stretch
from factcheck.errors import InputError, OutputError
from factcheck.formats.docx import BROKEN_PACKAGE, open_document
from factcheck.formats.docx_package import read_xml, with_parts
from factcheck.models import Article, Block, BlockKind, Report, Span
from factcheck.report.alignment import align
from factcheck.report.base import ALONE, Beside
from factcheck.report.card_view import card_view, source_keys
from factcheck.report.claim_comment import CommentLine, claim_comment
from factcheck.report.docx_anchors import DocumentText
from factcheck.report.docx_comments import Comment, with_comments
from factcheck.report.junit_report import xml_text
from factcheck.report.page_view import report_title
from factcheck.report.phrasing import legible
from factcheck.report.resolved import resolutions

__all__ = ["DocxRenderer"]

_ZIP: Final = b"PK\x03\x04"
_EARLIEST: Final = dt.date(1980, 1, 1)
_REMEDY: Final = "give the draft that the report is about, saved by Word or LibreOffice as .docx"
_STYLES: dict[BlockKind, str] = {
    "headline": "Title",
    "heading": "Heading 2",
    "list_item": "List Bullet",
    "block_quote": "Quote",
    "pull_quote": "Intense Quote",
    "caption": "Caption",
}
_Locate = Callable[[Span], tuple[Stretch, ...]]
"""From a range of the article to where its words stand in the document; nothing where they are not there."""


class DocxRenderer:
    """A copy of the draft where the article was read from a .docx; otherwise a plain document of the article's blocks.

    Formatting, tables, notes, tracked changes and the comments of others stay as they are: runs are split where a claim begins or ends,
    marks and comments are added, and every other part of the file stays byte for byte.
    """

    suffixes: tuple[str, ...] = (".docx",)

    def ready(self) -> None:
        """Tell whether python-docx is installed.

        Raises:
            OutputError: it is not.
        """
        try:
            import docx  # noqa: F401
        except ImportError:
            raise OutputError("a .docx needs python-docx: pip install 'factcheck-newsroom[docx]'") from None

    def render_bytes(self, report: Report, beside: Beside = ALONE) -> bytes:
        """The document.

        Raises:
            InputError: the draft cannot be read, or is another article.
            OutputError: python-docx is not installed.
        """
        self.ready()
        file = beside.article
        data = read_file(file) if file else b""
        if file and (file.suffix.lower() == ".docx" or data.startswith(_ZIP)):
            return _annotated(data, report, beside, name=str(file))
        return with_parts(_annotated(_composed(report), report, beside, name=report.article.id), {})


def _annotated(data: bytes, report: Report, beside: Beside, *, name: str) -> bytes:
    from lxml.etree import XMLSyntaxError

    document = open_document(data, name=name)
    try:
        root = read_xml(data, document.part.partname.membername)
        text = DocumentText(document, root)
        return with_comments(data, document, root, _comments(text, _locate(data, text, report.article, name=name), report, beside))
    except (XMLSyntaxError, *BROKEN_PACKAGE) as error:
        raise InputError(f"{name}: is no Word document ({type(error).__name__}); {_REMEDY}") from None


def _locate(data: bytes, text: DocumentText, article: Article, *, name: str) -> _Locate:
    """Exact where the file is the one that was checked; by comparing the texts where somebody worked on it since.

    Raises:
        InputError: it is another article.
    """
    content = DocxReader().read_bytes(data, name=name)
    if content.text == article.text and content.places is not None:
        return content.places.of
    alignment = align(article.text, text.text)
    blocks = article.asserting_blocks
    if blocks and not any(alignment.locate(block.span) for block in blocks):
        raise InputError(f"{name}: holds no paragraph of the article {article.id!r}; {_REMEDY}")

    def locate(span: Span) -> tuple[Stretch, ...]:
        found = alignment.locate(span)
        return text.stretches(found) if found is not None else ()

    return locate


def _composed(report: Report) -> bytes:
    """A new document of the article's blocks; blocks of one line, such as a dateline and its paragraph, stand together."""
    import docx

    article = report.article
    document = docx.Document()
    for line in _lines(article):
        kind = line[-1].kind
        text = legible(article.text[line[0].span.start : line[-1].span.end])
        document.add_paragraph(xml_text(" ".join(text.split("\n"))), style=_STYLES.get(kind))
    properties = document.core_properties
    properties.title = xml_text(report_title(report))[:255]
    properties.author = xml_text(legible(article.byline or ""))[:255]
    properties.comments = ""
    day = article.date or _EARLIEST
    properties.created = properties.modified = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).replace(tzinfo=None)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _lines(article: Article) -> Iterator[list[Block]]:
    ends = [0, *(block.span.end for block in article.blocks)]
    number = 0
    numbers: list[int] = []
    for block, before in zip(article.blocks, ends, strict=False):
        number += "\n" in article.text[before : block.span.start] or not numbers
        numbers.append(number)
    for _, group in groupby(zip(numbers, article.blocks, strict=True), key=lambda item: item[0]):
        yield [block for _, block in group]


def _comments(text: DocumentText, locate: _Locate, report: Report, beside: Beside) -> list[Comment]:
    """The comments on all claims, and what they stand at; runs are cut for them."""
    found: list[tuple[int, tuple[Stretch, ...], bool]] = []
    for number, checked in enumerate(report.claims, 1):
        found.append((number, locate(checked.claim.span), True))
        found += [(number, stretches, False) for extra in checked.claim.extra_spans if (stretches := locate(extra))]
    text.cut(stretch for _, stretches, _ in found for stretch in stretches)
    known, keys = resolutions(report, beside.annotation), source_keys(report)
    comments: list[Comment] = []
    for number, stretches, whole in found:
        checked = report.claims[number - 1]
        own = text.anchor(stretches)
        anchor = own or text.first_words()
        if anchor is None or not (own or whole):
            continue
        where = anchor.where if own else "nowhere"
        lines = (
            list(claim_comment(card_view(report, checked, number, keys), known[number - 1], where=where))
            if whole
            else [CommentLine(f"Claim {number}, continued.", strong=True)]
        )
        comments.append(Comment(anchor, lines))
    return comments
