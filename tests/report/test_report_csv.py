from __future__ import annotations

import csv
import io

import pytest
import report_fixture as fixture
from export_parts import FORMULA, hostile_report, report_on
from test_report_sarif import TEXT, decided

from factcheck.article import parse_article
from factcheck.report import Beside, render
from factcheck.report.csv_report import COLUMNS, cell


def rows(report, *beside):
    text = render(report, "csv", *beside)
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == len(report.claims) + 1
    table = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert all(tuple(row) == COLUMNS for row in table)
    return table


def test_there_is_a_row_for_every_claim_in_order():
    report = fixture.report()
    table = rows(report)
    assert [row["id"] for row in table] == [checked.claim.id for checked in report.claims]
    first = table[0]
    assert first["support"] == "refuted"
    assert first["confidence"] == "0.91"
    assert first["chain"].startswith("The Alder Tribune > Harbour Courier > draft contract")
    assert first["level"] == "error"
    assert first["findings"].split()[:2] == ["refuted", "mismatch-money"]
    assert first["line"] == ""
    assert table[5]["findings"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＠", "\n+"])
def test_no_cell_is_a_formula(start):
    assert cell(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("text", ["nine", "“-1”", "3 - 1", "", "0.91", "’tis"])
def test_other_cells_stay_as_they_are(text):
    assert cell(text) == text


def test_a_hostile_article_runs_nothing():
    table = rows(hostile_report())
    assert table[1]["quote"] == "'=HYPERLINK"
    for row in table:
        assert not any(value[:1] in set("=+-@\t\r") for value in row.values())
        assert "javascript:" not in row["evidence"]


def test_a_formula_inside_a_quoted_cell_keeps_its_quotes():
    article = parse_article(f"The clerk wrote {FORMULA}, and left it there for everyone.\n", id="a")
    (row,) = rows(report_on(article, [FORMULA]))
    assert row["quote"] == f"'{FORMULA}"


def test_lines_and_decisions_are_given_where_they_are_known(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    report, beside = decided(tmp_path, "hold")
    table = rows(report, Beside(path, beside.annotation))
    assert [row["line"] for row in table] == ["3", "3"]
    assert table[0]["decision"] == "hold by Ida Roe, 13 March 2031: Rang the port."


def test_what_a_person_cleared_has_no_finding_and_what_one_found_wrong_has(tmp_path):
    row = rows(*decided(tmp_path, "correct", support="supported"))[0]
    assert (row["support"], row["level"], row["findings"], row["what_to_do"]) == ("refuted", "", "", "")
    assert row["decision"] == "correct (support: supported) by Ida Roe, 13 March 2031: Rang the port."
    assert rows(*decided(tmp_path, "confirm"))[0]["level"] == "error"
    assert rows(*decided(tmp_path, "correct", claim=1, support="refuted"))[1]["level"] == "error"
