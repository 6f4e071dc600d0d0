"""How much one caller may ask for, and how much is done at a time."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from factcheck.service.errors import BusyError

__all__ = ["QUEUE", "THREADS", "Quota", "ServerLimits", "Turnstile"]

QUEUE = 12
THREADS = 120
"""That requests are answered in: those who wait at the turnstile hold one each, and must leave some to the others."""


class ServerLimits(NamedTuple):
    """What the operator allows."""

    body: int = 2_000_000
    """Bytes of a request."""
    requests: int = 300
    """Per minute, of one token or address."""
    waiting: int = 100
    """Jobs."""
    at_once: int = 4
    """Extractions, searches, and articles that are being read; others wait for a moment, up to `QUEUE` times as many in all."""
    streams: int = 100
    """Event streams that are open, and requests that wait for a job."""


class Quota:
    """Requests per minute of each caller, over a moving window."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def spend(self, caller: str) -> int | None:
        """Count a request; the seconds to wait where it is one too many."""
        if self._limiter.hit(self._item, caller):
            return None
        return max(1, math.ceil(self._limiter.get_window_stats(self._item, caller).reset_time - time.time()))


class Turnstile:
    """Lets so many through at a time; others wait for a moment, up to `QUEUE` times as many in all."""

    def __init__(self, at_once: int, *, seconds: float = 20.0) -> None:
        self._inside = threading.BoundedSemaphore(at_once)
        self._near = threading.BoundedSemaphore(QUEUE * at_once)
        self._seconds = seconds

    @contextmanager
    def through(self) -> Iterator[None]:
        """Be one of those inside.

        Raises:
            BusyError: too many are.
        """
        if not self._near.acquire(blocking=False):
            raise BusyError("too many requests are being worked on; try again in a moment", 2)
        try:
            if not self._inside.acquire(timeout=self._seconds):
                raise BusyError("too many requests are being worked on; try again in a moment", 5)
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._near.release()
