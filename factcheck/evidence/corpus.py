"""An evidence corpus: one file, or a folder of files, of documents with their publication data.

The checksum of a corpus depends on its files' names within the folder and their bytes, and on nothing else:
neither on where the folder lies nor on when it was written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factcheck.errors import CorpusError
from factcheck.files import name_as_text
from factcheck.models import Document

__all__ = ["INDEX_MANIFEST", "SUFFIXES", "Corpus", "CorpusFile", "Listing", "list_corpus", "read_corpus", "read_documents"]

INDEX_MANIFEST: Final = "factcheck-index.json"
"""The file that marks a folder as an index; such folders inside a corpus are not part of it."""

SUFFIXES: Final = frozenset({".jsonl", ".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf"})
_WITH_SIDECAR: Final = (".txt", ".docx", ".pdf")
"""Files whose metadata stand in a file beside them."""
_SIDECAR = ".meta.yaml"
_MAX_FILE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class CorpusFile:
    """One file of a corpus, not read yet."""

    path: str
    """Relative to the corpus, with forward slashes, as the system has it."""
    sha256: str
    """Of its bytes, and of its sidecar's where it has one."""

    @property
    def name(self) -> str:
        """The path as it is written down."""
        return name_as_text(self.path)


@dataclass(frozen=True)
class Listing:
    """The files of a corpus and their checksums: enough to tell whether anything changed."""

    root: Path
    """The folder that the files' paths are relative to."""
    name: str
    sha256: str
    files: tuple[CorpusFile, ...]
    skipped: tuple[str, ...]
    """Files that are not evidence: hidden ones, unknown suffixes, and a README about the folder."""


@dataclass(frozen=True)
class Corpus:
    """A corpus, read."""

    name: str
    """File or folder name."""
    sha256: str
    documents: tuple[Document, ...]
    """In the order of file paths, then as in the file."""


def list_corpus(path: Path) -> Listing:
    """The files of a corpus, sorted by relative path.

    Raises:
        CorpusError: nothing there, no file of a known kind, or a file cannot be read.
    """
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder")
    resolved = path.resolve()
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise CorpusError(f"{path}: unknown kind of evidence; use one of {', '.join(sorted(SUFFIXES))}")
        root = resolved.parent
        candidates, skipped = [resolved.name], list[str]()
    elif path.is_dir():
        root = resolved
        candidates, skipped = _walk(resolved)
    else:
        raise CorpusError(f"{path}: neither a file nor a folder")
    files = tuple(CorpusFile(name, _checksum(root, name)) for name in candidates)
    if not files:
        raise CorpusError(f"{path}: no evidence in this folder; it needs files ending in {', '.join(sorted(SUFFIXES))}")
    total = hashlib.sha256("".join(f"{file.sha256}  {file.name}\n" for file in files).encode())
    return Listing(root, name_as_text(resolved.name), total.hexdigest(), files, tuple(skipped))


def read_corpus(path: Path) -> Corpus:
    """Read every document of a corpus.

    Raises:
        CorpusError: a file is broken, an id occurs twice, or there is no document at all.
    """
    listing = list_corpus(path)
    places: dict[str, str] = {}
    documents: list[Document] = []
    for file in listing.files:
        for document, place in read_documents(listing.root, file):
            require_new_id(document.id, place, places)
            documents.append(document)
    require_documents(path, documents)
    return Corpus(listing.name, listing.sha256, tuple(documents))


def read_documents(root: Path, file: CorpusFile) -> list[tuple[Document, str]]:
    """The documents of one file, each with its place for messages (`file:line` or `file`).

    Raises:
        CorpusError: the file is broken.
    """
    data = _read_bytes(root / file.path)
    where, suffix = file.name, Path(file.path).suffix.lower()
    if suffix == ".jsonl":
        from factcheck.evidence.readers.jsonl import read_jsonl

        return read_jsonl(data, where)
    if suffix in {".md", ".markdown"}:
        from factcheck.evidence.readers.markdown import read_markdown

        document = read_markdown(data, where, identifier=file.name)
    elif suffix in {".html", ".htm"}:
        from factcheck.evidence.readers.html import read_html

        document = read_html(data, where, identifier=file.name)
    else:
        from factcheck.evidence.readers.documents import read_binary
        from factcheck.evidence.readers.text import read_text

        sidecar = _sidecar(root, file.path)
        contents = (_read_bytes(root / sidecar), name_as_text(sidecar)) if sidecar else None
        read = read_text if suffix == ".txt" else read_binary
        document = read(data, where, identifier=file.name, sidecar=contents)
    return [(document, where)]


def require_new_id(identifier: str, place: str, places: dict[str, str]) -> None:
    """Record where an id was first seen.

    Raises:
        CorpusError: it was seen before.
    """
    first = places.setdefault(identifier, place)
    if first is not place:
        raise CorpusError(f"{place}: id {identifier!r} is already used at {first}; ids must be unique in a corpus")


def require_documents(path: Path, documents: Sized) -> None:
    """Refuse a corpus whose files hold nothing.

    Raises:
        CorpusError: there is no document.
    """
    if not documents:
        raise CorpusError(f"{path}: no documents in this evidence")


def _walk(root: Path) -> tuple[list[str], list[str]]:
    found: list[str] = []
    skipped: list[str] = []

    def fail(error: OSError) -> None:
        raise CorpusError(f"{error.filename}: cannot be listed: {error.strerror}") from None

    for folder, folders, names in os.walk(root, onerror=fail):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not _holds_index(here / name)]
        for name in names:
            relative = (here / name).relative_to(root).as_posix()
            if _is_evidence(here / name, relative):
                found.append(relative)
            elif not _is_sidecar(here, name):
                skipped.append(relative)
    return sorted(found), sorted(skipped)


def _holds_index(folder: Path) -> bool:
    try:
        return (folder / INDEX_MANIFEST).exists()
    except OSError:
        return False  # a folder closed to us: listing it says so in words


def _is_evidence(path: Path, relative: str) -> bool:
    if path.name.startswith(".") or path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    if path.stem.lower() != "readme":
        return True
    # A README is about the folder, unless it presents itself as a document of it.
    if path.suffix.lower() in {".md", ".markdown"}:
        from factcheck.evidence.readers.front_matter import declares_document

        return declares_document(_read_bytes(path), name_as_text(relative))
    return _sidecar(path.parent, path.name) is not None or path.suffix.lower() == ".jsonl"


def _sidecar(root: Path, path: str) -> str | None:
    if not path.lower().endswith(_WITH_SIDECAR):
        return None
    # As beside an article (`story.txt.meta.yaml`), or, for text, shorter (`story.meta.yaml`).
    names = [path + _SIDECAR, *([path[: -len(".txt")] + _SIDECAR] if path.lower().endswith(".txt") else [])]
    return next((name for name in names if (root / name).is_file()), None)


def _is_sidecar(folder: Path, name: str) -> bool:
    subject = name.removesuffix(_SIDECAR)
    if subject == name:
        return False
    return (subject.lower().endswith(_WITH_SIDECAR) and (folder / subject).exists()) or (folder / f"{subject}.txt").exists()


def _checksum(root: Path, path: str) -> str:
    digest = hashlib.sha256(_read_bytes(root / path))
    sidecar = _sidecar(root, path)
    if sidecar:
        digest.update(hashlib.sha256(_read_bytes(root / sidecar)).digest())
    return digest.hexdigest()


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _MAX_FILE_BYTES:
            raise CorpusError(f"{path}: {size // 2**20} MB; split it, files of up to {_MAX_FILE_BYTES // 2**20} MB are read")
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {error.strerror}") from None
