"""Entailment cross-encoders of the Hugging Face hub, or in a local folder, as verifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from factcheck.encoder.hub import HubCrossEncoder
from factcheck.errors import ModelError
from factcheck.models import Probabilities
from factcheck.notes import remark
from factcheck.progress import Progress, silent
from factcheck.verdict.calibration import LABELS, Calibration, as_probabilities
from factcheck.verdict.windows import most_telling, windows

__all__ = ["HubVerifier", "label_columns"]

_SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "supports": ("entailment", "entails", "entailed", "entail", "supports", "supported", "support", "supporting"),
    "refutes": ("contradiction", "contradicts", "contradicted", "contradictory", "contradict", "refutes", "refuted", "refute"),
    "nei": (
        *("neutral", "notenoughinfo", "notenoughinformation", "notenoughevidence", "nei", "noevidence", "unrelated"),
        *("notentailment", "notentailed", "nonentailment", "notcontradiction", "notsupported", "notsupport"),
    ),
}
"""What models call their labels, in lower case and letters alone. "Not entailment" may be a contradiction as well, so it says nothing."""
_LABEL_OF = {spelling: label for label, spellings in _SPELLINGS.items() for spelling in spellings}
_ABSENT = -1e4
"""Score of a label that a model has not: its probability is 0."""


def label_columns(names: Sequence[str], model: str) -> dict[str, int]:
    """Which of a model's scores stands for which of `LABELS`, by the model's own names, in any order and spelling.

    Raises:
        ModelError: a name is not known, two stand for the same, or none says that a passage supports or refutes a claim.
    """
    if len(names) == 1:
        raise ModelError(f"{model}: is no entailment model: it has a single score; `--reranker {model}` can use it")
    found: dict[str, int] = {}
    for column, name in enumerate(names):
        label = _LABEL_OF.get(re.sub(r"[^a-z]", "", name.lower()))
        if label is None:
            known = "entailment/neutral/contradiction or SUPPORTS/NOT ENOUGH INFO/REFUTES"
            raise ModelError(f"{model}: what its label {name!r} means is not known; known are {known} (id2label in its config.json)")
        if label in found:
            raise ModelError(f"{model}: its labels {names[found[label]]!r} and {name!r} mean the same; correct id2label in its config.json")
        found[label] = column
    return found


class HubVerifier:
    """Takes the passage as premise and the claim as hypothesis of a model for natural language inference.

    Args:
        model: `organisation/model`, or the path of a folder.

    Raises:
        ModelError: the model cannot be had or loaded, or what its labels mean is not known.
    """

    def __init__(self, model: str) -> None:
        self._model = HubCrossEncoder(model)
        self.name, self.sha256 = self._model.name, self._model.sha256
        self._columns = label_columns(self._model.labels, self.name)

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """Probabilities of each (claim, passage) pair, in order, as the model gives them."""
        remark(f"The verifier {self.name} was not calibrated for this tool: how sure it says that it is was not measured.")
        if "nei" not in self._columns:
            remark(
                f"The verifier {self.name} cannot say that a passage has nothing to do with a claim: expect verdicts where there are none."
            )
        return as_probabilities(Calibration().probabilities(self.scores(pairs, progress=progress)))

    def scores(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> NDArray[np.float32]:
        """The model's scores of each pair: (pairs, 3), in the order of `LABELS`.

        A passage too long to be read at once has the scores of its window that says most (see `factcheck.verdict.windows`).
        """
        parts = [[(passage[span.start : span.end], claim) for span in windows(passage)] for claim, passage in pairs]
        given = self._model.scores(list(chain.from_iterable(parts)), stage="weighing evidence", progress=progress)
        rows = np.full((len(given), len(LABELS)), _ABSENT, dtype=np.float32)
        for column, label in enumerate(LABELS):
            if label in self._columns:
                rows[:, column] = given[:, self._columns[label]]
        ends = np.cumsum([0, *map(len, parts)])
        return np.array([most_telling(rows[start:end]) for start, end in pairwise(ends)], dtype=np.float32).reshape(-1, len(LABELS))
