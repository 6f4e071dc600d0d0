from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import docx
import pytest
from junitparser import JUnitXml
from test_main import ARTICLE, DOCUMENT, factcheck

CHECK = ("check", "article.txt", "-e", "evidence", "--model", "hash:64", "--reranker", "none", "--date", "2025-03-05")
KINDS = ("html", "markdown", "json", "sarif", "junit", "csv", "docx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An article, its evidence and the report of a check, made once."""
    path = tmp_path_factory.mktemp("checked")
    (path / "article.txt").write_text(ARTICLE)
    (path / "evidence").mkdir()
    (path / "evidence" / "a.jsonl").write_text(json.dumps(DOCUMENT) + "\n")
    run = factcheck(*CHECK, "-o", "report.json", cwd=path)
    assert run.returncode == 0, run.stderr
    return path


@pytest.fixture
def checked(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "place"))


def test_a_saved_report_becomes_many_files_at_once(checked):
    names = ("r.html", "r.md", "r.json", "r.sarif", "r.xml", "r.csv", "r.docx")
    outs = [part for name in names for part in ("--out", name)]
    run = factcheck("render", "report.json", *outs, "--article", "article.txt", cwd=checked)
    assert run.returncode == 0, run.stderr
    claims = json.loads((checked / "report.json").read_text())["claims"]
    assert (checked / "r.json").read_bytes() == (checked / "report.json").read_bytes()
    assert json.loads((checked / "r.sarif").read_text())["runs"][0]["artifacts"][0]["location"]["uri"] == "article.txt"
    assert JUnitXml.fromfile(str(checked / "r.xml")).tests == len(claims)
    assert len(list(csv.DictReader(io.StringIO((checked / "r.csv").read_bytes().decode(), newline="")))) == len(claims)
    assert len(list(docx.Document(str(checked / "r.docx")).comments)) == len(claims)
    assert run.stderr.splitlines() == [f"{name}: {kind}" for name, kind in zip(names, KINDS, strict=True)]


def test_check_writes_the_same_file_as_render(checked):
    for out in ("a.sarif", "a.docx"):
        assert factcheck(*CHECK, "-o", out, cwd=checked).returncode == 0
        assert factcheck("render", "report.json", "-o", f"b{out}", "--article", "article.txt", cwd=checked).returncode == 0
        assert (checked / out).read_bytes() == (checked / f"b{out}").read_bytes()


def test_decisions_are_taken_from_the_annotation_file(checked):
    assert factcheck("extract", "article.txt", "-o", "claims.yaml", "--date", "2025-03-05", cwd=checked).returncode == 0
    claims = checked / "claims.yaml"
    decision = "    decisions:\n      - by: Ida Roe\n        at: 2025-03-06T10:00:00Z\n        action: dismiss\n"
    claims.write_text(claims.read_text().replace("    decisions: []\n", decision, 1))
    run = factcheck("render", "report.json", "-f", "sarif", "--claims", "claims.yaml", cwd=checked)
    assert run.returncode == 0, run.stderr
    first, *others = json.loads(run.stdout)["runs"][0]["results"]
    assert first["suppressions"][0]["justification"] == "dismiss by Ida Roe, 6 March 2025"
    assert all(other["suppressions"] == [] for other in others)


def test_check_makes_the_folder_of_the_annotation_file_as_watch_does(checked):
    run = factcheck(*CHECK, "-o", "again.json", "--claims", "claims/article.yaml", cwd=checked)
    assert run.returncode == 0, run.stderr
    assert (checked / "claims" / "article.yaml").is_file()


def test_the_annotation_file_of_another_article_is_refused(checked):
    (checked / "other.txt").write_text("The ferry sank on Monday off the northern cape, the coast guard said.\n")
    assert factcheck("extract", "other.txt", "-o", "other.yaml", "--date", "2025-03-05", cwd=checked).returncode == 0
    run = factcheck("render", "report.json", "--claims", "other.yaml", cwd=checked)
    assert run.returncode == 2
    assert run.stderr.startswith("factcheck: other.yaml: annotates another article ('other')")


def test_text_goes_to_stdout_and_markdown_is_the_default(checked):
    assert factcheck("render", "report.json", cwd=checked).stdout.startswith("# Fact-check")
    run = factcheck("render", "report.json", "-f", "github", "--article", "article.txt", cwd=checked)
    assert all(line.startswith("::") and "file=article.txt" in line for line in run.stdout.splitlines())
    assert run.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report.json", "-f", "docx"), "a .docx is no text to print"),
        (("report.json", "-o", "r.odt"), "cannot tell the report's format"),
        (("report.json", "-o", "nowhere/r.csv"), "does not exist; make it first"),
        (("report.json", "-f", "csv", "-o", "a.csv", "-o", "b.csv"), "leave it out"),
        (("none.json",), "none.json: cannot be read (No such file or directory)"),
        (("article.txt",), "article.txt: is no report: Invalid JSON"),
        (("report.json", "-f", "sarif", "--article", "none.txt"), "none.txt: no such file"),
        (("report.json", "-f", "csv", "-o", "article.txt", "--article", "article.txt"), "is the article itself"),
        (("report.json", "--claims", "none.yaml"), "none.yaml"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_status_2(checked, arguments, message):
    run = factcheck("render", *arguments, cwd=checked)
    assert run.returncode == 2
    (line,) = run.stderr.strip().splitlines()
    assert message in line
    assert "article.txt" not in [path.name for path in checked.glob("*.csv")]
    assert (checked / "article.txt").read_text().startswith("The bridge")


def test_a_report_with_other_fields_or_spans_beyond_its_text_is_refused(checked):
    report = json.loads((checked / "report.json").read_text())
    longer = json.loads(json.dumps(report))
    longer["claims"][0]["claim"]["span"]["end"] = 10_000
    for value, message in (({"x": 1}, "is no report (at"), (longer, "lies beyond the end of the article")):
        (checked / "r.json").write_text(json.dumps(value))
        run = factcheck("render", "r.json", cwd=checked)
        assert run.returncode == 2
        assert message in run.stderr


def test_check_does_not_write_over_the_article(checked):
    run = factcheck(*CHECK, "-o", "article.txt", "-f", "csv", cwd=checked)
    assert run.returncode == 2
    assert "is the article itself" in run.stderr


def test_check_tells_a_missing_browser_before_it_works(checked):
    run = factcheck(*CHECK, "-o", "r.pdf", cwd=checked, PATH=str(checked))
    if run.returncode == 0:
        pytest.skip("a browser is installed outside of PATH")
    assert run.returncode == 2
    assert "install Chromium, Chrome or Edge" in run.stderr
    assert not (checked / "r.pdf").exists()
