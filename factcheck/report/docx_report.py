"""The draft as a Word document with a comment on every claim, anchored to its words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import InputError, OutputError
from factcheck.models import Article, Block, BlockKind, Report, Span
from factcheck.report.alignment import align
from factcheck.report.base import ALONE, Beside
from factcheck.report.card_view import card_view, source_keys
from factcheck.report.claim_comment import CommentLine, claim_comment
from factcheck.report.docx_text import DocumentText
from factcheck.report.junit_report import xml_text
from factcheck.report.page_view import report_title
from factcheck.report.phrasing import legible
from factcheck.report.resolved import resolutions

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["DocxRenderer"]

_AUTHOR, _INITIALS = "factcheck", "fc"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can state; it has no clock, so the same report gives the same bytes."""
_MOST_BYTES = 200_000_000
"""A document that unpacks to more is no draft."""
_STYLES: dict[BlockKind, str] = {
    "headline": "Title",
    "heading": "Heading 2",
    "list_item": "List Bullet",
    "block_quote": "Quote",
    "pull_quote": "Intense Quote",
    "caption": "Caption",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class DocxRenderer:
    """A copy of the draft where the article was read from a .docx; otherwise a plain document of the article's blocks.

    Formatting, tables, notes, tracked changes and the comments of others stay as they are: runs are split where a claim begins or ends,
    and nothing else is touched.
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
        document = _opened(file, report.article) if file and file.suffix.lower() == ".docx" else _composed(report)
        _annotate(document, report, beside)
        packed = io.BytesIO()
        document.save(packed)
        return _timeless(packed.getvalue())


def _opened(path: Path, article: Article) -> Document:
    import docx

    remedy = "give the draft that the report is about, saved by Word or LibreOffice as .docx"
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        document = docx.Document(str(path)) if unpacked <= _MOST_BYTES else None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); {remedy}") from None
    except Exception as error:  # noqa: BLE001 - a broken package makes the library fail in many ways
        raise InputError(f"{path}: is no Word document ({type(error).__name__}); {remedy}") from None
    if document is None:
        raise InputError(f"{path}: unpacks to more than {_MOST_BYTES // 1_000_000} MB; {remedy}")
    alignment = align(article.text, DocumentText(document).text)
    blocks = article.asserting_blocks
    if blocks and not any(alignment.locate(block.span) for block in blocks):
        raise InputError(f"{path}: holds no paragraph of the article {article.id!r}; {remedy}")
    return document


def _composed(report: Report) -> Document:
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
    day = article.date or dt.date(*_EPOCH[:3])
    properties.created = properties.modified = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).replace(tzinfo=None)
    return document


def _lines(article: Article) -> Iterator[list[Block]]:
    ends = [0, *(block.span.end for block in article.blocks)]
    number = 0
    numbers: list[int] = []
    for block, before in zip(article.blocks, ends, strict=False):
        number += "\n" in article.text[before : block.span.start] or not numbers
        numbers.append(number)
    for _, group in groupby(zip(numbers, article.blocks, strict=True), key=lambda item: item[0]):
        yield [block for _, block in group]


def _annotate(document: Document, report: Report, beside: Beside) -> None:
    text = DocumentText(document)
    alignment = align(report.article.text, text.text)
    known, keys = resolutions(report, beside.annotation), source_keys(report)
    comments: list[tuple[Span | None, list[CommentLine]]] = []
    for number, (checked, resolution) in enumerate(zip(report.claims, known, strict=True), 1):
        span = alignment.locate(checked.claim.span)
        comments.append((span, list(claim_comment(card_view(report, checked, number, keys), checked, resolution, lost=span is None))))
        for extra in checked.claim.extra_spans:
            further = alignment.locate(extra)
            if further is not None:
                comments.append((further, [CommentLine(f"Claim {number}, continued.", strong=True)]))
    text.cut([span for span, _ in comments if span is not None])
    for span, lines in comments:
        runs = (text.runs(span) if span is not None else None) or text.first_runs()
        if runs is not None:
            _comment(document, *runs, lines)


def _comment(document: Document, first: Any, last: Any, lines: list[CommentLine]) -> None:  # noqa: ANN401 - lxml's elements have no types
    comment = document.comments.add_comment(text="", author=_AUTHOR, initials=_INITIALS)
    for number, line in enumerate(lines):
        paragraph = comment.paragraphs[0] if number == 0 else comment.add_paragraph()
        paragraph.add_run(xml_text(line.text)).bold = True if line.strong else None
    element = comment._comment_elm  # noqa: SLF001 - the library sets the clock's time, and has no way to take it back
    element.attrib.pop(f"{_W}date", None)
    identifier = str(comment.comment_id)
    start = first.makeelement(f"{_W}commentRangeStart", {f"{_W}id": identifier})
    end = first.makeelement(f"{_W}commentRangeEnd", {f"{_W}id": identifier})
    first.addprevious(start)
    last.addnext(end)
    reference = first.makeelement(f"{_W}r", {})
    properties = first.makeelement(f"{_W}rPr", {})
    properties.append(first.makeelement(f"{_W}rStyle", {f"{_W}val": "CommentReference"}))
    reference.extend([properties, first.makeelement(f"{_W}commentReference", {f"{_W}id": identifier})])
    # Outside of links and tracked insertions, so that following the one or rejecting the other does not take the comment along.
    outer = end
    while outer.getparent().tag != f"{_W}p":
        outer = outer.getparent()
    outer.addnext(reference)


def _timeless(packed: bytes) -> bytes:
    """The same archive with every member's time at the beginning of time."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(result, "w", compression=zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(item.filename))
    return result.getvalue()
