"""Who may speak to the server: a program that has the token and calls it by its own name; no web page, and nobody through one.

Every request: the Host must be one that the server was started for (against DNS rebinding), nothing may come from another site, the bearer
token must be right, the caller may not ask too often. Every write: JSON, a body of limited size. There is no CORS.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection
from contextlib import suppress
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from factcheck.server.limits import Quota
from factcheck.server.problems import problem

log = logging.getLogger(__name__)

__all__ = ["OPEN_PATHS", "Guard"]

OPEN_PATHS = frozenset({"/v1/health/live", "/v1/health/ready"})
"""Answered without a token: they say nothing about anybody."""
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
}
_SANDBOX = "sandbox allow-scripts; frame-ancestors 'none'"
"""A report that is opened in a browser runs apart from this server, whatever its article says."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class _TooLargeError(Exception):
    """The body is larger than it may be."""


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], tokens: Collection[str], quota: Quota, most_bytes: int) -> None:
        """Guard `app`.

        Args:
            app: the application.
            hosts: what the Host header may be, in lower case, with the port.
            tokens: of which one must be presented; none lets everybody in.
            quota: requests of each caller.
            most_bytes: of a body.
        """
        self._app = app
        self._hosts = frozenset(hosts)
        self._tokens = tuple(token.encode() for token in tokens)
        self._quota = quota
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what may pass."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        exceeded: list[bool] = []
        refusing = started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if exceeded and not refusing:  # whatever the application makes of a body that broke off
                return
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers["content-security-policy"] = _SANDBOX
            await send(message)

        refused = self._refusal(scope)
        if refused is None:
            try:
                with suppress(_TooLargeError):
                    await self._app(scope, self._limited(receive, exceeded), send_safely)
            except Exception as error:  # noqa: BLE001 - what goes on to the server is logged with its message, which may hold words of a draft
                log.error("internal error (%s)", type(error).__name__)  # noqa: TRY400
                refused = None if started else problem("internal", f"internal error ({type(error).__name__})")
            if exceeded:
                refused = self._too_large()
        if refused is not None:
            refusing = True
            await refused(scope, receive, send_safely)

    def _refusal(self, scope: Scope) -> Response | None:  # noqa: PLR0911 - a list of reasons, each with its answer
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return problem("bad-host", "this server was not started for that host name")
        origin = headers.get("origin")
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} or (
            origin is not None and origin.lower() != f"http://{host}"
        ):
            return problem("cross-site", "requests from web pages are refused")
        if scope["path"] in OPEN_PATHS:
            return None
        address = (scope.get("client") or ("?",))[0]
        given = self._token(headers)
        if self._tokens and not given:
            wait = self._quota.spend(f"stranger {address}")
            if wait is not None:
                return _too_many(wait)
            return problem("unauthorized", "send `Authorization: Bearer TOKEN`", headers={"www-authenticate": 'Bearer realm="factcheck"'})
        wait = self._quota.spend(f"token {hashlib.sha256(given).hexdigest()}" if given else f"address {address}")
        if wait is not None:
            return _too_many(wait)
        return None if scope["method"] in _SAFE else self._write_refusal(headers)

    def _token(self, headers: Headers) -> bytes:
        """The token that was presented, where it is one of ours; each is compared, in constant time."""
        kind, _, presented = headers.get("authorization", "").partition(" ")
        given = presented.strip().encode("latin-1", "replace")
        right = [compare_digest(given, token) for token in self._tokens]
        return given if kind.lower() == "bearer" and any(right) else b""

    def _write_refusal(self, headers: Headers) -> Response | None:
        length = headers.get("content-length")
        if length is not None and (not length.isdecimal() or int(length) > self._most_bytes):
            return self._too_large()
        has_body = (length is not None and length != "0") or "transfer-encoding" in headers
        if has_body and headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return problem("not-json", "send the request as application/json")
        return None

    def _too_large(self) -> Response:
        return problem("too-large", f"a request has at most {self._most_bytes:,} bytes here")

    def _limited(self, receive: Receive, exceeded: list[bool]) -> Receive:
        """What arrives, cut off where a body without a stated length grows too large, which is noted."""
        total = 0

        async def limited() -> Message:
            nonlocal total
            message = await receive()
            if message["type"] == "http.request":
                total += len(message.get("body", b""))
                if total > self._most_bytes:
                    exceeded.append(True)
                    raise _TooLargeError
            return message

        return limited


def _too_many(wait: int) -> Response:
    return problem("too-many-requests", f"too many requests; try again in {wait} seconds", headers={"retry-after": str(wait)})
