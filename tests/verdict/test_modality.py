"""Done against possible, wanted, planned and threatened, over the same predicate or a near one."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck.verdict import diff


@pytest.fixture
def found(article, claim, passage):
    def run(ours: str, theirs: str, quote: str | None = None, **options: object):
        a = article(ours)
        return [item for item in diff(a, claim(a, quote), passage(theirs, **options)) if item.kind == "modality"]

    return run


@pytest.mark.parametrize(
    ("ours", "theirs", "words", "difference"),
    [
        (
            "The ban has strained ties of Lindby and Alder.",
            "The ban could strain the relations of Lindby and Alder.",
            "could strain",
            "weaker",
        ),
        (
            "The ban has strained ties of Lindby and Alder.",
            "Relations of Lindby and Alder may come under strain.",
            "may come under strain",
            "weaker",
        ),
        ("Norvik has halted sales of salt to Alder.", "Norvik plans to suspend sales of salt to Alder.", "plans to suspend", "weaker"),
        (
            "The mayor threatened to revoke the fee waivers of Alder.",
            "The mayor wants to withdraw the fee exemptions of Alder.",
            "wants to withdraw",
            "weaker",
        ),
        (
            "The mayor wants to revoke the fee waivers of Alder.",
            "The mayor ordered to revoke the fee waivers of Alder.",
            "ordered to revoke",
            "stronger",
        ),
        ("The mayor may close the old pier of Alder.", "The mayor closed the old pier of Alder.", "closed", "stronger"),
        (
            "Norway has cancelled the ferry contract.",
            "Oslo is considering cancelling the ferry contract.",
            "considering cancelling",
            "weaker",
        ),
    ],
)
def test_how_far_it_has_got_is_compared(found, ours: str, theirs: str, words: str, difference: str) -> None:
    (item,) = found(ours, theirs)
    assert (item.passage_text, item.difference) == (words, difference)
    assert item.veto == (difference == "weaker" and "states" in item.detail)


def test_the_words_of_attribution_before_a_claim_count(found) -> None:
    (item,) = found(
        "An official threatened to revoke the fee waivers of the Alder boats.",
        "The official wants to end the fee exemptions of the Alder boats.",
        "revoke the fee waivers of the Alder boats",
    )
    assert item.claim_text == "threatened to revoke"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Norvik has halted sales of salt to Alder.", "Norvik suspended sales of salt to Alder."),
        ("Norvik plans to halt sales of salt to Alder.", "Norvik intends to stop sales of salt to Alder."),
        ("Norvik has halted sales of salt to Alder.", "Lindby could halt the building of a museum."),
        ("Norvik has halted sales of salt to Alder.", "Norvik did not plan to halt sales of salt to Alder."),
        ("The council of Alder met in May.", "May Brandt met the council of Alder."),
        ("The mayor may close the old pier of Alder.", "The mayor closed the tavern by the river."),
        ("The work published in Alder pleased the council.", "The work may be published in Alder."),
    ],
)
def test_what_contradicts_nothing_is_left_alone(found, ours: str, theirs: str) -> None:
    assert found(ours, theirs) == []


def test_a_plan_of_long_ago_may_be_done_since(found) -> None:
    ours, theirs = "Norvik has halted sales of salt to Alder.", "Norvik plans to halt sales of salt to Alder."
    assert found(ours, theirs, date=dt.date(2024, 5, 10)) != []
    assert found(ours, theirs, date=dt.date(2024, 1, 10)) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The council raised taxes on fuel in March.", "The council raised taxes on fuel in March and plans to raise taxes again."),
        ("Norvik closed its plant in Lindby.", "Norvik has closed its plant in Lindby. It plans to close the plant in Alder."),
    ],
)
def test_a_plan_to_do_more_does_not_undo_what_is_done(found, ours: str, theirs: str) -> None:
    assert found(ours, theirs) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Finland joined NATO in 2023.", "Sweden hopes to join NATO before the summit, after Finland."),
        ("France raised its pension age to 64.", "Germany plans to raise its pension age to 70."),
        ("The mayor closed the old pier in 2023.", "The mayor plans to close the old pier in 2025."),
    ],
)
def test_what_others_plan_or_another_time_is_not_compared(found, ours: str, theirs: str) -> None:
    assert found(ours, theirs) == []


def test_a_plan_of_the_same_subject_still_is(found) -> None:
    (item,) = found("France raised its pension age to 64.", "France plans to raise its pension age to 64.")
    assert item.veto
