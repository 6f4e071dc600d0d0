"""Evaluating the extractor, and with evidence the whole check: who said what, how well sourced, and is it so?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from factcheck.claims.base import ClaimExtractor
from factcheck.datasets.records import ClaimPrediction, ClaimRecord, labelled, read_records, write_records
from factcheck.errors import InputError
from factcheck.evaluation.metrics.claims import claim_figures
from factcheck.evaluation.result import Evaluation
from factcheck.evaluation.texts import ParsedRecord, parse_record
from factcheck.files import require_writable
from factcheck.models import Article, Assessment, AttributionLabel, CheckedClaim, Claim, Report, Span
from factcheck.progress import Progress, silent

__all__ = ["Check", "evaluate_claims", "predict_claims"]

Check = Callable[[Article], Report]
"""The whole pipeline over one article, bound to its evidence."""

SUPPORT_OF_ATTRIBUTION: dict[AttributionLabel, str] = {
    "verbatim": "supported",
    "paraphrased": "supported",
    "altered": "mixed",
    "misattributed": "refuted",
    "not_found": "not_enough_evidence",
}
"""The annotation's coarser labels for "did that source say it?"."""
_RELATIONS = {"supports": "supports", "refutes": "contradicts", "neutral": "context"}


def predict_claims(record: ClaimRecord, *, extractor: ClaimExtractor | None = None, check: Check | None = None) -> dict[str, Any]:
    """The prediction record of one gold text, offsets into that text.

    Args:
        record: the gold article; only its text, title, publisher and date are looked at.
        extractor: finds the claims, unless `check` does; the shipped one by default.
        check: runs the whole pipeline; adds the verdicts to the claims.

    Raises:
        InputError: the text is no article.
    """
    parsed = parse_record(record)
    if check is None:
        from factcheck.pipeline import extract

        claims = [_claim_row(parsed, claim, sourcing.grade) for claim, sourcing in extract(parsed.article, extractor=extractor)]
    else:
        claims = [_claim_row(parsed, c.claim, c.sourcing.grade) | _verdict_row(c) for c in check(parsed.article).claims]
    return {"id": record.id, "text": record.text, "claims": claims}


def _span_row(parsed: ParsedRecord, span: Span) -> dict[str, Any]:
    start, end = parsed.original(span)
    return {"start": start, "end": end, "text": span.of(parsed.article.text)}


def _claim_row(parsed: ParsedRecord, claim: Claim, sourcing: str) -> dict[str, Any]:
    chain = [
        {
            "name": link.source.name,
            "canonical": link.source.canonical,
            "kind": link.source.kind,
            "span": _span_row(parsed, link.source.span) if link.source.span else None,
        }
        for link in claim.chain
    ]
    cue = claim.chain[-1].cue
    return {
        "id": claim.id,
        "span": _span_row(parsed, claim.span),
        "extra_spans": [_span_row(parsed, span) for span in claim.extra_spans],
        "claim": claim.text,
        "chain": chain,
        "cue": _span_row(parsed, cue.span) if cue else None,
        "mode": claim.mode,
        "claim_kind": claim.kind,
        "sourcing": sourcing,
    }


def _evidence_row(assessment: Assessment) -> dict[str, Any]:
    row = {"evidence_id": assessment.evidence.passage.document_id, "relation": _RELATIONS[assessment.relation]}
    return row if assessment.excluded is None else row | {"relation": "excluded", "reason": assessment.excluded}


def _verdict_row(checked: CheckedClaim) -> dict[str, Any]:
    support = checked.verdict.label
    return {
        # the annotation has no label for what no evidence could settle, and calls that not enough evidence
        "support": "not_enough_evidence" if support == "not_checkable" else support,
        "support_reason": checked.verdict.explanation,
        "support_of_attribution": SUPPORT_OF_ATTRIBUTION[checked.attribution.label] if checked.attribution else None,
        "independent_origins": checked.sourcing.independent_origins,
        "evidence": [_evidence_row(assessment) for assessment in checked.evidence],
        "mismatches": [
            {
                "kind": item.kind,
                "claim_text": item.claim_text,
                "passage_text": item.passage_text,
                "evidence_id": assessment.evidence.passage.document_id,
                "detail": item.detail,
            }
            for assessment in checked.evidence
            if assessment.excluded is None
            for item in assessment.diff
            if not item.agrees
        ],
    }


def evaluate_claims(
    gold: Path,
    *,
    evidence: Path | None = None,
    as_of: dt.date | None = None,
    extractor: ClaimExtractor | None = None,
    check: Check | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure claim extraction on annotated articles.

    Args:
        gold: JSON lines of annotated articles, see `ClaimRecord`.
        evidence: a corpus; runs the whole pipeline over it, and judges the verdicts where gold has them.
        as_of: evidence published later does not count; each article's own date by default.
        extractor: the one to measure; the shipped one by default.
        check: the pipeline to measure instead of the shipped one.
        given: predictions to score instead of running anything.
        predictions: where to write the predictions.
        limit: use only the first so many gold records.
        progress: told how far it is.

    Raises:
        InputError: gold, evidence or `given` cannot be used.
        OutputError: `predictions` cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    records = read_records(gold, ClaimRecord, limit=limit)
    scored, notes = labelled(gold, records, "claims", predicting=predictions is not None)
    if given is not None:
        found = read_records(given, ClaimPrediction)
    else:
        if check is None and evidence is not None:
            check = _pipeline(evidence, as_of, extractor, progress)
        rows = _run(records, extractor, check, notes, progress)
        found = [ClaimPrediction.model_validate(row) for row in rows]
        if predictions is not None:
            write_records(predictions, rows)
    by_id = {prediction.id: prediction.claims for prediction in found}
    judged = any(claim.support for claims in by_id.values() for claim in claims)
    if not judged and any(claim.support for record in scored for claim in record.claims or ()):
        notes.append("the gold's content verdicts were not judged: no evidence was given")
    figures = claim_figures([(record, by_id.get(record.id, ())) for record in scored], support=judged)
    figures |= {"articles": len(scored), "articles_missing": sum(record.id not in by_id for record in scored)}
    return Evaluation("claims", gold.name, figures if scored else {}, limit=limit, notes=tuple(notes))


def _run(
    records: Sequence[ClaimRecord], extractor: ClaimExtractor | None, check: Check | None, notes: list[str], progress: Progress
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, record in enumerate(records):
        progress("reading articles", number, len(records))
        try:
            rows.append(predict_claims(record, extractor=extractor, check=check))
        except InputError as error:
            notes.append(f"counted as missing: {error}")
    progress("reading articles", len(records), len(records))
    return rows


def _pipeline(evidence: Path, as_of: dt.date | None, extractor: ClaimExtractor | None, progress: Progress) -> Check:
    from factcheck.engine import Engine

    engine = Engine.load(evidence, extractor=extractor, progress=progress)
    return lambda article: engine.check(article, as_of=as_of)
