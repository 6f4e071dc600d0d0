"""News of jobs: from the workers' threads to whoever waits on the event loop."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from factcheck.service.errors import BusyError, NotFoundError
from factcheck.service.jobs import FINISHED, Job
from factcheck.service.store import JobStore

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Bell", "follow", "wait_for"]

_LOOK = 2.0
"""Seconds after which whoever waits looks by themselves."""


class Bell:
    """Wakes those who wait for news of a job; `most` may wait at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._count = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def ring(self, job: str) -> None:
        """There is news; may be called from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._ring, job)

    def _ring(self, job: str) -> None:
        for event in self._waiting.get(job, ()):
            event.set()

    def require_room(self) -> None:
        """Refuse one more who waits.

        Raises:
            BusyError: too many wait already.
        """
        if self._count >= self._most:
            raise BusyError("too many requests wait for jobs; ask for the job's state from time to time instead", 10)

    @contextmanager
    def listening(self, job: str) -> Iterator[asyncio.Event]:
        """An event that is set at news of the job; for the event loop.

        Raises:
            BusyError: too many wait already.
        """
        self.require_room()
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting[job].add(event)
        self._count += 1
        try:
            yield event
        finally:
            self._count -= 1
            self._waiting[job].discard(event)
            if not self._waiting[job]:
                del self._waiting[job]


async def _news(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    event.clear()


async def wait_for(store: JobStore, bell: Bell, identifier: str, seconds: float) -> Job:
    """A job as it is once it is finished, or when the time is up.

    Raises:
        NotFoundError: there is no such job.
        BusyError: too many wait already.
    """
    job = await run_in_threadpool(store.job, identifier)
    if seconds <= 0 or job.state in FINISHED:
        return job
    until = time.monotonic() + seconds
    with bell.listening(identifier) as event:
        while job.state not in FINISHED and (left := until - time.monotonic()) > 0:
            await _news(event, min(left, _LOOK))
            job = await run_in_threadpool(store.job, identifier)
    return job


async def follow(store: JobStore, bell: Bell, identifier: str, after: int) -> AsyncIterator[dict[str, str]]:
    """The events of a job after the one of that number, for server-sent events; ends with the job."""
    with bell.listening(identifier) as event:
        while True:
            for news in await run_in_threadpool(store.events, identifier, after):
                after = news.number
                yield {"id": str(news.number), "event": news.kind, "data": news.data}
            if await run_in_threadpool(_over, store, identifier, after):
                return
            await _news(event, _LOOK)


def _over(store: JobStore, identifier: str, after: int) -> bool:
    """Whether nothing more will come of a job."""
    try:
        return store.job(identifier).state in FINISHED and not store.events(identifier, after)
    except NotFoundError:  # deleted meanwhile
        return True
