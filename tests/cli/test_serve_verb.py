"""`factcheck serve` and `factcheck mcp`: what is missing or not safe is said in one line, before anything is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("limits")
ROOT = Path(__file__).parents[2]
WITHOUT = "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == {!r} else f(n, *a); "
TOKEN = "a-token-that-is-long-enough"


@pytest.mark.parametrize(
    ("verb", "arguments", "environment", "prelude", "message"),
    [
        ("serve", [], {}, "", "--token-file"),
        ("serve", [], {"FACTCHECK_TOKEN": "short"}, "", "at least 16"),
        ("serve", ["--token-file", "nowhere"], {}, "", "nowhere: cannot be read"),
        ("serve", ["--no-token", "--host", "0.0.0.0"], {}, "", "loopback only"),
        ("serve", ["--claims", "nowhere"], {"FACTCHECK_TOKEN": TOKEN}, "", "no such folder"),
        ("serve", ["--host", "192.0.2.1", "--port", "0"], {"FACTCHECK_TOKEN": TOKEN}, "", "--host 192.0.2.1"),
        ("serve", ["--webhook", "https://x.example/"], {"FACTCHECK_TOKEN": TOKEN}, "", "FACTCHECK_WEBHOOK_SECRET"),
        ("serve", ["--webhook", "https://x.example/"], {"FACTCHECK_TOKEN": TOKEN, "FACTCHECK_WEBHOOK_SECRET": "x"}, "", "whsec_"),
        ("serve", ["--no-token"], {}, WITHOUT.format("limits"), "[server]"),
        ("mcp", ["--claims", "nowhere"], {}, "", "no such folder"),
        ("mcp", [], {}, WITHOUT.format("fastmcp"), "[mcp]"),
    ],
)
def test_what_is_missing_or_unsafe_is_said_in_one_line(tmp_path, verb, arguments, environment, prelude, message):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    run = subprocess.run(
        [sys.executable, "-c", prelude + "from factcheck.cli.main import run; run()", verb, "--evidence", "corpus.jsonl", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path), **environment},
        check=False,
        timeout=120,
    )
    assert run.returncode == 2, run.stderr
    assert run.stdout == ""
    assert message in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
