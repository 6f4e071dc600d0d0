from __future__ import annotations

import re

import report_fixture as fixture
from export_parts import hostile_report, report_on
from markdown_it import MarkdownIt
from test_report_sarif import TEXT, decided

from factcheck.article import read_article
from factcheck.report import Beside, render

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.+)")


def commands(report, *beside):
    lines = render(report, "github", *beside).split("\n")
    assert lines.pop() == ""
    found = []
    for line in lines:
        level, properties, message = COMMAND.fullmatch(line).groups()
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        plain = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        found.append(
            (level, {key: value.replace("%3A", ":").replace("%2C", ",").replace("%25", "%") for key, value in pairs.items()}, plain)
        )
    return found


def test_there_is_a_command_for_every_claim_with_a_finding_worst_first():
    found = commands(fixture.report())
    order = ["error", "warning", "notice"]
    assert [level for level, _, _ in found] == sorted((level for level, _, _ in found), key=order.index)
    titles = [properties["title"] for _, properties, _ in found]
    assert "c001: Contradicted" in titles
    assert not any(title.startswith("c006") for title in titles)


def test_a_command_points_at_the_line_of_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a,b:c.txt"
    path.write_text(TEXT, "utf-8")
    report = report_on(read_article(path), ["the crane broke on Monday"])
    ((_, properties, message),) = commands(report, Beside(article=path))
    assert properties["file"] == "a,b:c.txt"
    line = TEXT.split("\n")[int(properties["line"]) - 1]
    assert line[int(properties["col"]) - 1 : int(properties["endColumn"])] == "the crane broke on Monday"
    assert message.endswith("What to do: Correct the figure: the evidence has “The evidence”.")


def test_hostile_texts_begin_no_command_of_their_own():
    found = commands(hostile_report())
    assert len(found) == 2
    assert any("%0A::warning::x" in message for _, _, message in found)


def test_what_a_person_settled_is_not_annotated(tmp_path):
    assert len(commands(*decided(tmp_path, "dismiss"))) == 1
    assert len(commands(*decided(tmp_path, "correct", support="supported"))) == 1
    assert len(commands(*decided(tmp_path, "dismiss", stale=True))) == 2
    report, beside = decided(tmp_path, "dismiss")
    assert "Settled by a person: c001." in render(report, "github-summary", beside)


def test_what_a_person_confirmed_to_be_wrong_stays_an_error(tmp_path):
    assert [name for name, *_ in commands(*decided(tmp_path, "confirm"))] == ["error", "warning"]
    report, beside = decided(tmp_path, "confirm")
    assert "Settled by a person" not in render(report, "github-summary", beside)


def test_a_report_without_findings_has_no_command():
    report = fixture.report()
    assert render(report.model_copy(update={"claims": ()}), "github") == "\n"


def test_the_summary_has_the_tables_and_counts_of_the_page():
    html = MarkdownIt("commonmark").enable("table").render(render(fixture.report(), "github-summary"))
    assert html.count("<table>") == 4
    page = render(fixture.report(), "markdown")
    for title in ("Wrong, altered or at odds", "Resting on one anonymous origin", "Could not be checked"):
        heading = next(line for line in page.splitlines() if line.startswith(f"## {title} (")).removeprefix("## ")
        assert f"<h3>{heading}</h3>" in html
    assert "Correct the figure: the evidence has “$4.5 billion”." in html


def test_the_summary_shows_hostile_texts_as_texts_and_stays_short():
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render(hostile_report(), "github-summary"))
    assert "<script>" not in html
    assert "<code>" not in html
    many = fixture.report()
    many = many.model_copy(update={"claims": many.claims * 200})
    text = render(many, "github-summary")
    assert len(text.encode()) < 1_000_000
    assert "more claims." in text
