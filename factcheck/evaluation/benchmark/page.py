"""The benchmark page: our figures, the baselines of the same run, and published figures beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from factcheck.evaluation.benchmark.published import PublishedBenchmark, read_published
from factcheck.evaluation.benchmark.results import Result, SuiteIndex, read_index, read_results

__all__ = ["benchmark_page", "render_page"]

_METRICS = {
    "accuracy": ("accuracy", "share of the records whose most probable label is the gold label"),
    "macro_f1": ("macro-F1", "mean F1 of the labels that occur in gold"),
    "balanced_accuracy": (
        "balanced accuracy",
        "mean of the recall of `supports` and the recall of everything else, a probability of `supports` above 0.5 being support",
    ),
    "ece": ("ECE", "expected calibration error of the most probable label in 15 bins; lower is better"),
    "coverage_at_90": ("cover. at 90", "largest share of the records, most confident first, of which 90% are right"),
    "ndcg@10": ("nDCG@10", "normalised discounted cumulative gain of the first ten documents"),
    "recall@10": ("recall@10", "share of the relevant documents among the first ten"),
    "recall@100": ("recall@100", "the same among the first hundred"),
    "mrr@10": ("MRR@10", "one over the rank of the first relevant document, 0 beyond the tenth"),
}
_LABEL_FIGURES = ("accuracy", "macro_f1", "balanced_accuracy", "ece", "coverage_at_90")
_RANK_FIGURES = ("ndcg@10", "recall@10", "recall@100", "mrr@10")
_SHIPPED_SIZE = "22M, int8"
_NAMES = {"cosine": "cosine threshold", "hypothesis-only": "claim only, linear", "majority": "majority label", "search": "search"}
_HEAD = """\
# Benchmark

<!-- Made by `factcheck evaluate benchmark`; edit nothing here. Published figures: factcheck/evaluation/benchmark/published.toml. -->

What the models that ship reach on public data, what simple baselines reach in the same run, and what others published.
All figures are percentages; every gold record stays in the denominator. **Read the column "on" first**: figures on a dev part were in view
when models were chosen, figures on a part used for training say nothing about quality, and neither is what a paper means by a test figure.

The models that ship have 22 million parameters and run in int8 on a laptop's processor. No published figure here was measured by us unless
its source says so; where the source is marked as not verified, the figure is as reported in the literature.
"""


def benchmark_page(folder: Path) -> str:
    """The page for a folder of results, as Markdown.

    Raises:
        InputError: the folder holds no results of a suite, or a file in it is broken.
    """
    return render_page(read_index(folder), read_results(folder), read_published())


def render_page(index: SuiteIndex, results: Sequence[Result], published: Sequence[PublishedBenchmark]) -> str:
    """The page: Markdown, the same bytes for the same results."""
    parts = [
        _HEAD,
        _repeat(index),
        _metrics(results),
        "## Beside published figures\n",
        *(_comparison(benchmark, results) for benchmark in published),
        "## All figures of the run\n",
        _all("Verifier: one claim, one passage", [r for r in results if r.task == "entailment"], _LABEL_FIGURES),
        _all("Verdict: one claim, all of its evidence", [r for r in results if r.task == "verdict"], _LABEL_FIGURES),
        _searches([r for r in results if r.task == "retrieval"]),
        _baselines(),
        _missing(index),
        _commands(results),
    ]
    return "\n".join(part for part in parts if part).rstrip() + "\n"


def _repeat(index: SuiteIndex) -> str:
    return (
        "To repeat it, with the public data sets in a folder `DATA` (`--data`; no data ships):\n\n"
        f"```sh\n{index.command}\nfactcheck evaluate benchmark RESULTS --out docs/benchmark.md\n```\n"
    )


def _metrics(results: Sequence[Result]) -> str:
    used = {figure for result in results for figure in result.figures}
    lines = [f"- **{name}**: {definition}." for figure, (name, definition) in _METRICS.items() if figure in used]
    return "\n".join(["## Metrics\n", *lines, "", "[evaluation.md](evaluation.md) says more about each, and about binary sets.\n"])


def _comparison(benchmark: PublishedBenchmark, results: Sequence[Result]) -> str:
    name = _METRICS[benchmark.metric][0] if benchmark.metric in _METRICS else benchmark.metric
    rows: list[Sequence[str]] = []
    for result in results:
        if result.set in benchmark.sets:
            for stage, figures in _stages_of(result):
                if figures.get(benchmark.metric) is not None:
                    rows.append((f"**{_label(result, stage)}**", _size(result), _shown(figures[benchmark.metric]), _on(result)))
    if not rows:
        rows.append(("factcheck", _SHIPPED_SIZE, "–", "not measured in this run"))
    rows += [(figure.system, figure.parameters, _published(figure.value), figure.source) for figure in benchmark.figures]
    table = _table(("system", "parameters", name, "on / source"), rows, right={2})
    return f"### {benchmark.title}\n\n{table}\n\nNot comparable as it stands: {benchmark.not_comparable}\n"


def _all(title: str, results: Sequence[Result], figures: Sequence[str]) -> str:
    if not results:
        return ""
    rows = [
        (
            result.set,
            _label(result),
            *(_shown(result.figures.get(figure)) for figure in figures),
            _count(result),
            _on(result, counted=False),
        )
        for result in results
    ]
    head = ("set", "verifier", *(_METRICS[figure][0] for figure in figures), "records", "on")
    return f"### {title}\n\n{_table(head, rows, right=set(range(2, 3 + len(figures))))}\n"


def _searches(results: Sequence[Result]) -> str:
    rows = [
        (
            result.set,
            _label(result, stage),
            *(_shown(figures.get(figure)) for figure in _RANK_FIGURES),
            _count(result),
            _on(result, counted=False),
        )
        for result in results
        for stage, figures in _stages_of(result)
    ]
    if not rows:
        return ""
    head = ("set", "stage", *(_METRICS[figure][0] for figure in _RANK_FIGURES), "queries", "on")
    return f"### Search\n\n{_table(head, rows, right=set(range(2, 3 + len(_RANK_FIGURES))))}\n"


def _stages_of(result: Result) -> list[tuple[str, dict[str, float | int | None]]]:
    """The figures of each stage of search, or the result's own, named without a stage, where no stages were measured."""
    return list(result.stages.items()) or [("", result.figures)]


def _baselines() -> str:
    return """\
The baselines are fitted on the same training mixture. *Cosine threshold*: the similarity of claim and passage under all-MiniLM-L6-v2,
cut where balanced accuracy on training pairs is best, which is what most small tools take for a verdict. *Claim only*: a linear model over
the claim's words that never sees the passage. *Majority label*: the most frequent label of the mixture.
"""


def _missing(index: SuiteIndex) -> str:
    lines = [f"- `{name}`: the data folder does not hold it" for name in index.absent]
    lines += [f"- {where}: {why}" for where, why in index.failed.items()]
    return "\n".join(["## Not measured in this run\n", *lines, ""]) if lines else ""


def _commands(results: Sequence[Result]) -> str:
    lines = dict.fromkeys(result.command for result in results)
    return "\n".join(["## One figure at a time\n", "In the data folder:\n", "```sh", *lines, "```"])


def _label(result: Result, stage: str = "") -> str:
    if result.task == "retrieval":
        return f"search: {stage}" if stage else "search"
    kind, _, _ = result.verifier.partition(":")
    return _NAMES.get(kind, f"factcheck {result.verifier}")


def _size(result: Result) -> str:
    kind, _, _ = result.verifier.partition(":")
    return {"hypothesis-only": "under 1M", "majority": "none"}.get(kind, _SHIPPED_SIZE)


def _on(result: Result, *, counted: bool = True) -> str:
    said = f"{result.split}: seen in training, no evidence of quality" if result.trained_on else result.split
    if result.limit is not None:
        said += f"; first {result.limit:,} only"
    return f"{said}; {_count(result)} records" if counted and _count(result) else said


def _count(result: Result) -> str:
    count = next((result.figures[name] for name in ("n", "queries") if result.figures.get(name) is not None), None)
    return f"{count:,}" if count is not None else ""


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _published(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, right: set[int]) -> str:
    ruler = ["---:" if number in right else "---" for number in range(len(head))]
    # A bar in a cell would open another one.
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in (head, ruler, *rows))
