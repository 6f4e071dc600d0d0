"""A watched folder: drafts are checked when they have come to rest, and again when the evidence changed.

What is new is told by comparing the folder with the journal. The system's notices only say when to look, so that it does not matter in what
way an editor saves, and nothing is missed that happened while an article was checked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event as Flag
from typing import Final, Literal

from factcheck.batch.checking import Job
from factcheck.batch.listing import Listing, list_articles
from factcheck.batch.running import Event, Runner
from factcheck.errors import FactcheckError, InputError

__all__ = ["Notice", "changes", "watch_folder"]

_LOOK: Final = 30.0
"""Seconds after which the folder is looked at without any notice: network drives give none."""


@dataclass(frozen=True)
class Notice:
    """Something else that happened."""

    kind: Literal["evidence", "evidence-unusable", "gone"]
    text: str


Signature = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class _Rest:
    """Tells which files have come to rest: nothing about them changed for some seconds."""

    def __init__(self, settle: float, clock: Callable[[], float] = time.time) -> None:
        self._settle = settle
        self._clock = clock
        self._seen: dict[Path, tuple[Signature, float]] = {}

    def resting(self, path: Path) -> bool:
        """Whether a file rests; one whose last change is long past does so when it is first seen."""
        now = self._clock()
        try:
            status = path.stat()
        except OSError:
            self._seen.pop(path, None)
            return False
        signature = (status.st_size, status.st_mtime_ns)
        known = self._seen.get(path)
        if known is None or known[0] != signature:
            # A copy can bear an old date before it is whole, but only at the end; a clock on another machine can be ahead.
            since = min(status.st_mtime, now) if known is None else now
            self._seen[path] = known = (signature, since)
        return now - known[1] >= self._settle


def watch_folder(
    folder: Path,
    job: Job,
    runner: Runner,
    *,
    settle: float,
    once: bool,
    stop: Flag,
    again: bool = False,
    wake: Callable[[float], bool] | None = None,
) -> Iterator[Event | Notice]:
    """Check what is in a folder, and then whatever is saved into it, until `stop` is set.

    Args:
        folder: The drafts.
        job: What is the same for all of them; the evidence is watched too.
        runner: Opened by the caller.
        settle: Seconds without a change after which a file is taken for whole.
        once: End when everything that is there now is checked.
        stop: Set from a signal.
        again: Check everything once, also what has not changed.
        wake: Waits for so many seconds, or less when something happened; tells whether the evidence may have changed.

    Raises:
        FactcheckError: Models or evidence cannot be loaded at the beginning, or a page cannot be written.
    """
    rest, known = _Rest(settle), set[str]()
    failed: dict[str, str] = {}  # what nothing but a change can mend
    evidence = _newest(job.evidence)
    fresh = True
    while not stop.is_set():
        listing, waiting = _resting(list_articles([str(folder)], job.out, without=_closed(job)), rest)
        yield from (Notice("gone", key) for key in sorted(known - _keys(listing) - waiting))
        known = _keys(listing) | waiting
        run = runner.plan(listing, again=again)
        news = [event for event in run.unreadable if failed.get(event.entry.id) != event.entry.reason]
        failed |= {event.entry.id: event.entry.reason or "" for event in news}
        yield from news
        pending = {named.name: named for named in run.pending if failed.get(named.name) != named.task.sha256}
        for event in runner.work(run._replace(pending=tuple(pending.values()))):
            if event.kind == "failed":
                failed[event.entry.id] = pending[event.entry.id].task.sha256
            yield event
            if stop.is_set():
                return
        if fresh or news or pending:
            runner.write_pages()
        fresh, again = False, False
        runner.rest()
        if once and not waiting:
            return
        if pending:
            continue  # the folder may have changed meanwhile
        changed = wake(settle if waiting else _LOOK) if wake else stop.wait(settle)
        newest = _newest(job.evidence)
        if not once and (changed or newest != evidence) and newest != evidence:
            evidence = _settled(job.evidence, settle, stop)
            yield from _reloaded(runner)
            failed.clear()
            fresh = True


def _reloaded(runner: Runner) -> Iterator[Notice]:
    try:
        corpus = runner.reload()
    except FactcheckError as error:
        yield Notice("evidence-unusable", " ".join(str(error).split()))
        return
    yield Notice("evidence", f"{corpus.documents} documents, {corpus.passages} passages")


def _resting(listing: Listing, rest: _Rest) -> tuple[Listing, set[str]]:
    """What can be checked now, and the keys of what is still being written."""
    resting = {task.key for task in listing.tasks if rest.resting(task.path)}
    calm = {one.key for one in listing.unreadable if rest.resting(Path(one.shown))}
    waiting = _keys(listing) - resting - calm
    return (
        replace(
            listing,
            tasks=tuple(task for task in listing.tasks if task.key in resting),
            unreadable=tuple(one for one in listing.unreadable if one.key in calm),
        ),
        waiting,
    )


def _keys(listing: Listing) -> set[str]:
    return {task.key for task in listing.tasks} | {one.key for one in listing.unreadable}


def _closed(job: Job) -> list[Path]:
    return [path for path in (job.claims, job.evidence, job.index) if path is not None]


def _newest(evidence: Path) -> tuple[int, int, int]:
    """What tells that evidence changed: number of files, their size, and the latest change."""
    files = [evidence] if evidence.is_file() else [Path(root) / name for root, _, names in os.walk(evidence) for name in names]
    found = []
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        found.append((status.st_size, status.st_mtime_ns))
    return len(found), sum(size for size, _ in found), max((moment for _, moment in found), default=0)


def _settled(evidence: Path, settle: float, stop: Flag) -> tuple[int, int, int]:
    """Wait until the evidence has come to rest."""
    now = _newest(evidence)
    while not stop.wait(settle):
        then, now = now, _newest(evidence)
        if then == now:
            break
    return now


def changes(folders: Sequence[Path], stop: Flag) -> Callable[[float], bool]:
    """The system's notices about changes, as something to wait for.

    Raises:
        InputError: watchfiles is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise InputError("watching a folder needs watchfiles: pip install 'factcheck-newsroom[watch]'") from None
    places = [folder if folder.is_dir() else folder.parent for folder in folders]
    notices = watch(*places, stop_event=stop, rust_timeout=200, yield_on_timeout=True, step=50, debounce=400, watch_filter=None)

    def wake(seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while (found := next(notices, None)) is not None:
            if found or time.monotonic() >= deadline:
                return bool(found)
        return False

    return wake
