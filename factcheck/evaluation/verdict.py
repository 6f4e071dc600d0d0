"""Evaluating the aggregation: one claim, all of its evidence, one label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from factcheck.datasets.records import VerdictRecord
from factcheck.evaluation.probabilities import evaluate_probabilities, shipped_verifier
from factcheck.evaluation.result import Evaluation
from factcheck.models import Probabilities, SupportLabel
from factcheck.progress import Progress, silent
from factcheck.verdict.aggregate import Aggregation, aggregate
from factcheck.verdict.base import Verifier

__all__ = ["LABEL_NAMES", "evaluate_verdict", "outcome_probabilities", "predict_verdicts"]


LABEL_NAMES: Mapping[SupportLabel, str] = {
    "supported": "supports",
    "refuted": "refutes",
    "not_enough_evidence": "nei",
    "conflicting": "conflicting",
}
"""What the records call the labels of a claim."""


def pair_cosines(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Cosine of the embeddings of each claim and passage, by the shipped embedder."""
    from factcheck.evidence import load_embedder

    places = {text: place for place, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    vectors = load_embedder().embed(list(places))
    return [round(float(vectors[places[claim]] @ vectors[places[passage]]), 6) for claim, passage in pairs]


def outcome_probabilities(
    readings: Sequence[Probabilities], parameters: Aggregation | None = None, *, cosines: Sequence[float] | None = None
) -> dict[str, float]:
    """Probabilities of the four labels from the readings of a claim's passages; they sum to 1.

    They are those of the fitted model. The label that a report gives may be another than the likeliest, as it weighs what mistakes cost.

    Args:
        readings: one for each passage; all of them count in full.
        parameters: of the aggregation; those that ship by default.
        cosines: of the embeddings of claim and passage; as near as is usual when left out.
    """
    found = aggregate(readings, parameters=parameters, cosines=cosines).probabilities
    return {LABEL_NAMES[label]: round(value, 6) for label, value in found.items()}


def predict_verdicts(
    records: Sequence[VerdictRecord], verifier: Verifier, *, parameters: Aggregation | None = None, progress: Progress = silent
) -> list[dict[str, Any]]:
    """A prediction record for each gold record: `{"id", "probs": {"supports", "refutes", "nei", "conflicting"}}`."""
    pairs = [(record.claim, passage) for record in records for passage in record.evidence]
    readings, cosines = iter(verifier.verify(pairs, progress=progress)), iter(pair_cosines(pairs))

    def probabilities(number: int) -> dict[str, float]:
        return outcome_probabilities(list(islice(readings, number)), parameters, cosines=list(islice(cosines, number)))

    return [{"id": r.id, "probs": probabilities(len(r.evidence))} for r in records]


def evaluate_verdict(
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
    """Measure verifier and aggregation on claims with several pieces of evidence.

    Args:
        gold: JSON lines of `{"id", "claim", "evidence": [...], "label"}`, label `supports`, `refutes`, `nei` or `conflicting`.
        verifier: weighs each piece of evidence; the shipped one by default.
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

    def predict(records: Sequence[VerdictRecord]) -> list[dict[str, Any]]:
        return predict_verdicts(records, verifier or shipped_verifier(progress), progress=progress)

    return evaluate_probabilities(
        "verdict", gold, VerdictRecord, predict, given=given, predictions=predictions, limit=limit, held_out=held_out, plots=plots
    )
