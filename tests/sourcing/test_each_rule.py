"""Every rule of the table fires on a claim made for it, does what the table says, and stays away from that claim's neighbour."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from sourcing_parts import NEI, claim, link, support, verdict

from factcheck.models import Assessment, Claim, Verdict
from factcheck.sourcing import RULES, grade

TIMES = link("Harbour Times", "outlet", "reported")
VANCE = link("Mara Vance", "person", "said")
ORLIK = link("Mayor Tom Orlik", "official", "said")
CLOSE = link("people close to the talks", "anonymous", "said")
OWN = link("the author", "author")
YES = verdict("supported")
WIRE, RADIO = support("Coast Wire"), support("Bay Radio")

SPOKEN_TO = link("The Harbour Times", "outlet")


class Example(NamedTuple):
    """A claim on which the rule fires, and one much like it on which it does not."""

    fires: Claim
    silent: Claim
    evidence: tuple[Assessment, ...] = ()
    verdict: Verdict = NEI
    other: tuple[tuple[Assessment, ...], Verdict] | None = None
    """Evidence and verdict of the second claim, where they differ."""


def vague(name: str, cue: str | None = None, **options: str) -> Example:
    return Example(claim(link(name, "anonymous", cue), **options), claim(CLOSE))


EXAMPLES = {
    "author-voice": Example(claim(OWN), claim(VANCE)),
    "unnamed-document": Example(claim(link("recent surveys", "document", "found")), claim(link("the survey", "document", "found"))),
    "document-without-issuer": Example(claim(link("a leaked memo", "document", "says")), claim(VANCE, link("a memo", "document", "says"))),
    "identified-document": Example(claim(link("the 2019 Orlik Report", "document", "found")), claim(link("a poll", "document", "found"))),
    "unnamed-source": Example(claim(CLOSE), claim(link("a spokesperson for the port", "spokesperson", "said", named=False))),
    "carrier": Example(claim(SPOKEN_TO, link("Mara Vance", "person", "told")), claim(TIMES, link("Mara Vance", "person", "told"))),
    "outlet": Example(claim(TIMES), claim(SPOKEN_TO, VANCE)),
    "institutional-voice": Example(claim(link("Ida Roe", "spokesperson", "said")), claim(ORLIK)),
    "office-holder": Example(claim(ORLIK), claim(VANCE)),
    "institution": Example(claim(link("the Ports Agency", "organization", "said")), claim(link("local charities", "organization", "fear"))),
    "named-person": Example(claim(VANCE), claim(ORLIK)),
    "relayed-by-outlet": Example(claim(TIMES, VANCE), claim(SPOKEN_TO, VANCE)),
    "relayed-by-source": Example(
        claim(VANCE, ORLIK),
        claim(link("Ports Agency", "organization"), link("Ports Agency spokeswoman Ida Roe", "spokesperson", "said")),
    ),
    "agentless": vague("unspecified", "is expected"),
    "unnamed-reports": vague("unspecified reports", "There were reports"),
    "unnamed-research": vague("recent independent studies", "show"),
    "rumour": vague("some", "Rumours spread"),
    "unnamed-posts": vague("one user", "wrote"),
    "unnamed-group": vague("shipping industry insiders", "say"),
    "undescribed": vague("a source", "said"),
    "laundered": Example(claim(OWN, text="There were reports that the pier had cracked."), claim(OWN, text="The pier had cracked.")),
    "second-hand": Example(claim(VANCE, text="The guards locked Ida Roe in."), claim(VANCE, text="The guards locked Mara Vance in.")),
    "hearsay": Example(claim(ORLIK, text="There were fears of a flood."), claim(ORLIK, text="The flood is near.")),
    "allegation": Example(claim(link("Tom Orlik", "official", "accused")), claim(ORLIK)),
    "corroborated": Example(claim(CLOSE), claim(CLOSE), (WIRE, RADIO), YES, ((WIRE,), YES)),
    "corroborated-by-name": Example(claim(TIMES, VANCE), claim(TIMES, CLOSE), (WIRE, RADIO), YES),
    "documented": Example(
        claim(CLOSE), claim(CLOSE), (support("Port Court", publisher_type="court", title="Judgment 4/31"),), YES, ((WIRE,), YES)
    ),
    "interested-party": Example(
        claim(link("the Ports Agency", "organization", "said"), text="The Ports Agency has no debts."),
        claim(link("the Ports Agency", "organization", "said"), text="The Harbour Board has no debts."),
    ),
    "contradicted": Example(claim(VANCE), claim(VANCE), (support("Coast Wire", relation="refutes"),), verdict("refuted"), ((WIRE,), YES)),
    "single-origin": Example(claim(VANCE), claim(VANCE), (WIRE,), YES, ((WIRE, RADIO), YES)),
    "uncorroborated": Example(claim(VANCE), claim(VANCE), (support("Coast Wire", relation="neutral"),), NEI, ((WIRE,), YES)),
}
STRENGTH = ["none", "weak", "moderate", "strong"]


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(RULES.by_id)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES.rules])
def test_the_rule_fires_with_its_texts_filled_in(rule: str) -> None:
    example = EXAMPLES[rule]
    sourcing = grade(example.fires, example.evidence, example.verdict)
    fired = next(fired for fired in sourcing.rules if fired.id == rule)
    assert "{" not in fired.reason + (fired.advice or "")
    assert "“”" not in fired.reason
    assert bool(fired.advice) == bool(RULES.by_id[rule].advice)
    row = RULES.by_id[rule]
    if row.on == "evidence":
        assert sourcing.with_evidence is not None
        if row.effect == "raise":
            assert STRENGTH.index(sourcing.with_evidence) >= STRENGTH.index(str(row.grade))
        elif row.effect == "cap":
            assert STRENGTH.index(sourcing.with_evidence) <= STRENGTH.index(str(row.grade))
    else:
        assert STRENGTH.index(sourcing.grade) <= STRENGTH.index(str(row.grade))


@pytest.mark.parametrize("rule", [rule.id for rule in RULES.rules])
def test_the_rule_stays_away_from_what_only_looks_like_it(rule: str) -> None:
    example = EXAMPLES[rule]
    evidence, found = example.other or (example.evidence, example.verdict)
    assert rule not in {fired.id for fired in grade(example.silent, evidence, found).rules}
