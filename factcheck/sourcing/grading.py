"""Grade a claim by the rules, and say which of them fired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from factcheck.models import Assessment, Claim, FiredRule, Grade, Sourcing, VagueSourcing, Verdict
from factcheck.sourcing import links
from factcheck.sourcing.conditions import CONDITIONS, Case
from factcheck.sourcing.rules import RULES, Rule, RuleTable
from factcheck.sourcing.vague import vague_rules

__all__ = ["grade"]

_STRENGTH: Final[dict[Grade, int]] = {"none": 0, "weak": 1, "moderate": 2, "strong": 3}
_LAUNDERED: Final = "laundered"
_VAGUE: Final = frozenset({*vague_rules(), _LAUNDERED})


class _Fired(NamedTuple):
    """A rule that holds in a case, with its texts filled in."""

    rule: Rule
    reason: str
    advice: str | None
    wording: str


def grade(
    claim: Claim, assessments: Sequence[Assessment], verdict: Verdict | None, *, rules: RuleTable = RULES, sentence: str = ""
) -> Sourcing:
    """Grade the chain of `claim`, and say what the evidence adds to it.

    Args:
        claim: the claim; only its chain, words and kind decide the grade of the attribution.
        assessments: passages weighed against it; empty when none was found.
        verdict: the verdict on its content, None when no evidence was looked for.
        rules: the table to grade by.
        sentence: the article's sentence that holds the claim, to show words such as "allegedly" that are no part of its content.

    Returns:
        Both grades, every rule that fired in the order of the table's use, the origins, and one sentence of advice.
    """
    whole = Case(claim, len(claim.chain) - 1, assessments, verdict, sentence)
    held = list(dict.fromkeys(_attributed(whole, rules)))
    added = [] if verdict is None else [_fired(rule, whole) for rule in _on("evidence", whole, rules)]
    lowest = min((fired.rule.grade for fired in held if fired.rule.grade), key=_STRENGTH.__getitem__)
    with_evidence = None if verdict is None else _with_evidence(lowest, added)
    vague = min((fired for fired in held if fired.rule.id in _VAGUE), key=lambda fired: fired.rule.id != _LAUNDERED, default=None)
    return Sourcing(
        grade=lowest,
        with_evidence=with_evidence,
        rules=tuple(FiredRule(id=fired.rule.id, reason=fired.reason, advice=fired.advice) for fired in [*held, *added]),
        independent_origins=whole.origins,
        vague=VagueSourcing(rule=vague.rule.id, wording=vague.wording, advice=vague.advice) if vague else None,
        advice=_advice(held, added, lowest, with_evidence),
    )


def _attributed(whole: Case, rules: RuleTable) -> Iterator[_Fired]:
    chain = whole.claim.chain
    if whole.claim.speaker.kind == "author":
        places = [whole.place]
    else:  # the article's own outlet, repeated, adds nothing to what the next link says
        places = [place for place, link in enumerate(chain) if link.source.kind != "author"]
    for place in places:
        case = whole._replace(place=place)
        fitting = list(_on("link", case, rules))
        base = next(rule for rule in fitting if rule.effect == "base")
        yield _fired(base, case)
        yield from (_fired(rule, case) for rule in fitting if rule.effect == "cap")
    yield from (_fired(rule, whole) for rule in _on("claim", whole, rules))


def _on(scope: str, case: Case, rules: RuleTable) -> Iterator[Rule]:
    return (rule for rule in rules.rules if rule.on == scope and CONDITIONS[rule.id](case))


def _fired(rule: Rule, case: Case) -> _Fired:
    source, vague, document = case.link.source, case.vague, case.document
    name = source.canonical or source.name
    wording = vague.wording if vague else (links.hearsay(case.claim) if rule.id == _LAUNDERED else None) or name
    reason = rule.reason.format(name=name, wording=wording, count=case.origins, document=(document.title if document else None) or "")
    advice = rule.advice.format(does=vague.does if vague else "says so") if rule.advice else None
    return _Fired(rule, reason, advice, wording)


def _with_evidence(attributed: Grade, added: Sequence[_Fired]) -> Grade:
    """Raises lift the grade of the attribution, and the caps of the evidence have the last word."""
    lifts = [fired.rule.grade for fired in added if fired.rule.effect == "raise" and fired.rule.grade]
    caps = [fired.rule.grade for fired in added if fired.rule.effect == "cap" and fired.rule.grade]
    lifted = max([attributed, *lifts], key=_STRENGTH.__getitem__)
    return min([lifted, *caps], key=_STRENGTH.__getitem__)


def _advice(held: Sequence[_Fired], added: Sequence[_Fired], lowest: Grade, with_evidence: Grade | None) -> str | None:
    """The advice of the rule that holds the grade down; a contradiction comes first, as it matters more than any grade."""
    # A cap says more about what is missing than the base grade that it equals.
    holding = sorted((fired for fired in held if fired.rule.grade == lowest), key=lambda fired: fired.rule.effect != "cap")
    caps = [fired for fired in added if fired.rule.effect == "cap" and fired.rule.grade == with_evidence]
    against = [fired for fired in caps if fired.rule.id == "contradicted"]
    return next((fired.advice for fired in [*against, *holding, *caps] if fired.advice), None)
