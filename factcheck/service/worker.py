"""The workers: threads that share one engine, each with one article at a time.

Why no batch of several articles: the models run every text alone and on one thread, as many at a time as there are cores, so that its
result is the same bytes beside any other texts. One article fills the cores while a model runs; what is left to gain is the time between,
when it is in Python. A second thread fills that with another article's models (docs/server.md has the figures), at no cost in memory.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from functools import partial

from factcheck.errors import FactcheckError
from factcheck.report import render
from factcheck.service.jobs import JobProgress, counts_of
from factcheck.service.operations import Service
from factcheck.service.requests import CheckRequest
from factcheck.service.store import JobStore

__all__ = ["Workers", "default_workers"]

log = logging.getLogger(__name__)
_EVERY = 0.5
"""Seconds between two notes of progress, each of which is written to disk."""
_CLEAN = 60.0


class _GivenUpError(Exception):
    """The job was cancelled, or the server ends."""


def default_workers() -> int:
    """As many as there are cores, two at least."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, cores)


class Workers:
    """Threads that do what waits in a store."""

    def __init__(self, service: Service, store: JobStore, *, count: int, changed: Callable[[str], None] = lambda _job: None) -> None:
        """Make them; they start with `start`.

        Args:
            service: what they work with.
            store: the jobs.
            count: how many.
            changed: called from a worker's thread with the id of a job of which there is news.
        """
        self._service = service
        self._store = store
        self._changed = changed
        self._wake = threading.Condition()
        self._ending = False
        self._threads = [threading.Thread(target=self._work, name=f"worker-{number}", daemon=True) for number in range(count)]
        self._cleaner = threading.Thread(target=self._clean, name="cleaner", daemon=True)

    def start(self) -> None:
        """Begin with what waits."""
        for thread in (*self._threads, self._cleaner):
            thread.start()

    def wake(self) -> None:
        """There is a new job."""
        with self._wake:
            self._wake.notify_all()

    @property
    def alive(self) -> bool:
        """Whether all of them run."""
        return not self._ending and all(thread.is_alive() for thread in (*self._threads, self._cleaner))

    def end(self, seconds: float = 10.0) -> None:
        """Stop. What runs is left as it is and is begun again by the next server.

        Args:
            seconds: to wait for the threads, which stop at the next stage of their work.
        """
        self._ending = True
        self.wake()
        until = time.monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        while not self._ending:
            try:
                taken = self._store.take()
                if taken is not None:
                    self._do(*taken)
                    continue
            except sqlite3.Error as error:
                self._in_trouble(error)
            with self._wake:
                if not self._ending:
                    self._wake.wait(timeout=1.0)

    def _in_trouble(self, error: sqlite3.Error) -> None:
        """The store cannot be used, as when the disk is full: said, and tried again."""
        log.error("the jobs cannot be kept (%s: %s); trying again", type(error).__name__, error)

    def _do(self, identifier: str, request: str) -> None:
        last = 0.0

        def progress(stage: str, done: int, total: int, /) -> None:
            nonlocal last
            now = time.monotonic()
            if self._ending:
                raise _GivenUpError
            if now - last >= _EVERY or (total and done == total):
                last = now
                try:
                    wanted = self._store.progress(identifier, JobProgress(stage=stage, done=done, total=total))
                except sqlite3.Error as error:  # a note that is lost is no reason to give up the work
                    self._in_trouble(error)
                    return
                if not wanted:
                    raise _GivenUpError
                self._changed(identifier)

        self._changed(identifier)
        try:
            report = self._service.check(CheckRequest.model_validate_json(request), progress=progress)
            finish = partial(self._store.finish, identifier, report=render(report, "json"), counts=counts_of(report))
        except _GivenUpError:
            if self._ending:
                self._store.release(identifier)
            return
        except FactcheckError as error:
            finish = partial(self._store.finish, identifier, problem=" ".join(str(error).split())[:500])
        except Exception as error:  # noqa: BLE001 - one bad article never ends the server
            # The type only: the message of an unexpected error may hold words of the article.
            log.error("job %s: internal error (%s)", identifier, type(error).__name__)  # noqa: TRY400
            finish = partial(self._store.finish, identifier, problem=f"internal error ({type(error).__name__}); please report it")
        self._until_kept(finish)
        self._changed(identifier)

    def _until_kept(self, finish: Callable[[], None]) -> None:
        """Write a result, again and again while the store cannot be used; a server that ends meanwhile leaves the job to the next."""
        while True:
            try:
                finish()
            except sqlite3.Error as error:
                self._in_trouble(error)
            else:
                return
            with self._wake:
                if self._ending:
                    return
                self._wake.wait(timeout=1.0)

    def _clean(self) -> None:
        while not self._ending:
            try:
                self._store.clean()
            except sqlite3.Error as error:
                self._in_trouble(error)
            with self._wake:
                self._wake.wait(timeout=_CLEAN)
