"""`factcheck serve` and `factcheck mcp`: what is missing or not safe is said in one line, before anything is loaded."""

from __future__ import annotations

import importlib.util

import pytest
from typer.testing import CliRunner

from factcheck.cli.main import app
from factcheck.errors import FactcheckError

pytest.importorskip("limits")
TOKEN = "a-token-that-is-long-enough"


@pytest.mark.parametrize(
    ("verb", "arguments", "environment", "without", "message"),
    [
        ("serve", [], {}, None, "--token-file"),
        ("serve", [], {"FACTCHECK_TOKEN": "short"}, None, "at least 16"),
        ("serve", ["--token-file", "nowhere"], {}, None, "nowhere: cannot be read"),
        ("serve", ["--no-token", "--host", "0.0.0.0"], {}, None, "loopback only"),
        ("serve", ["--claims", "nowhere"], {"FACTCHECK_TOKEN": TOKEN}, None, "no such folder"),
        ("serve", ["--host", "192.0.2.1", "--port", "0"], {"FACTCHECK_TOKEN": TOKEN}, None, "--host 192.0.2.1"),
        ("serve", ["--webhook", "https://x.example/"], {"FACTCHECK_TOKEN": TOKEN}, None, "FACTCHECK_WEBHOOK_SECRET"),
        ("serve", ["--webhook", "https://x.example/"], {"FACTCHECK_TOKEN": TOKEN, "FACTCHECK_WEBHOOK_SECRET": "x"}, None, "whsec_"),
        ("serve", ["--no-token"], {}, "limits", "[server]"),
        ("mcp", ["--claims", "nowhere"], {}, None, "no such folder"),
        ("mcp", [], {}, "fastmcp", "[mcp]"),
        ("serve", ["--policy", "nowhere.toml"], {"FACTCHECK_TOKEN": TOKEN}, None, "nowhere.toml"),
        ("mcp", ["--policy", "nowhere.toml"], {}, None, "nowhere.toml"),
    ],
)
def test_what_is_missing_or_unsafe_is_said_in_one_line(tmp_path, monkeypatch, verb, arguments, environment, without, message):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("FACTCHECK_TOKEN", "FACTCHECK_WEBHOOK_SECRET"):
        monkeypatch.delenv(name, raising=False)
    if without:
        found = importlib.util.find_spec
        monkeypatch.setattr(f"factcheck.cli.{verb}.find_spec", lambda name: None if name == without else found(name))
    run = CliRunner().invoke(app, [verb, "--evidence", "corpus.jsonl", *arguments], env=environment)
    assert isinstance(run.exception, FactcheckError), run.output
    assert message in str(run.exception)
    assert "\n" not in str(run.exception)
    assert run.stdout == ""
    assert not list(tmp_path.iterdir())


def test_mcp_offers_no_fetching():
    run = CliRunner().invoke(app, ["mcp", "--evidence", "corpus.jsonl", "--allow-fetch"])
    assert run.exit_code == 2
    assert "No such option" in run.output
