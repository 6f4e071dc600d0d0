"""What an editor must look at first, and why. Never one score: claims, grouped by what is the matter with them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from factcheck.models import Assessment, CheckedClaim, DiffItem, Grade, Report

__all__ = [
    "Concern",
    "Mismatch",
    "Triage",
    "bears_on_it",
    "gravity",
    "is_later",
    "mismatches",
    "rests_on_one_anonymous_source",
    "triage",
]


class Mismatch(NamedTuple):
    """A detail of a claim that a passage which counts gives differently."""

    item: DiffItem
    assessments: tuple[Assessment, ...]
    """Every passage that says so, in order of rank."""

    @property
    def key(self) -> tuple[str, str]:
        """Equal for the same mismatch, however often and in whatever form the article repeats it."""
        return self.item.kind, self.item.detail.casefold()


class Concern(NamedTuple):
    """A claim that needs a person, and what is the matter with it."""

    checked: CheckedClaim
    reasons: tuple[str, ...]
    """Short keys, worst first: `refuted`, `mismatch` (sure enough to veto), `misattributed`, `altered`, `conflicting`, `difference`
    (a mismatch that does not veto), `anonymous`, `unchecked`."""
    also: tuple[CheckedClaim, ...] = ()
    """Further claims with the same mismatch and nothing worse, such as one misspelled name all through an article; or with the same
    unnamed source."""


class Triage(NamedTuple):
    """The claims that need a person, each in the first group that fits, worst first."""

    wrong: tuple[Concern, ...]
    """Contradicted or conflicting, with a mismatch, or with altered or misattributed words."""
    anonymous: tuple[Concern, ...]
    """Resting on one unnamed source; claims from the same one stand together."""
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


def bears_on_it(assessment: Assessment) -> bool:
    """Whether the verifier finds it likelier than not that the passage says anything on the claim."""
    return assessment.probabilities.nei < _BEARS


def mismatches(checked: CheckedClaim) -> tuple[Mismatch, ...]:
    """The mismatches with passages that count, each once; those sure enough to veto come first.

    One that is not so sure is left out where the verifier does not find it likely that the passage speaks for or against the claim: two
    texts on different things have different figures and days. An altered quotation and a misspelt name are found by their own words.
    """
    found: dict[tuple[str, str], tuple[DiffItem, list[Assessment]]] = {}
    for assessment in checked.evidence:
        if assessment.excluded is not None:
            continue
        for item in assessment.diff:
            if not item.agrees and _raised(item, assessment):
                entry = found.setdefault((item.kind, item.detail.casefold()), (item, []))
                if assessment not in entry[1]:
                    entry[1].append(assessment)
    every = [Mismatch(item, tuple(assessments)) for item, assessments in found.values()]
    return tuple(sorted(every, key=lambda mismatch: not mismatch.item.veto))


_BEARS: Final = 0.5
_SPEAKS_TO_IT: Final = 0.5
"""Least probability of support or refutation."""


def _raised(item: DiffItem, assessment: Assessment) -> bool:
    by_itself = item.veto or item.kind == "quotation" or item.difference == "spelling"
    return (
        by_itself
        or assessment.relation != "neutral"
        or max(assessment.probabilities.supports, assessment.probabilities.refutes) >= _SPEAKS_TO_IT
    )


def rests_on_one_anonymous_source(checked: CheckedClaim) -> bool:
    """Whether the chain passes through somebody unnamed, and no two independent origins back the content.

    One origin suffices where it is a document by which the rules raise the grade.
    """
    sourcing = checked.sourcing
    raised = sourcing.with_evidence is not None and _STRENGTH[sourcing.with_evidence] > _STRENGTH[sourcing.grade]
    return _unnamed_place(checked) is not None and sourcing.independent_origins <= 1 and not raised


def _unnamed_place(checked: CheckedClaim) -> int | None:
    """Which link of the chain is the first that nobody could name."""
    chain = checked.claim.chain
    return next((place for place, link in enumerate(chain) if link.source.anonymous), None)


def _reasons(checked: CheckedClaim) -> list[str]:
    label = checked.verdict.label
    said = checked.attribution.label if checked.attribution else None
    differing = mismatches(checked)
    tests = (
        ("refuted", label == "refuted"),
        ("mismatch", any(mismatch.item.veto for mismatch in differing)),
        ("misattributed", said == "misattributed"),
        ("altered", said == "altered"),
        ("conflicting", label == "conflicting"),
        ("difference", bool(differing) and not any(mismatch.item.veto for mismatch in differing)),
        ("anonymous", rests_on_one_anonymous_source(checked)),
        ("unchecked", label == "not_enough_evidence"),
    )
    return [name for name, holds in tests if holds]


_STRENGTH: Final[dict[Grade, int]] = {"none": 0, "weak": 1, "moderate": 2, "strong": 3}
_WRONG = ("refuted", "mismatch", "misattributed", "altered", "conflicting", "difference")


def triage(report: Report) -> Triage:
    """The claims of `report` that need a person.

    Within a group: more and graver reasons first, then reading order. Where nothing is known against a claim but its source, facts come
    before forecasts, and those that nothing else backs before those that one origin backs. Where it is only that nobody checked it, those
    that most resemble what fact-checkers take up come first.
    """
    concerns = [Concern(checked, tuple(_reasons(checked))) for checked in report.claims]
    wrong = [concern for concern in concerns if set(concern.reasons) & set(_WRONG)]
    rest = [concern for concern in concerns if not set(concern.reasons) & set(_WRONG)]
    unchecked = [concern for concern in rest if "anonymous" not in concern.reasons and "unchecked" in concern.reasons]
    return Triage(
        tuple(_folded(sorted(wrong, key=gravity))),
        tuple(_by_source(sorted((concern for concern in rest if "anonymous" in concern.reasons), key=gravity))),
        tuple(sorted(unchecked, key=gravity)),
    )


def gravity(concern: Concern) -> tuple[float, ...]:
    """What the claims of a group are sorted by, the gravest first; holds across articles too."""
    graver = [_WRONG.index(reason) for reason in concern.reasons if reason in _WRONG]
    if graver:
        sure = (concern.checked.verdict.confidence or 0.0) if "refuted" in concern.reasons else 0.0
        return min(graver), -len(graver), -sure
    return _exposure(concern) if "anonymous" in concern.reasons else (-concern.checked.claim.check_worthiness,)


def _exposure(concern: Concern) -> tuple[float, ...]:
    """How little stands between a claim and its unnamed source, the least first."""
    checked = concern.checked
    forecast = checked.verdict.label == "not_checkable"
    return forecast, checked.sourcing.independent_origins, checked.sourcing.vague is None, -checked.claim.check_worthiness


def _by_source(concerns: list[Concern]) -> list[Concern]:
    """The same concerns, where claims from one unnamed source stand with the first of them.

    Two vague attributions are never taken for one source: who knows whether the experts of one paragraph are those of another?
    """
    kept: dict[object, Concern] = {}
    for concern in concerns:
        checked = concern.checked
        place = _unnamed_place(checked)
        if checked.sourcing.vague is not None or place is None:
            kept[id(checked)] = concern
            continue
        key = tuple(link.source.canonical.casefold() for link in checked.claim.chain[: place + 1])
        first = kept.get(key)
        kept[key] = concern if first is None else first._replace(also=(*first.also, checked))
    return list(kept.values())


def _folded(concerns: list[Concern]) -> list[Concern]:
    """The same concerns, where claims that only repeat a mismatch of an earlier one stand with it."""
    kept: list[Concern] = []
    home: dict[tuple[str, str], int] = {}
    for concern in concerns:
        keys = [mismatch.key for mismatch in mismatches(concern.checked)]
        worse = set(concern.reasons) & set(_WRONG) - {"mismatch", "difference"}
        if keys and not worse and all(key in home for key in keys):
            place = home[keys[0]]
            kept[place] = kept[place]._replace(also=(*kept[place].also, concern.checked))
            continue
        for key in keys:
            home.setdefault(key, len(kept))
        kept.append(concern)
    return kept
