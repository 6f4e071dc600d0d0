"""Published fact-checks whose claim is near a claim: candidates for what was checked before.

The first half of detecting previously fact-checked claims (Shaar et al. 2020), which the field also calls claim retrieval: hybrid search
among the fact-checks of the corpus, then the cosine of the two claims alone, without what a fact-check says around its claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.models import Document, Review

if TYPE_CHECKING:
    from factcheck.evidence.base import Embedder
    from factcheck.evidence.index import PassageIndex
    from factcheck.evidence.queries import Query

__all__ = ["CANDIDATES", "Reviewed", "reviewed_claims"]

CANDIDATES: Final = 15
"""Fact-checks that search puts forward for a claim."""


class Reviewed(NamedTuple):
    """A published fact-check that may be of a claim."""

    document: Document
    review: Review
    """What the document says of the claim that it checks."""
    similarity: float
    """Cosine of the embeddings of the two claims, to four decimals."""


def reviewed_claims(
    index: PassageIndex, embedder: Embedder, queries: Sequence[str | Query], *, k: int = CANDIDATES
) -> list[list[Reviewed]]:
    """For each claim the published fact-checks in English that come nearest to it, the most alike first.

    A corpus without fact-checks costs a look at its documents; nothing is embedded or searched.

    Args:
        index: the corpus.
        embedder: the one that the index was built with.
        queries: the claims, as text or as `claim_queries` gives them.
        k: most fact-checks for a claim.
    """
    from factcheck.evidence.queries import as_query

    if not any(document.review for document in index.documents):
        return [[] for _ in queries]
    found = [
        [document for document in dict.fromkeys(evidence.passage.document_id for evidence in results) if _english(index.document(document))]
        for results in index.search(queries, k=k, reviewed=True)
    ]
    texts = [as_query(query).text for query in queries]
    checked = {identifier: review for results in found for identifier in results if (review := index.document(identifier).review)}
    known = list(
        dict.fromkeys(
            [*(text for text, results in zip(texts, found, strict=True) if results), *(review.claim for review in checked.values())]
        )
    )
    vectors = dict(zip(known, embedder.embed(known), strict=True)) if known else {}
    candidates = []
    for text, results in zip(texts, found, strict=True):
        near = [
            Reviewed(index.document(identifier), checked[identifier], _cosine(vectors[text] @ vectors[checked[identifier].claim]))
            for identifier in results
        ]
        candidates.append(sorted(near, key=lambda one: (-one.similarity, one.document.id)))
    return candidates


def _cosine(product: float) -> float:
    # Rounded, so that the same texts score alike on processors that add in another order.
    return min(1.0, max(-1.0, round(float(product), 4)))


def _english(document: Document) -> bool:
    """Embedder and verifier read English only; a fact-check that does not state its language is taken for English."""
    language = document.review.language if document.review else None
    return language is None or language.casefold().startswith("en")
