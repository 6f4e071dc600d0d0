"""docs/recipes/any-cms.md: its shell blocks, run as written, with the models that ship."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("limits")
ROOT = Path(__file__).parents[2]
DRAFT = "<h2>Tolls</h2><p>The bridge cost $2.5 million, said Mara Vance, the port's engineer.</p><p>It opened on 2 May 2025.</p>"
EVIDENCE = {"id": "ledger", "publisher": "Harbour Ledger", "date": "2025-05-01", "text": "The bridge cost $4.5 million, said Mara Vance."}


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("curl")), reason="needs jq and curl, as the recipe does")
def test_the_recipe_works_as_written(tmp_path):
    page = (ROOT / "docs" / "recipes" / "any-cms.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 4
    with socket.socket() as probe:  # the recipe's port may be in use on a machine that runs the tests
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = "set -eu\n" + "".join(blocks).replace("8765", str(port))
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "corpus.jsonl").write_text(json.dumps(EVIDENCE) + "\n")
    (tmp_path / "draft.html").write_text(DRAFT)
    command = tmp_path / "bin" / "factcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from factcheck.cli.main import run; run()" "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    running = subprocess.Popen(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert running.wait(timeout=400) == 0
    finally:
        os.killpg(running.pid, signal.SIGTERM)  # the server that the recipe leaves running
    out, err = running.communicate(timeout=60)
    assert "Traceback" not in err
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "The bridge cost $2.5 million" in (tmp_path / "report.html").read_text("utf-8")
    assert json.loads((tmp_path / "job.json").read_text())["state"] == "done"
    assert "2.5 million" in out.splitlines()[-1]
    assert (tmp_path / "state" / "factcheck" / "jobs" / "jobs.sqlite3").exists()
