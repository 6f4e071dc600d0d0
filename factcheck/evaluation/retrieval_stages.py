"""The stages of search, one by one: what each finds, and what time it takes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from factcheck.datasets.beir import Qrels, Run
from factcheck.evaluation.metrics.ranking import DEEP_CUTOFF, ranking_figures
from factcheck.evaluation.result import Figures
from factcheck.evidence.base import Searcher
from factcheck.models import CorpusInfo, Evidence
from factcheck.progress import Progress, silent

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex
    from factcheck.evidence.index import Ranking
    from factcheck.evidence.queries import Query

__all__ = ["BATCH", "compare_stages", "reranked", "search_documents"]

BATCH = 64
"""Queries searched at once."""
STAGES: dict[str, Ranking] = {"BM25 alone": "words", "embeddings alone": "meaning", "fused": "fused"}


class _Stage:
    """An index that is searched by one of its rankings."""

    def __init__(self, index: PassageIndex, by: Ranking) -> None:
        self._index = index
        self._by = by

    @property
    def info(self) -> CorpusInfo:
        return self._index.info

    def search(self, queries: Sequence[str | Query], *, k: int = 10) -> list[list[Evidence]]:
        return self._index.search(queries, k=k, by=self._by)


def reranked(index: PassageIndex, reranker: str, *, depth: int | None = None, progress: Progress = silent) -> Searcher:
    """The index with a reranker on top, or alone where its name says none.

    Raises:
        ModelError: there is no such reranker.
    """
    from factcheck.evidence import RerankedSearch, load_reranker

    loaded = load_reranker(reranker, progress=progress)
    if loaded is None:
        return index
    return RerankedSearch(index, loaded) if depth is None else RerankedSearch(index, loaded, depth=depth)


def compare_stages(
    index: PassageIndex, whole: Searcher, queries: Sequence[tuple[str, str]], qrels: Qrels, *, progress: Progress = silent
) -> tuple[Run, dict[str, Figures]]:
    """Figures of every stage by its name, each with the seconds that 1,000 queries take it; and the run of the last one.

    Args:
        index: searched by its words, by meaning, and by both.
        whole: the search that is used; where it is another than the index, one more stage.
        queries: id and text of each.
        qrels: by query, the grade of each relevant document.
        progress: told how far it is.
    """
    searchers: dict[str, Searcher] = {name: _Stage(index, by) for name, by in STAGES.items()}
    if whole is not index:
        searchers["fused and reranked"] = whole
    run: Run = {}
    compared: dict[str, Figures] = {}
    if queries:
        # The first search of a process loads what later ones find in memory.
        whole.search([queries[0][1]], k=1)
    for name, searcher in searchers.items():
        started = time.perf_counter()
        run = search_documents(searcher, queries, progress=progress)
        seconds = 1000 * (time.perf_counter() - started) / max(1, len(queries))
        compared[name] = ranking_figures(qrels, run) | {"seconds per 1,000": seconds}
    return run, compared


def search_documents(
    searcher: Searcher, queries: Sequence[tuple[str, str]], *, depth: int = DEEP_CUTOFF, progress: Progress = silent
) -> Run:
    """The best documents for each query; a document scores as its best passage does.

    Args:
        searcher: searches passages.
        queries: id and text of each.
        depth: documents kept for a query.
        progress: told how far it is.
    """
    # Long documents fill several ranks with their passages: twice the mean number of them leaves room for that.
    passages = ceil(2 * depth * searcher.info.passages / max(1, searcher.info.documents))
    run: Run = {}
    for start in range(0, len(queries), BATCH):
        progress("searching", start, len(queries))
        batch = queries[start : start + BATCH]
        found = searcher.search([text for _, text in batch], k=min(passages, max(1, searcher.info.passages)))
        for (query, _), results in zip(batch, found, strict=True):
            scores: dict[str, float] = {}
            for result in results:
                document = result.passage.document_id
                scores[document] = max(result.score, scores.get(document, result.score))
            run[query] = dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:depth])
    progress("searching", len(queries), len(queries))
    return run
