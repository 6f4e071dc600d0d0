"""Evaluating the verifier: one claim, one passage, three probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.datasets.records import EntailmentRecord
from factcheck.evaluation.probabilities import evaluate_probabilities, shipped_verifier
from factcheck.evaluation.result import Evaluation
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier

__all__ = ["evaluate_entailment", "predict_entailment"]


def predict_entailment(records: Sequence[EntailmentRecord], verifier: Verifier, *, progress: Progress = silent) -> list[dict[str, Any]]:
    """A prediction record for each gold record: `{"id", "probs": {"supports", "refutes", "nei"}}`."""
    results = verifier.verify([(record.hypothesis, record.premise) for record in records], progress=progress)
    return [{"id": record.id, "probs": result.model_dump()} for record, result in zip(records, results, strict=True)]


def evaluate_entailment(
    gold: Path,
    *,
    verifier: Verifier | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    held_out: bool = False,
    plots: Path | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure a verifier on labelled pairs.

    Args:
        gold: JSON lines of `{"id", "premise", "hypothesis", "label"}`, label `supports`, `refutes` or `nei`.
        verifier: the one to measure; the shipped one by default.
        given: predictions to score instead of running a verifier.
        predictions: where to write the predictions.
        limit: use only the first so many gold records.
        held_out: use only claims that no training has seen, by the records' `dataset`.
        plots: a folder for the reliability diagram and the risk-coverage curve, made when it does not exist.
        progress: told how far it is.

    Raises:
        InputError: gold or `given` cannot be used.
        OutputError: `predictions` or the plots cannot be written.
    """

    def predict(records: Sequence[EntailmentRecord]) -> list[dict[str, Any]]:
        return predict_entailment(records, verifier or shipped_verifier(progress), progress=progress)

    return evaluate_probabilities(
        "entailment", gold, EntailmentRecord, predict, given=given, predictions=predictions, limit=limit, held_out=held_out, plots=plots
    )
