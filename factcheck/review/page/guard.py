"""Who may speak to the review page: a browser on this machine that was given the address, and nobody through it.

Every request: the Host must be this server's own (against DNS rebinding), nothing may come from another site, and all but the first must
carry the cookie that the token in the address was exchanged for. Every write: Origin of our own, the token of the page, JSON, a small body.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CSRF_HEADER", "MAX_BODY", "POLICY", "Guard", "Keys"]

MAX_BODY = 256 * 1024
"""Bytes of a request; a decision is a few hundred."""
CSRF_HEADER = "x-factcheck-token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Keys:
    """The secrets of one run of the server; they end with it."""

    address: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Stands in the address that is opened."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """The cookie."""
    write: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Stands in the page; every write sends it back."""


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, keys: Keys, port: int) -> None:
        """Guard `app`, which is served on `port` of the loopback."""
        self._app = app
        self._keys = keys
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self._origins = frozenset(f"http://{host}" for host in self._hosts)
        self._cookie = f"factcheck_review_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what may pass."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, send_safely)
            return
        await self._app(scope, _limited(receive), send_safely)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("This page answers to 127.0.0.1 only.", 421)
        if scope["path"] == "/" and scope["method"] == "GET" and scope["query_string"]:
            return self._welcome(scope)
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("Requests from another site are refused.", 403)
        if not compare_digest(self._presented(headers).encode(), self._keys.session.encode()):
            return PlainTextResponse("Open the address that `factcheck review` printed.", 403)
        return None if scope["method"] in _SAFE else self._write_refusal(headers)

    def _welcome(self, scope: Scope) -> Response:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not compare_digest(given.encode(), self._keys.address.encode()):
            return PlainTextResponse("This address is of another run; open the one that `factcheck review` printed last.", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._keys.session, httponly=True, samesite="strict", path="/")
        return answer

    def _presented(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    def _write_refusal(self, headers: Headers) -> Response | None:
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if (origin is None and site is None) or (origin is not None and origin.lower() not in self._origins) or site == "none":
            return PlainTextResponse("Writes come from this page only.", 403)
        if not compare_digest(headers.get(CSRF_HEADER, "").encode(), self._keys.write.encode()):
            return PlainTextResponse("Writes carry the token of the page; load it again.", 403)
        if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return PlainTextResponse("Writes are JSON.", 415)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return PlainTextResponse(f"More than {MAX_BODY // 1024} KB.", 413)
        return None


def _limited(receive: Receive) -> Receive:
    """What arrives, cut off where a body without a stated length grows too large."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            return {"type": "http.disconnect"}
        return message

    return limited
