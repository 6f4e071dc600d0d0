"""Two drawings of how far confidence can be trusted, each a self-contained SVG with its numbers as CSV beside it.

The reliability diagram (DeGroot & Fienberg, 1983) sets how often a label was right against how sure it was; the risk-coverage curve
(El-Yaniv & Wiener, 2010) how many of the labels kept are wrong against how many are kept, the surest first. Every gold item takes part:
one without an answer is wrong, with confidence 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from factcheck.evaluation.metrics.classification import (
    BINS,
    area_under_risk_coverage,
    coverage_at,
    expected_calibration_error,
    reliability,
    risks,
)
from factcheck.files import make_folders, write_text

__all__ = ["write_plots"]

WIDTH, HEIGHT = 520, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 500, 58, 360
_POINTS = 240
"""Most points of a drawn curve; the CSV has them all."""


@dataclass(frozen=True)
class _Chart:
    title: str
    note: str
    x: str
    y: str
    description: str


class _Bar(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    hint: str


class _Tick(NamedTuple):
    x: float
    y: float
    label: str


def write_plots(folder: Path, name: str, confidences: Sequence[float], right: Sequence[bool]) -> list[Path]:
    """Draw both diagrams of one evaluation.

    Args:
        folder: made when it does not exist.
        name: begins the files' names, and stands in the titles.
        confidences: of the label given, 0 to 1, one for each gold item.
        right: whether that label was right.

    Returns:
        The files: `NAME.reliability.svg`, `.csv`, `NAME.risk-coverage.svg`, `.csv`.

    Raises:
        OutputError: a file cannot be written.
    """
    make_folders(folder)
    texts = {
        "reliability.svg": _reliability_chart(name, confidences, right),
        "reliability.csv": _reliability_table(confidences, right),
        "risk-coverage.svg": _risk_chart(name, confidences, right),
        "risk-coverage.csv": _risk_table(confidences, right),
    }
    written = []
    for suffix, text in texts.items():
        path = folder / f"{name}.{suffix}"
        write_text(path, text)
        written.append(path)
    return written


def _reliability_table(confidences: Sequence[float], right: Sequence[bool]) -> str:
    rows = [
        f"{number / BINS:.4f},{(number + 1) / BINS:.4f},{part.size},{part.confidence:.4f},{part.accuracy:.4f}"
        for number, part in enumerate(reliability(confidences, right))
    ]
    return "\n".join(["above,up_to,items,mean_confidence,share_right", *rows, ""])


def _risk_table(confidences: Sequence[float], right: Sequence[bool]) -> str:
    total = len(confidences)
    ordered = sorted(confidences, reverse=True)
    rows = [
        f"{kept / total:.4f},{risk:.4f},{sure:.4f}"
        for kept, (risk, sure) in enumerate(zip(risks(confidences, right), ordered, strict=True), 1)
    ]
    return "\n".join(["coverage,share_wrong,least_confidence", *rows, ""])


def _reliability_chart(name: str, confidences: Sequence[float], right: Sequence[bool]) -> str:
    parts = reliability(confidences, right)
    most = max((part.size for part in parts), default=0)
    bars, points = [], []
    for number, part in enumerate(parts):
        if not part.size:
            continue
        # as wide as the bin is full, so that the eye weighs a bin as the error does
        width = max(1.5, (RIGHT - LEFT) / BINS * part.size / most)
        middle = _x((number + 0.5) / BINS)
        hint = f"{part.size} items, {100 * part.confidence:.1f}% sure, {100 * part.accuracy:.1f}% right"
        bars.append(_Bar(round(middle - width / 2, 1), _y(part.accuracy), round(width, 1), round(BOTTOM - _y(part.accuracy), 1), hint))
        points.append((part.confidence, part.accuracy))
    error = 100 * expected_calibration_error(confidences, right)
    chart = _Chart(
        f"Reliability: {name}",
        f"{len(right)} items, expected calibration error {error:.1f} points; dashed: as sure as right",
        "confidence in the label given",
        "share of labels that are right",
        f"For {sum(1 for part in parts if part.size)} bins of confidence, the share of labels that are right; the calibration error is "
        f"{error:.1f} points.",
    )
    return _render(chart, bars=bars, guide=_path([(0, 0), (1, 1)]), curve=_path(points))


def _risk_chart(name: str, confidences: Sequence[float], right: Sequence[bool]) -> str:
    values = risks(confidences, right)
    total = len(values)
    step = max(1, total // _POINTS)
    points = [(kept / total, risk) for kept, risk in enumerate(values, 1) if kept % step == 0 or kept in {1, total}]
    area = 100 * area_under_risk_coverage(confidences, right)
    kept = 100 * coverage_at(confidences, right)
    chart = _Chart(
        f"Risk and coverage: {name}",
        f"{total} items, area {area:.1f}; 90% right on the surest {kept:.1f}% (dashed: 10% wrong)",
        "share of items answered, the surest first",
        "share of these that are wrong",
        f"The share of wrong labels as more items are answered; the area under the curve is {area:.1f} percent.",
    )
    return _render(chart, bars=[], guide=_path([(0, 0.1), (1, 0.1)]), curve=_path(points))


def _x(value: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * value, 1)


def _y(value: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value, 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_x(x)} {_y(y)}" for x, y in points) if points else ""


def _render(chart: _Chart, *, bars: Sequence[_Bar], guide: str, curve: str) -> str:
    ticks = [_Tick(_x(tenth / 5), _y(tenth / 5), f"{20 * tenth}%") for tenth in range(6)]
    frame = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}
    return _template().render(chart=chart, bars=bars, guide=guide, curve=curve, ticks=ticks, **frame) + "\n"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("factcheck.evaluation"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("chart.svg.j2")
