"""A threshold on the similarity of claim and passage: what most small tools take for a verdict."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.evaluation.baselines.fitting import fit_checksum, probabilities, training_pairs
from factcheck.evidence.base import Embedder
from factcheck.models import Probabilities
from factcheck.progress import Progress, silent

__all__ = ["CosineVerifier"]

_FITTED_ON = 1500
"""Pairs, from the first: a threshold and two slopes need no more, and embedding them takes seconds."""
_STAGE = "embedding for the cosine"


class CosineVerifier:
    """Takes a passage that resembles the claim to support it.

    The threshold is the one of best balanced accuracy on `train`: a claim is supported where the probability of `supports` is
    above one half, which is where the cosine is above the threshold. What is not supported is divided between `refutes` and `nei` by a
    logistic regression on the cosine, so that three labels can be scored too.

    Args:
        train: labelled pairs, in an order that says nothing (the training mixture is shuffled).
        embedder: embeds both sides; all-MiniLM-L6-v2 as it ships by default.
        progress: told how far the fit is.

    Raises:
        InputError: `train` cannot be used.
    """

    RECIPE = f"cosine 2: threshold of best balanced accuracy on the first {_FITTED_ON} pairs"

    def __init__(self, train: Path, *, embedder: Embedder | None = None, progress: Progress = silent) -> None:
        from sklearn.linear_model import LogisticRegression

        self.name = "cosine threshold"
        self.sha256 = self.checksum(train, embedder)
        self._embedder = embedder or _default_embedder(progress)
        pairs = training_pairs(train, "cosine")[:_FITTED_ON]
        cosines = self._cosines([(pair.hypothesis, pair.premise) for pair in pairs], progress)
        labels = np.array([pair.label for pair in pairs])
        supported = labels == "supports"
        self.threshold = _best_threshold(cosines, supported)
        # The slope makes a probability of the distance to the threshold; that the threshold lies at one half is by construction.
        steepness = LogisticRegression(class_weight="balanced").fit(cosines[:, None], supported)
        self._slope = max(float(steepness.coef_[0, 0]), 1e-6)
        rest = LogisticRegression().fit(cosines[~supported, None], labels[~supported] == "refutes")
        self._rest_slope, self._rest_offset = float(rest.coef_[0, 0]), float(rest.intercept_[0])

    @classmethod
    def checksum(cls, train: Path, embedder: Embedder | None = None) -> str:
        """Checksum of a fit on `train`, without fitting.

        Raises:
            InputError: `train` does not exist.
        """
        from factcheck.encoder.weights import BASE_SHA256

        model = embedder.sha256 if embedder is not None else BASE_SHA256
        return hashlib.sha256(f"{fit_checksum(cls.RECIPE, train)} {model}".encode()).hexdigest()

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """A reading of each pair from its cosine alone."""
        if not pairs:
            return []
        cosines = self._cosines(pairs, progress)
        supports = _logistic(self._slope * (cosines - self.threshold))
        refutes = (1 - supports) * _logistic(self._rest_slope * cosines + self._rest_offset)
        return probabilities(np.stack([supports, refutes, 1 - supports - refutes], axis=1))

    def _cosines(self, pairs: Sequence[tuple[str, str]], progress: Progress) -> NDArray[np.float64]:
        # Claims recur, and so do passages: each text is embedded once.
        texts = sorted({text for pair in pairs for text in pair})
        row = {text: number for number, text in enumerate(texts)}
        vectors = self._embedder.embed(texts).astype(np.float64)
        progress(_STAGE, len(pairs), len(pairs))
        claims, passages = vectors[[row[claim] for claim, _ in pairs]], vectors[[row[passage] for _, passage in pairs]]
        product: NDArray[np.float64] = (claims * passages).sum(axis=1)
        return product


def _default_embedder(progress: Progress) -> Embedder:
    from factcheck.encoder.embedder import MiniLMEmbedder

    return MiniLMEmbedder(progress=progress)


def _logistic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return result


def _best_threshold(cosines: NDArray[np.float64], supported: NDArray[np.bool_]) -> float:
    """The cosine between two pairs at which recall of supported and recall of the rest have the greatest sum; the lowest of equals."""
    order = np.argsort(cosines, kind="stable")
    values, positive = cosines[order], supported[order]
    # After the first n pairs, in rising order, are called not supported:
    missed = np.concatenate([[0], np.cumsum(positive)]) / max(1, positive.sum())
    rejected = np.concatenate([[0], np.cumsum(~positive)]) / max(1, (~positive).sum())
    best = int(np.argmax(rejected - missed))
    below = values[best - 1] if best > 0 else values[0] - 0.01
    above = values[best] if best < len(values) else values[-1] + 0.01
    return float((below + above) / 2)
