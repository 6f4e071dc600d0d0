"""`factcheck claims …`, from the outside: what is printed, what is written, and how it ends."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factcheck.cli.main import app
from factcheck.errors import FactcheckError

ARTICLE = "The bridge at Lower Marsh was closed on Monday, the mayor said.\n\nIt will open again in June, according to the council.\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridge.txt").write_text(ARTICLE)
    ended = factcheck("extract", "bridge.txt", "--date", "2025-03-05", "--out", "claims/bridge.yaml")
    assert ended.exit_code == 0, ended.output
    return tmp_path


def factcheck(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refused(*arguments):
    ended = factcheck(*arguments)
    assert isinstance(ended.exception, FactcheckError), ended.output
    message = str(ended.exception)
    assert "\n" not in message
    return message


def test_deciding_validating_and_counting(place):
    ended = factcheck("claims", "decide", "claims/bridge.yaml", "c001", "--action", "confirm", "--by", "Ida Roe", "--note", "Rang them.")
    assert ended.exit_code == 0
    assert "1 claim still to decide" in ended.stderr
    ended = factcheck("claims", "decide", "claims/bridge.yaml", "c002", "-a", "correct", "--by", "Ida Roe", "--set", "support=refuted")
    assert ended.exit_code == 0
    assert factcheck("claims", "validate", "claims").exit_code == 0
    found = json.loads(factcheck("claims", "stats", "claims", "--format", "json").stdout)
    assert (found["claims"], found["decided"], found["reviewers"]) == (2, 2, {"Ida Roe": {"confirm": 1, "correct": 1}})
    listed = factcheck("claims", "stats", "claims/bridge.yaml", "--list").stdout
    assert "c001  confirm" in listed
    assert "2 decided (100%)" in listed


def test_a_decision_is_withdrawn_from_the_terminal(place):
    arguments = ("claims", "decide", "claims/bridge.yaml", "c001", "--by", "Ida Roe", "-a")
    assert factcheck(*arguments, "confirm").exit_code == 0
    assert "neither --note nor --set" in refused(*arguments, "withdraw", "--note", "No.")
    assert "withdraw by Ida Roe; 2 claims still to decide" in factcheck(*arguments, "withdraw").stderr
    assert "has no decision here" in refused(*arguments, "withdraw")


def test_a_broken_file_is_named_with_line_and_column_and_left_alone(place):
    path = place / "claims" / "bridge.yaml"
    path.write_text(path.read_text().replace("mode: indirect", "mode: sideways", 1))
    (place / "claims" / "other.yaml").write_text("factcheck_annotation: [1\n")
    before = path.read_bytes()
    ended = factcheck("claims", "validate", "claims")
    assert ended.exit_code == 2
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if "sideways" in text)
    assert f"claims/bridge.yaml:{line}:5: claims.0.mode" in ended.stderr
    assert "claims/other.yaml:2:1: not valid YAML" in ended.stderr
    assert f"bridge.yaml:{line}:5" in refused("claims", "decide", "claims/bridge.yaml", "c001", "-a", "hold", "--by", "Ida")
    assert path.read_bytes() == before


def test_what_does_not_fit_together_is_remarked(place):
    path = place / "claims" / "bridge.yaml"
    path.write_text(path.read_text().replace("  - id: c001\n", "  - id: c001\n    replaced_by: [c009]\n"))
    (place / "bridge.txt").write_text(ARTICLE + "\nMore.\n")
    ended = factcheck("claims", "validate", "claims")
    assert ended.exit_code == 0
    assert "names a claim 'c009' that is not in the file" in ended.stderr
    assert "not the one that this file was written for" in ended.stderr


def test_diff_and_merge(place):
    for name, by in (("a", "Ida"), ("b", "Tom")):
        shutil.copy("claims/bridge.yaml", f"{name}.yaml")
        factcheck("claims", "decide", f"{name}.yaml", "c001", "-a", "correct", "--by", by, "--set", f"text=As {by} has it.")
    ended = factcheck("claims", "diff", "a.yaml", "b.yaml")
    assert ended.exit_code == 1
    assert "text: As Ida has it. | As Tom has it." in ended.stdout
    (item,) = json.loads(factcheck("claims", "diff", "a.yaml", "b.yaml", "--format", "json").stdout)
    assert item["only_our_decisions"][0]["by"] == "Ida"
    ended = factcheck("claims", "merge", "a.yaml", "b.yaml", "--base", "claims/bridge.yaml", "-o", "c.yaml")
    assert ended.exit_code == 1
    assert "c001: text: 'As Ida has it.' stays; theirs is 'As Tom has it.'" in ended.stderr
    assert factcheck("claims", "diff", "c.yaml", "c.yaml").exit_code == 0
    before = Path("a.yaml").read_bytes()
    Path("b.yaml").write_text("claims: [")
    assert "b.yaml:" in refused("claims", "merge", "a.yaml", "b.yaml")
    assert Path("a.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("form", "suffix"), [("label-studio", "json"), ("doccano", "jsonl"), ("brat", "ann"), ("web-annotation", "jsonld")]
)
def test_out_and_in_again(place, form, suffix):
    ended = factcheck("claims", "export", "claims/bridge.yaml", "--format", form, "--out", f"out.{suffix}")
    assert ended.exit_code == 0, ended.output
    assert f"{form} cannot hold:" in ended.stderr
    before = Path("claims/bridge.yaml").read_bytes()
    ended = factcheck("claims", "import", f"out.{suffix}", "--format", form, "--into", "claims/bridge.yaml", "--by", "Tom")
    assert ended.exit_code == 0, ended.output
    assert "0 claims added, 0 changed" in ended.stderr
    assert Path("claims/bridge.yaml").read_bytes() == before
    assert "out.txt" in refused("claims", "import", "out.txt", "--format", form, "--into", "new.yaml", "--by", "Tom") or form == "brat"


def test_one_way_out(place):
    factcheck("claims", "decide", "claims/bridge.yaml", "c001", "-a", "correct", "--by", "Ida", "--set", "support=supported")
    assert factcheck("claims", "export", "claims/bridge.yaml", "-f", "csv", "-o", "out.csv").exit_code == 0
    assert factcheck("claims", "export", "claims/bridge.yaml", "-f", "checklist", "-o", "out.md").exit_code == 0
    assert "- [x] **c001**" in Path("out.md").read_text()
    assert "--publisher" in refused("claims", "export", "claims/bridge.yaml", "-f", "claim-review", "-o", "out.json")
    ended = factcheck(
        "claims",
        "export",
        "claims/bridge.yaml",
        "-f",
        "claim-review",
        "-o",
        "out.json",
        "--publisher",
        "Desk",
        "--url",
        "https://example.org/x",
    )
    assert "1 review;" in ended.stderr
    assert [row["@type"] for row in json.loads(Path("out.json").read_text())] == ["ClaimReview"]


def test_agreement_and_what_the_machine_is_worth(place):
    for by, action in (("Ida", "confirm"), ("Tom", "dismiss")):
        factcheck("claims", "decide", "claims/bridge.yaml", "c001", "-a", action, "--by", by)
        factcheck("claims", "decide", "claims/bridge.yaml", "c002", "-a", "hold", "--by", by)
    text = factcheck("claims", "agreement", "claims/bridge.yaml").stdout
    assert "action: alpha" in text
    assert "c001  action: Ida confirm, Tom dismiss" in text
    assert "two copies" in refused("claims", "agreement", "claims/bridge.yaml", "claims/bridge.yaml")
    figures = json.loads(factcheck("evaluate", "review", "claims", "--format", "json").stdout)["figures"]
    assert (figures["files"], figures["settled"], figures["kept"]) == (1, 0, 50.0)
    message = refused("train", "calibrate", "claims", "--out", "own.toml")
    assert "at least 100" in message
    assert not Path("own.toml").exists()


def test_a_calibration_and_a_least_confidence_exclude_each_other(place):
    assert "leave one of them out" in refused(
        "check", "bridge.txt", "-e", "nowhere", "--calibration", "own.toml", "--min-confidence", "0.5"
    )
    assert "own.toml" in refused("check", "bridge.txt", "-e", "nowhere", "--calibration", "own.toml")


def test_the_schema_beside_the_files_is_the_one_that_is_printed(place, root):
    assert factcheck("schema", "annotation", "--out", "claims/annotation.schema.json").exit_code == 0
    assert Path("claims/annotation.schema.json").read_text() == (root / "claims" / "annotation.schema.json").read_text()
    schema = json.loads(Path("claims/annotation.schema.json").read_text())
    assert "stale" not in schema["$defs"]["AnnotatedClaim"]["required"]
    factcheck("extract", "bridge.txt", "--date", "2025-03-05", "--out", "claims/new.yaml")
    assert Path("claims/new.yaml").read_text().startswith("# yaml-language-server: $schema=annotation.schema.json\n")


def test_the_verbs_load_nothing_heavy(root):
    import subprocess

    code = "import sys, factcheck.cli.claims; print(sorted({'torch', 'numpy', 'ruamel', 'rapidfuzz', 'pydantic'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert "numpy" not in run.stdout
    assert "torch" not in run.stdout
    assert "ruamel" not in run.stdout


def test_no_file_that_may_hold_work_is_overwritten(place):
    shutil.copy("claims/bridge.yaml", "b.yaml")
    shutil.copy("claims/bridge.yaml", "c.yaml")
    assert "c.yaml is there already" in refused("claims", "merge", "claims/bridge.yaml", "b.yaml", "--out", "c.yaml")
    Path("bridge.txt").write_text(ARTICLE + " ")
    assert "bridge.txt is there already" in refused("claims", "export", "claims/bridge.yaml", "-f", "brat", "-o", "bridge.ann")
    assert Path("bridge.txt").read_text() == ARTICLE + " "
    assert "ends in .ann" in refused("claims", "export", "claims/bridge.yaml", "-f", "brat", "-o", "out.txt")
    assert "annotation file itself" in refused("claims", "export", "b.yaml", "-f", "csv", "-o", "b.yaml")


def test_no_verb_writes_over_the_files_that_it_reads(place):
    annotation = Path("claims/bridge.yaml").read_text()
    Path("link.txt").symlink_to("bridge.txt")
    for out in ("bridge.txt", "link.txt"):
        assert "is the article itself" in refused("extract", "bridge.txt", "--out", out)
        assert "is the article itself" in refused("claims", "export", "claims/bridge.yaml", "-f", "csv", "-o", out)
        assert "is the article itself" in refused("gate", "claims/bridge.yaml", "--article", "bridge.txt", "--also", f"json={out}")
    assert "is the annotation file itself" in refused(
        "render", "r.json", "--claims", "claims/bridge.yaml", "-f", "json", "-o", "claims/bridge.yaml"
    )
    assert "is what is judged" in refused("gate", "claims/bridge.yaml", "--also", "json=claims/bridge.yaml")
    assert (Path("bridge.txt").read_text(), Path("claims/bridge.yaml").read_text()) == (ARTICLE, annotation)
