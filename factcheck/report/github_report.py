"""The report for GitHub Actions: annotations as workflow commands, and the step's summary as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factcheck.models import CheckedClaim, Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.findings import Finding, Level, findings, message, titles, todo
from factcheck.report.markdown_report import escape
from factcheck.report.page_view import lede, report_title, stand_above
from factcheck.report.phrasing import count, shorten
from factcheck.report.places import Place, Places
from factcheck.report.resolved import Resolution, resolutions

__all__ = ["GithubRenderer", "GithubSummaryRenderer", "workflow_command"]

_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_TITLES = {
    "wrong": "Wrong, altered or at odds",
    "one-anonymous-source": "Resting on one anonymous origin",
    "not-enough-evidence": "Could not be checked",
    "sourcing": "Weakly sourced, or without a source",
}
"""Of the summary's tables, as the report's page begins; a claim stands in the first that fits."""
_MOST_ROWS = 60
"""Rows of one table of the summary; GitHub refuses a summary of more than 1 MiB."""


class _Row(NamedTuple):
    findings: tuple[Finding, ...]
    resolution: Resolution
    place: Place | None

    @property
    def checked(self) -> CheckedClaim:
        return self.resolution.checked


class GithubRenderer:
    """A workflow command for every claim that something is still the matter with after people's decisions, worst first.

    GitHub shows ten annotations of each level a step.
    """

    suffixes: tuple[str, ...] = ()

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """One command a line; what stands in a text cannot end it or begin another one."""
        places = Places(report.article, beside.article)
        lines = [_command(row, places.name) for row in _rows(report, resolutions(report, beside.annotation), places)]
        return "".join(f"{line}\n" for line in lines) or "\n"


def _rows(report: Report, known: tuple[Resolution, ...], places: Places) -> list[_Row]:
    rows = [
        _Row(found, resolution, places.find(checked.claim.span) if places.name else None)
        for checked, resolution in zip(report.claims, known, strict=True)
        if (found := resolution.findings)
    ]
    order = list(_LEVELS)
    return sorted(rows, key=lambda row: order.index(row.findings[0].level))


def _command(row: _Row, name: str | None) -> str:
    first = row.findings[0]
    properties = {"title": f"{row.resolution.claim_id}: {first.rule.title}"}
    if name is not None:
        properties["file"] = name
    if row.place is not None:
        properties |= {"line": str(row.place.line), "endLine": str(row.place.end_line)}
        # GitHub takes columns only for a stretch of one line, and counts the last one in.
        if row.place.line == row.place.end_line:
            properties |= {"col": str(row.place.column), "endColumn": str(row.place.end_column - 1)}
    return workflow_command(_LEVELS[first.level], properties, message(row.checked, row.findings, row.resolution.text))


def workflow_command(name: str, properties: Mapping[str, str], text: str) -> str:
    """A workflow command on one line: nothing in a property or in the text can end it or begin another one."""
    inside = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {inside}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


class GithubSummaryRenderer:
    """What was found, in a table for each of the report's first questions, short enough for a step's summary."""

    suffixes: tuple[str, ...] = ()

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """The Markdown; every text of the article and of the evidence is escaped."""
        places = Places(report.article, beside.article)
        known = resolutions(report, beside.annotation)
        rows = _rows(report, known, places)
        lines = [f"## Fact-check: {escape(report_title(report))}", "", lede(report)]
        lines += [line for warning in report.warnings for line in ("", f"> Note: {escape(warning)}")]
        for key, title in _TITLES.items():
            listed = [row for row in rows if _group(row) == key]
            also = sum(any(finding.rule.id == key for finding in row.findings) for row in rows) if key in _COUNTED else len(listed)
            lines += _table(title, listed, max(also - len(listed), 0))
        settled = [one for checked, one in zip(report.claims, known, strict=True) if one.cleared and findings(checked)]
        if settled:
            lines += ["", f"Settled by a person: {', '.join(escape(one.claim_id) for one in settled)}."]
        return "\n".join(lines) + "\n"


_COUNTED = frozenset({"one-anonymous-source", "not-enough-evidence"})


def _group(row: _Row) -> str:
    first = row.findings[0].rule.id
    return first if first in _COUNTED else "sourcing" if first.startswith("sourcing-") else "wrong"


def _table(title: str, rows: list[_Row], above: int) -> Iterator[str]:
    if rows or above:
        yield from ("", f"### {title} ({len(rows) + above})")
    if above:
        yield from ("", stand_above(above, len(rows) + above).strip())
    if not rows:
        return
    yield from ("", "| Claim | Line | What is the matter | What to do |", "|:--|--:|:--|:--|")
    for row in rows[:_MOST_ROWS]:
        cells = (
            f"{row.resolution.claim_id}: “{shorten(row.checked.claim.quote, 160)}”",
            str(row.place.line) if row.place else "",
            f"{titles(row.findings)}. {shorten(row.findings[0].detail, 200)}",
            todo(row.checked, row.findings),
        )
        yield f"| {' | '.join(escape(text) for text in cells)} |"
    if len(rows) > _MOST_ROWS:
        yield from ("", f"and {count(len(rows) - _MOST_ROWS, 'more claim')}.")
