"""Fetching many pages politely: as robots.txt allows, one at a time, with a pause between."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from factcheck.article.files import decode_page
from factcheck.article.html import MIN_WORDS
from factcheck.errors import ArticleError, CorpusError, FetchError
from factcheck.evidence.readers.html import read_html
from factcheck.fetching import Limits, Page, Store, fetch, require_address
from factcheck.fetching.client import AGENT
from factcheck.models import Document

__all__ = ["Fetcher", "page_document", "same_site"]

_ROBOTS: Final = Limits(seconds=15.0, bytes=500_000)
_LONGEST_DELAY: Final = 120.0
"""Seconds that a robots.txt may ask for between two requests; a run that waits longer would never end."""
_CLOSED: Final = 500
"""A server in trouble, which from this status on says nothing of what it allows, is left alone (RFC 9309)."""


class Fetcher:
    """Fetches pages of any number of hosts.

    Args:
        allow_private: Fetch from hosts that are not on the public internet too.
        delay: Seconds between two requests to one host; more where its robots.txt asks for more.
        store: Keep what is fetched here.
        sleep: What waits.
    """

    def __init__(
        self, *, allow_private: bool = False, delay: float = 1.0, store: Store | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._allow_private, self._delay, self._store, self._sleep = allow_private, delay, store, sleep
        self._rules: dict[str, RobotFileParser] = {}
        self._visited: set[str] = set()

    def source(self, url: str, limits: Limits) -> Page:
        """What a user named: fetched without asking robots.txt, which speaks to robots.

        Raises:
            FetchError: It cannot be fetched.
        """
        return fetch(url, limits=limits, allow_private=self._allow_private, store=self._store)

    def page(self, url: str) -> Page:
        """A page that a source lists.

        Raises:
            FetchError: robots.txt does not allow it, or it cannot be fetched.
        """
        url = require_address(url)
        host = _host(url)
        rules = self._rules_of(host)
        if not rules.can_fetch(AGENT, url):
            raise FetchError(f"{url}: robots.txt of its host does not allow it")
        if host in self._visited:
            self._sleep(max(self._delay, min(_LONGEST_DELAY, float(rules.crawl_delay(AGENT) or 0))))
        self._visited.add(host)
        return fetch(url, allow_private=self._allow_private, store=self._store)

    def _rules_of(self, host: str) -> RobotFileParser:
        if host not in self._rules:
            rules = RobotFileParser()
            try:
                page = fetch(f"{host}/robots.txt", limits=_ROBOTS, allow_private=self._allow_private)
                rules.parse(page.data.decode("utf-8", "replace").splitlines())
            except ValueError as error:  # a digit that is no number, such as "²"
                raise FetchError(f"{host}: its robots.txt cannot be read, so nothing of it is ({error})") from None
            except FetchError as error:
                # Without the file everything is allowed; without a host that answers nothing is.
                if error.status is None or error.status >= _CLOSED:
                    raise FetchError(f"{host}: its robots.txt cannot be read, so nothing of it is ({error})") from None
                rules.parse([])
            self._rules[host] = rules
        return self._rules[host]


def page_document(page: Page, identifier: str) -> Document:
    """The document of a fetched page.

    Raises:
        CorpusError: There is no article in it, or it is no page.
    """
    where = page.record.final_url
    kind = (page.record.content_type or "text/html").split(";", 1)[0].strip().lower()
    if kind not in {"text/html", "application/xhtml+xml"} and PurePosixPath(urlsplit(where).path).suffix.lower() not in {".html", ".htm"}:
        raise CorpusError(f"{where}: is {kind[:60]}, no page")
    try:
        text = decode_page(page.data, page.record.content_type, name=where)
    except ArticleError as error:
        raise CorpusError(str(error)) from None
    document = read_html(text.encode(), where, identifier=identifier)
    if len(document.text.split()) < MIN_WORDS:
        raise CorpusError(f"{where}: no article found in this page")
    # A page that calls the site's front page its own address is set up wrongly, and all such pages would be one.
    # One that calls another site's page its own address would take the place of that site's document.
    return document if document.url and _may_call_itself(document.url, where) else document.model_copy(update={"url": where})


def _may_call_itself(stated: str, where: str) -> bool:
    try:
        parts, fetched = urlsplit(stated), urlsplit(where)
        return same_site(parts.hostname, fetched.hostname) and bool(parts.path.strip("/") or not fetched.path.strip("/"))
    except ValueError:
        return False


def same_site(host: str | None, other: str | None) -> bool:
    """Whether two hosts are one but for "www."."""
    return host is not None and host.removeprefix("www.") == (other or "").removeprefix("www.")


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
