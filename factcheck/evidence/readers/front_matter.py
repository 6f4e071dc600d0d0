"""YAML metadata of evidence: the front matter of Markdown, and sidecar files."""

from __future__ import annotations

from factcheck.errors import CorpusError
from factcheck.evidence.readers.fields import decode
from factcheck.formats.metadata import MetadataError, read_metadata, split_front_matter

__all__ = ["declares_document", "parse_metadata"]


def declares_document(data: bytes, where: str) -> bool:
    """Whether the front matter gives an `id` or a `title`: how a README says that it is evidence, and not about the folder.

    Raises:
        CorpusError: not UTF-8, or bad front matter.
    """
    fields = parse_metadata(split_front_matter(decode(data, where))[0], where, first_line=2)
    return "id" in fields or "title" in fields


def parse_metadata(source: str, where: str, *, first_line: int = 1) -> dict[str, str]:
    """The fields of a document that YAML gives; see `factcheck.formats.metadata.read_metadata`.

    Raises:
        CorpusError: they cannot be used; names the line.
    """
    try:
        return read_metadata(source, first_line=first_line)
    except MetadataError as error:
        raise CorpusError(f"{where}:{error.line}: {error}") from None
