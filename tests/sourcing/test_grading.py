"""Grades follow the published rules."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcing_parts import NEI, claim, link, verdict

from factcheck.models import Attribution
from factcheck.sourcing import RULES, grade

STRENGTH = ["none", "weak", "moderate", "strong"]


def graded(*chain: Attribution, **options: str) -> tuple[str, set[str]]:
    sourcing = grade(claim(*chain, **options), (), NEI)
    return sourcing.grade, {rule.id for rule in sourcing.rules}


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([link("Harbour Times", "author")], "none"),
        ([link("Mara Vance", "person", "said")], "strong"),
        ([link("Mayor Tom Orlik", "official", "said")], "strong"),
        ([link("the Ports Agency", "organization", "said")], "strong"),
        ([link("a spokesperson for the Ports Agency", "spokesperson", "said", named=False)], "strong"),
        ([link("people close to the talks", "anonymous", "said")], "weak"),
        ([link("an official", "official", "said", named=False)], "weak"),
        ([link("local charities", "organization", "fear")], "weak"),
        ([link("Harbour Times", "outlet", "reported")], "moderate"),
        ([link("Harbour Times", "outlet"), link("Mara Vance", "person", "told")], "strong"),
        ([link("Harbour Times", "outlet", "reported"), link("Mara Vance", "person", "said")], "moderate"),
        ([link("Harbour Times", "outlet", "according to"), link("Coast Wire", "outlet", "quoting")], "moderate"),
        (
            [link("Harbour Times", "outlet", "reported"), link("people close to the talks", "anonymous"), link("Tom Orlik", "official")],
            "weak",
        ),
        ([link("Mara Vance", "person", "said"), link("Tom Orlik", "official", "promised")], "moderate"),
        ([link("Ports Agency", "organization"), link("Ports Agency spokeswoman Ida Roe", "spokesperson", "said")], "strong"),
        ([link("the 2019 Orlik Report", "document", "found")], "strong"),
        ([link("the study", "document", "found")], "strong"),
        ([link("MedWatch briefing", "document", "according to", written="a MedWatch briefing")], "strong"),
        ([link("a recent poll", "document", "found")], "moderate"),
        ([link("recent surveys", "document", "found")], "weak"),
        ([link("Norvik statement", "document", "said", written="A Norvik statement")], "strong"),
        ([link("YouHear poll", "document", "found")], "strong"),
        ([link("Israeli report", "document", "said", written="An Israeli report")], "moderate"),
        ([link("WhatsApp message", "document", "said", written="a WhatsApp message")], "moderate"),
        ([link("Monday filing", "document", "said", written="a Monday filing")], "moderate"),
        ([link("Satellite images", "document", "show")], "moderate"),
        ([link("Harbour Times", "outlet"), link("the memo", "document", "says")], "moderate"),
        ([link("Mara Vance", "person"), link("petition", "document", "asking")], "strong"),
    ],
)
def test_the_chain_is_as_strong_as_its_weakest_link(chain: list[Attribution], expected: str) -> None:
    assert graded(*chain)[0] == expected


def test_a_private_individual_on_what_others_did_is_second_hand() -> None:
    vance = link("Mara Vance", "person", "said")
    assert graded(vance, text="The guards locked Ida Roe in a room.") == ("moderate", {"named-person", "second-hand"})
    assert graded(vance, text="The guards locked Mara Vance in a room.")[0] == "strong"
    assert graded(vance, text="Ida Roe and the others left.", quote="Ida Roe and we left")[0] == "strong"
    assert graded(vance, text="Ida Roe is a disgrace.", kind="opinion")[0] == "strong"
    assert graded(link("Tom Orlik", "official", "said"), text="The guards locked Ida Roe in a room.")[0] == "strong"


def test_allegations_and_hearsay_are_capped() -> None:
    assert graded(link("Tom Orlik", "official", "accused"), text="Ida Roe took money.") == ("moderate", {"office-holder", "allegation"})
    assert "allegation" in graded(link("Mara Vance", "person", "wrote"), text="Ida Roe lied.", kind="opinion")[1]
    assert graded(link("Tom Orlik", "official", "said"), text="There were concerns that the bridge would close.")[0] == "moderate"


def test_a_refuted_claim_keeps_its_grade_and_says_so() -> None:
    sourcing = grade(claim(link("Mara Vance", "person", "said")), (), verdict("refuted"))
    assert (sourcing.grade, sourcing.with_evidence) == ("strong", "weak")
    assert sourcing.rules[-1].id == "contradicted"
    assert sourcing.advice is not None
    assert "contradicting" in sourcing.advice


def test_advice_names_what_holds_the_grade_down() -> None:
    weak = grade(claim(link("Harbour Times", "outlet", "reported"), link("people close to the talks", "anonymous", "said")), (), NEI)
    assert weak.advice is not None
    assert "named source" in weak.advice
    assert grade(claim(link("Mara Vance", "person", "said")), (), NEI).advice is None


kinds = st.sampled_from(["outlet", "person", "organization", "official", "spokesperson", "anonymous", "document"])
names = st.text(alphabet=st.sampled_from("AaBbéß {}0'’-.%"), min_size=1, max_size=20)
links_ = st.builds(
    lambda name, kind, cue, named: link(name, kind, cue, named=named),
    names,
    kinds,
    st.none() | st.sampled_from(["said", "told", "reported"]),
    st.booleans(),
)


@given(st.lists(links_, min_size=1, max_size=4))
def test_every_chain_gets_a_grade_that_its_rules_explain(chain: list[Attribution]) -> None:
    sourcing = grade(claim(*chain), (), NEI)
    fired = [RULES.by_id[rule.id] for rule in sourcing.rules if RULES.by_id[rule.id].on != "evidence"]
    assert sourcing.grade == min((rule.grade for rule in fired if rule.grade), key=STRENGTH.index)
    if any(part.source.kind == "anonymous" for part in chain):
        assert sourcing.grade == "weak"


@pytest.mark.parametrize("unit", ["a ", "A", "there were ", "said to ", "the Times ", "{", "’"])
def test_a_megabyte_of_anything_is_graded_at_once(unit: str) -> None:
    start = time.process_time()  # of this process alone: the machine may be busy
    text = (unit * 1_000_000)[:1_000_000]
    grade(claim(link("Mara Vance", "person", text), text=text), (), NEI)
    assert time.process_time() - start < 10
