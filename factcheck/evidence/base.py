"""Plug points of the evidence room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.evidence.queries import Query
    from factcheck.models import CorpusInfo, Evidence
    from factcheck.progress import Progress

__all__ = ["Embedder", "Reranker", "Searcher"]


class Embedder(Protocol):
    """Turns texts into vectors whose inner product says how near they are in meaning."""

    @property
    def name(self) -> str:
        """The name that `load_embedder` knows it by."""
        ...

    @property
    def sha256(self) -> str:
        """Checksum of the weights, or of whatever decides the vectors."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length, one row a text: (texts, dimension), each independent of the rest of the batch."""
        ...


class Reranker(Protocol):
    """Reads a claim and a passage together and says how likely the passage bears on the claim, for or against it."""

    @property
    def name(self) -> str:
        """What a report calls it."""
        ...

    @property
    def sha256(self) -> str:
        """Checksum of the weights, or of whatever decides the scores."""
        ...

    @property
    def weight(self) -> float:
        """Share of its score in the final one, 0 to 1, fitted with it; the rest is the fused score of the index."""
        ...

    def rerank(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = ...) -> NDArray[np.float64]:
        """A score from 0 to 1 for each pair of claim and passage with its title: (pairs,), each independent of the rest of the batch."""
        ...


class Searcher(Protocol):
    """Finds passages of a corpus: `PassageIndex`, and `RerankedSearch` on top of one."""

    @property
    def info(self) -> CorpusInfo:
        """The corpus that is searched."""
        ...

    def search(self, queries: Sequence[str | Query], *, k: int = 10) -> list[list[Evidence]]:
        """The `k` best passages for each query, best first."""
        ...
