"""`factcheck evaluate`: measure the stages on labelled data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import AsOf, IndexFolder, ModelName
from factcheck.cli.output import progress_bars, write_result
from factcheck.defaults import EMBEDDER
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.evaluation import Evaluation

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)


class FigureFormat(StrEnum):
    """Renderings of figures."""

    table = "table"
    json = "json"


Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="Labelled records, JSON lines; may be gzipped.", show_default=False)]
Predictions = Annotated[Path | None, typer.Option("--predictions", "-p", help="Write the predictions here, in the gold's record format.")]
Given = Annotated[Path | None, typer.Option("--from", help="Score these predictions instead of running anything.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Use only the first so many gold records.")]
Format = Annotated[FigureFormat, typer.Option("--format", "-f", help="How to print the figures.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the figures to this file as JSON too.")]


@app.command()
def claims(
    gold: Gold,
    evidence: Annotated[Path | None, typer.Option("--evidence", "-e", help="An evidence corpus: check the claims too.")] = None,
    as_of: AsOf = None,
    predictions: Predictions = None,
    given: Given = None,
    limit: Limit = None,
    figure_format: Format = FigureFormat.table,
    json_file: JsonFile = None,
) -> None:
    """Claims of annotated articles: spans, chains, kinds, sourcing; with --evidence their verdicts too."""
    from factcheck.evaluation import evaluate_claims

    _agree(predictions, given, json_file)
    with progress_bars() as progress:
        result = evaluate_claims(gold, evidence=evidence, as_of=as_of, given=given, predictions=predictions, limit=limit, progress=progress)
    _show(result, figure_format, json_file)


@app.command()
def attribution(
    gold: Gold,
    speech_verbs: Annotated[Path | None, typer.Option("--speech-verbs", help="Verb forms, one a line: score the speech part too.")] = None,
    predictions: Predictions = None,
    given: Given = None,
    limit: Limit = None,
    figure_format: Format = FigureFormat.table,
    json_file: JsonFile = None,
) -> None:
    """Attributions of annotated texts: source, cue and content."""
    from factcheck.evaluation import evaluate_attribution

    _agree(predictions, given, json_file)
    with progress_bars() as progress:
        result = evaluate_attribution(gold, speech_verbs=speech_verbs, given=given, predictions=predictions, limit=limit, progress=progress)
    _show(result, figure_format, json_file)


@app.command()
def entailment(
    gold: Gold,
    predictions: Predictions = None,
    given: Given = None,
    limit: Limit = None,
    figure_format: Format = FigureFormat.table,
    json_file: JsonFile = None,
) -> None:
    """Pairs of claim and passage: supports, refutes or neither."""
    from factcheck.evaluation import evaluate_entailment

    _agree(predictions, given, json_file)
    with progress_bars() as progress:
        result = evaluate_entailment(gold, given=given, predictions=predictions, limit=limit, progress=progress)
    _show(result, figure_format, json_file)


@app.command()
def retrieval(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Test set in BEIR's layout: corpus, queries, qrels/.", show_default=False)
    ] = None,
    split: Annotated[str, typer.Option("--split", help="Which judgements: the name of a file in qrels/.")] = "dev",
    corpus: Annotated[Path | None, typer.Option("--corpus", help="This corpus, instead of the folder's.")] = None,
    queries: Annotated[Path | None, typer.Option("--queries", help="These queries, instead of the folder's.")] = None,
    qrels: Annotated[Path | None, typer.Option("--qrels", help="These judgements, instead of the folder's.")] = None,
    run: Annotated[
        Path | None, typer.Option("--run", "--predictions", "-p", help="Write the run: query, document, score, tab-separated.")
    ] = None,
    given: Given = None,
    model: ModelName = EMBEDDER,
    index: IndexFolder = None,
    limit: Limit = None,
    figure_format: Format = FigureFormat.table,
    json_file: JsonFile = None,
) -> None:
    """Search: does it find the documents that bear on a query?"""
    from factcheck.evaluation import evaluate_retrieval

    _agree(run, given, json_file)
    with progress_bars() as progress:
        result = evaluate_retrieval(
            folder,
            split=split,
            corpus=corpus,
            queries=queries,
            qrels=qrels,
            embedder=model,
            index=index,
            given=given,
            predictions=run,
            limit=limit,
            progress=progress,
        )
    _show(result, figure_format, json_file)


@app.command()
def verdict(
    gold: Gold,
    predictions: Predictions = None,
    given: Given = None,
    limit: Limit = None,
    figure_format: Format = FigureFormat.table,
    json_file: JsonFile = None,
) -> None:
    """Claims with all their evidence: supports, refutes, conflicting or neither."""
    from factcheck.evaluation import evaluate_verdict

    _agree(predictions, given, json_file)
    with progress_bars() as progress:
        result = evaluate_verdict(gold, given=given, predictions=predictions, limit=limit, progress=progress)
    _show(result, figure_format, json_file)


def _agree(predictions: Path | None, given: Path | None, json_file: Path | None) -> None:
    """Refuse before the work what would go wrong after it."""
    from factcheck.files import require_writable

    if predictions is not None and given is not None:
        raise InputError("--from scores predictions that exist and --predictions writes new ones; leave one of them out")
    if json_file is not None:
        require_writable(json_file)


def _show(result: Evaluation, figure_format: FigureFormat, json_file: Path | None) -> None:
    from rich.console import Console

    from factcheck.evaluation.table import render_table
    from factcheck.files import write_text

    if json_file is not None:
        write_text(json_file, result.as_json() + "\n")
    if figure_format is FigureFormat.json:
        write_result(result.as_json())
    else:
        Console().print(render_table(result))
