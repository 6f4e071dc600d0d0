"""`factcheck gate`, from the outside: how it ends, and what it prints and writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factcheck.cli.main import app
from factcheck.errors import FactcheckError

ARTICLE = "The bridge at Lower Marsh was closed on Monday, the mayor said.\n\nIt will open again in June, according to the council.\n"
LENIENT = (
    'extends = "default"\n[rule]\nunchecked = { level = "off" }\nsourcing-none = { level = "off" }\nreviewed-share = { level = "off" }\n'
)


def factcheck(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.txt").write_text(ARTICLE)
    ended = factcheck("extract", "articles/bridge.txt", "--date", "2025-03-05", "--out", "claims/bridge.yaml")
    assert ended.exit_code == 0, ended.output
    (tmp_path / "policy.toml").write_text(LENIENT)
    return tmp_path


def test_how_it_ends(place):
    ended = factcheck("gate", "claims/bridge.yaml")
    assert ended.exit_code == 1
    assert "FAIL  unchecked (2)" in ended.stdout
    assert factcheck("gate", "claims/bridge.yaml", "--policy", "policy.toml").exit_code == 1  # what is most worth checking is not reviewed
    for claim in ("c001", "c002"):
        factcheck("claims", "decide", "claims/bridge.yaml", claim, "--action", "confirm", "--by", "Ida Roe")
    ended = factcheck("gate", "claims/bridge.yaml")
    assert ended.exit_code == 0, ended.stdout
    assert "LET PASS by people" in ended.stdout
    (place / "claims" / "odd.yaml").write_text("claims: [")
    ended = factcheck("gate", "claims")
    assert ended.exit_code == 2
    assert "MAY BE PUBLISHED  claims/bridge.yaml" in ended.stdout
    assert "factcheck: claims/odd.yaml:1:" in ended.stderr


def test_an_article_stands_for_its_annotation_file(place):
    by_file = factcheck("gate", "claims/bridge.yaml", "--format", "json").stdout
    for name in ("articles/bridge.txt", place / "articles" / "bridge.txt", "articles/bridge.txt.meta.yaml"):
        found = json.loads(factcheck("gate", name, "--format", "json").stdout)
        assert [outcome["file"] for outcome in found["outcomes"]] == ["claims/bridge.yaml"]
        assert found["outcomes"][0]["violations"] == json.loads(by_file)["outcomes"][0]["violations"]
    Path("claims/bridge.yaml").rename("claims/otherwise.yaml")
    assert json.loads(factcheck("gate", "articles/bridge.txt", "-f", "json").stdout)["outcomes"][0]["file"] == "claims/otherwise.yaml"
    assert len(json.loads(factcheck("gate", "articles/bridge.txt", "claims", "-f", "json").stdout)["outcomes"]) == 1


def test_an_article_that_was_never_checked_may_not_be_published(place):
    Path("articles/ferry.txt").write_text(ARTICLE)
    ended = factcheck("gate", "articles/ferry.txt")
    assert ended.exit_code == 1
    assert "FAIL  never-checked" in ended.stdout
    Path("claims/ferry.yaml").write_text("claims: [")
    ended = factcheck("gate", "articles/ferry.txt")
    assert ended.exit_code == 2
    assert "claims/ferry.yaml" in ended.stderr
    assert factcheck("gate", "articles/nowhere.txt").exit_code == 2


def test_several_formats_at_once(place):
    ended = factcheck("gate", "claims", "-f", "github", "--also", "markdown=gate.md", "--also", "json=gate.json")
    assert ended.exit_code == 1
    assert ended.stdout.startswith("::error title=c001%3A unchecked,file=articles/bridge.txt,line=1,")
    assert Path("gate.md").read_text("utf-8").startswith("## Fact-check gate")
    assert json.loads(Path("gate.json").read_text("utf-8"))["may_publish"] is False


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gate"], "name an annotation file"),
        (["gate", "claims", "--policy", "lax"], "lax: cannot be read"),
        (["gate", "claims", "--also", "gate.md"], "write it as FORMAT=FILE"),
        (["gate", "claims/bridge.yaml", "claims/more.yaml", "--article", "articles/bridge.txt"], "give one file only"),
    ],
)
def test_what_cannot_be_is_one_line(place, arguments, message):
    ended = factcheck(*arguments)
    assert isinstance(ended.exception, FactcheckError), ended.output
    assert message in str(ended.exception)
    assert "\n" not in str(ended.exception)


def test_rules_are_listed_as_the_policy_holds_them(place):
    listed = factcheck("gate", "--rules", "--policy", "policy.toml").stdout
    assert "off   unchecked " in listed
    assert "fail  refuted " in listed


def test_the_schema_is_printed(place):
    assert json.loads(factcheck("schema", "policy").stdout)["title"] == "factcheck policy"


def test_it_loads_no_model_library(place, root):
    code = (
        "import sys; sys.argv = ['factcheck', 'gate', 'claims']\n"
        "from factcheck.cli.main import app\n"
        "try: app()\n"
        "except SystemExit as end: print(end.code, sorted({'torch', 'onnxruntime', 'faiss', 'transformers', 'sklearn'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=place, env={"PYTHONPATH": str(root)}
    )
    assert run.stdout.splitlines()[-1] == "1 []", run.stderr
