"""Word documents and PDF files, read as articles are."""

from __future__ import annotations

from pathlib import PurePosixPath

from factcheck.errors import ArticleError, CorpusError
from factcheck.evidence.readers.fields import decode, make_document
from factcheck.evidence.readers.front_matter import parse_metadata
from factcheck.models import Document

__all__ = ["read_binary"]


def read_binary(data: bytes, where: str, *, identifier: str, sidecar: tuple[bytes, str] | None = None) -> Document:
    """The document of a .docx or .pdf file: its paragraphs, a blank line between two.

    Title and date are those of the sidecar, else what the file says of itself: its headline, its properties.

    Args:
        data: the file.
        where: its name, for messages.
        identifier: id unless the sidecar gives one.
        sidecar: contents and name of the metadata file beside it, as beside a text file.

    Raises:
        CorpusError: it cannot be read, holds no text, a library is missing, or the sidecar is bad.
    """
    from factcheck.article.base import BinaryArticleReader
    from factcheck.article.docx import DocxReader
    from factcheck.article.pdf import PdfArticleReader

    reader: BinaryArticleReader = DocxReader() if PurePosixPath(where).suffix.lower() == ".docx" else PdfArticleReader()
    try:
        content = reader.read_bytes(data, name=where)
    except ArticleError as error:
        raise CorpusError(str(error)) from None
    day = content.properties.date
    fields = {"title": content.stated.title or content.properties.title, "date": day.isoformat() if day else None}
    # The headline is the title, and no sentence that evidence could be quoted with.
    blocks = [draft.span.of(content.text) for draft in content.drafts if draft.kind != "headline"]
    fields["text"] = "\n\n".join(blocks) or content.text
    given = parse_metadata(decode(*sidecar), sidecar[1]) if sidecar else {}
    return make_document({"id": identifier, **fields, **given}, where)
