from __future__ import annotations

import csv
import xml.etree.ElementTree as ET

import pytest

from factcheck.errors import OutputError
from factcheck.evaluation.metrics.classification import area_under_risk_coverage, expected_calibration_error, label_figures, risks
from factcheck.evaluation.plots import write_plots

SVG = "{http://www.w3.org/2000/svg}"
CONFIDENCES = [0.95, 0.9, 0.7, 0.6, 0.55, 0.0]
RIGHT = [True, True, False, True, False, False]


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]


def test_both_drawings_are_whole_titled_and_fetch_nothing(tmp_path) -> None:
    files = write_plots(tmp_path / "new", "a<b> & co", CONFIDENCES, RIGHT)
    assert [path.name for path in files] == [
        "a<b> & co.reliability.svg",
        "a<b> & co.reliability.csv",
        "a<b> & co.risk-coverage.svg",
        "a<b> & co.risk-coverage.csv",
    ]
    for path in files[::2]:
        text = path.read_text(encoding="utf-8")
        root = ET.fromstring(text)
        assert "a<b> & co" in root.findtext(f"{SVG}title", "")
        assert any("confidence" in (e.text or "") or "surest" in (e.text or "") for e in root.iter(f"{SVG}text")), "axes are labelled"
        assert not [word for word in ("href", "url(", "@import") if word in text]
        assert "prefers-color-scheme: dark" in text


def test_the_numbers_beside_the_drawings_leave_nobody_out(tmp_path) -> None:
    _, bins, _, curve = write_plots(tmp_path, "x", CONFIDENCES, RIGHT)
    rows = table(bins)
    assert sum(row["items"] for row in rows) == len(RIGHT)
    gap = sum(row["items"] * abs(row["mean_confidence"] - row["share_right"]) for row in rows) / len(RIGHT)
    assert gap == pytest.approx(expected_calibration_error(CONFIDENCES, RIGHT), abs=1e-3)
    points = table(curve)
    assert (len(points), points[-1]["coverage"], points[-1]["share_wrong"]) == (6, 1.0, 0.5)


def test_the_same_numbers_give_the_same_bytes(tmp_path) -> None:
    first, second = (write_plots(tmp_path / folder, "x", CONFIDENCES, RIGHT) for folder in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_plots(tmp_path / "file", "x", CONFIDENCES, RIGHT)


def test_risk_and_brier_by_hand() -> None:
    assert risks([0.9, 0.5], [False, True]) == [1.0, 0.5]
    assert area_under_risk_coverage([0.9, 0.5], [False, True]) == 0.75
    figures = label_figures(["supports", "refutes", "nei"], [{"supports": 0.8, "nei": 0.2}, None, {"nei": 1.0}])
    assert figures["brier"] == pytest.approx(100 * ((0.04 + 0.04) + 1 + 0) / 3)
