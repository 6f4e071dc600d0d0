"""An index on disk: a manifest, and one folder of data files that the manifest names.

The manifest is replaced last and at once, so that a reader sees the index before a change or after it, never between,
and a run that is cut short leaves the former index in force.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factcheck.errors import IndexMismatchError, InputError, OutputError
from factcheck.evidence.corpus import INDEX_MANIFEST
from factcheck.evidence.dense import DenseIndex
from factcheck.evidence.lexical import LexicalIndex
from factcheck.evidence.manifest import FORMAT, Manifest
from factcheck.files import exclusive as locked
from factcheck.models import Document, Span

__all__ = ["DamagedIndexError", "Entry", "Snapshot", "exclusive", "is_index", "read_manifest", "read_snapshot", "write_snapshot"]

_DOCUMENTS: Final = "documents.jsonl"
_VECTORS: Final = "vectors.faiss"
_LEXICAL: Final = "lexical"
_DATA: Final = re.compile(r"data-[0-9a-f]{16}")
_LOCK: Final = ".lock"
_WAIT_SECONDS: Final = 1800


class DamagedIndexError(InputError):
    """Files of an index are missing, cut short or altered."""


@dataclass(frozen=True)
class Entry:
    """One document of an index and where its passages' vectors are."""

    document: Document
    file: str | None
    """The corpus file that it comes from; None when added by hand."""
    spans: tuple[Span, ...]
    keys: tuple[int, ...]
    """Vector key of each passage."""


@dataclass(frozen=True)
class Snapshot:
    """An index as it is at one time; changing it makes another."""

    manifest: Manifest
    entries: tuple[Entry, ...]
    """Sorted by document id; the passages in this order are what `lexical` counts positions in."""
    dense: DenseIndex
    lexical: LexicalIndex


def is_index(directory: Path) -> bool:
    """Whether the folder holds an index, whole or damaged."""
    return (directory / INDEX_MANIFEST).is_file()


def read_manifest(directory: Path) -> Manifest:
    """The manifest of the index in a folder.

    Raises:
        DamagedIndexError: it cannot be read as one.
        IndexMismatchError: it is of another format version.
    """
    try:
        fields = json.loads((directory / INDEX_MANIFEST).read_bytes())
        version = fields["format"]
        if version != FORMAT:
            raise IndexMismatchError(
                f"{directory}: index of format {version!r}, this version reads {FORMAT}; delete the folder and build it again"
            )
        return Manifest.model_validate(fields)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _damaged(directory, INDEX_MANIFEST) from None


def read_snapshot(directory: Path, manifest: Manifest) -> Snapshot:
    """The index in a folder, its data files checked against the manifest.

    Raises:
        DamagedIndexError: a data file is missing or is not the one that was written.
    """
    if not _DATA.fullmatch(manifest.data):
        raise _damaged(directory, INDEX_MANIFEST)
    data = directory / manifest.data
    contents: dict[str, bytes] = {}
    for name, checksum in manifest.checksums.items():
        try:
            contents[name] = (data / name).read_bytes()
        except OSError:
            raise _damaged(directory, name) from None
        if hashlib.sha256(contents[name]).hexdigest() != checksum:
            raise _damaged(directory, name)
    try:
        entries = tuple(_read_entry(line) for line in contents[_DOCUMENTS].split(b"\n") if line)
        dense = DenseIndex.from_bytes(contents[_VECTORS])
        lexical = LexicalIndex.load(data / _LEXICAL)
    except (OSError, ValueError, KeyError, TypeError):
        raise _damaged(directory, manifest.data) from None
    return Snapshot(manifest, entries, dense, lexical)


def write_snapshot(directory: Path, snapshot: Snapshot) -> Snapshot:
    """Make a snapshot the index of a folder, all of it or none; returns it with its manifest completed.

    Raises:
        OutputError: the folder cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=directory, prefix=".writing-") as scratch:
            new = Path(scratch) / "data"
            new.mkdir()
            (new / _DOCUMENTS).write_bytes(b"".join(_entry_line(entry) for entry in snapshot.entries))
            (new / _VECTORS).write_bytes(snapshot.dense.to_bytes())
            snapshot.lexical.save(new / _LEXICAL)
            written = sorted(path for path in new.rglob("*") if path.is_file())
            checksums = {path.relative_to(new).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in written}
            name = "data-" + hashlib.sha256(json.dumps(checksums, sort_keys=True).encode()).hexdigest()[:16]
            manifest = snapshot.manifest.model_copy(update={"data": name, "checksums": checksums})
            # The same name means the same bytes, or a damaged copy of them: either way the new one may take its place.
            shutil.rmtree(directory / name, ignore_errors=True)
            new.replace(directory / name)
            listed = Path(scratch) / INDEX_MANIFEST
            fields = json.dumps(manifest.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False)
            listed.write_text(fields + "\n", encoding="utf-8")
            listed.replace(directory / INDEX_MANIFEST)
    except OSError as error:
        raise _unwritable(directory, error) from None
    for former in directory.glob("data-*"):
        if former.name != name:
            shutil.rmtree(former, ignore_errors=True)
    return Snapshot(manifest, snapshot.entries, snapshot.dense, snapshot.lexical)


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """Be the only process that changes the index of a folder, which is made if need be.

    Raises:
        OutputError: the folder cannot be written, or another process has held it for half an hour.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(directory, error) from None
    with locked(directory / _LOCK, what=str(directory), wait=_WAIT_SECONDS):
        yield


def _entry_line(entry: Entry) -> bytes:
    fields = {
        "document": entry.document.model_dump(mode="json", exclude_none=True),
        "file": entry.file,
        "passages": [[key, span.start, span.end] for key, span in zip(entry.keys, entry.spans, strict=True)],
    }
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def _read_entry(line: bytes) -> Entry:
    fields = json.loads(line)
    document = Document.model_validate(fields["document"])
    passages = fields["passages"]
    spans = tuple(Span(start=start, end=end) for _, start, end in passages)
    return Entry(document, fields["file"], spans, tuple(int(key) for key, _, _ in passages))


def _damaged(directory: Path, name: str) -> DamagedIndexError:
    return DamagedIndexError(f"{directory}: the index is damaged ({name}); delete the folder and build it again")


def _unwritable(directory: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{directory}: the index cannot be written: {error.strerror or error}; "
        "name a folder you may write to, or set FACTCHECK_CACHE to one"
    )
