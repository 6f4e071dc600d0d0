"""Plain text, with or without a sidecar of metadata."""

from __future__ import annotations

from factcheck.evidence.readers.fields import decode, make_document
from factcheck.evidence.readers.front_matter import parse_metadata
from factcheck.models import Document

__all__ = ["read_text"]


def read_text(data: bytes, where: str, *, identifier: str, sidecar: tuple[bytes, str] | None = None) -> Document:
    """The document of a text file, its text as it stands.

    Args:
        data: the file.
        where: its name, for messages.
        identifier: id unless the sidecar gives one.
        sidecar: contents and name of the metadata file beside it, any of `id`, `title`, `publisher`, `publisher_type`, `url` and `date`.

    Raises:
        CorpusError: not UTF-8, a bad sidecar, or no text.
    """
    text = decode(data, where)
    fields = parse_metadata(decode(*sidecar), sidecar[1]) if sidecar else {}
    return make_document({"id": identifier, **fields, "text": text}, where)
