"""The service over double models: a small corpus, a made-up draft, and an annotation file of four claims."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from factcheck.claims import RuleExtractor
from factcheck.claims.taggers import load_tagger
from factcheck.engine import Engine, Settings
from factcheck.evidence import load_embedder, open_index
from factcheck.service.claims import ClaimsFolder
from factcheck.service.operations import Service
from factcheck.service.store import JobStore
from factcheck.service.worker import Workers
from factcheck.verdict import LexicalVerifier

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

DRAFT = (
    "Harbour tolls to rise\n\nThe harbour board will close berth 4 on Monday, the harbour master said.\n\nIt handled 400 ships last year."
)
ARTICLE = {"content": DRAFT, "publisher": "The Quay Observer", "date": "2025-05-02"}
TOKEN = "a-token-that-is-long-enough"
HOST = "127.0.0.1:8765"


def corpus(folder: Path) -> Path:
    rows = [
        {"id": f"d{n}", "title": "Harbour", "publisher": f"Paper {n}", "text": f"Berth {n} is to close, and it handled ships."}
        for n in range(1, 7)
    ]
    path = folder / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def engine(folder: Path) -> Engine:
    embedder = load_embedder("hash:64")
    extractor = RuleExtractor(load_tagger("cue-grammar"))
    index = open_index(corpus(folder), embedder, directory=folder / "index")
    return Engine(index, embedder, LexicalVerifier(), extractor=extractor, settings=Settings(passages=3))


def claims_folder(folder: Path) -> Path:
    from page_fixture import make

    made = folder / "claims"
    made.mkdir()
    make(made)
    return made


def service(folder: Path, **options) -> Service:
    return Service(engine(folder), ClaimsFolder(claims_folder(folder)), **options)


class SlowEngine:
    """An engine whose checks go on until they are let go, telling progress all the while."""

    def __init__(self, inner: Engine) -> None:
        self._inner = inner
        self.go = threading.Event()
        self.begun = threading.Event()

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def check(self, article, *, as_of=None, progress):
        self.begun.set()
        done = 0
        while not self.go.wait(0.02):
            done += 1
            progress("weighing evidence", done, 0)
        return self._inner.check(article, as_of=as_of)


@contextmanager
def application(given: Service, folder: Path, *, tokens=(TOKEN,), limits=None, workers=2, store=None) -> Iterator[tuple]:
    """The REST application over a service, with its workers: application and desk."""
    from factcheck.server.app import create_app, hosts_of
    from factcheck.server.events import Bell
    from factcheck.server.limits import ServerLimits, Turnstile
    from factcheck.server.routes.shared import Desk

    allowed = limits or ServerLimits()
    with closing(store or JobStore(folder / "jobs", most_waiting=allowed.waiting)) as held:
        bell = Bell(allowed.streams)
        desk = Desk(given, held, Workers(given, held, count=workers, changed=bell.ring), bell, Turnstile(allowed.at_once))
        desk.workers.start()
        try:
            yield create_app(desk, hosts=hosts_of(("127.0.0.1", "localhost"), 8765), tokens=tokens, limits=allowed), desk
        finally:
            desk.workers.end()


def until(condition, seconds=20.0):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not come about"
        time.sleep(0.01)
