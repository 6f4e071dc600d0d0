"""Evaluating the tagger: who says what, by which words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from factcheck.claims.base import AttributionTagger
from factcheck.claims.layers import outermost
from factcheck.claims.quotations import quotations
from factcheck.claims.sentences import split_sentences
from factcheck.claims.taggers import load_tagger
from factcheck.datasets.records import AttributionPrediction, AttributionRecord, labelled, read_lines, read_records, write_records
from factcheck.defaults import TAGGER
from factcheck.errors import InputError
from factcheck.evaluation.metrics.attribution import AttributionFigures, attribution_figures, is_speech
from factcheck.evaluation.metrics.pairing import covered, word_bounds
from factcheck.evaluation.metrics.segments import ROLES
from factcheck.evaluation.resolution import resolution_figures
from factcheck.evaluation.result import Evaluation, Figures
from factcheck.evaluation.texts import parse_record
from factcheck.files import require_writable
from factcheck.models import Span
from factcheck.progress import Progress, silent

__all__ = ["evaluate_attribution", "predict_attributions", "quote_kind"]


def quote_kind(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> str:
    """`direct` where every word of the content stands in a quotation, `mixed` where some do, else `indirect`."""
    bounds = word_bounds(text)
    words = covered(bounds, [(span.start, span.end) for span in content])
    spoken = words & covered(bounds, [(span.start, span.end) for span in quoted])
    if not spoken:
        return "indirect"
    return "direct" if spoken == words else "mixed"


def predict_attributions(record: AttributionRecord, tagger: AttributionTagger, *, nested: bool = True) -> dict[str, Any]:
    """The prediction record of one gold text: `{"id", "text", "attributions": [{"source", "cue", "content", "quote"}]}`.

    Args:
        record: the text.
        tagger: the one to measure.
        nested: with the attributions that stand inside the content of another.

    Raises:
        InputError: the text is no article.
    """
    parsed = parse_record(record)
    text = parsed.article.text
    quoted = [quotation.inner for quotation in quotations(parsed.article)]
    found: list[dict[str, Any]] = []
    # Annotators of attributions read headlines and captions too.
    tags = tagger.tag(text, split_sentences(parsed.article, asserting=False))
    for tagged in tags if nested else outermost(tags):
        parts = {role: parsed.originals(getattr(tagged, role)) for role in ROLES}
        found.append(parts | {"quote": quote_kind(text, tagged.content, quoted)})
    return {"id": record.id, "text": record.text, "attributions": found}


def evaluate_attribution(
    gold: Path,
    *,
    tagger: AttributionTagger | str = TAGGER,
    speech_verbs: Path | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure an attribution tagger on annotated texts.

    Args:
        gold: JSON lines of `{"id", "text", "attributions": [{"source", "cue", "content", "quote"}], "discard"}`; each role a list of
            `[start, end]`. With `nested` and `source_entity` (`{"name"}`) on attributions, nesting and resolution are measured too.
        tagger: the one to measure, or its name. Attributions inside the content of another are left out unless gold has
            some: most annotations, PolNeAR's among them, mark outermost ones only.
        speech_verbs: a file of verb forms, one a line; adds `usable_speech`, over attributions by such a verb, "according" or a colon.
        given: predictions to score instead of running a tagger.
        predictions: where to write the predictions.
        limit: use only the first so many gold records.
        progress: told how far it is.

    Raises:
        InputError: gold, `given` or `speech_verbs` cannot be used.
        OutputError: `predictions` cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    verbs = {line.strip().lower() for _, line in read_lines(speech_verbs)} if speech_verbs else None
    records = read_records(gold, AttributionRecord, limit=limit)
    scored, notes = labelled(gold, records, "attributions", predicting=predictions is not None)
    if given is not None:
        found = read_records(given, AttributionPrediction)
    else:
        chosen = load_tagger(tagger, progress=progress) if isinstance(tagger, str) else tagger
        nested = any(attribution.nested for record in scored for attribution in record.attributions or ())
        rows = _run(records, chosen, nested=nested, notes=notes, progress=progress)
        found = [AttributionPrediction.model_validate(row) for row in rows]
        if predictions is not None:
            write_records(predictions, rows)
    by_id = {prediction.id: prediction.attributions for prediction in found}
    documents = [(record, by_id.get(record.id, ())) for record in scored]
    result = attribution_figures(documents)
    speech = attribution_figures(documents, keep=partial(is_speech, verbs=verbs)) if verbs is not None else None
    figures = _headline(result, speech) | resolution_figures(scored) | {"missing": sum(record.id not in by_id for record in scored)}
    return Evaluation("attribution", gold.name, figures if scored else {}, result.rates if scored else {}, limit, tuple(notes))


def _run(
    records: Sequence[AttributionRecord], tagger: AttributionTagger, *, nested: bool, notes: list[str], progress: Progress
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, record in enumerate(records):
        progress("tagging attributions", number, len(records))
        try:
            rows.append(predict_attributions(record, tagger, nested=nested))
        except InputError as error:
            notes.append(f"counted as missing: {error}")
    progress("tagging attributions", len(records), len(records))
    return rows


def _headline(every: AttributionFigures, speech: AttributionFigures | None) -> Figures:
    figures: Figures = {f"exact_{role}": every.rates[f"exact_{role}"].f1 for role in ROLES}
    figures |= {"detect": every.rates["detect"].f1, "usable": every.rates["usable"].f1}
    if speech is not None:
        figures["usable_speech"] = speech.rates["usable"].f1
    return figures | every.shares | {"predicted": every.predicted, "gold": every.gold}
