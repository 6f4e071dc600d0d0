"""Fits the calibration of the entailment adapter on labelled pairs, and shows how it does on data sets that took no part.

Fitted on the compiled model, whose int8 scores are not quite those of the network that was trained. Data sets weigh the same, however
large they are; a set that knows only "supported" and "not supported" counts refutes and nei as one. Pairs that the adapter was trained on
would make it look surer than it may be: of the sets that it was trained on, only the claims kept out of training are used.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.datasets.holdout import SHARES, is_held_out
from factcheck.datasets.pairs import LabelledPair, read_pairs
from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.encoder.compile import RECIPE
from factcheck.encoder.weights import file_sha256
from factcheck.errors import InputError
from factcheck.evaluation.metrics.classification import expected_calibration_error
from factcheck.progress import Progress, silent
from factcheck.training.card import write_card
from factcheck.verdict.calibration import LABELS, Calibration
from factcheck.verdict.entailment import EntailmentVerifier

__all__ = ["CalibrationSet", "Form", "fit_calibration", "held_out_figures", "train_calibration", "usable_pairs"]

Form = Literal["temperature", "temperature and bias"]
FORMS: tuple[Form, ...] = ("temperature", "temperature and bias")
PENALTY = 0.02
"""Of the squared bias, in nats: the label balance of a handful of sets is no law, and the bias learns it."""
PAIRS_PER_SET = 1000
_DRAWS = 200


class CalibrationSet(NamedTuple):
    """The scores of a data set's pairs, (pairs, labels), and the numbers of their labels, (pairs,)."""

    scores: NDArray[np.floating[Any]]
    labels: NDArray[np.int64]

    @property
    def binary(self) -> bool:
        """Whether refutes and nei count as one, as in every figure that we report."""
        found = set(self.labels.tolist())
        return 0 in found and not {1, 2} <= found

    @property
    def targets(self) -> NDArray[np.int64]:
        """The labels, 1 standing for both of refutes and nei in a binary set."""
        return np.minimum(self.labels, 1) if self.binary else self.labels

    def probabilities(self, calibration: Calibration) -> NDArray[np.float64]:
        """Of the labels, or of supports and the rest."""
        found = calibration.probabilities(self.scores)
        return np.stack([found[:, 0], found[:, 1] + found[:, 2]], axis=1) if self.binary else found

    def loss(self, calibration: Calibration) -> float:
        """Mean negative log probability of the right labels, in nats."""
        right = self.probabilities(calibration)[np.arange(len(self.labels)), self.targets]
        return -float(np.log(np.clip(right, 1e-9, None)).mean())


def fit_calibration(sets: Sequence[CalibrationSet], form: Form) -> Calibration:
    """The calibration under which the labels are likeliest, every set weighing the same."""
    from scipy.optimize import minimize

    def of(values: NDArray[np.float64]) -> Calibration:
        supports, refutes = (float(values[1]), float(values[2])) if len(values) > 1 else (0.0, 0.0)
        # a constant on all labels changes nothing, so the three are held to a sum of 0
        return Calibration(float(np.exp(values[0])), (supports, refutes, -supports - refutes))

    def loss(values: NDArray[np.float64]) -> float:
        return float(np.mean([part.loss(of(values)) for part in sets])) + PENALTY * float(np.sum(values[1:] ** 2))

    start = np.zeros(1 if form == "temperature" else 3)
    fitted = of(minimize(loss, start, method="L-BFGS-B", bounds=[(-2.0, 3.0)] * len(start)).x)
    supports, refutes, nei = (round(value, 4) + 0.0 for value in fitted.bias)
    return Calibration(round(fitted.temperature, 4), (supports, refutes, nei))


def held_out_figures(sets: Mapping[str, CalibrationSet], form: Form) -> dict[str, dict[str, float]]:
    """Figures of each set under a calibration fitted on the others: accuracy, ece and its floor in percent, log loss in nats.

    The floor is the ece that a perfectly calibrated verifier of the same confidences would show on so few pairs, by chance alone.
    """
    found = {}
    for name, part in sets.items():
        others = [other for key, other in sets.items() if key != name]
        calibration = fit_calibration(others or [part], form)
        probabilities = part.probabilities(calibration)
        sure = probabilities.max(axis=1)
        right = probabilities.argmax(axis=1) == part.targets
        draws = np.random.default_rng(0).random((_DRAWS, len(sure))) < sure
        found[name] = {
            "pairs": len(sure),
            "accuracy": round(100 * float(right.mean()), 1),
            "ece": round(100 * expected_calibration_error(sure.tolist(), right.tolist()), 1),
            "ece_floor": round(100 * float(np.mean([expected_calibration_error(sure.tolist(), draw.tolist()) for draw in draws])), 1),
            "log_loss": round(part.loss(calibration), 4),
        }
    return found


def usable_pairs(pairs: Sequence[LabelledPair], trained_on: Mapping[str, int], limit: int = PAIRS_PER_SET) -> list[LabelledPair]:
    """The pairs that an adapter may be calibrated on: none whose claim it was trained on, and at most `limit`, drawn with a fixed seed.

    Args:
        pairs: of one file.
        trained_on: the data sets that the adapter was trained on; of those of them that keep claims back, only these are taken.
        limit: most pairs.
    """
    fresh = [
        pair for pair in pairs if pair.dataset not in trained_on or pair.dataset not in SHARES or is_held_out(pair.hypothesis, pair.dataset)
    ]
    return random.Random(0).sample(fresh, limit) if len(fresh) > limit else fresh


def train_calibration(
    dev: Sequence[Path], adapter: Path | None = None, *, limit: int = PAIRS_PER_SET, progress: Progress = silent
) -> dict[str, Any]:
    """Fit the calibration of an adapter and write it into its card, for programs and for people.

    Both forms are tried; the one whose log loss on sets that took no part is lower, on average, is fitted on all sets and kept.

    Args:
        dev: labelled pairs, one file a data set.
        adapter: its folder; the shipped one by default.
        limit: most pairs of a set.
        progress: told how far it is.

    Returns:
        The card's `calibration`.

    Raises:
        InputError: a file cannot be used, or holds only pairs that the adapter was trained on.
        ModelError: the adapter cannot be used.
        OutputError: the card cannot be written.
    """
    chosen = Adapter(adapter) if adapter else shipped_adapter("entailment")
    verifier = EntailmentVerifier(chosen.directory, progress=progress)
    trained_on = chosen.card.get("data", {}).get("by_dataset", {})
    sets: dict[str, CalibrationSet] = {}
    sources: dict[str, dict[str, str]] = {}
    for path in dev:
        pairs = usable_pairs(read_pairs(path, LABELS), trained_on, limit)
        if not pairs:
            raise InputError(f"{path} holds only claims that {chosen.directory} was trained on: leave it out")
        name = path.name.split(".")[0]
        scores = verifier.scores([(pair.hypothesis, pair.premise) for pair in pairs], progress=progress)
        sets[name] = CalibrationSet(scores, np.array([LABELS.index(pair.label) for pair in pairs], dtype=np.int64))
        sources[name] = {"file": path.name, "sha256": file_sha256(path)}
    tried = {form: held_out_figures(sets, form) for form in FORMS}
    losses = {form: float(np.mean([row["log_loss"] for row in tried[form].values()])) for form in FORMS}
    form = min(FORMS, key=lambda name: losses[name])
    fitted = fit_calibration(list(sets.values()), form)
    calibration: dict[str, Any] = {
        "temperature": fitted.temperature,
        "bias": dict(zip(LABELS, fitted.bias, strict=True)),
        "form": form,
        "compiled": RECIPE,
        "fitted_on": sources,
        "held_out": tried[form],
        "mean_held_out_log_loss": {name: round(value, 4) for name, value in losses.items()},
    }
    card = {key: value for key, value in chosen.card.items() if key != "temperature"} | {"calibration": calibration}
    write_card(card, chosen.directory)
    return calibration
