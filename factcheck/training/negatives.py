"""Retrieved negatives: claims beside passages that search would find for them, though they are about something else.

Labelled pairs come with passages that somebody chose; in use, most passages that search brings neither
support nor refute. Without such pairs a verifier learns to take sides on anything put before it.
"""

from __future__ import annotations

import logging
import random
from collections import defaultdict
from collections.abc import Sequence

from factcheck.datasets.pairs import LabelledPair

__all__ = ["retrieved_negatives"]

_NEAREST = 30
_SKIPPED = 3
"""The very nearest passages of another claim may speak about this one, too; they are left out."""


def retrieved_negatives(pairs: Sequence[LabelledPair], share: float, seed: int) -> list[LabelledPair]:
    """Pairs labelled `nei`: a claim with a passage of another claim of its data set, lexically near (BM25).

    Args:
        pairs: labelled pairs; passages that stand beside the same claim anywhere are never taken for it.
        share: how many to make, as a share of `pairs`.
        seed: of the choice.
    """
    rng = random.Random(seed)
    by_dataset: dict[str, list[LabelledPair]] = defaultdict(list)
    for pair in pairs:
        by_dataset[pair.dataset].append(pair)
    made: list[LabelledPair] = []
    for dataset in sorted(by_dataset):
        made.extend(_of_dataset(by_dataset[dataset], share, rng))
    return made


def _of_dataset(rows: list[LabelledPair], share: float, rng: random.Random) -> list[LabelledPair]:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)

    own: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        own[row.hypothesis].add(row.premise)
    premises = sorted({row.premise for row in rows})
    if len(premises) <= _NEAREST + _SKIPPED:
        return []
    chosen = rng.sample(rows, round(share * len(rows)))
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(premises, stopwords="en", show_progress=False), show_progress=False)
    queries = bm25s.tokenize([row.hypothesis for row in chosen], stopwords="en", show_progress=False)
    nearest, _ = retriever.retrieve(queries, k=_NEAREST + _SKIPPED, show_progress=False)
    made = []
    for row, found in zip(chosen, nearest.tolist(), strict=True):
        candidates = [premises[i] for i in found[_SKIPPED:] if premises[i] not in own[row.hypothesis]]
        if candidates:
            made.append(LabelledPair(rng.choice(candidates), row.hypothesis, "nei", row.dataset, f"{row.id}-negative"))
    return made
