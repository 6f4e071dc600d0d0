"""Fixtures of the evidence room."""

import pytest
from conftest_evidence import RECORDS, CountingEmbedder, write_jsonl


@pytest.fixture
def embedder():
    return CountingEmbedder()


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("FACTCHECK_CACHE", str(folder))
    return folder


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_jsonl(folder / "records.jsonl", RECORDS)
    return folder
