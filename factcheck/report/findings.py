"""What is the matter with a claim, as one of the kinds of finding that a program can count, and what to do about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from factcheck.models import CheckedClaim, DiffKind
from factcheck.report.actions import advise
from factcheck.report.labels import ATTRIBUTION, GRADES, SUPPORT
from factcheck.report.phrasing import legible, listing, shorten
from factcheck.report.priorities import Concern, mismatches, rests_on_one_anonymous_source

__all__ = ["RULES", "Finding", "Level", "Rule", "findings", "message", "titles", "todo"]

Level = Literal["error", "warning", "note"]


class Rule(NamedTuple):
    """A kind of finding."""

    id: str
    level: Level
    title: str
    meaning: str
    todo: str
    """What an editor does about it, whatever the claim."""


class Finding(NamedTuple):
    """One thing that is the matter with a claim."""

    rule: Rule
    level: Level
    """The rule's, or `warning` for a mismatch that is not sure enough to veto."""
    detail: str
    """What was found, in one sentence; empty where the rule says it all."""


_DETAILS: dict[DiffKind, str] = {
    "number": "figure",
    "money": "sum",
    "ordinal": "rank",
    "duration": "length of time",
    "date": "date",
    "name": "name",
    "place": "place",
    "title": "office or title",
    "roles": "who did what to whom",
    "negation": "whether it is so or not",
    "modality": "how sure it is",
    "quotation": "quotation",
}


def _mismatch(kind: DiffKind, what: str) -> Rule:
    return Rule(
        f"mismatch-{kind}",
        "error",
        f"A detail differs: {what}",
        f"A passage that counts gives it differently ({what}).",
        "Check it against the evidence, and correct whichever is wrong.",
    )


_FIRST = (
    Rule(
        "refuted", "error", SUPPORT["refuted"].text, SUPPORT["refuted"].hint, "Correct it or take it out; put the evidence to the source."
    ),
    Rule(
        "misattributed",
        "error",
        ATTRIBUTION["misattributed"].text,
        ATTRIBUTION["misattributed"].hint,
        "Attribute it to the one whom the evidence names, or take it out.",
    ),
    Rule("altered", "error", ATTRIBUTION["altered"].text, ATTRIBUTION["altered"].hint, "Bring it back to what the source said."),
    Rule(
        "conflicting",
        "warning",
        SUPPORT["conflicting"].text,
        SUPPORT["conflicting"].hint,
        "Say that accounts differ, or find out which holds.",
    ),
)
_LAST = (
    Rule(
        "one-anonymous-source",
        "warning",
        "One unnamed source",
        "It rests on a source that a reader cannot know, and no two independent origins back it.",
        "Find a second, independent source or a document, or name the source.",
    ),
    Rule(
        "not-enough-evidence",
        "note",
        SUPPORT["not_enough_evidence"].text,
        SUPPORT["not_enough_evidence"].hint,
        "Look for a source that decides, and add it to the evidence.",
    ),
    Rule("sourcing-weak", "note", GRADES["weak"].text, GRADES["weak"].hint, "Strengthen the sourcing."),
    Rule("sourcing-none", "note", GRADES["none"].text, GRADES["none"].hint, "Name a source, or make sure that it needs none."),
)
_MISMATCHES: dict[DiffKind, Rule] = {kind: _mismatch(kind, what) for kind, what in _DETAILS.items()}
_BY_ID = {rule.id: rule for rule in (*_FIRST, *_LAST)}

RULES: tuple[Rule, ...] = (*_FIRST, *_MISMATCHES.values(), *_LAST)
"""Every kind of finding."""

_LONGEST = 300


def findings(checked: CheckedClaim) -> tuple[Finding, ...]:
    """What is the matter with a claim, worst first; nothing for one that is backed, well sourced and rightly quoted."""
    verdict, said = checked.verdict, checked.attribution
    differing = mismatches(checked)
    found: list[Finding] = []

    def add(rule: str, detail: str) -> None:
        found.append(Finding(_BY_ID[rule], _BY_ID[rule].level, shorten(legible(detail), _LONGEST)))

    def add_mismatches(level: Level, *, veto: bool) -> None:
        for mismatch in differing:
            if mismatch.item.veto is veto:
                item, passage = mismatch.item, mismatch.assessments[0].evidence.passage
                here, there = shorten(legible(item.claim_text), 120), shorten(legible(item.passage_text), 120)
                where = legible(passage.publisher or passage.document_id)
                found.append(Finding(_MISMATCHES[item.kind], level, f"“{here}” here, “{there}” in {where}."))

    if verdict.label == "refuted":
        add("refuted", verdict.explanation)
    add_mismatches("error", veto=True)
    if said is not None and said.label in {"misattributed", "altered"}:
        add(said.label, said.explanation)
    if verdict.label == "conflicting":
        add("conflicting", verdict.explanation)
    add_mismatches("warning", veto=False)
    if rests_on_one_anonymous_source(checked):
        names = [link.source.canonical for link in checked.claim.chain if link.source.anonymous]
        add("one-anonymous-source", f"It rests on {listing([f'“{name}”' for name in dict.fromkeys(names)])}.")
    if verdict.label == "not_enough_evidence":
        add("not-enough-evidence", verdict.explanation)
    if checked.sourcing.grade == "weak":
        vague, rules = checked.sourcing.vague, checked.sourcing.rules
        add("sourcing-weak", f"“{vague.wording}” attributes to nobody in particular." if vague else rules[0].reason if rules else "")
    elif checked.sourcing.grade == "none" and verdict.label != "not_checkable":
        add("sourcing-none", "")
    return tuple(found)


def message(checked: CheckedClaim, found: tuple[Finding, ...], decision: str = "") -> str:
    """What is the matter with a claim, what people decided, and what to do, in a few sentences on one line."""
    quote = shorten(legible(checked.claim.quote), _LONGEST)
    decided = f"Decision: {decision.rstrip('.')}." if decision else ""
    todos = f"What to do: {todo(checked, found)}"
    return " ".join(part for part in (f"{titles(found)}: “{quote}”.", found[0].detail, decided, todos) if part)


def titles(found: tuple[Finding, ...]) -> str:
    """The kinds of finding, each once, worst first."""
    return " · ".join(dict.fromkeys(finding.rule.title for finding in found))


def todo(checked: CheckedClaim, found: tuple[Finding, ...]) -> str:
    """What to do about the worst of the findings, in a sentence or two: as the report's page says it."""
    reasons = tuple(dict.fromkeys(reason for finding in found if (reason := _reason(finding)) is not None))
    if _reason(found[0]) is not None:
        return advise(Concern(checked, reasons)).todo
    advice = checked.sourcing.advice
    return shorten(legible(advice), _LONGEST) if advice else found[0].rule.todo


def _reason(finding: Finding) -> str | None:
    """The key by which `priorities` knows the finding; None for a sourcing grade."""
    if finding.rule in _MISMATCHES.values():
        return "mismatch" if finding.level == "error" else "difference"
    names = {"one-anonymous-source": "anonymous", "not-enough-evidence": "unchecked"}
    return None if finding.rule.id.startswith("sourcing-") else names.get(finding.rule.id, finding.rule.id)
