"""The report as CSV (RFC 4180), a row for each claim, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re

from factcheck.models import CheckedClaim, FilePlace, Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.checked_before_view import before_views
from factcheck.report.findings import todo
from factcheck.report.phrasing import legible, link_or_none
from factcheck.report.places import Places
from factcheck.report.resolved import Resolution, resolutions

__all__ = ["COLUMNS", "CsvRenderer", "cell"]

COLUMNS = (
    "id",
    "line",
    "paragraph",
    "page",
    "quote",
    "claim",
    "chain",
    "speaker_kind",
    "mode",
    "kind",
    "support",
    "confidence",
    "support_why",
    "attribution",
    "attribution_why",
    "sourcing",
    "sourcing_with_evidence",
    "sourcing_why",
    "vague_sourcing",
    "independent_origins",
    "level",
    "findings",
    "detail",
    "what_to_do",
    "evidence",
    "check_worthiness",
    "checked_before",
    "decision",
)

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What a spreadsheet may take for a formula, after whatever white space it drops; the wide forms count in East Asian locales."""


def cell(text: str) -> str:
    """`text` on one line, with an apostrophe before what a spreadsheet would run as a formula."""
    line = " ".join(legible(text).split())
    return f"'{line}" if _FORMULA.match(text) or _FORMULA.match(line) else line


class CsvRenderer:
    """Comma-separated, lines end in CR LF, a header; cells hold no line ends."""

    suffixes: tuple[str, ...] = (".csv",)

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """The table, in the article's order."""
        places = Places(report.article, beside.article)
        known = resolutions(report, beside.annotation)
        text = io.StringIO(newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for checked, resolution in zip(report.claims, known, strict=True):
            table.writerow([cell(value) for value in _row(checked, resolution, places)])
        return text.getvalue()


def _number(place: FilePlace | None, unit: str) -> str:
    if place is None or place.unit != unit:
        return ""
    return str(place.first) if place.first == place.last else f"{place.first} to {place.last}"


def _row(checked: CheckedClaim, resolution: Resolution, places: Places) -> tuple[str, ...]:
    claim, verdict, said = checked.claim, checked.verdict, checked.attribution
    found = resolution.findings
    place = places.find(claim.span)
    deciding = [
        assessment.evidence.passage for assessment in checked.evidence if assessment.evidence.passage.id in set(verdict.passage_ids)
    ]
    return (
        resolution.claim_id,
        str(place.line) if place and places.name else "",
        *(_number(checked.place, unit) for unit in ("paragraph", "page")),
        claim.quote,
        claim.text,
        " > ".join(link.source.canonical for link in claim.chain),
        claim.speaker.kind,
        claim.mode,
        claim.kind,
        verdict.label,
        "" if verdict.confidence is None else f"{verdict.confidence:.2f}",
        verdict.explanation,
        said.label if said else "",
        said.explanation if said else "",
        checked.sourcing.grade,
        checked.sourcing.with_evidence or "",
        " ".join(rule.reason for rule in checked.sourcing.rules),
        checked.sourcing.vague.wording if checked.sourcing.vague else "",
        str(checked.sourcing.independent_origins),
        found[0].level if found else "",
        " ".join(dict.fromkeys(finding.rule.id for finding in found)),
        found[0].detail if found else "",
        todo(resolution.checked, found) if found else "",
        " ".join(link_or_none(passage.url) or passage.id for passage in deciding),
        f"{claim.check_worthiness:.2f}",
        " ".join(f"{before}. {before.url or ''}".rstrip() for before in before_views(checked.checked_before)),
        resolution.text,
    )
