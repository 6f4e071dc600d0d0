"""Reranking: a cross-encoder reads the best passages beside the claim and has a say in their order.

The index knows nothing of it. Passages that the reranker does not read keep the order of the index behind those that it does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from factcheck.evidence.base import Reranker
from factcheck.evidence.index import PassageIndex
from factcheck.evidence.passages import titled
from factcheck.evidence.queries import Query, as_query
from factcheck.models import CorpusInfo, Evidence
from factcheck.progress import Progress, silent

__all__ = ["DEPTH", "RerankedSearch"]

DEPTH: Final = 30
"""Passages that the reranker reads for each query; its time is proportional to it."""


class RerankedSearch:
    """Search in an index whose best passages a reranker puts in order.

    Args:
        index: searched first.
        reranker: reads what was found.
        depth: passages that it reads for each query.
        progress: told how far the reading is.
    """

    def __init__(
        self,
        index: PassageIndex,
        reranker: Reranker,
        *,
        depth: int = DEPTH,
        progress: Progress = silent,
    ) -> None:
        self._index = index
        self._reranker = reranker
        self._depth = depth
        self._progress = progress

    @property
    def info(self) -> CorpusInfo:
        """The corpus that is searched."""
        return self._index.info

    @property
    def reranker(self) -> Reranker:
        """Who reads what was found."""
        return self._reranker

    def search(
        self,
        queries: Sequence[str | Query],
        *,
        k: int = 10,
        published_from: dt.date | None = None,
        published_until: dt.date | None = None,
        publishers: Collection[str] | None = None,
        reviewed: bool | None = None,
    ) -> list[list[Evidence]]:
        """The passages that best match each query, best first; as `PassageIndex.search`, whose filters and errors are the same."""
        found = self._index.search(
            queries,
            k=max(k, self._depth) if k > 0 else k,
            published_from=published_from,
            published_until=published_until,
            publishers=publishers,
            reviewed=reviewed,
        )
        read = [
            (as_query(query).text, titled(evidence.passage.title, evidence.passage.text))
            for query, results in zip(queries, found, strict=True)
            for evidence in results[: self._depth]
        ]
        scores = iter(self._reranker.rerank(read, progress=self._progress).tolist()) if read else iter(())
        return [self._merged(results, scores)[:k] for results in found]

    def _merged(self, results: Sequence[Evidence], scores: Iterator[float]) -> list[Evidence]:
        # A passage that was not read counts as one that the reranker thinks nothing of: it cannot overtake any that was read, since
        # its fused score is no higher than theirs.
        merged = [self._scored(evidence, next(scores) if rank < self._depth else None) for rank, evidence in enumerate(results)]
        return sorted(merged, key=lambda evidence: -evidence.score)

    def _scored(self, evidence: Evidence, read: float | None) -> Evidence:
        weight = self._reranker.weight
        score = weight * (read or 0.0) + (1 - weight) * evidence.score
        return evidence.model_copy(update={"score": round(score, 6), "reranked": read})
