"""`factcheck evaluate`: measure the stages on labelled data."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypedDict

import typer

from factcheck.cli import benchmark as many
from factcheck.cli.options import AsOf, IndexFolder, ModelName, OutputFormat, PrintFormat, RerankerName
from factcheck.cli.output import progress_bars, write_result
from factcheck.defaults import EMBEDDER, RERANKER, TAGGER
from factcheck.errors import InputError
from factcheck.evaluation.result import Evaluation
from factcheck.progress import Progress
from factcheck.verdict.base import Verifier

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="Labelled records, JSON lines; may be gzipped.", show_default=False)]
Predictions = Annotated[
    Path | None, typer.Option("--predictions", "--run", "-p", help="Write what was found here, in the gold's own format.")
]
Given = Annotated[Path | None, typer.Option("--from", help="Score these predictions instead of running anything.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Use only the first so many gold records.")]
VerifierName = Annotated[
    str | None,
    typer.Option(
        "--verifier",
        metavar="NAME",
        help="As `factcheck check` takes it (entailment, adapter:FOLDER, hub:ORG/NAME, llm:PROVIDER:MODEL), or a baseline fitted on "
        "labelled pairs: cosine:TRAIN, hypothesis-only:TRAIN, majority:TRAIN. The one that ships by default.",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write the figures to this file as JSON too.")]
HeldOut = Annotated[bool, typer.Option("--held-out", help="Use only claims kept out of training, by the records' data set.")]
Plots = Annotated[
    Path | None, typer.Option("--plots", help="Draw a reliability diagram and a risk-coverage curve into this folder (SVG, CSV).")
]


class Scored(TypedDict):
    """What every measurement takes, whatever it measures."""

    predictions: Path | None
    given: Path | None
    limit: int | None
    progress: Progress


def measure(verb: Callable[..., Evaluation]) -> None:
    """Make a verb of a function that measures.

    Args:
        verb: takes its own options and, as `scored`, those that all verbs share; the verb's command line has both.
    """

    def command(
        *,
        predictions: Predictions = None,
        given: Given = None,
        limit: Limit = None,
        figure_format: PrintFormat = OutputFormat.text,
        out: Out = None,
        **own: object,
    ) -> None:
        _agree(predictions, given, out)
        with progress_bars() as progress:
            result = verb(**own, scored=Scored(predictions=predictions, given=given, limit=limit, progress=progress))
        _show(result, figure_format, out)

    # Typer makes the command line from a signature, so the verb's own parameters are put into it.
    own = [parameter for name, parameter in inspect.signature(verb, eval_str=True).parameters.items() if name != "scored"]
    shared = [p for name, p in inspect.signature(command, eval_str=True).parameters.items() if name != "own"]
    parameters = [parameter.replace(kind=parameter.KEYWORD_ONLY) for parameter in (*own, *shared)]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(verb.__name__, help=verb.__doc__)(command)


@measure
def claims(
    gold: Gold,
    evidence: Annotated[Path | None, typer.Option("--evidence", "-e", help="An evidence corpus: check the claims too.")] = None,
    as_of: AsOf = None,
    *,
    scored: Scored,
) -> Evaluation:
    """Claims of annotated articles: spans, chains, kinds, sourcing; with --evidence their verdicts too."""
    from factcheck.evaluation import evaluate_claims

    return evaluate_claims(gold, evidence=evidence, as_of=as_of, **scored)


@measure
def attribution(
    gold: Gold,
    speech_verbs: Annotated[Path | None, typer.Option("--speech-verbs", help="Verb forms, one a line: score the speech part too.")] = None,
    tagger: Annotated[str, typer.Option("--tagger", help="neural, adapter:FOLDER or cue-grammar.")] = TAGGER,
    *,
    scored: Scored,
) -> Evaluation:
    """Attributions of annotated texts: source, cue and content."""
    from factcheck.evaluation import evaluate_attribution

    return evaluate_attribution(gold, speech_verbs=speech_verbs, tagger=tagger, **scored)


@measure
def entailment(gold: Gold, verifier: VerifierName = None, held_out: HeldOut = False, plots: Plots = None, *, scored: Scored) -> Evaluation:
    """Pairs of claim and passage: supports, refutes or neither."""
    from factcheck.evaluation import evaluate_entailment

    return evaluate_entailment(gold, verifier=_verifier(verifier, scored), held_out=held_out, plots=plots, **scored)


@measure
def diff(
    gold: Gold,
    seed: Annotated[int, typer.Option("--seed", help="Of the choice of what is changed.")] = 0,
    *,
    scored: Scored,
) -> Evaluation:
    """The deterministic diff: is one changed number, date or name found, and are true claims left alone?"""
    from factcheck.evaluation import evaluate_diff

    return evaluate_diff(gold, seed=seed, **scored)


@measure
def origins(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The evidence: a file or a folder.", show_default=False)],
    gold: Gold,
    *,
    scored: Scored,
) -> Evaluation:
    """Grouping of a corpus by origin: who copies whom, and which copies say more."""
    from factcheck.evaluation import evaluate_origins

    return evaluate_origins(corpus, gold, **scored)


@measure
def retrieval(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Test set in BEIR's layout: corpus, queries, qrels/.", show_default=False)
    ] = None,
    split: Annotated[str, typer.Option("--split", help="Which judgements: the name of a file in qrels/.")] = "dev",
    corpus: Annotated[Path | None, typer.Option("--corpus", help="This corpus, instead of the folder's.")] = None,
    queries: Annotated[Path | None, typer.Option("--queries", help="These queries, instead of the folder's.")] = None,
    qrels: Annotated[Path | None, typer.Option("--qrels", help="These judgements, instead of the folder's.")] = None,
    model: ModelName = EMBEDDER,
    reranker: RerankerName = RERANKER,
    depth: Annotated[int | None, typer.Option("--rerank-depth", min=1, help="Passages that the reranker reads for each query.")] = None,
    stages: Annotated[bool, typer.Option("--stages", help="Measure and time BM25, embeddings, fusion and reranker apart too.")] = False,
    held_out: HeldOut = False,
    index: IndexFolder = None,
    *,
    scored: Scored,
) -> Evaluation:
    """Search: does it find the documents that bear on a query?"""
    from factcheck.evaluation import evaluate_retrieval

    return evaluate_retrieval(
        folder,
        split=split,
        corpus=corpus,
        queries=queries,
        qrels=qrels,
        embedder=model,
        reranker=reranker,
        depth=depth,
        stages=stages,
        held_out=held_out,
        index=index,
        **scored,
    )


@measure
def reviewed(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Claims and fact-checks in BEIR's layout: corpus, queries, qrels/.", show_default=False)
    ],
    split: Annotated[str, typer.Option("--split", help="Which judgements: the name of a file in qrels/.")] = "dev",
    model: ModelName = EMBEDDER,
    verifier: VerifierName = None,
    *,
    scored: Scored,
) -> Evaluation:
    """Published fact-checks: is what was checked before found, and nothing else told as the same?"""
    from factcheck.evaluation import evaluate_reviewed

    return evaluate_reviewed(folder, split=split, embedder=model, verifier=_verifier(verifier, scored), **scored)


@measure
def verdict(gold: Gold, verifier: VerifierName = None, held_out: HeldOut = False, plots: Plots = None, *, scored: Scored) -> Evaluation:
    """Claims with all their evidence: supports, refutes, conflicting or neither."""
    from factcheck.evaluation import evaluate_verdict

    return evaluate_verdict(gold, verifier=_verifier(verifier, scored), held_out=held_out, plots=plots, **scored)


@app.command("review")
def review(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", readable=False, help="Annotation files, or folders of them.", show_default=False)
    ],
    figure_format: PrintFormat = OutputFormat.text,
    out: Out = None,
) -> None:
    """Against people's own decisions in annotation files: how many of the machine's labels and claims stood."""
    from factcheck.evaluation import evaluate_review

    _agree(None, None, out)
    _show(evaluate_review(files), figure_format, out)


app.command("suite")(many.suite)
app.command("benchmark")(many.benchmark)
app.command("speed")(many.speed)


def _verifier(name: str | None, scored: Scored) -> Verifier | None:
    """The verifier of a name; none where none is named, or where nothing is run."""
    from factcheck.evaluation.verifiers import load_verifier

    if name is None or scored["given"] is not None:
        return None
    return load_verifier(name, progress=scored["progress"])


def _agree(predictions: Path | None, given: Path | None, out: Path | None) -> None:
    """Refuse before the work what would go wrong after it."""
    from factcheck.files import require_writable

    if predictions is not None and given is not None:
        raise InputError("--from scores predictions that exist and --predictions writes new ones; leave one of them out")
    if out is not None:
        require_writable(out)


def _show(result: Evaluation, figure_format: OutputFormat, out: Path | None) -> None:
    from rich.console import Console

    from factcheck.evaluation.table import render_table
    from factcheck.files import write_text

    if out is not None:
        write_text(out, result.as_json() + "\n")
    if figure_format is OutputFormat.json:
        write_result(result.as_json())
    else:
        Console().print(render_table(result))
