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

from factcheck.cli.batching import (
    Again,
    ClaimsFolder,
    Formats,
    OutFolder,
    Quiet,
    Seconds,
    Workers,
    exit_status,
    found,
    job_of,
    say_end,
    workers_of,
)
from factcheck.cli.options import (
    ArticleDate,
    ArticlePublisher,
    AsEnglish,
    AsOf,
    Calibration,
    Evidence,
    FailOn,
    IndexFolder,
    MinConfidence,
    ModelName,
    Passages,
    RerankerName,
    SourcingRules,
    VerifierName,
)
from factcheck.cli.output import one_line, say
from factcheck.defaults import EMBEDDER, PASSAGES_PER_CLAIM, RERANKER, VERIFIER
from factcheck.errors import InputError

__all__ = ["watch"]


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, help="The folder of the drafts.", show_default=False)],
    evidence: Evidence,
    out: OutFolder,
    once: Annotated[bool, typer.Option("--once", help="Check what is there, and end: for cron.")] = False,
    settle: Annotated[
        float, typer.Option("--settle", min=0.1, max=600, help="Seconds without a change after which a file is taken for whole.")
    ] = 2,
    formats: Formats = None,
    claims: ClaimsFolder = None,
    as_of: AsOf = None,
    date: ArticleDate = None,
    publisher: ArticlePublisher = None,
    as_english: AsEnglish = False,
    index: IndexFolder = None,
    model: ModelName = EMBEDDER,
    reranker: RerankerName = RERANKER,
    verifier: VerifierName = VERIFIER,
    passages: Passages = PASSAGES_PER_CLAIM,
    min_confidence: MinConfidence = 0.0,
    calibration: Calibration = None,
    sourcing_rules: SourcingRules = None,
    fail_on: FailOn = None,
    workers: Workers = None,
    timeout: Seconds = 600,
    again: Again = False,
    quiet: Quiet = False,
) -> None:
    """Watch FOLDER: check each draft when it is saved, write its report, and keep an index page over all of them."""
    from factcheck.batch.running import Runner
    from factcheck.batch.watching import Notice, changes, watch_folder

    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; make it, and save the drafts there")
    job = job_of(
        evidence=evidence,
        out=out,
        formats=formats,
        claims=claims,
        as_of=as_of,
        date=date,
        publisher=publisher,
        as_english=as_english,
        index=index,
        model=model,
        reranker=reranker,
        verifier=verifier,
        passages=passages,
        min_confidence=min_confidence,
        calibration=calibration,
        sourcing_rules=sourcing_rules,
    )
    with _stopped_by_signals() as stop:
        wake = None if once else changes([folder, evidence], stop)
        with Runner(job, workers=workers_of(workers), timeout=timeout) as runner:
            if not once:
                say(f"watching {folder}; the reports are in {out / 'index.html'}; Ctrl-C ends")
            for event in watch_folder(folder, job, runner, settle=settle, once=once, stop=stop, again=again, wake=wake):
                clock = "" if once else f"{dt.datetime.now().astimezone():%H:%M:%S} "
                if isinstance(event, Notice):
                    if not quiet or event.kind == "evidence-unusable":
                        say(clock + _NOTICES[event.kind].format(one_line(event.text)))
                elif event.kind == "failed":
                    say(f"{clock}{one_line(event.shown)}: failed: {event.entry.reason}")
                elif not quiet:
                    say(f"{clock}{one_line(event.shown)}: {found(event.entry)} ({event.seconds:.1f} s)")
            summary = runner.write_pages()
    say_end(summary, out)
    if once and (status := exit_status(summary, fail_on)):
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
