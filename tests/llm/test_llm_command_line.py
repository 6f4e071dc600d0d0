"""Language models from the command line: what a user sees, and what is said before texts leave the machine."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from conftest_llm import KEY, NAME
from model_server import Refusal

from factcheck.llm import connection
from factcheck.llm.connection import connect
from factcheck.llm.failures import legible

TEXT = "The Tarn bridge cost 40 million euros.\n\nMayor Anna Roe opened the Tarn bridge in May.\n"


@pytest.fixture
def factcheck(server, root, tmp_path):
    """The command in a folder with an article and a corpus."""
    (tmp_path / "draft.txt").write_text(TEXT)
    (tmp_path / "evidence.jsonl").write_text(
        json.dumps({"id": "d", "publisher": "Harbour Post", "text": "The Tarn bridge cost 40 million euros."})
    )

    def run(*arguments, **environment):
        code = "from factcheck.cli.main import run; run()"
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(root), "COLUMNS": "200"} | environment,
        )

    return run


def model(request):
    if "passage" in request.data:
        return {"supports": 0.9, "refutes": 0, "neither": 0.1, "quote": request.data["passage"]}
    paragraphs = request.data["paragraphs"]
    return {"claims": [{"paragraph": p["paragraph"], "quotes": [p["text"]], "text": p["text"], "chain": []} for p in paragraphs]}


def test_check_with_a_model_as_extractor_and_verifier(server, factcheck, tmp_path):
    server.model = model
    options = ("--model", "hash:64", "--reranker", "none", "--publisher", "Town Paper", "--date", "2025-06-03")
    names = ("--verifier", NAME, "--extractor", NAME)
    done = factcheck("check", "draft.txt", "--evidence", "evidence.jsonl", *options, *names, "--out", "report.json")
    assert done.returncode == 0, done.stderr
    assert "are sent to" not in done.stderr  # the server is this machine
    assert f"The verifier {NAME} was not calibrated" in done.stderr
    assert "2 claims" in done.stderr
    written = (tmp_path / "report.json").read_text()
    roles = {row["role"]: row for row in json.loads(written)["models"]}
    assert (roles["extractor"]["usage"]["requests"], roles["verifier"]["usage"]["requests"]) == (1, 2)
    assert roles["embedder"]["usage"] is None
    assert KEY not in written + done.stderr + done.stdout


def test_extract_with_a_model(server, factcheck):
    server.model = model
    done = factcheck("extract", "draft.txt", "--extractor", NAME, "--format", "json", "--date", "2025-06-03")
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    assert [row["claim"]["quote"] for row in content["claims"]] == [line.rstrip(".") for line in TEXT.split("\n\n")[:1]] + [
        "Mayor Anna Roe opened the Tarn bridge in May"
    ]
    assert content["models"][0]["usage"]["host"] == "127.0.0.1"


def test_a_failure_is_one_line_and_exit_2(server, factcheck):
    def fails(request):
        raise Refusal(401, KEY)

    server.model = fails
    done = factcheck("extract", "draft.txt", "--extractor", NAME, "--date", "2025-06-03")
    assert done.returncode == 2
    assert done.stderr == f"factcheck: {NAME}: 127.0.0.1 refuses the key, or the key may not use this model; check it in the environment\n"


def test_before_texts_leave_the_machine_the_command_says_where_to(factcheck):
    environment = {"OPENAI_BASE_URL": "http://models.invalid:8000/v1"}
    done = factcheck("extract", "draft.txt", "--extractor", NAME, "--date", "2025-06-03", FACTCHECK_LLM_TIMEOUT="1", **environment)
    first, *rest = done.stderr.splitlines()
    assert first == f"factcheck: {NAME} is no model on this machine: the texts that it reads are sent to models.invalid"
    assert len(rest) == 1
    assert "cannot be reached" in rest[0]


@pytest.fixture
def said(caplog, monkeypatch):
    """What is said on connecting."""
    monkeypatch.setattr(connection, "_announced", set())

    def names(*wanted):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            for name in wanted:
                connect(name)
        return [record.getMessage() for record in caplog.records if record.name.startswith("factcheck")]

    return names


def test_it_is_said_once_for_each_host_and_never_for_this_machine(server, said, monkeypatch):
    assert said(NAME, "llm:ollama:llama3.1") == []
    monkeypatch.setenv("OPENAI_BASE_URL", "http://[::1]:1/v1")
    assert said(NAME) == []
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.168.7.7/v1")
    assert len(said(NAME, "llm:openai:other")) == 1
    monkeypatch.delenv("OPENAI_BASE_URL")
    (line,) = said("llm:openai:gpt-5-mini")
    assert line.endswith("sent to api.openai.com")
    (line,) = said("llm:ollama:gpt-oss:120b-cloud")
    assert line.endswith("sent to ollama.com")


def test_nothing_of_pydantic_ai_is_loaded_unless_a_model_is_named(root):
    code = """
import sys, factcheck.pipeline, factcheck.cli.main, factcheck.claims
print([name for name in sys.modules if name.startswith(("pydantic_ai", "factcheck.llm"))])
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root).stdout.strip() == "[]"


@pytest.mark.parametrize("secret", ["sk-proj-abcdefghijklmnop", "https://user:password@host/v1 fails", "Bearer abc.def"])
def test_what_looks_like_a_key_is_not_shown(secret):
    shown = legible(f"refused: {secret}")
    assert "[key]" in shown
    assert not {"abcdefghijklmnop", "password", "abc.def"} & set(re.split(r"[^\w.]", shown))


def test_keys_of_the_environment_are_not_shown(monkeypatch):
    monkeypatch.setenv("SOME_API_KEY", "a plain looking phrase")
    assert legible("the key 'a plain looking phrase' is wrong") == "the key '[key]' is wrong"
