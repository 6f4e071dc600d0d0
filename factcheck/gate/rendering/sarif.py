"""The outcome as SARIF 2.1.0: a result for each rule that is not met, and, suppressed, for what people let pass."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from factcheck import __version__
from factcheck.gate.outcome import Judgement, Outcome, Release, Violation
from factcheck.gate.table import RULES
from factcheck.report.sarif_report import SCHEMA

__all__ = ["render"]

_LEVELS = {"fail": "error", "warn": "warning"}
_NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}


def render(judgement: Judgement) -> str:
    """One run over all files, as JSON indented by two spaces. Columns count code points."""
    results = [
        result
        for outcome in judgement.outcomes
        for result in (
            *(_violation(outcome, violation) for violation in outcome.violations),
            *(_release(outcome, release) for release in outcome.releases),
        )
    ]
    notes = [{"level": "error", "message": {"text": f"{problem.file}: {problem.message}"}} for problem in judgement.problems]
    run = {
        "tool": {
            "driver": {
                "name": "factcheck gate",
                "version": __version__,
                "rules": [_rule(rule.id, rule.reason, rule.remedy) for rule in RULES],
            }
        },
        "automationDetails": {"id": "factcheck/gate"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not judgement.problems, "toolExecutionNotifications": notes}],
        "results": results,
    }
    text = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)
    return text.replace("##[", "##\\u005b") + "\n"


def _rule(name: str, reason: str, remedy: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": reason},
        "help": {"text": remedy},
    }


def _violation(outcome: Outcome, violation: Violation) -> dict[str, Any]:
    words = f"“{violation.words}”: " if violation.words else ""
    result = _result(outcome, violation.rule, violation.claim, violation.words)
    result["level"] = _LEVELS[violation.level]
    result["message"] = {"text": f"{violation.reason} {words}{violation.found} {violation.remedy}"}
    if violation.place is not None and outcome.article is not None:
        place = violation.place
        region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": quote(outcome.article)}, "region": region}}]
    return result


def _release(outcome: Outcome, release: Release) -> dict[str, Any]:
    result = _result(outcome, release.rule, release.claim, release.words)
    note = f": {release.note}" if release.note else ""
    told = f"{release.action} by {release.by}, {release.at.date()}{note}"
    result["level"] = "warning"
    result["message"] = {"text": f"“{release.words}”: {release.found}"}
    result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": told}]
    return result


def _result(outcome: Outcome, rule: str, claim: str | None, words: str | None) -> dict[str, Any]:
    marks = {"claimId/v1": claim or rule, "file/v1": hashlib.sha256(outcome.file.encode()).hexdigest()[:32]}
    if words is not None:
        marks["quoteHash/v1"] = hashlib.sha256(words.encode()).hexdigest()[:32]
    return {
        "ruleId": rule,
        "ruleIndex": _NUMBERS[rule],
        # Where one result says whether it is suppressed, all must (3.27.23).
        "suppressions": [],
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(outcome.file)}}}],
        "partialFingerprints": marks,
    }
