"""The commands of docs/recipes/google-docs.md, run as they are written, on a draft as Google Docs exports it."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import desk_drafts
import docx_parts as parts
from test_report_docx_drafts import plain, require_nothing_lost, require_sound, words_under
from typer.testing import CliRunner

from factcheck.cli.main import app

RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "google-docs.md"
EVIDENCE = {
    "id": "ledger",
    "text": "The maker of the crane at Low Marsh said that a new crane costs $4.5 million.",
    "publisher": "Northern Ledger",
    "date": "2031-02-01",
}


def commands():
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", RECIPE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_the_recipe_gives_an_annotated_copy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    original = desk_drafts.draft("google")
    Path("draft.docx").write_bytes(original)
    Path("evidence").mkdir()
    Path("evidence/all.jsonl").write_text(json.dumps(EVIDENCE) + "\n", "utf-8")
    first, second, third = commands()
    assert CliRunner().invoke(app, shlex.split(first)[1:]).exit_code == 0
    checked = Path("checked.docx").read_bytes()
    assert Path("draft.docx").read_bytes() == original
    require_nothing_lost(original, checked)
    require_sound(checked)
    for command in (second, third):
        assert CliRunner().invoke(app, shlex.split(command)[1:]).exit_code == 0
    assert Path("checked.docx").read_bytes() == checked
    with Path("report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["paragraph"] for row in rows)
    words = {plain(text) for text in words_under(checked).values()}
    found = [row["quote"] for row in rows if plain(row["quote"]) in words]
    assert len(found) >= len(rows) - 3  # those in the two notes and in the text box stand at these
    assert any("crane" in text for text in parts.comments(checked).values())


def test_the_recipe_is_linked():
    assert "recipes/google-docs.md" in (RECIPE.parents[1] / "exports.md").read_text("utf-8")
