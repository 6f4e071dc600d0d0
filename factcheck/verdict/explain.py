"""One sentence for each verdict, for an editor: which passage, and why. Never more than the evidence shows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from factcheck.models import Assessment, Passage, Source, SupportLabel
from factcheck.months import MONTHS

__all__ = [
    "abstained",
    "altered",
    "conflicting",
    "misattributed",
    "not_checkable",
    "not_enough",
    "not_found",
    "paraphrased",
    "refuted",
    "supported",
    "unnamed",
    "verbatim",
    "who",
]

RELEVANT = 0.3
"""Least probability that a passage says anything on the claim, for it to be named as the nearest."""
QUOTE_LENGTH = 140
"""Most characters of a passage that a sentence repeats."""


def who(passage: Passage) -> str:
    """A passage by publisher and date: "Example Daily (March 3, 2024)"."""
    name = passage.publisher or passage.title or f"document {passage.document_id}"
    date = passage.date
    return f"{name} ({MONTHS[date.month - 1]} {date.day}, {date.year})" if date else name


def quoted(assessment: Assessment) -> str:
    """The deciding words in quotation marks, cut at a word when long."""
    passage = assessment.evidence.passage
    start = assessment.rationale.start - passage.span.start
    text = " ".join(passage.text[start : assessment.rationale.end - passage.span.start].split())
    if len(text) > QUOTE_LENGTH:
        text = text[:QUOTE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"“{text}”"


def _others(assessments: Sequence[Assessment]) -> str:
    rest = len(assessments) - 1
    return f", and {rest} more passage{'s' if rest > 1 else ''} agree{'s' if rest == 1 else ''}" if rest > 0 else ""


def _mismatch(assessment: Assessment) -> str | None:
    return next((d.detail for d in assessment.diff if d.veto), None)


def _telling(refuting: Sequence[Assessment]) -> Assessment:
    """The strongest that can say which detail is wrong, else the strongest."""
    return next((a for a in refuting if _mismatch(a)), refuting[0])


def supported(assessments: Sequence[Assessment]) -> str:
    """`assessments` support, strongest first."""
    slip = next((d.detail for a in assessments for d in a.diff if not d.agrees), None)
    caution = f" But {slip}." if slip else ""
    return f"{who(assessments[0].evidence.passage)} says the same: {quoted(assessments[0])}{_others(assessments)}.{caution}"


def refuted(assessments: Sequence[Assessment]) -> str:
    """`assessments` refute, strongest first."""
    telling = _telling(assessments)
    reason = _mismatch(telling) or quoted(telling)
    return f"{who(telling.evidence.passage)} says otherwise: {reason}{_others(assessments)}."


def conflicting(supporting: Sequence[Assessment], refuting: Sequence[Assessment]) -> str:
    """Both lists strongest first, neither empty."""
    telling = _telling(refuting)
    ours, theirs = who(supporting[0].evidence.passage), who(telling.evidence.passage)
    reason = _mismatch(telling) or quoted(telling)
    return f"{ours} says the same: {quoted(supporting[0])}, but {theirs} says otherwise: {reason}."


def not_enough(
    assessments: Sequence[Assessment],
    dependent: Sequence[tuple[Assessment, str]],
    vetoed: Sequence[Assessment],
    unsure: Sequence[Assessment] = (),
    telling: Sequence[Assessment] = (),
) -> str:
    """Why the evidence does not decide.

    Args:
        assessments: all of the claim.
        dependent: those that agree but are no independent support, each with the reason.
        vetoed: those that would support but for a detail.
        unsure: those that take a side, too unsurely for the label.
        telling: those that tell of the statement, whatever they say of its content.
    """
    if vetoed:
        return f"{who(vetoed[0].evidence.passage)} comes near, but {_mismatch(vetoed[0])}."
    if dependent:
        assessment, reason = dependent[0]
        return f"No independent passage confirms it: {who(assessment.evidence.passage)} agrees, but {reason}."
    if unsure:
        side = "the same" if unsure[0].relation == "supports" else "otherwise"
        return f"{who(unsure[0].evidence.passage)} seems to say {side}: {quoted(unsure[0])}, but not surely enough to decide."
    excluded = [a for a in assessments if a.excluded is not None]
    if excluded and len(excluded) == len(assessments):
        return f"No passage found may count: the nearest, {who(excluded[0].evidence.passage)}, is {excluded[0].excluded}."
    counted = [a for a in assessments if a.excluded is None]
    nearest = max(counted, key=lambda a: 1 - a.probabilities.nei, default=None)
    if nearest is None or 1 - nearest.probabilities.nei < RELEVANT:
        nearest = next((a for a in (*telling, *counted) if a in telling or _mismatch(a)), None)
    if nearest is None:
        return "No passage of the evidence bears on it."
    return f"No passage found says whether it is so; the nearest is {who(nearest.evidence.passage)}."


def abstained(label: SupportLabel, confidence: float, least: float, nearest: Assessment) -> str:
    """What the evidence leans to, and why no more is said.

    Args:
        label: the label withheld.
        confidence: its probability, 0 to 1.
        least: the probability that was asked for.
        nearest: the strongest passage of that label.
    """
    # rounded away from each other, so that the two never read as equal
    sure, asked = math.floor(100 * confidence), math.ceil(100 * least)
    return (
        f"The tool abstains: the evidence leans to {label.replace('_', ' ')} at {sure}% confidence, under the {asked}% asked for; "
        f"the nearest passage is {who(nearest.evidence.passage)}: {quoted(nearest)}."
    )


def not_checkable(kind: str) -> str:
    """For a claim of `kind` without a core that evidence could be about."""
    what = {
        "opinion": "An opinion, or what ought to be",
        "prediction": "A prediction that names no figure, date or party",
        "intent": "A plan or an intention, not yet carried out",
    }
    return f"{what.get(kind, 'A statement')}: evidence cannot show whether it is so."


def unnamed(source: Source) -> str:
    """Nobody in the chain has a name."""
    return f"The source ({source.name}) is not named, so no passage can show that it said so."


def _ended(name: str) -> str:
    """A name at the end of a sentence."""
    return name if name.endswith(".") else f"{name}."


def verbatim(source: Source, assessment: Assessment, *, whole: bool = True) -> str:
    """The words, or part of them, stand in a passage that names the source."""
    what = "the quoted words" if whole else "part of the quoted words"
    return f"{who(assessment.evidence.passage)} has {what} of {source.canonical} as they stand here."


def altered(source: Source, assessment: Assessment) -> str:
    """A passage that names the source differs in a detail."""
    details = [d.detail for d in assessment.diff if not d.agrees and (d.kind == "quotation" or d.veto)]
    return f"{who(assessment.evidence.passage)} gives the statement of {source.canonical} otherwise: {details[0]}."


def paraphrased(source: Source, assessment: Assessment, *, named: bool = True) -> str:
    """A passage that names the source, or in which its government speaks, says the same in other words."""
    whom = f"which names {source.canonical}" if named else f"in which another voice of the same government as {source.canonical} speaks"
    how = "says the same in substance" if assessment.relation == "supports" else "tells of it in other words"
    return f"{who(assessment.evidence.passage)}, {whom}, {how}: {quoted(assessment)}."


def misattributed(source: Source, other: str, assessment: Assessment) -> str:
    """A passage gives the quoted words to somebody else."""
    return f"{who(assessment.evidence.passage)} has these words with {other}, not with {_ended(source.canonical)}"


def not_found(source: Source, naming: Sequence[Assessment], uncounted: Sequence[Assessment] = ()) -> str:
    """No passage shows the statement.

    Args:
        source: who is said to have made it.
        naming: passages that count and name the source.
        uncounted: those that name it and do not count.
    """
    if naming:
        return f"Passages name {source.canonical}, but none shows this statement; the nearest is {who(naming[0].evidence.passage)}."
    if uncounted:
        nearest = uncounted[0]
        return f"No passage that counts names {source.canonical}: {who(nearest.evidence.passage)} does, and is {nearest.excluded}."
    if source.canonical.islower():
        return f"No passage found shows that {source.name} said so."
    return f"No passage found names {_ended(source.canonical)}"
