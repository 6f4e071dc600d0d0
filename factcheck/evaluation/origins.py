"""Evaluating the grouping of a corpus by origin: who copies whom, and which copies say more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from factcheck.datasets.records import OriginRecord, read_records, write_records
from factcheck.errors import InputError
from factcheck.evaluation.metrics.grouping import pairwise
from factcheck.evaluation.metrics.rates import rates, share
from factcheck.evaluation.result import Evaluation, Figures
from factcheck.evidence import read_corpus
from factcheck.evidence.origins import trace
from factcheck.files import require_writable
from factcheck.models import Provenance, ProvenanceRole
from factcheck.progress import Progress, silent
from factcheck.verdict.distortion import with_distortions

__all__ = ["evaluate_origins", "predict_origins"]

_ROLES: dict[ProvenanceRole, str] = {"own": "own", "origin": "origin", "copy": "syndication", "distorted_copy": "syndication_distorted"}
"""The annotation's names for the roles of a document."""


def predict_origins(corpus: Path) -> list[dict[str, Any]]:
    """One record for each document of a corpus, in its order.

    Raises:
        CorpusError: the corpus cannot be read.
    """
    documents = read_corpus(corpus).documents
    found = with_distortions(trace(documents)).provenances
    return [_row(document.id, found[document.id]) for document in documents]


def _row(identifier: str, provenance: Provenance) -> dict[str, Any]:
    copied = provenance.role in {"copy", "distorted_copy"}
    return {
        "id": identifier,
        "role": _ROLES[provenance.role],
        "derived_from": provenance.origin if copied else None,
        "origin_id": provenance.origin if provenance.role == "origin" else None,
        "copy_of": provenance.derived_from,
        "reason": provenance.reason,
        "distortion": provenance.distortion,
    }


def evaluate_origins(
    corpus: Path,
    gold: Path,
    *,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure how the documents of a corpus are grouped by origin.

    Args:
        corpus: the evidence; all of it is compared, whatever is annotated.
        gold: JSON lines of `{"id", "role", "derived_from", "origin_id"}` for documents of the corpus, see `OriginRecord`.
        given: predictions to score instead of comparing anything.
        predictions: where to write the predictions, of the whole corpus.
        limit: use only the first so many gold records.
        progress: told how far it is.

    Raises:
        InputError: gold or `given` cannot be used, or names a document that the corpus lacks.
        CorpusError: the corpus cannot be read.
        OutputError: `predictions` cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    records = read_records(gold, OriginRecord, limit=limit)
    if given is not None:
        found = {record.id: record for record in read_records(given, OriginRecord)}
    else:
        progress("comparing documents", 0, 1)
        rows = predict_origins(corpus)
        progress("comparing documents", 1, 1)
        found = {row["id"]: OriginRecord.model_validate(row) for row in rows}
        strange = next((record.id for record in records if record.id not in found), None)
        if strange is not None:
            raise InputError(f"{gold}: {corpus} has no document {strange!r}; give the corpus that was annotated")
        if predictions is not None:
            write_records(predictions, rows)
    return Evaluation("origins", gold.name, _figures(records, found), limit=limit, notes=_NOTES)


_NOTES = (
    "pairs are of annotated documents; two are of one origin when derived_from, else origin_id, else id is the same",
    "a document is its own, a copy or a distorted copy; other annotated roles say what it does for a claim, not where it comes from",
)


def _figures(records: list[OriginRecord], found: Mapping[str | int, OriginRecord]) -> Figures:
    answers = [found.get(record.id) for record in records]
    # a document without an answer is nobody's copy, and wrong
    same = pairwise([r.origin for r in records], [("", r.id) if a is None else a.origin for r, a in zip(records, answers, strict=True)])
    gold, roles = [_role(record) for record in records], [None if answer is None else _role(answer) for answer in answers]
    hits = sum(g == r == "distorted" for g, r in zip(gold, roles, strict=True))
    distorted = rates(hits, roles.count("distorted"), gold.count("distorted"))
    return {
        "documents": len(records),
        "missing": answers.count(None),
        "same_origin_p": same.precision,
        "same_origin_r": same.recall,
        "same_origin_f1": same.f1,
        "role": share(sum(g == r for g, r in zip(gold, roles, strict=True)), len(records)),
        "distorted_p": distorted.precision,
        "distorted_r": distorted.recall,
        "distorted_f1": distorted.f1,
    }


def _role(record: OriginRecord) -> Literal["own", "copy", "distorted"]:
    if record.role == "syndication_distorted":
        return "distorted"
    return "copy" if record.derived_from is not None or record.role == "syndication" else "own"
