"""What the verbs for many articles share: their options, and how they tell what happens."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from factcheck.cli.findings import Finding
from factcheck.cli.options import (
    ArticleDate,
    ArticlePublisher,
    AsEnglish,
    AsOf,
    Calibration,
    CheckModels,
    FailOn,
    ReportFormat,
    SourcingRules,
)
from factcheck.cli.output import counted, error_console, one_line, say, warn
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.batch.checking import Job
    from factcheck.batch.running import Event
    from factcheck.models.batch import ArticleEntry, BatchSummary

__all__ = [
    "EachArticle",
    "OutFolder",
    "Running",
    "Teller",
    "exit_status",
    "found",
    "job_of",
    "on_termination",
    "say_end",
]

OutFolder = Annotated[
    Path, typer.Option("--out", "-o", help="Folder of the reports, the index page and the journal; made if need be.", show_default=False)
]
Formats = Annotated[
    list[ReportFormat] | None, typer.Option("--format", "-f", help="Format of the reports; may be repeated (default: html and json).")
]
ClaimsFolder = Annotated[
    Path | None, typer.Option("--claims", help="Keep an annotation file for every article in this folder; decisions in them are kept.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=256, help="Processes, each with models of its own (default: one a processor core).")
]
Seconds = Annotated[float, typer.Option("--timeout", min=1, help="Seconds that an article may take before it is given up.")]
Again = Annotated[bool, typer.Option("--again", help="Check everything again, also what has not changed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what failed, and the last line.")]

TERMINATED = 143


@dataclass(frozen=True, kw_only=True)
class EachArticle:
    """How every article of many is read, checked and reported."""

    formats: Formats = None
    claims: ClaimsFolder = None
    as_of: AsOf = None
    date: ArticleDate = None
    publisher: ArticlePublisher = None
    as_english: AsEnglish = False
    calibration: Calibration = None
    sourcing_rules: SourcingRules = None
    fail_on: FailOn = None


@dataclass(frozen=True, kw_only=True)
class Running:
    """How the work is done."""

    workers: Workers = None
    timeout: Seconds = 600
    again: Again = False
    quiet: Quiet = False

    @property
    def processes(self) -> int:
        """As many as are asked for, or as there are cores."""
        from factcheck.batch.workers import cores

        return self.workers or cores()


def job_of(evidence: Path, out: Path, each: EachArticle, models: CheckModels) -> Job:
    """The options of the command line as a job, after a look at whatever can be told before models are loaded.

    Raises:
        FactcheckError: something cannot be used.
    """
    from factcheck.batch.checking import Job
    from factcheck.report import check_ready
    from factcheck.review.confidence import ReviewCalibration
    from factcheck.sourcing import read_overrides

    if each.calibration is not None and models.min_confidence > 0:
        raise InputError("--min-confidence abstains by the machine's own confidence, --calibration changes that; leave one of them out")
    if each.calibration is not None:
        ReviewCalibration.read(each.calibration)
    if each.sourcing_rules is not None:
        read_overrides(each.sourcing_rules)
    chosen = tuple(dict.fromkeys(form.value for form in each.formats or (ReportFormat.html, ReportFormat.json)))
    for form in chosen:
        check_ready(form)
    return Job(
        evidence=evidence,
        out=out,
        settings=models.settings,
        formats=chosen,
        claims=each.claims,
        index=models.index,
        as_of=each.as_of,
        date=each.date,
        publisher=each.publisher,
        as_english=each.as_english,
        sourcing_rules=each.sourcing_rules,
        calibration=each.calibration,
    )


class Teller:
    """Tells the end of every article: a bar with the time left on a terminal, a line an article otherwise.

    Args:
        quiet: say only what failed.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bars: RichProgress | None = None

    @contextmanager
    def over(self, total: int, done: int) -> Iterator[None]:
        """Show how far the work is, out of so many articles, some of which are done already."""
        self._total, self._done = total, done
        if self._quiet or not error_console.is_terminal or done == total:
            yield
            return
        columns = (
            TextColumn("checking"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[last]}"),
        )
        # Articles take seconds each: the speed is that of the last ten minutes.
        with RichProgress(*columns, console=error_console, transient=True, speed_estimate_period=600) as bars:
            self._bars, self._bar = bars, bars.add_task("checking", total=total, completed=done, last="")
            try:
                yield
            finally:
                self._bars = None

    def tell(self, event: Event) -> None:
        """Tell one event."""
        self._done += 1
        if self._bars is not None:
            self._bars.update(self._bar, completed=self._done, last=one_line(event.entry.title)[:40])
        if event.kind == "failed":
            say(f"{self._place()}{one_line(event.shown)}: failed: {event.entry.reason}")
        elif self._bars is None and not self._quiet:
            say(f"{self._place()}{one_line(event.shown)}: {found(event.entry)} ({event.seconds:.1f} s)")
        for warning in event.entry.warnings if not self._quiet else ():
            warn(f"{one_line(event.shown)}: {one_line(warning)}")

    def _place(self) -> str:
        return f"[{self._done:>{len(str(self._total))}}/{self._total}] "


def found(entry: ArticleEntry) -> str:
    """What was found in an article, in a few words."""
    concerns = entry.concerns
    parts = [
        f"{number} {what}"
        for number, what in (
            (concerns.wrong, "wrong, altered or at odds"),
            (concerns.anonymous, "on one unnamed source"),
            (concerns.unchecked, "not decided"),
        )
        if number
    ]
    return f"{counted(entry.counts.claims, 'claim')}{': ' if parts else ''}{', '.join(parts)}"


def say_end(summary: BatchSummary, out: Path) -> None:
    """The last line."""
    earlier = sum(entry.earlier for entry in summary.articles)
    rest = [
        f"{summary.concerns.wrong} claims wrong, altered or at odds" if summary.concerns.wrong != 1 else "1 claim wrong, altered or at odds"
    ]
    rest += [f"{earlier} from earlier runs"] if earlier else []
    rest += [f"{summary.failed} failed"] if summary.failed else []
    say(f"{out / 'index.html'}: {counted(summary.done + summary.failed, 'article')}, {', '.join(rest)}")


def exit_status(summary: BatchSummary, fail_on: Sequence[Finding] | None) -> int:
    """2 where an article of this run failed, 1 where a claim has one of the findings, else 0."""
    asked = [entry for entry in summary.articles if not entry.earlier]
    if any(entry.status == "failed" for entry in asked):
        return 2
    return int(any(getattr(entry.counts, finding.value) for entry in asked for finding in fail_on or ()))


@contextmanager
def on_termination() -> Iterator[None]:
    """Let SIGTERM end the program like Ctrl-C does, so that pages are written and workers end."""

    def terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(TERMINATED)

    former = signal.signal(signal.SIGTERM, terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
