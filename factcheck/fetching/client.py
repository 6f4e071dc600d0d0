"""One address, fetched within limits."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from factcheck import __version__
from factcheck.errors import FetchError
from factcheck.legibility import legible
from factcheck.models import Fetched
from factcheck.unpacking import UnpackError, unpacked

if TYPE_CHECKING:
    from httpcore2 import Response

    from factcheck.fetching.store import Store

__all__ = ["AGENT", "Limits", "Page", "fetch", "is_address", "require_address"]

AGENT: Final = "factcheck"
"""What robots.txt knows this program by."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_UNSENDABLE = re.compile(r"[^\S ]|[\x00-\x1f\x7f\\]")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MAX_URL: Final = 2_000


class Limits(NamedTuple):
    """How much a fetch may take."""

    seconds: float = 30.0
    """For everything: the name, all redirects, the body."""
    bytes: int = 20_000_000
    """Of the body, after decompression too."""
    redirects: int = 5


class Page(NamedTuple):
    """What came back."""

    data: bytes
    """The body, decompressed."""
    record: Fetched


def is_address(source: str) -> bool:
    """Whether a word of the command line is an address of the web or wants to be one, and no file name.

    A single letter before the colon is a drive.
    """
    return bool(_SCHEME.match(source))


def require_address(url: str) -> str:
    """An address in the form that is sent: ASCII, without a fragment.

    Raises:
        FetchError: It is no http or https address, or holds a password.
    """
    shown = legible(" ".join(url[:200].split())) + ("…" if len(url) > 200 else "")
    wrong = f"{shown}: not a valid address; write https://host/path"
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (UnicodeError, ValueError):
        raise FetchError(wrong) from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise FetchError(f"{shown}: only http and https addresses are fetched; name a file by its path")
    if not _HOST.fullmatch(host) or len(url) > _MAX_URL or _UNSENDABLE.search(url.strip()):
        raise FetchError(wrong)
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{host}: the address holds a name or a password, which a report would print; save the page and name its file")
    place = f"[{host}]" if ":" in host else host
    netloc = place if port is None else f"{place}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme.lower(), netloc, path, quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]"), ""))


def fetch(url: str, *, limits: Limits | None = None, allow_private: bool = False, store: Store | None = None) -> Page:
    """Fetch an address with GET.

    Redirects are followed by hand, so that each is held to the same rules as the first address. No cookies, no proxy, no
    credentials.

    Args:
        url: Where; http or https.
        limits: How much it may take.
        allow_private: Fetch from hosts that are not on the public internet too.
        store: Keep what came back here.

    Raises:
        FetchError: It cannot be fetched, or may not be; the message is one line.
        OutputError: It cannot be kept.
    """
    from httpcore2 import ConnectionPool, NetworkError, ProtocolError, TimeoutException

    from factcheck.fetching.connection import CheckedBackend, Deadline

    limits = limits or Limits()
    asked = require_address(url)
    deadline = Deadline(limits.seconds, asked)
    at = asked
    backend = CheckedBackend(deadline, allow_private=allow_private)
    try:
        with ConnectionPool(network_backend=backend, max_connections=1) as pool:
            for _ in range(limits.redirects + 1):
                with pool.stream("GET", at, headers=_headers()) as response:
                    target = _header(response, b"location")
                    if response.status not in _REDIRECTS or target is None:
                        return _finish(response, asked, at, limits, store)
                at = require_address(_redirected(at, target))
    except TimeoutException:
        raise deadline.passed() from None
    except (NetworkError, ProtocolError) as error:
        reason = legible(" ".join(str(error).split())) or "the connection broke off"
        raise FetchError(f"{at}: cannot be fetched ({reason[:200]}); check the address, or save the page and name its file") from None
    raise FetchError(f"{asked}: more than {limits.redirects} redirects; give the address that it ends at")


def _redirected(at: str, target: str) -> str:
    try:
        return urljoin(at, target)
    except ValueError:
        raise FetchError(f"{at}: redirects to what is no address") from None


def _headers() -> list[tuple[str, str]]:
    return [("User-Agent", f"{AGENT}/{__version__}"), ("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate")]


def _header(response: Response, name: bytes) -> str | None:
    return next((value.decode("latin-1").strip() for key, value in response.headers if key.lower() == name), None)


def _finish(response: Response, asked: str, at: str, limits: Limits, store: Store | None) -> Page:
    if response.status != HTTPStatus.OK:
        phrase = next((status.phrase for status in HTTPStatus if status == response.status), "")
        answer = f"{at}: the server answered {response.status} {phrase}".rstrip()
        raise FetchError(f"{answer}; check the address in a browser", response.status)
    coding = (_header(response, b"content-encoding") or "identity").lower()
    length = _header(response, b"content-length")
    if length and length.isdigit() and int(length) > limits.bytes:
        raise _too_large(at, limits)
    if coding in {"gzip", "x-gzip", "deflate"}:
        pieces = _inflated(_limited(response.iter_stream(), at, limits), at, limits)
    elif coding == "identity":
        pieces = _limited(response.iter_stream(), at, limits)
    else:
        raise FetchError(f"{at}: the server sends {coding[:40]!r}, which nobody asked for; save the page and name its file")
    data = b"".join(pieces)
    record = Fetched(
        url=asked,
        final_url=at,
        at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        status=response.status,
        content_type=_header(response, b"content-type"),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    if store:
        store.keep(data, record)
    return Page(data, record)


def _limited(pieces: Iterable[bytes], at: str, limits: Limits) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limits.bytes:
            raise _too_large(at, limits)
        yield piece


def _inflated(pieces: Iterable[bytes], at: str, limits: Limits) -> Iterator[bytes]:
    """Decompressed; stops at the limit, however much more the server packed into a few bytes."""
    try:
        yield from unpacked(pieces, limits.bytes)
    except UnpackError as error:
        if error.reason == "too large":
            raise _too_large(at, limits) from None
        if error.reason == "cut short":
            raise FetchError(f"{at}: the answer broke off; try again") from None
        raise FetchError(f"{at}: the server's compression is broken; save the page and name its file") from None


def _too_large(at: str, limits: Limits) -> FetchError:
    return FetchError(f"{at}: larger than {limits.bytes / 1_000_000:g} MB; is this an article?")
