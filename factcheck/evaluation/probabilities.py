"""What evaluating the verifier and evaluating the aggregation share: records in, probabilities out, label figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from factcheck.datasets.holdout import SHARES, is_held_out
from factcheck.datasets.records import EntailmentRecord, ProbabilityPrediction, VerdictRecord, labelled, read_records, write_records
from factcheck.errors import InputError
from factcheck.evaluation.metrics.classification import judged, label_figures
from factcheck.evaluation.result import Evaluation
from factcheck.files import make_folders, require_writable
from factcheck.progress import Progress
from factcheck.verdict.base import Verifier

__all__ = ["evaluate_probabilities", "shipped_verifier"]

R = TypeVar("R", EntailmentRecord, VerdictRecord)


def evaluate_probabilities(
    task: Literal["entailment", "verdict"],
    gold: Path,
    record: type[R],
    predict: Callable[[Sequence[R]], list[dict[str, Any]]],
    *,
    given: Path | None,
    predictions: Path | None,
    limit: int | None,
    held_out: bool = False,
    plots: Path | None = None,
) -> Evaluation:
    """Score `predict`, or the predictions in `given`, on labelled records.

    Args:
        task: names the evaluation.
        gold: JSON lines of `record`.
        record: what a line of gold holds.
        predict: a prediction record `{"id", "probs"}` for each gold record.
        given: predictions to score instead of making them.
        predictions: where to write those made.
        limit: use only the first so many gold records.
        held_out: use only claims that no training has seen (`factcheck.datasets.holdout`), by the records' `dataset`.
        plots: a folder for the reliability diagram and the risk-coverage curve.

    Raises:
        InputError: gold or `given` cannot be used.
        OutputError: `predictions` or the plots cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    if plots is not None:
        make_folders(plots)
    records = _unseen(gold, read_records(gold, record))[:limit] if held_out else read_records(gold, record, limit=limit)
    scored, notes = labelled(gold, records, "label", predicting=predictions is not None)
    if given is not None:
        found = read_records(given, ProbabilityPrediction)
    else:
        rows = predict(records)
        found = [ProbabilityPrediction.model_validate(row) for row in rows]
        if predictions is not None:
            write_records(predictions, rows)
    by_id = {prediction.id: prediction.probs for prediction in found}
    labels, probabilities = [str(r.label) for r in scored], [by_id.get(r.id) for r in scored]
    figures = label_figures(labels, probabilities) if scored else {}
    if plots is not None and scored:
        from factcheck.evaluation.plots import write_plots

        write_plots(plots, gold.name.split(".")[0], *judged(labels, probabilities))
    return Evaluation(task, gold.name, figures, limit=limit, notes=tuple(notes))


def _unseen(gold: Path, records: Sequence[R]) -> list[R]:
    found = [record for record in records if record.dataset and is_held_out(record.statement, record.dataset)]
    if not found:
        sets = ", ".join(sorted(SHARES))
        raise InputError(
            f"{gold}: no claim here is held out of training; leave --held-out away, or give records whose dataset is one of {sets}"
        )
    return found


def shipped_verifier(progress: Progress) -> Verifier:
    """The verifier that ships, loaded."""
    from factcheck.verdict.entailment import EntailmentVerifier

    return EntailmentVerifier(progress=progress)
