"""The first screen says what is the matter with each claim, and what to do about it."""

from __future__ import annotations

import pytest
import report_fixture as fixture
from report_parts import CLOSE, COURIER, LEDGER, chain, diff, weigh

from factcheck.models import FiredRule, Leaning, VagueSourcing
from factcheck.report import render, triage
from factcheck.report.actions import advise
from factcheck.report.priorities import Concern, rests_on_one_anonymous_source


def by_id(number):
    return next(checked for checked in fixture.report().claims if checked.claim.id == f"c{number:03}")


def altered(checked, **changes):
    """`checked` with fields of its claim, verdict or sourcing changed."""
    for part in ("claim", "verdict", "sourcing"):
        own = {key: value for key, value in changes.items() if key in type(getattr(checked, part)).model_fields}
        checked = checked.model_copy(update={part: getattr(checked, part).model_copy(update=own)})
    return checked.model_copy(update={key: value for key, value in changes.items() if key in {"attribution", "evidence"}})


def advice(checked, *reasons):
    return advise(Concern(checked, reasons))


def test_every_listed_claim_has_both_lines():
    found = triage(fixture.report())
    for concern in (*found.wrong, *found.anonymous, *found.unchecked):
        problem, todo = advise(concern)
        assert problem
        assert todo.endswith(".")
        assert "None" not in problem + todo


@pytest.mark.parametrize(
    ("kind", "veto", "problem", "todo"),
    [
        ("name", True, "The name differs", "Correct the name: the evidence has “there”."),
        ("name", False, "The name differs", "Check the name: the evidence has “there”."),
        ("money", True, "The figure differs", "Correct the figure: the evidence has “there”."),
        ("date", True, "The date differs", "Correct the date: the evidence has “there”."),
        ("quotation", True, "The quotation differs", "Correct the quotation: the evidence has “there”."),
        ("modality", True, "Said more surely than in the evidence", "Check how sure it is: the evidence has “there”."),
        ("negation", True, "One says so, the other denies it", "Check whether it is so or not: the evidence has “there”."),
    ],
)
def test_a_mismatch_is_named_by_its_kind_and_corrected_only_where_it_is_sure(kind, veto, problem, todo):
    item = diff(kind, "nine", "nine", LEDGER, "It differs.", veto=veto).model_copy(update={"passage_text": "there"})
    checked = altered(by_id(8), evidence=(weigh(LEDGER, "supports", None, item),))
    assert advice(checked, "mismatch" if veto else "difference") == (problem, todo)


@pytest.mark.parametrize(
    ("kind", "difference", "problem", "todo"),
    [
        ("money", "measure", "The same figure of something else", "Check of what the figure is: both have nine, here as loss."),
        ("number", "voices", "How many said so differs", "Check how many said so: the evidence has “nine”."),
    ],
)
def test_ways_of_differing_that_say_more_than_the_kind_are_named(kind, difference, problem, todo):
    item = diff(kind, "nine", "nine", LEDGER, "both have nine, here as loss").model_copy(update={"difference": difference})
    report = fixture.report(claims=(altered(by_id(8), evidence=(weigh(LEDGER, "supports", None, item),)),))
    assert advice(report.claims[0], "difference") == (problem, todo)
    markdown, html = render(report, "markdown"), render(report, "html")
    assert ("both have nine, here as loss (" in markdown) == (difference == "measure")
    assert ("“nine” here, “nine” in" in markdown) == (difference == "voices")
    assert ("<bdi>both have nine, here as loss</bdi> (" in html) == (difference == "measure")


def test_further_mismatches_are_not_forgotten():
    items = [diff(kind, "nine", "nine", LEDGER, f"{kind} differs.", veto=True) for kind in ("number", "name", "date")]
    two = altered(by_id(8), evidence=(weigh(LEDGER, "neutral", None, *items[:2]),))
    three = altered(by_id(8), evidence=(weigh(LEDGER, "neutral", None, *items),))
    assert advice(two, "mismatch").problem == "Details differ"
    assert advice(two, "mismatch").todo.endswith("Then check the name.")
    assert advice(three, "mismatch").todo.endswith("Then check the other details.")


def test_without_a_detail_the_evidence_is_put_to_the_source():
    plain = altered(by_id(8), evidence=())
    assert "put the evidence to" in advice(plain, "refuted").todo
    assert "accounts differ" in advice(plain, "conflicting").todo
    assert "Bring it back" in advice(plain, "altered").todo
    assert "whom the evidence names" in advice(plain, "misattributed").todo


def test_an_unnamed_source_is_told_with_who_carries_it_and_what_is_missing():
    unnamed = altered(by_id(9), chain=chain((COURIER, "reported"), (CLOSE, "said")), independent_origins=0)
    assert advice(unnamed, "anonymous").problem == f"One unnamed source: {CLOSE[1]}, through {COURIER[0]}"
    assert "second, independent source" in advice(unnamed, "anonymous").todo
    assert "ask for a second" in advice(altered(unnamed, independent_origins=1), "anonymous").todo


def test_vague_sourcing_is_named_with_the_advice_for_its_kind():
    vague = VagueSourcing(rule="unnamed-group", wording="industry insiders", advice="Say how many people.")
    assert advice(altered(by_id(9), vague=vague), "anonymous") == ("Vague sourcing: “industry insiders”", "Say how many people.")


def test_what_was_not_checked_says_why_and_what_to_look_for():
    plain = altered(by_id(13), kind="fact", evidence=())
    assert advice(plain, "unchecked") == (
        "Nothing in the evidence speaks of it",
        "Look for the statement of Norvolt Marine itself, then for a second source.",
    )
    assert advice(altered(plain, kind="statistic"), "unchecked").todo.startswith("Look for the figure where it was first published")
    said = plain.attribution.model_copy(update={"label": "paraphrased"})
    heard = altered(plain, attribution=said, evidence=(weigh(LEDGER, "neutral"), weigh(LEDGER, "neutral")))
    assert advice(heard, "unchecked") == (
        "Said so, but nothing tells whether it is so",
        "Look for a second source, independent of Norvolt Marine, or a document.",
    )
    own = weigh(LEDGER, "supports").model_copy(update={"dependent": "it relays the claim's own source"})
    assert advice(altered(plain, evidence=(own,)), "unchecked").problem == "Only its own source, or who relays it, says so"
    stake = altered(plain, rules=(FiredRule(id="interested-party", reason="It speaks about itself."),))
    assert "without a stake, other than Norvolt Marine" in advice(stake, "unchecked").todo
    leaning = altered(plain, leaning=Leaning(label="supported", confidence=0.6))
    assert advice(leaning, "unchecked").problem == "Leans to “Backed by evidence”, not surely enough"


def test_claims_from_one_unnamed_source_stand_together_and_vague_ones_apart():
    base = altered(by_id(12), independent_origins=0, check_worthiness=0.5)
    twins = [altered(base, id=f"c90{number}", check_worthiness=0.1) for number in (1, 2)]
    found = triage(fixture.report(claims=(base, *twins))).anonymous
    assert [(concern.checked.claim.id, len(concern.also)) for concern in found] == [("c012", 2)]
    vague = VagueSourcing(rule="unnamed-group", wording="insiders")
    assert len(triage(fixture.report(claims=tuple(altered(one, vague=vague) for one in (base, *twins)))).anonymous) == 3
    assert "From the same source:" in render(fixture.report(claims=(base, *twins)), "markdown")


def test_a_draft_that_does_not_say_who_publishes_it_is_no_anonymous_source():
    unsigned = ("the author", "the author", "author", False)
    checked = altered(by_id(12), chain=chain((unsigned, None)), label="not_enough_evidence", independent_origins=0)
    assert not rests_on_one_anonymous_source(checked)
    assert rests_on_one_anonymous_source(altered(checked, chain=chain((unsigned, None), (CLOSE, "said"))))
    found = triage(fixture.report(claims=(checked,)))
    assert (len(found.anonymous), len(found.unchecked)) == (0, 1)


def test_a_document_that_raises_the_grade_lifts_a_claim_out_of_the_anonymous_list():
    checked = altered(by_id(12), independent_origins=1, grade="weak", with_evidence="weak")
    assert rests_on_one_anonymous_source(checked)
    assert not rests_on_one_anonymous_source(altered(checked, with_evidence="strong"))


def test_facts_on_an_unnamed_source_come_before_forecasts():
    fact = altered(by_id(12), id="c901", chain=chain((CLOSE, "said")), label="not_enough_evidence", independent_origins=1)
    forecast = altered(fact, id="c902", chain=chain((COURIER, "reported"), (CLOSE, "said")), label="not_checkable", independent_origins=0)
    found = triage(fixture.report(claims=(forecast, fact))).anonymous
    assert [concern.checked.claim.id for concern in found] == ["c901", "c902"]


def test_card_and_first_screen_show_vague_sourcing_and_the_grade_with_evidence():
    vague = VagueSourcing(rule="unnamed-group", wording="<b>insiders</b>", advice="Say how many *people*.")
    checked = altered(by_id(12), vague=vague, grade="weak", with_evidence="moderate", advice=vague.advice)
    report = fixture.report(claims=(checked,))
    page, text = render(report, "html"), render(report, "markdown")
    assert "<b>insiders" not in page
    assert page.count("Vague sourcing") == 2
    assert "To strengthen it" not in page
    assert "with evidence:" in page
    assert "(with evidence: moderately sourced)" in text
    assert "- Vague sourcing: “&lt;b>insiders&lt;/b>”. Say how many \\*people\\*." in text


def test_the_three_questions_stand_on_top_with_their_counts():
    report = fixture.report()
    page = render(report, "html")
    anonymous = sum(map(rests_on_one_anonymous_source, report.claims))
    unchecked = sum(checked.verdict.label == "not_enough_evidence" for checked in report.claims)
    for key, number in (("wrong", 7), ("anonymous", anonymous), ("unchecked", unchecked)):
        assert f'<strong>{number}</strong> <a href="#group-{key}">' in page
