"""A model server for each test, named in the environment as a user would, and a cache of its own."""

from __future__ import annotations

import pytest
from conftest_llm import KEY
from model_server import model_server

from factcheck.llm import client


@pytest.fixture
def server(monkeypatch, tmp_path):
    with model_server() as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.address)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(client, "FIRST_PAUSE", 0.01)
        yield running
