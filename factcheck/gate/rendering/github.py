"""The outcome as workflow commands, which GitHub shows at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.gate.outcome import Judgement, Outcome, Violation
from factcheck.gate.rendering.safety import guarded, plain_line
from factcheck.gate.rendering.text import headline
from factcheck.report.github_report import workflow_command

__all__ = ["render"]

_LEVELS = {"fail": "error", "warn": "warning"}


def render(judgement: Judgement) -> str:
    """One command a line, failures of all files before warnings, as GitHub shows ten of each level a step; then a line for each file."""
    violations = [(outcome, violation) for outcome in judgement.outcomes for violation in outcome.violations]
    violations.sort(key=lambda pair: pair[1].level != "fail")
    lines = [
        workflow_command("error", {"title": "Cannot be judged", "file": problem.file}, plain_line(problem.message))
        for problem in judgement.problems
    ]
    lines += [_command(outcome, violation) for outcome, violation in violations]
    return "\n".join([*lines, *(guarded(line) for line in _summary(judgement))]) + "\n"


def _command(outcome: Outcome, violation: Violation) -> str:
    claim = f"{plain_line(violation.claim)}: " if violation.claim else ""
    properties = {"title": f"{claim}{violation.rule}"}
    place = violation.place
    if place is not None and outcome.article is not None:
        properties |= {"file": outcome.article, "line": str(place.line), "endLine": str(place.end_line)}
        # GitHub takes columns only for a stretch of one line, and counts the last one in.
        if place.line == place.end_line:
            properties |= {"col": str(place.column), "endColumn": str(place.end_column - 1)}
    else:
        properties |= {"file": outcome.file}
    words = f"“{plain_line(violation.words)}”: " if violation.words else ""
    text = f"{plain_line(violation.reason)} {words}{plain_line(violation.found)} What to do: {plain_line(violation.remedy)}"
    return workflow_command(_LEVELS[violation.level], properties, text.replace("##[", "## ["))


def _summary(judgement: Judgement) -> Iterator[str]:
    for outcome in judgement.outcomes:
        may = "may be published" if outcome.may_publish else "may not be published"
        yield f"factcheck gate: {plain_line(outcome.file)} {may} ({headline(outcome)})"
    for problem in judgement.problems:
        yield f"factcheck gate: {plain_line(problem.file)} could not be judged"
