"""`factcheck batch` and `watch` as a user runs them, with the models that ship."""

from __future__ import annotations

import json
import re
import shlex
import sys

import pytest
from test_main import DOCUMENT, factcheck

QUICK = ("--model", "hash:64", "--reranker", "none", "--workers", "1")
TEXT = "The bridge at Lower Marsh was closed on Monday, the mayor said.\n"


@pytest.fixture
def place(tmp_path):
    for name in ("drafts", "evidence"):
        (tmp_path / name).mkdir()
    (tmp_path / "drafts" / "bridge.txt").write_text(TEXT)
    (tmp_path / "evidence" / "a.jsonl").write_text(json.dumps(DOCUMENT) + "\n")
    return tmp_path


def test_a_batch_says_what_it_did_and_what_failed(place):
    (place / "drafts" / "empty.txt").write_text("")
    run = factcheck("batch", "drafts", "-e", "evidence", "-o", "out", "-f", "json", *QUICK, cwd=place)
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    assert "drafts/bridge.txt: 1 claim" in run.stderr
    assert re.search(r"empty.txt: failed: .*the file is empty", run.stderr)
    assert run.stderr.rstrip().endswith("1 article failed: empty")
    assert [entry["status"] for entry in json.loads((place / "out" / "summary.json").read_text())["articles"]] == ["done", "failed"]
    (place / "drafts" / "empty.txt").unlink()
    grade = json.loads((place / "out" / "reports" / "bridge.json").read_text())["claims"][0]["verdict"]["label"]
    fails = ("--fail-on", grade) if grade in {"refuted", "conflicting", "not_enough_evidence"} else ("--fail-on", "mismatch")
    again = factcheck("batch", "drafts", "-e", "evidence", "-o", "out", "-f", "json", *QUICK, *fails, cwd=place)
    assert "1 of 1 article unchanged" in again.stderr
    assert again.returncode == (1 if grade == fails[1] else 0)


def test_an_article_in_another_language_is_said_to_be_unread(place):
    french = "Le conseil municipal a décidé lundi de fermer le pont de la rivière pendant trois mois, a déclaré le maire aux journalistes."
    (place / "drafts" / "pont.txt").write_text(f"{french}\n\n{french}\n")
    run = factcheck("batch", "drafts", "-e", "evidence", "-o", "out", "--claims", "claims", "-f", "json", *QUICK, cwd=place)
    assert "warning: drafts/pont.txt: The article is in French; only English is read" in run.stderr
    gate = factcheck("gate", "claims/pont.yaml", cwd=place)
    assert gate.returncode == 1
    assert "nothing-read" in gate.stdout


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["batch", "-e", "evidence", "-o", "out"], "no articles"),
        (["batch", "none", "-e", "gone", "-o", "drafts"], "drafts"),
        (["batch", "evidence", "-e", "evidence", "-o", "out"], "no article in evidence"),
        (["batch", "drafts", "-e", "evidence", "-o", "out", "--from-file", "none.txt"], "none.txt"),
        (["batch", "drafts", "-e", "evidence", "-o", "drafts"], "drafts: holds other files"),
        (["batch", "drafts", "-e", "evidence", "-o", "out", "--timeout", "soon"], "'--timeout': it should be a valid number; see"),
        (["batch", "drafts", "-e", "evidence", "-o", "out", "--date", "soon"], "invalid value for '--date': 'soon' is not a date"),
        (["batch", "--nonsense"], "no such option: --nonsense"),
        (["watch", "none", "-e", "evidence", "-o", "out"], "none"),
    ],
)
def test_bad_input_is_one_line(place, arguments, named):
    run = factcheck(*arguments, cwd=place)
    assert run.returncode == 2
    assert named in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr


def test_the_recipe_of_the_watched_folder_works_as_written(tmp_path, root):
    recipe = (root / "docs" / "recipes" / "watched-folder.md").read_text("utf-8")
    folders = {"bridge.txt": "drafts", "marsh.jsonl": "evidence"}
    for name, text in re.findall(r"```\w+ (\S+)\n(.*?)```", recipe, re.DOTALL):
        (tmp_path / folders[name]).mkdir()
        (tmp_path / folders.pop(name) / name).write_text(text)
    assert not folders
    once, forever = re.findall(r"```sh\nfactcheck (.*?)\n```", recipe)
    assert once == f"{forever} --once"
    run = factcheck(*shlex.split(once), cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "drafts/bridge.txt: 2 claims" in run.stderr
    page = (tmp_path / "reports" / "index.html").read_text("utf-8")
    assert "reports/bridge.html" in page
    assert (tmp_path / "reports" / "reports" / "bridge.html").is_file()
    assert "c001" in (tmp_path / "claims" / "bridge.yaml").read_text("utf-8")


def test_watching_ends_cleanly_on_a_signal(place):
    import os
    import signal
    import subprocess
    from pathlib import Path

    root = Path(__file__).parent.parent.parent
    run = subprocess.Popen(
        [sys.executable, "-c", "from factcheck.cli.main import run; run()", "watch", "drafts", "-e", "evidence", "-o", "out", *QUICK],
        cwd=place,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    said = []
    for line in run.stderr:
        said.append(line)
        if "bridge.txt: 1 claim" in line:
            break
    run.send_signal(signal.SIGTERM)
    rest = run.communicate(timeout=120)[1]
    assert run.returncode == 0, rest
    assert "Traceback" not in rest
    assert "out/index.html: 1 article" in rest
