"""One source, brought into a corpus."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from factcheck.errors import CorpusError, FetchError
from factcheck.evidence.collecting.fact_checks import fact_checks, refusal
from factcheck.evidence.collecting.pages import Fetcher, page_document, same_site
from factcheck.evidence.collecting.records import Found, Records
from factcheck.evidence.collecting.sitemap import SITEMAP_ROOTS, Listed, parse_sitemap
from factcheck.evidence.readers.fields import make_document
from factcheck.fetching import Limits, Store, is_address
from factcheck.formats.feeds import FEED_ROOTS, Entry, Feed, MissingFeedparserError, parse_feed
from factcheck.formats.fragment import fragment_blocks
from factcheck.formats.json_text import parse_json_values
from factcheck.formats.xml import root_name
from factcheck.progress import Progress, silent
from factcheck.unpacking import UnpackError, unpacked

__all__ = ["Collected", "collect"]

MAX_SOURCE_BYTES: Final = 256 * 1024 * 1024
"""Of a feed, a sitemap or a file of fact-checks, unpacked too."""
MAX_SITEMAPS: Final = 50
"""Sitemaps that an index of sitemaps may lead to in one run."""
_SOURCE: Final = Limits(seconds=300.0, bytes=MAX_SOURCE_BYTES)


class Collected(NamedTuple):
    """What a run did."""

    new: int
    updated: int
    unchanged: int
    failed: tuple[str, ...]
    """What could not be used, each in one line."""
    left: int
    """Pages that the limit left for the next run."""
    documents: int
    """Collected documents of the corpus, all sources together."""


class _Tally:
    def __init__(self) -> None:
        self.counts = {"new": 0, "updated": 0, "unchanged": 0}
        self.failed: list[str] = []
        self.left = 0


def collect(
    source: str,
    folder: Path,
    *,
    limit: int = 50,
    delay: float = 1.0,
    pages: bool = False,
    publisher: str | None = None,
    publisher_type: str | None = None,
    allow_private: bool = False,
    keep: Path | None = None,
    progress: Progress = silent,
    sleep: Callable[[float], None] = time.sleep,
) -> Collected:
    """Bring the documents of a source into a corpus: what is new is added, what changed is replaced, all else stays.

    The source is an RSS or Atom feed, a sitemap or an index of sitemaps, or published fact-checks in JSON. A feed gives its own
    text, a sitemap the pages that it lists on its own host. What was fetched before the run is broken off is kept.

    Args:
        source: Its address, or a file.
        folder: The corpus; made if need be.
        limit: Most pages to fetch.
        delay: Seconds between two requests to one host.
        pages: Fetch the page of each new entry of a feed, where the feed has only a summary.
        publisher: Who publishes all of it, where it does not say so itself or says it wrongly.
        publisher_type: Such as `newspaper`.
        allow_private: Fetch from hosts that are not on the public internet too.
        keep: Folder to keep what is fetched in; None for not keeping it.
        progress: Told of the pages.
        sleep: What waits.

    Raises:
        CorpusError: The source is none of these, or a file of the corpus is broken.
        FetchError: The source cannot be fetched.
        OutputError: The corpus cannot be written.
    """
    records = Records(folder)
    fetcher = Fetcher(allow_private=allow_private, delay=delay, store=Store(keep) if keep else None, sleep=sleep)
    data = _unpacked(_read(source, fetcher), source)
    run = _Run(records, fetcher, limit, pages=pages, publisher=publisher, publisher_type=publisher_type, progress=progress)
    try:
        run.take(data, source)
    finally:
        records.save()
    tally = run.tally
    return Collected(tally.counts["new"], tally.counts["updated"], tally.counts["unchanged"], tuple(tally.failed), tally.left, len(records))


class _Run:
    """One run over one source."""

    def __init__(
        self,
        records: Records,
        fetcher: Fetcher,
        limit: int,
        *,
        pages: bool,
        publisher: str | None,
        publisher_type: str | None,
        progress: Progress,
    ) -> None:
        self._records, self._fetcher, self._limit, self._pages = records, fetcher, limit, pages
        self._publisher, self._publisher_type, self._progress = publisher, publisher_type, progress
        self._fetched = 0
        self.tally = _Tally()

    def take(self, data: bytes, source: str) -> None:
        root = root_name(data)
        try:
            if root in FEED_ROOTS:
                self._feed(parse_feed(data), source)
            elif root in SITEMAP_ROOTS:
                self._sitemap(data, source)
            elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
                self._fact_checks(data, source)
            else:
                raise CorpusError(f"{source}: neither a feed, a sitemap nor published fact-checks (ClaimReview in JSON)")
        except (ValueError, MissingFeedparserError) as error:
            raise CorpusError(f"{source}: {error}") from None

    def _put(self, found: Found) -> None:
        fields = {"publisher": self._publisher, "publisher_type": self._publisher_type}
        document = found.document.model_copy(update={name: " ".join(value.split()) for name, value in fields.items() if value})
        self.tally.counts[self._records.put(found._replace(document=document))] += 1

    def _may_fetch(self) -> bool:
        if self._fetched >= self._limit:
            self.tally.left += 1
            return False
        self._progress("fetching pages", self._fetched, self._limit)
        self._fetched += 1
        return True

    def _feed(self, feed: Feed, source: str) -> None:
        failures, again = self._records.failures(), dict[str, Callable[[], None]]()
        for number, entry in enumerate(feed.entries, start=1):
            guid = _guid(entry, feed.link or feed.title or source)
            stamp = {"guid": guid, "entry": _checksum(entry)}
            former = self._records.known(guid, entry.link)
            if former and former.stamps.get(source, {}).get("entry") == stamp["entry"]:
                self.tally.counts["unchanged"] += 1
                continue
            take = partial(self._entry, feed, entry, stamp, source, number)
            if entry.link and failures.get(entry.link) == stamp["entry"]:
                again[entry.link] = take
            else:
                take()
        _in_turn(again, failures)

    def _entry(self, feed: Feed, entry: Entry, stamp: dict[str, str], source: str, number: int) -> None:
        where = f"{source}: entry {number}"
        identifier = entry.link or stamp["guid"]
        if not identifier:
            self.tally.failed.append(f"{where}: has neither a link nor an id")
            return
        fields: dict[str, object] = {"id": identifier, "title": entry.title, "publisher": entry.source or feed.title, "url": entry.link}
        fields["date"] = entry.date.isoformat() if entry.date else None
        fields["text"] = "\n\n".join(text for text, _ in fragment_blocks(entry.html))
        wanted = self._pages and entry.link is not None and not entry.full
        if wanted and not self._may_fetch():
            return
        try:
            if wanted and entry.link:
                page = self._fetcher.page(entry.link)
                document = page_document(page, identifier)
                stated = {name: getattr(document, name) for name in ("title", "publisher", "text")} | {"date": str(document.date or "")}
                fields |= {name: value for name, value in stated.items() if value}
                stamp |= {"fetched": page.record.at.isoformat(), "page": page.record.sha256}
            self._put(Found(make_document(fields, where), {source: stamp}, summary=not entry.full and not wanted))
        except (CorpusError, FetchError) as error:
            self.tally.failed.append(str(error))
            if wanted and entry.link:
                self._records.fail(entry.link, stamp["entry"])

    def _sitemap(self, data: bytes, source: str) -> None:
        host = urlsplit(source).hostname if is_address(source) else None
        failures, again = self._records.failures(), dict[str, Callable[[], None]]()
        for listed in self._listed(data, source):
            if host and not same_site(host, _hostname(listed.url)):
                self.tally.failed.append(f"{listed.url[:200]}: is on another host than its sitemap")
                continue
            former = self._records.known(listed.url)
            if former and former.fetched and (not listed.changed or listed.changed in _changes(former)):
                self.tally.counts["unchanged"] += 1
                continue
            take = partial(self._page, listed, source)
            if failures.get(listed.url) == listed.changed:
                again[listed.url] = take
            else:
                take()
        _in_turn(again, failures)

    def _listed(self, data: bytes, source: str) -> Iterator[Listed]:
        """The pages of a sitemap and of those that it leads to, each once."""
        waiting, seen, told = [(data, source)], {source}, set[str]()
        while waiting:
            sitemap = parse_sitemap(waiting.pop(0)[0])
            for page in sitemap.pages:
                if page.url not in told:
                    told.add(page.url)
                    yield page
            for further in sitemap.maps:
                if further.url in seen or len(seen) > MAX_SITEMAPS or self._fetched >= self._limit:
                    continue
                seen.add(further.url)
                try:
                    fetched = self._fetcher.page(further.url).data
                    waiting.append((_unpacked(fetched, further.url), further.url))
                except (FetchError, CorpusError) as error:
                    self.tally.failed.append(str(error))

    def _page(self, listed: Listed, source: str) -> None:
        if not self._may_fetch():
            return
        try:
            page = self._fetcher.page(listed.url)
            document = page_document(page, listed.url)
        except (FetchError, CorpusError) as error:
            self.tally.failed.append(str(error))
            self._records.fail(listed.url, listed.changed)
            return
        stamp = {"guid": listed.url, "changed": listed.changed, "fetched": page.record.at.isoformat(), "page": page.record.sha256}
        self._put(Found(document, {source: stamp}))

    def _fact_checks(self, data: bytes, source: str) -> None:
        number = 0
        value = parse_json_values(data.decode("utf-8-sig", "replace"))
        problem = next((problem for part in value if (problem := refusal(part))), None)
        for number, found in enumerate(fact_checks(value), start=1):
            if found is None:
                self.tally.failed.append(f"{source}: fact-check {number}: names no claim")
            else:
                self._put(found)
        if problem:
            self.tally.failed.append(f"{source}: holds an error in place of an answer: {problem}")
        elif not number:
            raise CorpusError(f"{source}: no ClaimReview in this JSON")


def _in_turn(again: Mapping[str, Callable[[], None]], failures: Mapping[str, str]) -> None:
    """What failed before, after all else, so that it keeps nothing else from its turn; first what was tried longest ago."""
    for address in failures:
        if address in again:
            again[address]()


def _changes(found: Found) -> set[str]:
    """The days of the last change that any sitemap gave."""
    return {stamp["changed"] for stamp in found.stamps.values() if "changed" in stamp}


def _read(source: str, fetcher: Fetcher) -> bytes:
    path = Path(source)
    if is_address(source) and not path.exists():
        return fetcher.source(source, _SOURCE).data
    try:
        if path.is_file() and path.stat().st_size > MAX_SOURCE_BYTES:
            raise CorpusError(f"{path}: larger than {MAX_SOURCE_BYTES // 2**20} MB; split it")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise CorpusError(f"{source}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _unpacked(data: bytes, source: str) -> bytes:
    """The same, or what a gzip file holds."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return b"".join(unpacked([data], MAX_SOURCE_BYTES))
    except UnpackError as error:
        if error.reason == "too large":
            raise CorpusError(f"{source}: unpacks to more than {MAX_SOURCE_BYTES // 2**20} MB") from None
        raise CorpusError(f"{source}: a broken gzip file") from None


def _checksum(entry: Entry) -> str:
    parts = (entry.title or "", entry.link or "", entry.author or "", str(entry.date or ""), entry.html)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _guid(entry: Entry, feed: str) -> str:
    """What tells an entry from all others: its id if that is an address or another URI, else the id within its feed, and empty for none."""
    if not entry.id or re.match(r"[A-Za-z][\w+.-]*:\S", entry.id):
        return entry.id or ""
    return f"{feed}#{entry.id}"


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # such as the half of an IPv6 address
        return None
