"""Grade a claim by the rules, and say which of them fired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.models import Assessment, Attribution, Claim, FiredRule, Grade, Sourcing, Verdict
from factcheck.sourcing import links
from factcheck.sourcing.rules import RULES, Rule

__all__ = ["grade"]

_RULES: Final = {rule.id: rule for rule in RULES}
_STRENGTH: Final[dict[Grade, int]] = {"none": 0, "weak": 1, "moderate": 2, "strong": 3}
_NAMED_KINDS: Final = {
    "spokesperson": "institutional-voice",
    "official": "office-holder",
    "organization": "institution",
    "person": "named-person",
}


def grade(claim: Claim, assessments: Sequence[Assessment], verdict: Verdict | None) -> Sourcing:
    """Grade the chain of `claim`, and count the independent origins that support its content.

    Args:
        claim: the claim; only its chain, words and kind decide the grade.
        assessments: passages weighed against it; empty when no evidence was looked for.
        verdict: the verdict on its content, None when there is none.

    Returns:
        The grade, every rule that fired in the order of the table's use, the origins, and one sentence of advice.
    """
    held = list(_chain_rules(claim))
    lowest = min((rule.grade for rule, _ in held if rule.grade), key=_STRENGTH.__getitem__)
    origins = len({a.origin for a in assessments if a.relation == "supports" and a.excluded is None and a.dependent is None})
    notes = list(_notes(assessments, verdict, origins))
    return Sourcing(
        grade=lowest,
        rules=tuple(
            FiredRule(id=rule.id, reason=rule.reason.format(name=name, count=origins))
            for rule, name in _distinct([*held, *((rule, "") for rule in notes)])
        ),
        independent_origins=origins,
        advice=_advice(held, notes, lowest),
    )


def _chain_rules(claim: Claim) -> Iterator[tuple[Rule, str]]:
    chain = claim.chain
    if claim.speaker.kind == "author":
        yield _RULES["author-voice"], ""
        return
    for place, link in enumerate(chain):
        if link.source.kind == "author":
            continue  # the article's own outlet, repeated: it adds nothing to what the next link says
        inner = chain[place + 1] if place + 1 < len(chain) else None
        outer = chain[place - 1] if place else None
        yield _RULES[_base(link, outer, inner)], _shown(link)
        if inner is not None and (relay := _relay(link, inner)):
            yield _RULES[relay], _shown(link)
    yield from ((_RULES[rule], _shown(chain[-1])) for rule in _limits(claim))


def _base(link: Attribution, outer: Attribution | None, inner: Attribution | None) -> str:
    source = link.source
    if source.kind == "document":
        if links.is_vague_document(source):
            return "unnamed-document"
        return "identified-document" if links.is_identified(source, outer.source if outer else None) else "document-without-issuer"
    if source.kind == "anonymous" or (not source.named and source.kind != "spokesperson"):
        return "unnamed-source"
    if source.kind == "organization" and links.is_unnamed_group(source):
        return "unnamed-source"
    if source.kind == "outlet":
        return "carrier" if inner is not None and links.carries(link, inner) else "outlet"
    return _NAMED_KINDS[source.kind]


def _relay(link: Attribution, inner: Attribution) -> str | None:
    if link.source.kind == "outlet":
        return None if links.carries(link, inner) else "relayed-by-outlet"
    if inner.source.kind == "document" or links.same_voice(link.source, inner.source):
        return None
    return "relayed-by-source"


def _limits(claim: Claim) -> Iterator[str]:
    link = claim.chain[-1]
    kind = link.source.kind
    if kind not in _NAMED_KINDS:
        return
    if (
        kind == "person"
        and len(claim.chain) == 1
        and claim.kind == "fact"
        and links.names_others(claim)
        and not links.concerns_speaker(claim)
    ):
        yield "second-hand"
    if links.passes_on_hearsay(claim):
        yield "hearsay"
    if links.accuses(link, claim):
        yield "allegation"


def _notes(assessments: Sequence[Assessment], verdict: Verdict | None, origins: int) -> Iterator[Rule]:
    if origins:
        yield _RULES["corroborated" if origins > 1 else "single-origin"]
    elif assessments and (verdict is None or verdict.label != "not_checkable"):
        yield _RULES["uncorroborated"]
    if verdict is not None and verdict.label in {"refuted", "conflicting"}:
        yield _RULES["contradicted"]


def _distinct(fired: Sequence[tuple[Rule, str]]) -> list[tuple[Rule, str]]:
    return list(dict.fromkeys(fired))


def _advice(held: Sequence[tuple[Rule, str]], notes: Sequence[Rule], lowest: Grade) -> str | None:
    """The advice of the rule that holds the grade down; a contradiction comes first, as it matters more than any grade."""
    holding = [rule for rule, _ in held if rule.grade == lowest]
    # A cap says more about what is missing than the base grade that it equals.
    ordered = [rule for rule in notes if rule.advice] + sorted(holding, key=lambda rule: rule.effect != "cap")
    return next((rule.advice for rule in ordered if rule.advice), None)


def _shown(link: Attribution) -> str:
    return link.source.canonical or link.source.name
