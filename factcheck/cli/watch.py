"""`factcheck watch`: a folder of drafts, each checked when it is saved."""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Flag
from types import FrameType
from typing import Annotated

import typer

from factcheck.cli.batching import EachArticle, OutFolder, Running, exit_status, found, job_of, say_end
from factcheck.cli.grouped import grouped
from factcheck.cli.options import CheckModels, Evidence
from factcheck.cli.output import one_line, say
from factcheck.errors import InputError

__all__ = ["watch"]


@grouped
def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, help="The folder of the drafts.", show_default=False)],
    evidence: Evidence,
    out: OutFolder,
    once: Annotated[bool, typer.Option("--once", help="Check what is there, and end: for cron.")] = False,
    settle: Annotated[
        float, typer.Option("--settle", min=0.1, max=600, help="Seconds without a change after which a file is taken for whole.")
    ] = 2,
    *,
    each: EachArticle,
    models: CheckModels,
    how: Running,
) -> None:
    """Watch FOLDER: check each draft when it is saved, write its report, and keep an index page over all of them."""
    from factcheck.batch.running import Runner
    from factcheck.batch.watching import Notice, changes, watch_folder

    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; make it, and save the drafts there")
    job = job_of(evidence, out, each, models)
    with _stopped_by_signals() as stop:
        wake = None if once else changes([folder, evidence], stop)
        with Runner(job, workers=how.processes, timeout=how.timeout) as runner:
            if not once:
                say(f"watching {folder}; the reports are in {out / 'index.html'}; Ctrl-C ends")
            for event in watch_folder(folder, job, runner, settle=settle, once=once, stop=stop, again=how.again, wake=wake):
                clock = "" if once else f"{dt.datetime.now().astimezone():%H:%M:%S} "
                if isinstance(event, Notice):
                    if not how.quiet or event.kind == "evidence-unusable":
                        say(clock + _NOTICES[event.kind].format(one_line(event.text)))
                elif event.kind == "failed":
                    say(f"{clock}{one_line(event.shown)}: failed: {event.entry.reason}")
                elif not how.quiet:
                    say(f"{clock}{one_line(event.shown)}: {found(event.entry)} ({event.seconds:.1f} s)")
            summary = runner.write_pages()
    say_end(summary, out)
    if once and (status := exit_status(summary, each.fail_on)):
        raise typer.Exit(status)


_NOTICES = {
    "evidence": "the evidence changed ({}); every draft is checked against it",
    "evidence-unusable": "the evidence changed and cannot be used, so the former stays in use: {}",
    "gone": "{} is gone; its report stays",
}


@contextmanager
def _stopped_by_signals() -> Iterator[Flag]:
    """A flag that Ctrl-C and SIGTERM set: the article at work is finished; a second one ends at once."""
    stop = Flag()

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise SystemExit(128 + number)
        stop.set()

    former = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
