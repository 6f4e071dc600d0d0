"""The outcome as Markdown: a step's summary, a comment on a pull request."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from factcheck.gate.outcome import Judgement, Outcome, Violation
from factcheck.gate.rendering.text import headline
from factcheck.report.markdown_report import escape

__all__ = ["render"]

_MOST_ROWS = 40
"""Of one table; GitHub refuses a comment of more than 65,536 characters."""
_LONGEST = 60_000


def render(judgement: Judgement) -> str:
    """The text; whatever stands in a claim, a name or a note is escaped."""
    parts = ["\n".join(_outcome(outcome)) for outcome in judgement.outcomes]
    parts += [f"### 🛑 {escape(problem.file)} could not be judged\n\n{escape(problem.message)}" for problem in judgement.problems]
    whole = "\n\n".join(["## Fact-check gate", *parts]) + "\n"
    if len(whole) <= _LONGEST:
        return whole
    heads = [f"- {_verdict(outcome)}: {escape(headline(outcome))}" for outcome in judgement.outcomes]
    heads += [f"- 🛑 {escape(problem.file)} could not be judged" for problem in judgement.problems]
    return "\n".join(["## Fact-check gate", "", "Too long to show; `factcheck gate` prints it in full.", "", *heads])[:_LONGEST] + "\n"


def _code(text: str) -> str:
    """A remedy, with the commands in it as code."""
    return escape(text).replace("\\`", "`")


def _verdict(outcome: Outcome) -> str:
    return f"{'✅' if outcome.may_publish else '❌'} {escape(outcome.file)} {'may' if outcome.may_publish else 'may not'} be published"


def _outcome(outcome: Outcome) -> Iterator[str]:
    yield f"### {_verdict(outcome)}"
    yield ""
    if outcome.title:
        yield f"**{escape(outcome.title)}** · {escape(headline(outcome))}"
    else:
        yield escape(headline(outcome))
    for _, group in itertools.groupby(outcome.violations, key=lambda violation: (violation.level, violation.rule)):
        yield from _group(list(group))
    if outcome.releases:
        yield from ("", "**Let pass by people**", "")
    for release in outcome.releases[:_MOST_ROWS]:
        note = f": {escape(release.note)}" if release.note else ""
        yield f"- {escape(release.claim)}, {release.rule}: {release.action} by {escape(release.by)}, {release.at.date()}{note}"


def _group(group: list[Violation]) -> Iterator[str]:
    first = group[0]
    mark = "❌" if first.level == "fail" else "⚠️"
    yield ""
    yield f"{mark} **{first.rule}**{f' ({len(group)})' if first.claim else ''} · {escape(first.reason)} *To do:* {_code(first.remedy)}"
    yield ""
    if first.claim is None:
        yield escape(first.found)
        return
    yield from ("| Claim | Line | What was found |", "|:--|--:|:--|")
    for violation in group[:_MOST_ROWS]:
        line = str(violation.place.line) if violation.place else ""
        cells = (f"{violation.claim}: “{violation.words}”", line, violation.found)
        yield f"| {' | '.join(escape(text) for text in cells)} |"
    if len(group) > _MOST_ROWS:
        yield from ("", f"and {len(group) - _MOST_ROWS} more.")
