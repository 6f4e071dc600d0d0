"""Connections that go to the checked address and nowhere else, and that end when the time is up."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

from httpcore2 import SOCKET_OPTION, ConnectError, NetworkBackend, NetworkStream, SyncBackend

from factcheck.errors import FetchError
from factcheck.fetching.addresses import resolve

__all__ = ["CheckedBackend", "Deadline"]


class Deadline:
    """A point in time by which everything must be done, whatever the number of steps."""

    def __init__(self, seconds: float, url: str) -> None:
        self._seconds, self._url = seconds, url
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0.

        Raises:
            FetchError: The time is up.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchError:
        """What to say when the time is up."""
        return FetchError(f"{self._url}: took longer than {self._seconds:g} seconds; try again, or save the page and name its file")


class _TimedStream(NetworkStream):
    """A connection each of whose steps ends with the deadline: a server that drips bytes cannot hold it open."""

    def __init__(self, inner: NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline decides
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - likewise
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - likewise
    ) -> NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - whatever the stream knows
        return self._inner.get_extra_info(info)


class CheckedBackend(NetworkBackend):
    """Resolves a host, checks all its addresses, and connects to one of those: the name is not asked for twice.

    The name that TLS checks the certificate against stays the host's own.
    """

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline, self._allow_private = deadline, allow_private
        self._inner = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline decides
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to the first address of `host` that answers.

        Raises:
            FetchError: There is no such host, or one of its addresses is not public.
            ConnectError: None answers.
        """
        addresses = resolve(host, port, allow_private=self._allow_private, timeout=self._deadline.left())
        failure: ConnectError | None = None
        for address in addresses:
            try:
                return _TimedStream(
                    self._inner.connect_tcp(address, port, self._deadline.left(), local_address, socket_options), self._deadline
                )
            except ConnectError as error:
                failure = error
        raise failure or ConnectError("no address")
