"""From the index as it was to the index as it should be, embedding only what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import CorpusError, ModelError
from factcheck.evidence.base import Embedder
from factcheck.evidence.corpus import Listing, read_documents, require_documents, require_new_id
from factcheck.evidence.dense import DenseIndex
from factcheck.evidence.lexical import LexicalIndex
from factcheck.evidence.manifest import INDEXED_TEXT, CorpusStamp, FileStamp, Manifest, embedder_stamp
from factcheck.evidence.passages import CHUNKER, passage_spans, titled
from factcheck.evidence.store import Entry, Snapshot
from factcheck.files import name_as_text
from factcheck.models import Document
from factcheck.progress import Progress

__all__ = ["contents_sha256", "indexed_text", "refreshed", "with_documents", "without_documents"]

_BATCH = 64


def indexed_text(document: Document, text: str) -> str:
    """What is embedded and lexically indexed of a passage."""
    return titled(document.title, text)


def contents_sha256(manifest: Manifest, entries: Sequence[Entry]) -> str:
    """Checksum of what an index holds: that of its corpus, unless documents were added or deleted by hand."""
    if not manifest.added and not manifest.deleted:
        return manifest.corpus.sha256
    digest = hashlib.sha256(f"{manifest.corpus.sha256}\n".encode())
    for entry in entries:
        if entry.file is None:
            digest.update(f"+{entry.document.model_dump_json()}\n".encode())
    for identifier in manifest.deleted:
        digest.update(f"-{identifier}\n".encode())
    return digest.hexdigest()


def refreshed(former: Snapshot | None, listing: Listing, path: Path, embedder: Embedder, progress: Progress) -> Snapshot:
    """The index of a corpus as it now is; only files with another checksum are read, only new or altered passages embedded.

    Raises:
        CorpusError: a file is broken, an id occurs twice, or there is no document.
    """
    stamps = former.manifest.corpus.files if former else {}
    entries = {entry.document.id: entry for entry in former.entries} if former else {}
    deleted = set(former.manifest.deleted) if former else set()
    places: dict[str, str] = {}
    wanted: dict[str, tuple[Document, str | None]] = {}
    files: dict[str, FileStamp] = {}
    for number, file in enumerate(listing.files):
        progress("reading evidence", number, len(listing.files))
        stamp = stamps.get(file.name)
        # A file with a document deleted or replaced by hand is read again, as the index no longer has all of it.
        if stamp and stamp.sha256 == file.sha256 and all(_is_of(file.name, identifier, entries, deleted) for identifier in stamp.documents):
            found = [(entries[identifier].document, file.name) for identifier in stamp.documents]
        else:
            found = read_documents(listing.root, file)
        for document, place in found:
            require_new_id(document.id, place, places)
            wanted[document.id] = (document, file.name)
        files[file.name] = FileStamp(sha256=file.sha256, documents=tuple(document.id for document, _ in found))
    progress("reading evidence", len(listing.files), len(listing.files))
    require_documents(path, wanted)
    corpus = CorpusStamp(
        name=listing.name, location=name_as_text(path.resolve()), sha256=listing.sha256, files=files, skipped=len(listing.skipped)
    )
    added: list[str] = []
    for identifier in former.manifest.added if former else ():
        document = entries[identifier].document
        if identifier in wanted and wanted[identifier][0] != document:
            raise CorpusError(f"{places[identifier]}: id {identifier!r} is used by a document added to the index; delete that one first")
        if identifier not in wanted:
            wanted[identifier] = (document, None)
            added.append(identifier)
    gone = tuple(sorted(deleted & wanted.keys()))
    for identifier in gone:
        del wanted[identifier]
    return _advanced(former, wanted, corpus=corpus, added=added, deleted=gone, embedder=embedder, progress=progress)


def _is_of(file: str, identifier: str, entries: Mapping[str, Entry], deleted: Collection[str]) -> bool:
    """Whether the index still has a document of a file as the file has it."""
    return identifier not in deleted and identifier in entries and entries[identifier].file == file


def with_documents(former: Snapshot, documents: Iterable[tuple[Document, str]], embedder: Embedder, progress: Progress) -> Snapshot:
    """The index with further documents, each given with its place for messages; those that it already holds are passed over.

    Raises:
        CorpusError: an id is in use by another document.
    """
    manifest = former.manifest
    wanted = _documents(former)
    added, deleted = set(manifest.added), set(manifest.deleted)
    for document, place in documents:
        held = wanted.get(document.id)
        if held is None:
            wanted[document.id] = (document, None)
            added.add(document.id)
            deleted.discard(document.id)
        elif held[0] != document:
            raise CorpusError(f"{place}: id {document.id!r} is already used in this index; delete that document first, or rename this one")
    return _advanced(former, wanted, corpus=manifest.corpus, added=added, deleted=deleted, embedder=embedder, progress=progress)


def without_documents(former: Snapshot, identifiers: Iterable[str], embedder: Embedder, progress: Progress) -> Snapshot:
    """The index without some documents.

    Raises:
        CorpusError: it holds no such document.
    """
    manifest = former.manifest
    wanted = _documents(former)
    added, deleted = set(manifest.added), set(manifest.deleted)
    for identifier in identifiers:
        if identifier not in wanted:
            raise CorpusError(f"no document {identifier!r} in this index; `factcheck index stats --documents` lists the ids")
        if wanted.pop(identifier)[1] is None:
            added.discard(identifier)
        else:
            deleted.add(identifier)
    return _advanced(former, wanted, corpus=manifest.corpus, added=added, deleted=deleted, embedder=embedder, progress=progress)


def _documents(snapshot: Snapshot) -> dict[str, tuple[Document, str | None]]:
    return {entry.document.id: (entry.document, entry.file) for entry in snapshot.entries}


def _advanced(
    former: Snapshot | None,
    wanted: Mapping[str, tuple[Document, str | None]],
    *,
    corpus: CorpusStamp,
    added: Iterable[str],
    deleted: Iterable[str],
    embedder: Embedder,
    progress: Progress,
) -> Snapshot:
    held = {entry.document.id: entry for entry in former.entries} if former else {}
    dense = former.dense if former else DenseIndex(embedder.dimension)
    next_key = former.manifest.next_key if former else 0
    entries: list[Entry] = []
    texts: list[str] = []
    first_new = next_key
    for identifier in sorted(wanted):
        document, file = wanted[identifier]
        entry = held.get(identifier)
        if entry and (entry.document.title, entry.document.text) == (document.title, document.text):
            entries.append(Entry(document, file, entry.spans, entry.keys))
            continue
        spans = passage_spans(document.text)
        texts += [indexed_text(document, span.of(document.text)) for span in spans]
        entries.append(Entry(document, file, spans, tuple(range(next_key, next_key + len(spans)))))
        next_key += len(spans)
    kept = np.array(sorted(key for entry in entries for key in entry.keys if key < first_new), dtype=np.int64)
    vectors = _embed(texts, embedder, progress)
    dense = dense.changed(remove=np.setdiff1d(dense.keys, kept), add=np.arange(first_new, next_key, dtype=np.int64), vectors=vectors)
    lexical = LexicalIndex.build(indexed_text(entry.document, span.of(entry.document.text)) for entry in entries for span in entry.spans)
    manifest = Manifest(
        embedder=embedder_stamp(embedder),
        chunker=CHUNKER,
        indexed_text=INDEXED_TEXT,
        corpus=corpus,
        added=tuple(sorted(added)),
        deleted=tuple(sorted(deleted)),
        documents=len(entries),
        passages=len(dense),
        next_key=next_key,
    )
    return Snapshot(manifest, tuple(entries), dense, lexical)


def _embed(texts: Sequence[str], embedder: Embedder, progress: Progress) -> NDArray[np.float32]:
    rows = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
    for start in range(0, len(texts), _BATCH):
        progress("embedding passages", start, len(texts))
        batch = embedder.embed(texts[start : start + _BATCH])
        if batch.shape != rows[start : start + _BATCH].shape:
            raise ModelError(f"{embedder.name}: gave vectors of shape {batch.shape}, not {rows[start : start + _BATCH].shape}")
        rows[start : start + _BATCH] = batch
    if texts:
        progress("embedding passages", len(texts), len(texts))
    return rows
