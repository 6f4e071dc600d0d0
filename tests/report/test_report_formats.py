from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import report_fixture as fixture

from factcheck.cli.options import SUFFIXES, ReportFormat
from factcheck.errors import OutputError
from factcheck.models import Report
from factcheck.report import (
    BINARY_FORMATS,
    FORMATS,
    TEXT_FORMATS,
    check_writable,
    format_for,
    render,
    render_bytes,
    renderer,
    report_schema,
    write_report,
)
from factcheck.report.rendering import file_renderer


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("x.y.json", "json"),
        ("a.docx", "docx"),
        ("a.pdf", "pdf"),
        ("a.csv", "csv"),
        ("a.sarif", "sarif"),
        ("a.xml", "junit"),
    ],
)
def test_the_suffix_decides_the_format(name, expected):
    assert format_for(Path(name)) == expected


@pytest.mark.parametrize("name", ["report.odt", "report", "report.", ".html"])
def test_a_suffix_that_is_not_ours_gives_one_line_that_lists_ours(name):
    with pytest.raises(OutputError) as caught:
        format_for(Path(name))
    assert "\n" not in str(caught.value)
    assert ".html" in str(caught.value)


def test_an_unknown_format_names_those_that_exist():
    with pytest.raises(OutputError, match="html, markdown, json"):
        render(fixture.report(), "odt")


def test_the_command_line_offers_every_format_and_names_every_suffix():
    assert [choice.value for choice in ReportFormat] == list(FORMATS)
    for name in FORMATS:
        suffixes = (file_renderer(name) if name in BINARY_FORMATS else renderer(name)).suffixes
        assert not suffixes or suffixes[0] in SUFFIXES


def test_every_format_renders_and_its_suffixes_lead_back_to_it():
    for name in TEXT_FORMATS:
        assert render(fixture.report(), name).endswith("\n")
        assert {format_for(Path("r" + suffix)) for suffix in renderer(name).suffixes} <= {name}
    for name in BINARY_FORMATS:
        assert {format_for(Path("r" + suffix)) for suffix in file_renderer(name).suffixes} == {name}
        with pytest.raises(OutputError, match="is no text"):
            render(fixture.report(), name)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_the_same_report_gives_the_same_bytes_in_another_process(name):
    code = f"import report_fixture, factcheck.report as r, sys; sys.stdout.buffer.write(r.render_bytes(report_fixture.report(), {name!r}))"
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONPATH": ":".join(folders), "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {render_bytes(fixture.report(), name)}


def test_json_reads_back_to_the_same_report():
    report = fixture.report()
    text = render(report, "json")
    assert Report.model_validate_json(text) == report
    assert text.startswith('{\n  "schema_version": 1')


def test_the_schema_describes_every_field_that_the_json_holds():
    schema = report_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    written = json.loads(render(fixture.report(), "json"))

    def check(value, shape):
        shape = schema["$defs"][shape["$ref"].rsplit("/", 1)[1]] if "$ref" in shape else shape
        if isinstance(value, dict) and "properties" in shape:
            assert set(value) <= set(shape["properties"])
            assert set(shape["required"]) <= set(value)
            for key, inner in value.items():
                check(inner, shape["properties"][key])
        elif isinstance(value, list):
            for inner in value:
                check(inner, shape["items"])

    check(written, schema)


def test_docs_name_every_type_and_field_of_the_schema():
    page = (Path(__file__).parents[2] / "docs" / "report-json.md").read_text("utf-8")
    schema = report_schema()
    missing = [
        f"{name}.{field}"
        for name, shape in [("Report", schema), *schema["$defs"].items()]
        for field in shape.get("properties", {})
        if f"### {name}\n" not in page or f"| `{field}` |" not in page.split(f"### {name}\n", 1)[1].split("\n### ", 1)[0]
    ]
    assert not missing


def test_writing_replaces_the_old_file_and_leaves_nothing_else_behind(tmp_path):
    path = tmp_path / "report.json"
    path.write_text("old")
    write_report(fixture.report(), path)
    assert Report.model_validate_json(path.read_text("utf-8")) == fixture.report()
    assert list(tmp_path.iterdir()) == [path]


def test_a_given_format_wins_over_the_suffix(tmp_path):
    write_report(fixture.report(), tmp_path / "report.txt", "markdown")
    assert (tmp_path / "report.txt").read_text("utf-8").startswith("# Fact-check")


def test_a_folder_and_a_missing_folder_are_refused_in_one_line(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere" / "r.html"):
        for act in (check_writable, lambda path: write_report(fixture.report(), path, "html")):
            with pytest.raises(OutputError) as caught:
                act(path)
            assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fails_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write_report(fixture.report(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_importing_the_room_does_not_load_the_template_engine():
    code = "import sys, factcheck.report; from factcheck.report import format_for, write_report; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_no_figure_is_shown_where_nothing_was_weighed():
    report = fixture.report()
    first = report.claims[0]
    unweighed = first.model_copy(update={"verdict": first.verdict.model_copy(update={"label": "not_checkable", "confidence": None})})
    alone = report.model_copy(update={"claims": (first,)})
    quiet = report.model_copy(update={"claims": (unweighed,)})
    for name in ("html", "markdown"):
        assert "% confident" in render(alone, name)
        assert "% confident" not in render(quiet, name)
        assert "None%" not in render(quiet, name)
    assert '"confidence": null' in render(quiet, "json")
