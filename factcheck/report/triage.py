"""What an editor must look at first, and why. Never one score: claims, grouped by what is the matter with them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from factcheck.models import Assessment, CheckedClaim, DiffItem, Report

__all__ = ["Concern", "Mismatch", "Triage", "is_later", "mismatches", "rests_on_one_anonymous_source", "triage"]


class Mismatch(NamedTuple):
    """A detail of a claim that a passage gives differently, for sure."""

    item: DiffItem
    assessments: tuple[Assessment, ...]
    """Every passage that gives it in these words, in order of rank."""


class Concern(NamedTuple):
    """A claim that needs a person, and what is the matter with it."""

    checked: CheckedClaim
    reasons: tuple[str, ...]
    """Short keys, worst first: `refuted`, `mismatch`, `altered`, `misattributed`, `conflicting`, `anonymous`, `unchecked`."""


class Triage(NamedTuple):
    """The claims that need a person, each in the first group that fits, worst first."""

    wrong: tuple[Concern, ...]
    """Contradicted or conflicting, with a sure mismatch, or with altered or misattributed words."""
    anonymous: tuple[Concern, ...]
    """Resting on one unnamed source."""
    unchecked: tuple[Concern, ...]
    """Checkable, and not decided by the evidence."""


def cutoff(report: Report) -> dt.date | None:
    """The date that the report speaks of: `as_of`, or else the article's own."""
    return report.as_of or report.article.date


def is_later(report: Report, assessment: Assessment) -> bool:
    """Whether the passage was set aside and was published after the date that the report speaks of."""
    limit, published = cutoff(report), assessment.evidence.passage.date
    if assessment.excluded is None or limit is None or published is None or published <= limit:
        return False
    # A copy of the article is published later, too, yet it is no development. Only the reason tells the two apart.
    return re.search(r"\b(?:later|after)\b", assessment.excluded) is not None


def mismatches(checked: CheckedClaim) -> tuple[Mismatch, ...]:
    """The mismatches sure enough to veto, one for each pair of wordings, over all passages that count."""
    found: dict[tuple[str, str, str], tuple[DiffItem, list[Assessment]]] = {}
    for assessment in checked.evidence:
        if assessment.excluded is not None:
            continue
        for item in assessment.diff:
            if item.veto and not item.agrees:
                entry = found.setdefault((item.kind, item.claim_text.casefold(), item.passage_text.casefold()), (item, []))
                if assessment not in entry[1]:
                    entry[1].append(assessment)
    return tuple(Mismatch(item, tuple(assessments)) for item, assessments in found.values())


def rests_on_one_anonymous_source(checked: CheckedClaim) -> bool:
    """Whether the chain passes through somebody unnamed, and no two independent origins back the content.

    An unnamed spokesperson speaks for an institution that is named, so they do not count.
    """
    unnamed = any(not link.source.named and link.source.kind != "spokesperson" for link in checked.claim.chain)
    return unnamed and checked.sourcing.independent_origins <= 1


def _reasons(checked: CheckedClaim) -> list[str]:
    label = checked.verdict.label
    said = checked.attribution.label if checked.attribution else None
    tests = (
        ("refuted", label == "refuted"),
        ("mismatch", bool(mismatches(checked))),
        ("misattributed", said == "misattributed"),
        ("altered", said == "altered"),
        ("conflicting", label == "conflicting"),
        ("anonymous", rests_on_one_anonymous_source(checked)),
        ("unchecked", label == "not_enough_evidence"),
    )
    return [name for name, holds in tests if holds]


_WRONG = ("refuted", "mismatch", "misattributed", "altered", "conflicting")


def triage(report: Report) -> Triage:
    """The claims of `report` that need a person. Within a group: more and graver reasons first, then reading order."""
    concerns = [Concern(checked, tuple(_reasons(checked))) for checked in report.claims]

    def gravity(concern: Concern) -> tuple[int, int, float]:
        graver = [_WRONG.index(reason) for reason in concern.reasons if reason in _WRONG]
        return (min(graver), -len(graver), -concern.checked.verdict.confidence)

    wrong = sorted((concern for concern in concerns if set(concern.reasons) & set(_WRONG)), key=gravity)
    rest = [concern for concern in concerns if not set(concern.reasons) & set(_WRONG)]
    return Triage(
        tuple(wrong),
        tuple(concern for concern in rest if "anonymous" in concern.reasons),
        tuple(concern for concern in rest if "anonymous" not in concern.reasons and "unchecked" in concern.reasons),
    )
