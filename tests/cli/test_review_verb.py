"""`factcheck review`: prints the address, ends by Ctrl-C or when nobody does anything, and says in one line what is missing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
import httpx

ROOT = Path(__file__).parents[2]
CODE = "from factcheck.cli.main import run; run()"


def start(*arguments: object, prelude: str = "") -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", prelude + CODE, "review", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull},
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    sys.path.insert(0, str(ROOT / "tests" / "review"))
    from page_fixture import make

    return make(tmp_path_factory.mktemp("verb"))


def test_it_prints_an_address_on_the_loopback_and_ctrl_c_ends_it_cleanly(files, tmp_path):
    path = tmp_path / "harbour.yaml"
    shutil.copy(files, path)
    running = start(path, "--article", files.parent / "harbour.txt", "--by", "Ida", "--no-open")
    try:
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(follow_redirects=True) as client:
            for _ in range(100):
                try:
                    page = client.get(address)
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            assert page.status_code == 200
            assert 'name="factcheck-reviewer" content="Ida"' in page.text
        assert httpx.get(address.split("?")[0]).status_code == 403
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 0
    assert out == ""
    assert "Traceback" not in err
    assert [found.name for found in tmp_path.iterdir() if found.name != ".factcheck"] == ["harbour.yaml"]


def test_it_ends_by_itself_when_nobody_does_anything(files):
    running = start(files, "--no-open", "--idle", "0.01")
    out, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    assert out.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("arguments", "prelude", "message"),
    [
        (["nowhere.yaml"], "", "nowhere.yaml: cannot be read"),
        (["FILE", "--evidence", "nowhere.jsonl"], "", "nowhere.jsonl"),
        (["FILE", "--article", "nowhere.txt"], "", "nowhere.txt"),
        (
            ["FILE"],
            "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'fastapi' else f(n, *a); ",
            "[server]",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_line(files, arguments, prelude, message):
    given = [files if one == "FILE" else one for one in arguments]
    running = start(*given, "--no-open", prelude=prelude)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert out == ""
    assert message in err
    assert len(err.strip().splitlines()) == 1
