"""Rankings against relevance judgements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log2

__all__ = ["average_precision", "ndcg", "ranking_figures", "recall", "reciprocal_rank"]

CUTOFF = 10
DEEP_CUTOFF = 100


def ndcg(ranked: Sequence[str], relevance: Mapping[str, int], *, cutoff: int = CUTOFF) -> float:
    """Normalised discounted cumulative gain, 0 to 1, with the grade itself as the gain (Järvelin and Kekäläinen, 2002; as trec_eval).

    Args:
        ranked: document ids, best first.
        relevance: grade of each relevant document, above 0.
        cutoff: ranks that count.
    """
    best = sorted(relevance.values(), reverse=True)[:cutoff]
    ideal = sum(grade / log2(rank + 2) for rank, grade in enumerate(best))
    return sum(relevance.get(document, 0) / log2(rank + 2) for rank, document in enumerate(ranked[:cutoff])) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], relevant: Collection[str], *, cutoff: int) -> float:
    """Share of the relevant documents among the first `cutoff`, 0 to 1."""
    return len(set(ranked[:cutoff]) & set(relevant)) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], *, cutoff: int = CUTOFF) -> float:
    """One over the rank of the first relevant document; 0 where it stands beyond `cutoff`."""
    return next((1 / rank for rank, document in enumerate(ranked[:cutoff], 1) if document in relevant), 0.0)


def average_precision(ranked: Sequence[str], relevant: Collection[str], *, cutoff: int) -> float:
    """Mean over the relevant documents of the precision at the rank of each, 0 for one beyond `cutoff`; 0 to 1."""
    hits, total = 0, 0.0
    for rank, document in enumerate(ranked[:cutoff], 1):
        if document in relevant:
            hits += 1
            total += hits / rank
    return total / min(len(relevant), cutoff) if relevant else 0.0


def ranking_figures(qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]) -> dict[str, float | int | None]:
    """Means in percent over the queries of `qrels`; a query without a ranking counts 0.

    Args:
        qrels: by query, the grade of each relevant document, above 0.
        run: by query, the score of each document found. Equal scores are ranked by document id.
    """
    totals = dict.fromkeys((f"ndcg@{CUTOFF}", f"recall@{CUTOFF}", f"recall@{DEEP_CUTOFF}", f"mrr@{CUTOFF}"), 0.0)
    for query, relevant in qrels.items():
        scores = run.get(query, {})
        ranked = sorted(scores, key=lambda document: (-scores[document], document))
        totals[f"ndcg@{CUTOFF}"] += ndcg(ranked, relevant)
        totals[f"recall@{CUTOFF}"] += recall(ranked, relevant, cutoff=CUTOFF)
        totals[f"recall@{DEEP_CUTOFF}"] += recall(ranked, relevant, cutoff=DEEP_CUTOFF)
        totals[f"mrr@{CUTOFF}"] += reciprocal_rank(ranked, relevant)
    figures: dict[str, float | int | None] = {name: 100 * total / len(qrels) if qrels else 0.0 for name, total in totals.items()}
    return figures | {"queries": len(qrels), "missing": sum(query not in run for query in qrels)}
