"""The shipped verifier: a trained entailment cross-encoder on the base model."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.encoder.compile import compiled_model
from factcheck.encoder.runtime import CompiledModel, load_tokenizer
from factcheck.encoder.weights import BASE_NAME
from factcheck.models import Probabilities
from factcheck.progress import Progress, silent
from factcheck.verdict.calibration import LABELS, Calibration, as_probabilities
from factcheck.verdict.windows import most_telling, windows

__all__ = ["EntailmentVerifier"]


class EntailmentVerifier:
    """Reads claim and passage together and says how likely the passage supports, refutes or does neither.

    Args:
        adapter: folder of another adapter than the shipped one.

    Raises:
        ModelError: the adapter is missing, broken, or has other labels.
    """

    def __init__(self, adapter: Path | None = None, *, progress: Progress = silent) -> None:
        chosen = Adapter(adapter) if adapter else shipped_adapter("entailment")
        self.name = f"{BASE_NAME}+{chosen.directory.name}"
        self.sha256 = chosen.sha256
        self._columns = [chosen.labels.index(label) for label in LABELS]
        self._calibration = Calibration.of_card(chosen.card)
        self._model = CompiledModel(compiled_model(chosen, progress=progress), load_tokenizer(chosen.max_tokens))

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """Calibrated probabilities of each (claim, passage) pair, in order."""
        return as_probabilities(self._calibration.probabilities(self.scores(pairs, progress=progress)))

    def scores(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> NDArray[np.float32]:
        """The network's scores of each pair before calibration, which is fitted on them: (pairs, 3), in the order of `LABELS`.

        A passage too long to be read at once has the scores of its window that says most (see `factcheck.verdict.windows`).
        """
        parts = [[(claim, passage[span.start : span.end]) for span in windows(passage)] for claim, passage in pairs]
        rows = self._model.run(list(chain.from_iterable(parts)), stage="weighing evidence", progress=progress)[:, self._columns]
        ends = np.cumsum([0, *map(len, parts)])
        return np.array([most_telling(rows[start:end]) for start, end in pairwise(ends)], dtype=np.float32).reshape(-1, len(LABELS))
