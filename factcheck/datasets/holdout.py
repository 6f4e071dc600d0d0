"""Claims kept out of training, so that there is something left to calibrate and to measure on.

Some public sets come without a development split of their own. A share of their claims, chosen by the checksum of the claim's text,
is never trained on, by any adapter: every pair that states such a claim is left out with it.
"""

from __future__ import annotations

import hashlib
import re

__all__ = ["SHARES", "hundredth", "is_held_out", "is_query_held_out"]

SHARES = {
    "climate-fever": 20,
    "fever": 5,
    "fever-weaknei": 5,
    "feverous": 5,
    "fm2": 20,
    "fm2-weaknei": 20,
    "healthver": 20,
    "mnli": 5,
    "mnli-matched": 5,
    "snli": 5,
}
"""Percent of the claims of each data set that are held out; of sets that are not named, none."""
_QUERIES = 20
"""Percent of the queries of a search set that the reranker is never trained on; fewer of a large set, which has enough all the same."""
_LARGE, _QUERIES_OF_LARGE = 4000, 5


def is_held_out(claim: str, dataset: str) -> bool:
    """Whether a claim of a data set is never trained on; case, punctuation and spacing do not matter."""
    return hundredth(claim) < SHARES.get(dataset, 0)


def is_query_held_out(query: str, queries: int) -> bool:
    """Whether a query of a search set of so many is never trained on; equal claims stay together in every set.

    The shares are those of the claims: where `SHARES` holds out claims of the same set, a reranker that starts from an entailment adapter
    is measured on claims that neither was trained on.
    """
    return hundredth(query) < (_QUERIES_OF_LARGE if queries > _LARGE else _QUERIES)


def hundredth(claim: str) -> int:
    """Which hundredth of all claims, 0 to 99, a claim belongs to by the checksum of its words."""
    words = " ".join(re.findall(r"\w+", claim.casefold()))
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4]) % 100
