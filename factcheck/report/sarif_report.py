"""The report as SARIF 2.1.0 (OASIS standard, errata 01): findings that code scanning and editors show at their lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from factcheck.models import Assessment, CheckedClaim, Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.findings import RULES, Finding, findings, message
from factcheck.report.labels import RELATIONS
from factcheck.report.phrasing import date_text, legible, link_or_none, shorten
from factcheck.report.places import Place, Places
from factcheck.report.resolved import Resolution, resolutions

__all__ = ["SCHEMA", "SarifRenderer"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_QUOTED = 400
_URI_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""Characters of an address that stay; all others are percent-encoded."""


class SarifRenderer:
    """One result for every claim that something is the matter with; its rule is the gravest finding.

    Columns and offsets count code points. Without the article's file, the artifact carries the article's text and places are places in it.
    """

    suffixes: tuple[str, ...] = (".sarif",)

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """The log as JSON, indented by two spaces."""
        places = Places(report.article, beside.article)
        known = resolutions(report, beside.annotation)
        numbers = {rule.id: number for number, rule in enumerate(RULES)}
        results = [
            _result(report, shown, found, resolution, places, numbers) | _decided(resolution, known=beside.annotation is not None)
            for checked, resolution in zip(report.claims, known, strict=True)
            # what a person cleared is told as the machine found it, and suppressed
            if (found := findings(shown := checked if resolution.cleared else resolution.checked))
        ]
        run = {
            "tool": {"driver": _driver(report)},
            "automationDetails": {"id": f"factcheck/{report.article.id}"},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "artifacts": [_artifact(report, places)],
            "invocations": [
                {
                    "executionSuccessful": True,
                    "toolExecutionNotifications": [{"level": "note", "message": {"text": legible(text)}} for text in report.warnings],
                }
            ],
            "results": results,
        }
        return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    return {
        "name": "factcheck",
        "version": report.factcheck_version,
        "rules": [
            {
                "id": rule.id,
                "name": "".join(part.capitalize() for part in rule.id.split("-")),
                "shortDescription": {"text": f"{rule.title}."},
                "fullDescription": {"text": rule.meaning},
                "help": {"text": rule.todo},
                "defaultConfiguration": {"level": rule.level},
            }
            for rule in RULES
        ],
    }


def _artifact(report: Report, places: Places) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": places.uri}, "roles": ["analysisTarget"]}
    if places.text is not None:
        artifact["contents"] = {"text": places.text}
        artifact["encoding"] = "utf-8"
        artifact["hashes"] = {"sha-256": report.article.sha256}
    return artifact


def _result(
    report: Report, checked: CheckedClaim, found: tuple[Finding, ...], resolution: Resolution, places: Places, numbers: dict[str, int]
) -> dict[str, Any]:
    first = found[0]
    claim, verdict = checked.claim, checked.verdict
    related = [_related(report, assessment, number) for number, assessment in enumerate(_telling(checked), 1)]
    return {
        "ruleId": first.rule.id,
        "ruleIndex": numbers[first.rule.id],
        "level": first.level,
        "message": {"text": message(checked, found, "" if resolution.cleared else resolution.text)},
        "locations": [_location(checked, places)],
        **({"relatedLocations": related} if related else {}),
        "properties": {
            "claim": legible(claim.text),
            "findings": list(dict.fromkeys(finding.rule.id for finding in found)),
            "support": verdict.label,
            **({} if verdict.confidence is None else {"confidence": verdict.confidence}),
            **({} if checked.attribution is None else {"attribution": checked.attribution.label}),
            "sourcing": checked.sourcing.grade,
            **({} if checked.sourcing.with_evidence is None else {"sourcingWithEvidence": checked.sourcing.with_evidence}),
            "chain": [legible(link.source.canonical) for link in claim.chain],
        },
    }


def _decided(resolution: Resolution, *, known: bool) -> dict[str, Any]:
    """What identifies the claim from run to run, and whether a person cleared it."""
    quote_hash = hashlib.sha256(" ".join(resolution.checked.claim.quote.split()).encode()).hexdigest()[:32]
    result: dict[str, Any] = {"partialFingerprints": {"claimId/v1": resolution.claim_id, "quoteHash/v1": quote_hash}}
    if known:
        # Where one result says whether it is suppressed, all must (3.27.23); an empty list says that it is not.
        result["suppressions"] = []
    if resolution.cleared or resolution.stale is not None:
        # A result counts as suppressed only while all its suppressions are accepted (3.35.3).
        status = "accepted" if resolution.cleared else "underReview"
        result["suppressions"] = [{"kind": "external", "status": status, "justification": resolution.text}]
    return result


def _location(checked: CheckedClaim, places: Places) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": places.uri, "index": 0}}
    place = places.find(checked.claim.span)
    if place is not None:
        physical["region"] = _region(place, checked)
    location: dict[str, Any] = {"physicalLocation": physical}
    part = places.part(checked.claim.span) if place is None or checked.place else None
    if part is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": part[0], "kind": part[1]}]
    return location


def _region(place: Place, checked: CheckedClaim) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": checked.claim.quote},
    }


def _telling(checked: CheckedClaim) -> Iterator[Assessment]:
    """The passages that decide or differ; what does not count, or does not decide, is left out."""
    said = checked.attribution.passage_ids if checked.attribution else ()
    deciding = {*checked.verdict.passage_ids, *said}
    for assessment in checked.evidence:
        differs = any(not item.agrees for item in assessment.diff)
        if assessment.excluded is None and (differs or assessment.evidence.passage.id in deciding):
            yield assessment


def _related(report: Report, assessment: Assessment, number: int) -> dict[str, Any]:
    passage = assessment.evidence.passage
    start = passage.span.start
    words = passage.text[max(assessment.rationale.start - start, 0) : max(assessment.rationale.end - start, 0)] or passage.text
    who = ", ".join(part for part in (legible(passage.publisher or passage.document_id), date_text(passage.date) or "undated") if part)
    related: dict[str, Any] = {
        "id": number,
        "message": {"text": f"{RELATIONS[assessment.relation].text}: “{shorten(legible(words), _QUOTED)}” ({who})"},
        "logicalLocations": [{"fullyQualifiedName": f"{legible(report.corpus.name)}/{legible(passage.id)}", "kind": "passage"}],
    }
    url = link_or_none(passage.url)
    if url is not None:
        related["physicalLocation"] = {"artifactLocation": {"uri": quote(url, safe=_URI_SAFE)}}
    return related
