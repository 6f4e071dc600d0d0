"""Opening an index: found, built on first use, or brought up to date with its corpus."""

from __future__ import annotations

import hashlib
from pathlib import Path

from factcheck.cache import cache_root
from factcheck.errors import IndexMismatchError, InputError
from factcheck.evidence.base import Embedder
from factcheck.evidence.corpus import Listing, list_corpus
from factcheck.evidence.index import PassageIndex
from factcheck.evidence.manifest import Manifest, require_match
from factcheck.evidence.store import DamagedIndexError, Snapshot, exclusive, is_index, read_manifest, read_snapshot, write_snapshot
from factcheck.evidence.update import refreshed
from factcheck.files import name_as_text
from factcheck.progress import Progress, silent

__all__ = ["default_directory", "open_index"]


def default_directory(corpus: Path, embedder: Embedder) -> Path:
    """Where the index of a corpus is kept unless the caller names a folder: in the user's cache, one for each corpus and model."""
    key = hashlib.sha256(f"{corpus.resolve()}\n{embedder.name}".encode("utf-8", "surrogateescape")).hexdigest()
    return cache_root() / "indexes" / key[:24]


def open_index(corpus: Path, embedder: Embedder, *, directory: Path | None = None, progress: Progress | None = None) -> PassageIndex:
    """The index of a corpus, built on first use and brought up to date when files changed.

    An index in the cache is nobody's but this program's: one that no longer fits is built again. A folder that the
    caller names is the caller's: one that does not fit is refused.

    Args:
        corpus: file or folder of evidence; or the folder of an index, which is then opened as it is, without its corpus.
        embedder: must be the one that the index was built with.
        directory: where the index is kept; by default in the user's cache.
        progress: told of reading and embedding.

    Raises:
        CorpusError: the corpus cannot be read.
        IndexMismatchError: the index in `directory` is for another model, chunker or corpus.
        InputError: the index in `directory` is damaged, or the folder holds something else.
        OutputError: the index cannot be written.
    """
    progress = progress or silent
    if is_index(corpus):
        if directory is not None and directory.resolve() != corpus.resolve():
            raise InputError(f"{corpus}: an index already; give its corpus, or leave the other index folder {directory} out")
        manifest = read_manifest(corpus)
        require_match(manifest, embedder, str(corpus))
        return PassageIndex(_read(corpus, manifest), embedder, corpus)
    listing = list_corpus(corpus)
    target = default_directory(corpus, embedder) if directory is None else directory
    former = _former(target, listing, corpus, embedder, cached=directory is None)
    if former is None or _outdated(former, listing):
        with exclusive(target):
            # Another process may have built it while this one waited.
            former = _former(target, listing, corpus, embedder, cached=directory is None)
            if former is None or _outdated(former, listing):
                former = write_snapshot(target, refreshed(former, listing, corpus, embedder, progress))
    return PassageIndex(former, embedder, target)


def _outdated(former: Snapshot, listing: Listing) -> bool:
    recorded = former.manifest.corpus
    return (recorded.sha256, recorded.skipped) != (listing.sha256, len(listing.skipped))


def _former(target: Path, listing: Listing, corpus: Path, embedder: Embedder, *, cached: bool) -> Snapshot | None:
    """The index that is there already; None when it has to be built from nothing."""
    if not is_index(target):
        if not cached:
            _require_free(target)
        return None
    try:
        manifest = read_manifest(target)
        require_match(manifest, embedder, str(target))
        _require_same_corpus(manifest, listing, corpus, str(target))
        return _read(target, manifest)
    except (DamagedIndexError, IndexMismatchError):
        if cached:
            return None
        raise


def _read(target: Path, manifest: Manifest) -> Snapshot:
    try:
        return read_snapshot(target, manifest)
    except DamagedIndexError:
        # Another process may have replaced the data between the reading of the manifest and of the data.
        current = read_manifest(target)
        if current.data == manifest.data:
            raise
        return read_snapshot(target, current)


def _require_free(target: Path) -> None:
    if target.is_dir():
        if any(not entry.name.startswith(".") for entry in target.iterdir()):
            raise InputError(f"{target}: holds other files and no index; name a new or an empty folder")
    elif target.exists():
        raise InputError(f"{target}: a file; name a folder for the index")


def _require_same_corpus(manifest: Manifest, listing: Listing, corpus: Path, where: str) -> None:
    recorded = manifest.corpus
    if recorded.sha256 != listing.sha256 and recorded.location != name_as_text(corpus.resolve()):
        raise IndexMismatchError(
            f"{where}: index built for the corpus {recorded.location}, not {name_as_text(corpus.resolve())}; "
            "name another index folder, or delete this one and build it again"
        )
