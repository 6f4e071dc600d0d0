"""Evidence: the corpus, its passages, and hybrid search over them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.evidence.base import Embedder, Reranker, Searcher
    from factcheck.evidence.copies import copies_of
    from factcheck.evidence.corpus import Corpus, read_corpus
    from factcheck.evidence.cross_encoder import load_reranker
    from factcheck.evidence.embedding import load_embedder
    from factcheck.evidence.index import PassageIndex
    from factcheck.evidence.opening import open_index
    from factcheck.evidence.publishers import same_publisher
    from factcheck.evidence.queries import Query, claim_queries
    from factcheck.evidence.reranking import RerankedSearch
    from factcheck.evidence.reviewed import Reviewed, reviewed_claims

__all__ = [
    "Corpus",
    "Embedder",
    "PassageIndex",
    "Query",
    "RerankedSearch",
    "Reranker",
    "Reviewed",
    "Searcher",
    "claim_queries",
    "copies_of",
    "load_embedder",
    "load_reranker",
    "open_index",
    "read_corpus",
    "reviewed_claims",
    "same_publisher",
]

_HOMES = {
    "Corpus": "corpus",
    "Embedder": "base",
    "Query": "queries",
    "RerankedSearch": "reranking",
    "Reranker": "base",
    "Reviewed": "reviewed",
    "Searcher": "base",
    "claim_queries": "queries",
    "load_reranker": "cross_encoder",
    "PassageIndex": "index",
    "copies_of": "copies",
    "load_embedder": "embedding",
    "open_index": "opening",
    "read_corpus": "corpus",
    "reviewed_claims": "reviewed",
    "same_publisher": "publishers",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any of the names above)
    """Import a public name when it is first used: faiss and bm25s take a while."""
    if name in _HOMES:
        return getattr(import_module(f"factcheck.evidence.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
