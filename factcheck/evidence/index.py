"""The passage index: hybrid search over an evidence corpus, kept on disk and in step with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import CorpusError, InputError
from factcheck.evidence.base import Embedder
from factcheck.evidence.fusion import CONTEXT_WEIGHT, DATE_WEIGHT, NAME_WEIGHT, fuse, nearness
from factcheck.evidence.lexical import tokenize
from factcheck.evidence.manifest import Manifest, require_match
from factcheck.evidence.passages import passage_of
from factcheck.evidence.publishers import same_publisher
from factcheck.evidence.queries import Query, as_query
from factcheck.evidence.store import Snapshot, exclusive, read_manifest, read_snapshot, write_snapshot
from factcheck.evidence.update import contents_sha256, with_documents, without_documents
from factcheck.models import CorpusInfo, Document, Evidence, Passage, Span
from factcheck.progress import Progress, silent

__all__ = ["IndexStats", "PassageIndex", "Ranking"]

Ranking = Literal["fused", "words", "meaning"]

_POOL: Final = 200
"""Passages that each of the two searches puts forward for fusion, or four times `k` where that is more."""


@dataclass(frozen=True)
class IndexStats:
    """What an index holds."""

    directory: Path
    manifest: Manifest
    publishers: int
    first_date: dt.date | None
    last_date: dt.date | None
    undated: int
    """Documents without a date; a search by date leaves them out."""
    bytes: int
    """Size of its data files."""


@dataclass(frozen=True)
class _Place:
    """Where a passage is: its entry, its number in it, its vector."""

    entry: int
    number: int
    span: Span
    key: int


class PassageIndex:
    """Hybrid search over the passages of a corpus; made by `open_index`."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder, directory: Path) -> None:
        self._embedder = embedder
        self._directory = directory
        self._take(snapshot)

    def _take(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._entries = {entry.document.id: entry for entry in snapshot.entries}
        self._places = [
            _Place(index, number, span, key)
            for index, entry in enumerate(snapshot.entries)
            for number, (span, key) in enumerate(zip(entry.spans, entry.keys, strict=True))
        ]
        self._keys = np.array([place.key for place in self._places], dtype=np.int64)
        self._by_key = np.argsort(self._keys, kind="stable")
        self.info = CorpusInfo(
            name=snapshot.manifest.corpus.name,
            sha256=contents_sha256(snapshot.manifest, snapshot.entries),
            documents=len(snapshot.entries),
            passages=len(self._places),
        )

    @property
    def directory(self) -> Path:
        """The folder on disk."""
        return self._directory

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, sorted by id."""
        return tuple(entry.document for entry in self._snapshot.entries)

    def document(self, document_id: str) -> Document:
        """The document of an id.

        Raises:
            CorpusError: there is none.
        """
        entry = self._entries.get(document_id)
        if entry is None:
            raise CorpusError(f"no document {document_id!r} in the evidence {self.info.name}")
        return entry.document

    def search(
        self,
        queries: Sequence[str | Query],
        *,
        k: int = 10,
        published_from: dt.date | None = None,
        published_until: dt.date | None = None,
        publishers: Collection[str] | None = None,
        reviewed: bool | None = None,
        by: Ranking = "fused",
    ) -> list[list[Evidence]]:
        """The passages that best match each query, best first; equal scores in order of document id and passage.

        The filters decide what is searched, not what is shown: a filtered query still gets `k` passages if so many pass.

        Args:
            queries: claims or questions, as text or with what is known about them; a blank one finds nothing.
            k: most passages for a query.
            published_from: earliest date of publication, inclusive; undated documents do not pass.
            published_until: latest date of publication, inclusive; undated documents do not pass.
            publishers: names, compared by `same_publisher`.
            reviewed: True for published fact-checks alone, each by its first passage, which states the claim that it checks; False for all
                but them; None for either.
            by: what ranks: words and meaning together, or one of them alone, so that each can be measured; by words alone nothing is
                embedded, and every cosine is 0.

        Raises:
            InputError: `k` is less than 1, or the dates are in the wrong order.
        """
        if k < 1:
            raise InputError(f"cannot find {k} passages; ask for 1 or more")
        if published_from and published_until and published_from > published_until:
            raise InputError(f"no date lies between {published_from} and {published_until}; swap the two")
        allowed = self._allowed(published_from, published_until, publishers)
        if reviewed is not None:
            allowed = self._reviewed(allowed, wanted=reviewed)
        whole = [as_query(query) for query in queries]
        asked = [number for number, query in enumerate(whole) if query.text.strip()]
        results: list[list[Evidence]] = [[] for _ in queries]
        if not asked or (allowed is not None and not len(allowed)) or not self._places:
            return results
        pool = max(_POOL, 4 * k)
        if by == "words":
            for number in asked:
                results[number] = self._by_words(whole[number], allowed, k)
            return results
        vectors = self._embedder.embed([whole[number].text for number in asked])
        contexts = self._embed_contexts([whole[number].context for number in asked]) if by == "fused" else {}
        nearest = self._snapshot.dense.nearest(vectors, pool, among=None if allowed is None else self._keys[allowed])
        for number, vector, keys in zip(asked, vectors, nearest, strict=True):
            if by == "meaning":
                results[number] = self._by_meaning(vector, keys, k)
            else:
                context = contexts.get(whole[number].context)
                results[number] = self._rank(whole[number], vector, keys, context=context, allowed=allowed, pool=pool, k=k)
        return results

    def _embed_contexts(self, contexts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Vectors of the paragraphs around the claims, each embedded once."""
        distinct = [context for context in dict.fromkeys(contexts) if context.strip()]
        return dict(zip(distinct, self._embedder.embed(distinct), strict=True)) if distinct else {}

    def _by_words(self, query: Query, allowed: NDArray[np.int64] | None, k: int) -> list[Evidence]:
        scores = self._lexical_scores(query)
        positions = np.arange(len(self._places)) if allowed is None else allowed
        best = positions[np.argsort(-scores[positions], kind="stable")[:k]]
        return [Evidence(passage=self._passage(int(row)), score=float(scores[row]), cosine=0.0) for row in best if scores[row] > 0]

    def _by_meaning(self, vector: NDArray[np.float32], keys: NDArray[np.int64], k: int) -> list[Evidence]:
        near = np.sort(self._by_key[np.searchsorted(self._keys, keys, sorter=self._by_key)])
        cosines = self._snapshot.dense.cosines(vector, self._keys[near])
        best = np.argsort(-cosines, kind="stable")[:k]
        return [Evidence(passage=self._passage(int(near[row])), score=float(cosines[row]), cosine=float(cosines[row])) for row in best]

    def _rank(
        self,
        query: Query,
        vector: NDArray[np.float32],
        keys: NDArray[np.int64],
        *,
        context: NDArray[np.float32] | None,
        allowed: NDArray[np.int64] | None,
        pool: int,
        k: int,
    ) -> list[Evidence]:
        lexical = self._lexical_scores(query)
        positions = np.arange(len(self._places)) if allowed is None else allowed
        scores = lexical[positions]
        shared = positions[np.argsort(-scores, kind="stable")[: min(pool, int(np.count_nonzero(scores)))]]
        near = self._by_key[np.searchsorted(self._keys, keys, sorter=self._by_key)]
        candidates = np.union1d(near, shared)
        cosines = self._snapshot.dense.cosines(vector, self._keys[candidates])
        fused = fuse(cosines, lexical[candidates], lexical_best=float(scores.max(initial=0.0)))
        if context is not None:
            around = self._snapshot.lexical.scores(query.context)
            best = float(around[positions].max(initial=0.0))
            closeness = fuse(self._snapshot.dense.cosines(context, self._keys[candidates]), around[candidates], lexical_best=best)
            fused = np.round(fused + CONTEXT_WEIGHT * closeness, 6)
        if query.date is not None:
            dates = (self._snapshot.entries[self._places[position].entry].document.date for position in candidates)
            fused = np.round(fused + DATE_WEIGHT * np.array([nearness(query.date, date) for date in dates]), 6)
        order = np.argsort(-fused, kind="stable")[:k]
        return [Evidence(passage=self._passage(int(candidates[row])), score=float(fused[row]), cosine=float(cosines[row])) for row in order]

    def _lexical_scores(self, query: Query) -> NDArray[np.float32]:
        scores = self._snapshot.lexical.scores(query.text)
        # A name that the claim has already is not counted twice.
        said = set(tokenize(query.text))
        names = " ".join(word for name in query.names for word in name.split() if said.isdisjoint(tokenize(word)))
        return np.asarray(scores + NAME_WEIGHT * self._snapshot.lexical.scores(names), dtype=np.float32) if names else scores

    def _passage(self, position: int) -> Passage:
        place = self._places[position]
        return passage_of(self._snapshot.entries[place.entry].document, place.number, place.span)

    def _allowed(self, first: dt.date | None, last: dt.date | None, publishers: Collection[str] | None) -> NDArray[np.int64] | None:
        if first is None and last is None and publishers is None:
            return None
        passing = [self._passes(entry.document, first, last, publishers) for entry in self._snapshot.entries]
        return np.array([position for position, place in enumerate(self._places) if passing[place.entry]], dtype=np.int64)

    def _reviewed(self, allowed: NDArray[np.int64] | None, *, wanted: bool) -> NDArray[np.int64] | None:
        checks = {number for number, entry in enumerate(self._snapshot.entries) if entry.document.review}
        if not wanted and not checks:
            return allowed
        places = [(p, self._places[p]) for p in (range(len(self._places)) if allowed is None else allowed.tolist())]
        if wanted:
            return np.array([p for p, place in places if place.number == 0 and place.entry in checks], dtype=np.int64)
        return np.array([p for p, place in places if place.entry not in checks], dtype=np.int64)

    def _passes(self, document: Document, first: dt.date | None, last: dt.date | None, publishers: Collection[str] | None) -> bool:
        if (first or last) and document.date is None:
            return False
        if first and document.date and document.date < first:
            return False
        if last and document.date and document.date > last:
            return False
        if publishers is None:
            return True
        return document.publisher is not None and any(same_publisher(document.publisher, name) for name in publishers)

    def add(self, documents: Iterable[tuple[Document, str]], *, progress: Progress = silent) -> None:
        """Put further documents into the index, on disk too; they stay in it when its corpus changes.

        Args:
            documents: each with its place (`file:line`) for messages.
            progress: told of the embedding.

        Raises:
            CorpusError: an id is in use by another document.
            OutputError: the index cannot be written.
        """
        given = list(documents)
        self._change(lambda former: with_documents(former, given, self._embedder, progress))

    def delete(self, identifiers: Iterable[str], *, progress: Progress = silent) -> None:
        """Take documents out of the index, on disk too; those of its corpus stay out when the corpus changes.

        Raises:
            CorpusError: there is no such document.
            OutputError: the index cannot be written.
        """
        given = list(dict.fromkeys(identifiers))
        self._change(lambda former: without_documents(former, given, self._embedder, progress))

    def _change(self, change: Callable[[Snapshot], Snapshot]) -> None:
        with exclusive(self._directory):
            # Another process may have changed it since it was opened.
            former = read_snapshot(self._directory, read_manifest(self._directory))
            require_match(former.manifest, self._embedder, str(self._directory))
            self._take(write_snapshot(self._directory, change(former)))

    def stats(self) -> IndexStats:
        """Counts, dates and sizes."""
        documents = self.documents
        dates = sorted(document.date for document in documents if document.date)
        data = self._directory / self._snapshot.manifest.data
        return IndexStats(
            directory=self._directory,
            manifest=self._snapshot.manifest,
            publishers=len({document.publisher for document in documents if document.publisher}),
            first_date=dates[0] if dates else None,
            last_date=dates[-1] if dates else None,
            undated=len(documents) - len(dates),
            bytes=sum(path.stat().st_size for path in data.rglob("*") if path.is_file()),
        )
