"""A checker without weights, a pool without processes, and a folder of drafts about a harbour."""

from __future__ import annotations

import json

from factcheck.batch.checking import ArticleChecker
from factcheck.batch.workers import Failure, Ready
from factcheck.claims import RuleExtractor
from factcheck.claims.taggers import load_tagger
from factcheck.engine import Engine, Settings
from factcheck.errors import FactcheckError
from factcheck.evidence import load_embedder, open_index
from factcheck.verdict import LexicalVerifier


class InlinePool:
    """Workers' place taken by this process: quick, and nothing can crash."""

    def __init__(self, load, job, *, size, timeout=None):
        self._make = lambda: load(job, 1)
        self._checker = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._checker = None

    def start(self):
        self._checker = self._checker or self._make()
        return Ready(self._checker.stamp, self._checker.corpus, self._checker.models)

    def run(self, tasks):
        for task in tasks:
            try:
                yield task, self._checker(task)
            except FactcheckError as error:
                yield task, Failure(str(error))

    def shrink(self, size):
        pass


def load(job, threads):
    embedder = load_embedder("hash:64")
    index = open_index(job.evidence, embedder, directory=job.index)
    extractor = RuleExtractor(load_tagger("cue-grammar"))
    return ArticleChecker(job, Engine(index, embedder, LexicalVerifier(), extractor=extractor, settings=Settings(passages=3)))


def write_corpus(folder, *texts):
    folder.mkdir(exist_ok=True)
    rows = [
        {"id": f"d{number}", "title": "Harbour", "publisher": f"Paper {number}", "date": "2031-03-01", "text": text}
        for number, text in enumerate(texts or ("Berth 4 handled 700 ships last year.", "The harbour board will close berth 4 on Monday."))
    ]
    (folder / "harbour.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def write_article(path, number=4, more=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"The harbour board will close berth {number} on Monday, the harbour master said.\n\n"
        f"It handled {number * 100} ships last year.{more}\n"
    )
    return path
