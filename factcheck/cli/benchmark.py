"""`factcheck evaluate suite`, `benchmark` and `speed`: measurements of many sets, the page about them, and of time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import OutputFormat, PrintFormat
from factcheck.cli.output import counted, progress_bars, say, write_result
from factcheck.errors import InputError

__all__ = ["benchmark", "speed", "suite"]

SuiteFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="SUITE", help="Sets and verifiers, a TOML file; by default the public sets of the benchmark page.", show_default=False
    ),
]


def suite(
    suite_file: SuiteFile = None,
    *,
    data: Annotated[Path, typer.Option("--data", help="The folder that the suite's paths are relative to.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the results, one JSON file each; what is done already is kept.")],
    only: Annotated[list[str] | None, typer.Option("--set", help="Only this set of the suite; may be repeated.")] = None,
) -> None:
    """Measure every set of a suite, with the baselines, in one run that can be broken off and taken up."""
    from factcheck.evaluation.benchmark.plan import PUBLIC, read_suite
    from factcheck.evaluation.benchmark.run import run_suite

    chosen = read_suite(suite_file or PUBLIC)
    # As the page shows it: with the user's suite, not with the user's folders.
    command = f"factcheck evaluate suite {f'{suite_file.name} ' if suite_file else ''}--data DATA --out RESULTS"
    with progress_bars() as progress:
        tally = run_suite(chosen, data, out, command=command, only=only or (), say=say, progress=progress)
    say(f"{tally.measured} measured, {tally.kept} kept from an earlier run; not in the data: {', '.join(tally.outcome.absent) or 'none'}")
    if tally.outcome.failed:
        raise InputError(f"{counted(len(tally.outcome.failed), 'measurement')} failed, see above; run it again to go on")


def benchmark(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="Folder that `factcheck evaluate suite` wrote.", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the page here instead of printing it.")] = None,
) -> None:
    """Make the benchmark page from the results of a suite: our figures beside published ones."""
    from factcheck.evaluation.benchmark.page import benchmark_page
    from factcheck.files import require_writable, write_text

    if out is not None:
        require_writable(out)
    page = benchmark_page(results)
    if out is None:
        write_result(page)
    else:
        write_text(out, page)


def speed(
    tokens: Annotated[
        list[int] | None, typer.Option("--tokens", min=16, help="Length of the pairs, in word pieces; may be repeated.")
    ] = None,
    verifier: Annotated[
        str, typer.Option("--verifier", metavar="NAME", help="entailment, entailment-all or adapter:FOLDER.")
    ] = "entailment",
    pairs: Annotated[int, typer.Option("--pairs", min=8, help="Pairs in a round.")] = 128,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="Rounds of each, alternating.")] = 5,
    figure_format: PrintFormat = OutputFormat.text,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the figures to this file as JSON too.")] = None,
) -> None:
    """Pairs a second of the compiled verifier, against the same weights in sentence-transformers' CrossEncoder."""
    from factcheck.evaluation.speed import measure_speed
    from factcheck.files import require_writable, write_text

    if out is not None:
        require_writable(out)
    with progress_bars() as progress:
        found = measure_speed(verifier, tokens=tokens or (64, 192), pairs=pairs, rounds=rounds, progress=progress)
    if out is not None:
        write_text(out, found.as_json() + "\n")
    write_result(found.as_json() if figure_format is OutputFormat.json else found.as_text())
