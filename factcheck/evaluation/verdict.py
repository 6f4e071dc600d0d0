"""Evaluating the aggregation: one claim, all of its evidence, one label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from factcheck.evaluation.metrics.classification import LABELS
from factcheck.evaluation.probabilities import evaluate_probabilities, shipped_verifier
from factcheck.evaluation.records import VerdictRecord
from factcheck.evaluation.result import Evaluation
from factcheck.models import Probabilities
from factcheck.progress import Progress, silent
from factcheck.verdict.aggregate import DEFAULT, Aggregation, evidence_for
from factcheck.verdict.base import Verifier

__all__ = ["evaluate_verdict", "outcome_probabilities", "predict_verdicts"]


def outcome_probabilities(readings: Sequence[Probabilities], parameters: Aggregation = DEFAULT) -> dict[str, float]:
    """Probabilities of the four labels from the readings of a claim's passages; they sum to 1.

    The pooled evidence for support and against is read as two independent events: both is conflicting, neither is not enough evidence.
    Each is first moved so that its threshold lies at one half (a constant factor on its odds), so that the most probable label is
    the one that `factcheck.verdict.aggregate` gives.

    Args:
        readings: one for each passage; all of them count in full.
        parameters: thresholds and decay.
    """
    weights = [1.0] * len(readings)
    support = _centred(evidence_for([reading.supports for reading in readings], weights, parameters.decay), parameters.support)
    refute = _centred(evidence_for([reading.refutes for reading in readings], weights, parameters.decay), parameters.refute)
    values = (support * (1 - refute), (1 - support) * refute, (1 - support) * (1 - refute), support * refute)
    return {label: round(value, 6) for label, value in zip(LABELS, values, strict=True)}


def _centred(probability: float, threshold: float) -> float:
    above, below = probability * (1 - threshold), (1 - probability) * threshold
    return above / (above + below) if above + below else probability


def predict_verdicts(
    records: Sequence[VerdictRecord], verifier: Verifier, *, parameters: Aggregation = DEFAULT, progress: Progress = silent
) -> list[dict[str, Any]]:
    """A prediction record for each gold record: `{"id", "probs": {"supports", "refutes", "nei", "conflicting"}}`."""
    pairs = [(record.claim, passage) for record in records for passage in record.evidence]
    readings = iter(verifier.verify(pairs, progress=progress))
    return [{"id": r.id, "probs": outcome_probabilities(list(islice(readings, len(r.evidence))), parameters)} for r in records]


def evaluate_verdict(
    gold: Path,
    *,
    verifier: Verifier | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure verifier and aggregation on claims with several pieces of evidence.

    Args:
        gold: JSON lines of `{"id", "claim", "evidence": [...], "label"}`, label `supports`, `refutes`, `nei` or `conflicting`.
        verifier: weighs each piece of evidence; the shipped one by default.
        given: predictions to score instead of running a verifier.
        predictions: where to write the predictions.
        limit: use only the first so many gold records.
        progress: told how far it is.

    Raises:
        InputError: gold or `given` cannot be used.
        OutputError: `predictions` cannot be written.
    """

    def predict(records: Sequence[VerdictRecord]) -> list[dict[str, Any]]:
        return predict_verdicts(records, verifier or shipped_verifier(progress), progress=progress)

    return evaluate_probabilities("verdict", gold, VerdictRecord, predict, given=given, predictions=predictions, limit=limit)
