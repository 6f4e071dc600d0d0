"""Models loaded once: many articles, several threads, the same answers."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import ValidationError

from factcheck.article import parse_article
from factcheck.claims import RuleExtractor
from factcheck.claims.taggers import load_tagger
from factcheck.engine import Engine, Settings
from factcheck.errors import InputError, ModelError
from factcheck.evidence import load_embedder, open_index
from factcheck.verdict import LexicalVerifier

ARTICLES = [
    parse_article(
        f"The harbour board will close berth {number} on Monday, the harbour master said.\n\nIt handled {number * 100} ships last year.",
        id=f"berth-{number}",
        publisher="The Quay Observer",
    )
    for number in range(1, 7)
]


@pytest.fixture
def corpus(tmp_path):
    rows = [
        {
            "id": f"d{number}",
            "title": "Harbour",
            "publisher": f"Paper {number}",
            "text": f"Berth {number} is to close, and it handled ships.",
        }
        for number in range(1, 7)
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def engine(corpus):
    embedder = load_embedder("hash:64")
    extractor = RuleExtractor(load_tagger("cue-grammar"))
    return Engine(open_index(corpus, embedder), embedder, LexicalVerifier(), extractor=extractor, settings=Settings(passages=3))


def test_threads_give_what_one_after_another_gives(engine):
    alone = [engine.check(article) for article in ARTICLES]
    assert all(report.claims for report in alone)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(engine.check, ARTICLES * 5))
    assert together == alone * 5


def test_extracting_gives_the_claims_of_the_check(engine):
    assert [claim for claim, _ in engine.extract(ARTICLES[0])] == [checked.claim for checked in engine.check(ARTICLES[0]).claims]


def test_search_is_the_index_of_the_check(engine):
    found = engine.search("berth 3", count=2, publishers=["Paper 3"])
    assert [evidence.passage.document_id for evidence in found] == ["d3"]
    assert engine.corpus.documents == 6


def test_settings_are_checked_before_anything_is_loaded():
    with pytest.raises(ValidationError):
        Settings(passages=0)
    with pytest.raises(ValidationError):
        Settings(min_confidence=1.5)


def test_a_wrong_model_is_told_before_the_corpus_is_read(tmp_path):
    with pytest.raises((ModelError, InputError), match="nonesuch"):
        Engine.load(tmp_path / "missing", Settings(verifier="nonesuch"))
