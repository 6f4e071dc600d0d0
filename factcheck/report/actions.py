"""What is the matter with a claim in one line, and what an editor can do about it in another."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.models import CheckedClaim, Difference, DiffKind, Source
from factcheck.report.labels import SUPPORT
from factcheck.report.phrasing import count, date_text, legible, shorten
from factcheck.report.priorities import Concern, mismatches

__all__ = ["Advice", "advise"]


class Advice(NamedTuple):
    """Two lines about a claim, for an editor."""

    problem: str
    todo: str


_PROBLEMS = {
    "refuted": "Contradicted",
    "misattributed": "Someone else said it",
    "altered": "Words were changed",
    "conflicting": "Evidence disagrees",
    "anonymous": "One unnamed source",
    "unchecked": "Could not be checked",
}
_DETAILS: dict[DiffKind, str] = {
    "name": "the name",
    "number": "the figure",
    "money": "the figure",
    "ordinal": "the rank",
    "duration": "the length of time",
    "date": "the date",
    "place": "the place",
    "title": "the office or title",
    "roles": "who did what to whom",
    "negation": "whether it is so or not",
    "modality": "how sure it is",
    "quotation": "the quotation",
}
_DIFFERS: dict[DiffKind, str] = {
    "roles": "Who did it to whom differs",
    "negation": "One says so, the other denies it",
    "modality": "Said more surely than in the evidence",
}
_WAYS: dict[Difference | None, tuple[str, str]] = {
    "measure": ("The same figure of something else", "of what the figure is"),
    "voices": ("How many said so differs", "how many said so"),
}
"""Ways of differing that say more than the kind of detail: the problem, and what to look at."""
_TO_BE_WEIGHED = frozenset(_DIFFERS)
"""Details that need another sentence rather than another word."""
_LONGEST = 70


def advise(concern: Concern) -> Advice:
    """What is the matter with the claim of `concern`, and what to do, by the worst of its reasons."""
    reason = concern.reasons[0]
    if reason == "anonymous":
        return Advice(_unnamed_problem(concern.checked), _unnamed_todo(concern.checked))
    if reason == "unchecked":
        return Advice(_unchecked_problem(concern.checked), _unchecked_todo(concern.checked))
    problems = [_PROBLEMS.get(name) or _differs(concern.checked) for name in concern.reasons]
    return Advice(" · ".join(problems), _wrong_todo(concern.checked, reason))


def _differs(checked: CheckedClaim) -> str:
    items = [mismatch.item for mismatch in mismatches(checked)]
    if len({item.kind for item in items}) > 1:
        return "Details differ"
    kind, ways = items[0].kind, {item.difference for item in items}
    if len(ways) == 1 and (way := _WAYS.get(items[0].difference)):
        return way[0]
    return _DIFFERS.get(kind) or f"{_DETAILS[kind].capitalize()} differs"


def _wrong_todo(checked: CheckedClaim, reason: str) -> str:
    if reason == "misattributed":
        return "Attribute it to the one whom the evidence names, or take it out."
    if detail := _detail_todo(checked):
        return detail
    if reason == "altered":
        return f"Bring it back to what {_said_by(checked)} said, or quote the words as they stand in the evidence."
    if reason == "conflicting":
        return f"Say that accounts differ, and ask {_said_by(checked)} which holds."
    return f"Correct it or take it out; put the evidence to {_said_by(checked)} first."


def _detail_todo(checked: CheckedClaim) -> str | None:
    found = mismatches(checked)
    if not found:
        return None
    item = found[0].item
    verb = "Correct" if item.veto and item.kind not in _TO_BE_WEIGHED else "Check"
    more = {mismatch.item.kind for mismatch in found[1:]} - {item.kind}
    rest = f" Then check {_DETAILS[min(more)]}." if len(more) == 1 else " Then check the other details." if more else ""
    what = _WAYS[item.difference][1] if item.difference in _WAYS else _DETAILS[item.kind]
    evidence = _sentence(item.detail) if item.difference == "measure" else f"the evidence has “{_short(item.passage_text)}”"
    return f"{verb} {what}: {evidence}.{rest}"


def _unnamed_problem(checked: CheckedClaim) -> str:
    vague = checked.sourcing.vague
    if vague is not None:
        return f"Vague sourcing: “{_short(vague.wording)}”"
    place = next(place for place, link in enumerate(checked.claim.chain) if link.source.anonymous)
    chain = checked.claim.chain
    carrier = next((link.source for link in reversed(chain[:place]) if link.source.kind == "outlet"), None)
    through = f", through {_name(carrier)}" if carrier else ""
    return f"One unnamed source: {_name(chain[place].source)}{through}"


def _unnamed_todo(checked: CheckedClaim) -> str:
    sourcing = checked.sourcing
    if sourcing.vague is not None and sourcing.vague.advice:
        return _sentence(sourcing.vague.advice)
    if sourcing.independent_origins == 1:
        return "One independent origin says the same: ask for a second, or name the source."
    return "Ask for a second, independent source or a document, or name the source."


def _unchecked_problem(checked: CheckedClaim) -> str:
    leaning = checked.verdict.leaning
    if leaning is not None:
        return f"Leans to “{SUPPORT[leaning.label].text}”, not surely enough"
    counting = [assessment for assessment in checked.evidence if assessment.excluded is None]
    if not counting:
        return "Nothing in the evidence speaks of it"
    if any(assessment.relation == "supports" and assessment.dependent is not None for assessment in counting):
        return "Only its own source, or who relays it, says so"
    if checked.attribution is not None and checked.attribution.label in {"verbatim", "paraphrased"}:
        return "Said so, but nothing tells whether it is so"
    return f"{count(len(counting), 'passage')} found, none decides" if len(counting) > 1 else "One passage found, and it does not decide"


def _unchecked_todo(checked: CheckedClaim) -> str:
    claim, sourcing = checked.claim, checked.sourcing
    if sourcing.vague is not None and sourcing.vague.advice:
        return _sentence(sourcing.vague.advice)
    if claim.speaker.kind == "author":
        day = next((date_text(date.first) for date in claim.dates if date.first == date.last), None)
        what = (
            "the figure where it was first published" if claim.kind == "statistic" else f"a record or a report{f' of {day}' if day else ''}"
        )
        return f"Look for {what}, and name it in the article."
    return f"Look for {_missing(checked)}."


def _missing(checked: CheckedClaim) -> str:
    """What would decide a claim that somebody else makes."""
    claim = checked.claim
    who = _name(claim.speaker)
    if any(rule.id == "interested-party" for rule in checked.sourcing.rules):
        return f"a source without a stake, other than {who}, or a document"
    if claim.speaker.kind == "document":
        return f"the document itself: {who}"
    if claim.speaker.kind == "outlet":
        return f"the report of {who}, and for its own source"
    if claim.kind == "statistic":
        return f"the figure where it was first published, and ask {who} for it"
    if checked.attribution is not None and checked.attribution.label == "not_found":
        return f"the statement of {who} itself, then for a second source"
    return f"a second source, independent of {who}, or a document"


def _said_by(checked: CheckedClaim) -> str:
    speaker = checked.claim.speaker
    return "the author" if speaker.kind == "author" else _name(speaker)


def _name(source: Source) -> str:
    """The fullest name, with the article that it is written with: "the Ports Agency"."""
    name = source.canonical or source.name
    article = "the " if source.name.lower().startswith("the ") and not name.lower().startswith("the ") else ""
    return article + _short(name)


def _short(text: str) -> str:
    return shorten(legible(text), _LONGEST)


def _sentence(text: str) -> str:
    return shorten(legible(text), 240)
