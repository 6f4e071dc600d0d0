"""Evaluating the verifier: one claim, one passage, three probabilities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from factcheck.evaluation.metrics.classification import label_figures
from factcheck.evaluation.records import EntailmentRecord, ProbabilityPrediction, labelled, read_records, write_records
from factcheck.evaluation.result import Evaluation
from factcheck.files import require_writable
from factcheck.models import Probabilities
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier

__all__ = ["evaluate_entailment", "predict_entailment", "verify_pairs"]

BATCH = 512
"""Pairs handed to the verifier at once; it makes its own batches of these."""
T = TypeVar("T")


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def verify_pairs(verifier: Verifier, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
    """Probabilities of (claim, passage) pairs, in order."""
    results: list[Probabilities] = []
    for batch in _batches(pairs, BATCH):
        progress("weighing evidence", len(results), len(pairs))
        results.extend(verifier.verify(batch))
    progress("weighing evidence", len(results), len(pairs))
    return results


def predict_entailment(records: Sequence[EntailmentRecord], verifier: Verifier, *, progress: Progress = silent) -> list[dict[str, Any]]:
    """A prediction record for each gold record: `{"id", "probs": {"supports", "refutes", "nei"}}`."""
    results = verify_pairs(verifier, [(record.hypothesis, record.premise) for record in records], progress=progress)
    return [{"id": record.id, "probs": result.model_dump()} for record, result in zip(records, results, strict=True)]


def evaluate_entailment(
    gold: Path,
    *,
    verifier: Verifier | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure a verifier on labelled pairs.

    Args:
        gold: JSON lines of `{"id", "premise", "hypothesis", "label"}`, label `supports`, `refutes` or `nei`.
        verifier: the one to measure; the shipped one by default.
        given: predictions to score instead of running a verifier.
        predictions: where to write the predictions.
        limit: use only the first so many gold records.
        progress: told how far it is.

    Raises:
        InputError: gold or `given` cannot be used.
        OutputError: `predictions` cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    records = read_records(gold, EntailmentRecord, limit=limit)
    scored, notes = labelled(gold, records, "label", predicting=predictions is not None)
    if given is not None:
        found = read_records(given, ProbabilityPrediction)
    else:
        rows = predict_entailment(records, verifier or _shipped(progress), progress=progress)
        found = [ProbabilityPrediction.model_validate(row) for row in rows]
        if predictions is not None:
            write_records(predictions, rows)
    by_id = {prediction.id: prediction.probs for prediction in found}
    figures = label_figures([str(record.label) for record in scored], [by_id.get(record.id) for record in scored]) if scored else {}
    return Evaluation("entailment", gold.name, figures, limit=limit, notes=tuple(notes))


def _shipped(progress: Progress) -> Verifier:
    from factcheck.verdict.entailment import EntailmentVerifier

    return EntailmentVerifier(progress=progress)
