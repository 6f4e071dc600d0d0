"""A reranker without a model, for tests: the share of the claim's words that the passage has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.evidence.lexical import tokenize
from factcheck.progress import Progress, silent

__all__ = ["SharedWords"]


class SharedWords:
    """Knows words only."""

    name = "words"
    sha256 = "0" * 64
    weight = 0.5

    def rerank(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> NDArray[np.float64]:
        """Shares from 0 to 1: (pairs,)."""
        progress("reading passages", len(pairs), len(pairs))
        return np.array([_share(set(tokenize(claim)), set(tokenize(passage))) for claim, passage in pairs], dtype=np.float64)


def _share(claim: set[str], passage: set[str]) -> float:
    return len(claim & passage) / len(claim) if claim else 0.0
