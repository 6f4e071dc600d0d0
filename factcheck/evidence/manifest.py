"""What an index says about itself: everything that decides whether it may be used."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from factcheck.errors import IndexMismatchError
from factcheck.evidence.base import Embedder
from factcheck.evidence.lexical import LEXICAL
from factcheck.evidence.passages import CHUNKER
from factcheck.models import Model

__all__ = ["FORMAT", "INDEXED_TEXT", "CorpusStamp", "EmbedderStamp", "FileStamp", "Manifest", "embedder_stamp", "require_match"]

FORMAT: Final = 1
"""Version of the files of an index."""

INDEXED_TEXT: Final = f"title-text/1 {LEXICAL}"
"""Name and version of what is embedded and lexically indexed of a passage, and of the scoring; raised whenever either differs."""


class EmbedderStamp(Model):
    """The model whose vectors an index holds."""

    name: str
    sha256: str
    dimension: int


class FileStamp(Model):
    """One file of the corpus as it was read."""

    sha256: str
    documents: tuple[str, ...]
    """Ids of its documents, in its order."""


class CorpusStamp(Model):
    """The corpus as it was read."""

    name: str
    location: str
    """Where it lay; tells a corpus that changed from another corpus."""
    sha256: str
    files: dict[str, FileStamp]
    skipped: int
    """Files in its folder that are not evidence."""


class Manifest(Model):
    """The manifest of an index."""

    format: Literal[1] = FORMAT
    embedder: EmbedderStamp
    chunker: str
    indexed_text: str
    corpus: CorpusStamp
    added: tuple[str, ...] = ()
    """Ids of documents put into the index by hand."""
    deleted: tuple[str, ...] = ()
    """Ids of documents of the corpus taken out by hand."""
    documents: int
    passages: int
    next_key: int
    """The first vector key not given yet."""
    data: str = ""
    """The folder of the data files."""
    checksums: dict[str, str] = Field(default_factory=dict)
    """SHA-256 of each data file."""


def embedder_stamp(embedder: Embedder) -> EmbedderStamp:
    """What is recorded of an embedder."""
    return EmbedderStamp(name=embedder.name, sha256=embedder.sha256, dimension=embedder.dimension)


def require_match(manifest: Manifest, embedder: Embedder, where: str) -> None:
    """Refuse an index whose vectors or passages were made otherwise than this run would make them.

    Raises:
        IndexMismatchError: another model, chunker or indexed text.
    """
    remedy = "name another index folder, or delete this one and build it again"
    stamp, recorded = embedder_stamp(embedder), manifest.embedder
    if recorded.name != stamp.name:
        raise IndexMismatchError(f"{where}: index built with the model {recorded.name}, not {stamp.name}; {remedy}")
    if recorded != stamp:
        raise IndexMismatchError(f"{where}: index built with other weights of {stamp.name}; {remedy}")
    if (manifest.chunker, manifest.indexed_text) != (CHUNKER, INDEXED_TEXT):
        made = f"{manifest.chunker}, {manifest.indexed_text}"
        raise IndexMismatchError(f"{where}: index built with the chunker {made}, not {CHUNKER}, {INDEXED_TEXT}; {remedy}")
