"""The shares of the labels in the training data, whatever claim and passage say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from factcheck.evaluation.baselines.fitting import LABELS, fit_checksum, probabilities, training_pairs
from factcheck.models import Probabilities
from factcheck.progress import Progress, silent

__all__ = ["MajorityVerifier"]


class MajorityVerifier:
    """Gives every pair the label that is most frequent in `train`: what accuracy owes to the sizes of the classes.

    Raises:
        InputError: `train` cannot be used.
    """

    RECIPE = "majority 2"

    def __init__(self, train: Path) -> None:
        self.name = "majority label"
        self.sha256 = fit_checksum(self.RECIPE, train)
        counts = Counter(pair.label for pair in training_pairs(train, "majority"))
        (self._reading,) = probabilities(np.array([[counts[label] / counts.total() for label in LABELS]]))

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """The same reading for each pair."""
        progress("weighing evidence", len(pairs), len(pairs))
        return [self._reading] * len(pairs)
