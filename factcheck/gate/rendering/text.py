"""The outcome for people at a terminal: worst first, in groups by rule."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from factcheck.gate.outcome import Judgement, Outcome, Violation
from factcheck.gate.rendering.safety import guarded, plain_line
from factcheck.report.phrasing import count

__all__ = ["headline", "render"]

_MOST = 12
"""Claims of one rule that are told in full."""


def render(judgement: Judgement) -> str:
    """The text."""
    parts = ["\n".join(_outcome(outcome)) for outcome in judgement.outcomes]
    parts += [f"CANNOT BE JUDGED  {plain_line(problem.file)}\n  {plain_line(problem.message)}" for problem in judgement.problems]
    return guarded("\n\n".join(parts)) + "\n"


def headline(outcome: Outcome) -> str:
    """How many failures and warnings, how many claims, by which policy."""
    told = [count(len(outcome.failures), "failure"), count(len(outcome.warnings), "warning")]
    reviewed = f"{outcome.reviewed} of {count(outcome.claims, 'claim')} reviewed"
    return f"{', '.join(told)}; {reviewed}; policy {plain_line(outcome.policy.name)}"


def _outcome(outcome: Outcome) -> Iterator[str]:
    yield f"{'MAY BE PUBLISHED' if outcome.may_publish else 'MAY NOT BE PUBLISHED'}  {plain_line(outcome.file)}"
    yield f"  {headline(outcome)}"
    for _, group in itertools.groupby(outcome.violations, key=lambda violation: (violation.level, violation.rule)):
        yield from _group(list(group))
    if outcome.releases:
        yield ""
        yield f"  LET PASS by people ({len(outcome.releases)})"
    for release in outcome.releases:
        note = f": {plain_line(release.note)}" if release.note else ""
        action = release.action.replace("_", " ")
        yield f"    {plain_line(release.claim)}  {release.rule}: {action} by {plain_line(release.by)}, {release.at.date()}{note}"


def _group(group: list[Violation]) -> Iterator[str]:
    first = group[0]
    number = f" ({len(group)})" if first.claim is not None else ""
    yield ""
    yield f"  {first.level.upper()}  {first.rule}{number}: {plain_line(first.reason)}"
    for violation in group[:_MOST]:
        if violation.claim is not None:
            line = f", line {violation.place.line}" if violation.place else ""
            yield f"    {plain_line(violation.claim)}{line}  “{plain_line(violation.words or '')}”"
        yield f"    {'      ' if violation.claim is not None else ''}{plain_line(violation.found)}"
    if len(group) > _MOST:
        yield f"    and {', '.join(plain_line(violation.claim or '') for violation in group[_MOST:])}"
    yield f"    To do: {plain_line(first.remedy)}"
