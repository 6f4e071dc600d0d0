"""Done against possible, wanted, planned and threatened, over the same predicate or a near one."""

from __future__ import annotations

import datetime as dt
import time

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


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("Norland struck the harbour of Alder.", "Norland threatened to strike the harbour of Alder.", "threatened to strike"),
        ("Norland sent missiles to Alder.", "Norland plans to send missiles to Alder.", "plans to send"),
        ("Norvik has sold its shipyard in Lindby.", "Norvik wants to sell its shipyard in Lindby.", "wants to sell"),
        ("Norvik built a dam on the Alder.", "Norvik is considering building a dam on the Alder.", "considering building"),
        ("Norland left the bloc of river states.", "Norland would leave the bloc of river states.", "would leave"),
        ("Guards shot protesters in Lindby.", "Guards may shoot protesters in Lindby.", "may shoot"),
        ("The Greens won the election in Lindby.", "The Greens could win the election in Lindby.", "could win"),
        ("Norland gave Alder fighter jets.", "Norland may give Alder fighter jets.", "may give"),
        ("Norvik bought the port of Alder.", "Norvik may acquire the port of Alder.", "may acquire"),
        ("The shipyard was sold to Norvik.", "Norvik could be sold the shipyard.", "could be sold"),
        ("Norland struck the port of Alder overnight.", "Norland could launch a strike on the port of Alder.", "could launch a strike"),
    ],
)
def test_irregular_verbs_are_compared_by_their_base(found, ours: str, theirs: str, words: str) -> None:
    (item,) = found(ours, theirs)
    assert (item.passage_text, item.difference, item.veto) == (words, "weaker", True)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Norland struck a deal with Alder in Lindby.", "Norland may attack Alder if the deal of Lindby fails."),
        ("Norvik made steel in Lindby.", "Norvik may make an offer for the steel works of Lindby."),
        ("Norland sent tanks to Alder.", "Norland may send ferries to Alder, which has no tanks."),
        ("Norland shot down a jet over Alder.", "Norland may shoot down jets over Alder."),
        ("The storm left 30 people dead in Lindby.", "The storm may leave many people of Lindby without a home."),
        ("The mayor quit the council of Lindby.", "The mayor, who wants to quit the party, quit the council of Lindby."),
        ("Norland struck the port of Alder.", "Norland threatened to strike the port of Alder again."),
        ("Norland sold 300 homes in Lindby.", "Norland may sell another 300 homes in Lindby."),
        ("Norvik left the port of Lindby.", "The left may win the port of Lindby."),
    ],
)
def test_irregular_verbs_of_another_thing_are_not(found, ours: str, theirs: str) -> None:
    assert found(ours, theirs) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("The vaccine causes blood clots in young women.", "The vaccine may also cause blood clots in young women.", "may also cause"),
        ("Vaccines cause blood clots in young women.", "Vaccines may cause blood clots in young women.", "may cause"),
        ("Coffee lowers the risk of liver cancer.", "Drinking coffee might reduce the risk of liver cancer.", "might reduce"),
        ("Norland enriches uranium at Lindby.", "Norland could soon enrich uranium at Lindby.", "could soon enrich"),
        ("Norvik is cutting 500 jobs.", "Norvik is considering cutting 500 jobs.", "considering cutting"),
        ("Norvik is closing its mill in Alder.", "Norvik may close its mill in Alder.", "may close"),
    ],
)
def test_a_verb_in_the_present_states_a_fact(found, ours: str, theirs: str, words: str) -> None:
    (item,) = found(ours, theirs)
    assert (item.passage_text, item.veto) == (words, True)
    assert "as a fact" in item.detail


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Norvik is cutting 500 jobs in Alder.", "Norvik plans to cut 500 jobs in Alder."),
        ("The bill raises taxes on fuel.", "The bill would raise taxes on fuel."),
        ("Norvik cuts jobs in Alder.", "Norvik will cut jobs in Alder."),
        ("Job cuts loom at Norvik in Lindby.", "Norvik may cut jobs in Lindby."),
        ("Coffee lowers the risk of liver cancer.", "Coffee lowers the risk of liver cancer, and tea may lower the risk of cancer."),
        ("The vaccine causes blood clots in young women.", "Pills may cause blood clots in young women, and a vaccine does too."),
        ("Experts fear the vaccine causes blood clots in women.", "The vaccine may cause blood clots in women."),
        ("The vaccine probably causes blood clots in women.", "The vaccine may cause blood clots in women."),
        ("If the vaccine causes blood clots in women, it goes.", "The vaccine may cause blood clots in women."),
        ("Norvik is closing its mill in Alder.", "Norvik has closed its mill in Alder."),
        ("Masks prevent the spread of flu.", "Wider use of masks could prevent further spread of flu."),
    ],
)
def test_the_present_is_not_told_from_a_plan_nor_where_it_is_no_fact(found, ours: str, theirs: str) -> None:
    assert found(ours, theirs) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The police arrested the mayor of Alder.", "Police who want to talk to the arrested mayor of Alder searched his flat."),
        ("The guild closed schools for girls in Lindby.", "The council urged the guild to reopen closed schools for girls in Lindby."),
        ("Norland closed the strait of Alder.", "Norland was asked to explain why it closed the strait of Alder."),
        ("Norland closed the strait of Alder.", "Ships want to know when Norland closed the strait of Alder."),
        ("Norland banned exports of salt to Alder.", "Norland wants to lift the ban on exports of salt to Alder."),
        ("Norland attacked the harbour of Alder.", "Alder wants to discuss attacks on its harbour with Norland."),
    ],
)
def test_a_modal_word_rules_its_own_verb_only(found, ours: str, theirs: str) -> None:
    assert found(ours, theirs) == []


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ("Ministers of Norland want to be able to close the strait of Alder.", "want to be able to close"),
        ("Norland may have decided to close the strait of Alder.", "may have decided to close"),
        ("Norland was urged by its captains to close the strait of Alder.", "urged by its captains to close"),
    ],
)
def test_a_modal_word_rules_through_words_that_say_little(found, theirs: str, words: str) -> None:
    (item,) = found("Norland closed the strait of Alder.", theirs)
    assert item.passage_text == words


@pytest.mark.parametrize(
    "theirs",
    [
        "Norland, which had threatened to close the strait of Alder, did so on Friday.",
        "Norland had threatened to close the strait of Alder. It has since done so.",
        "Norland had vowed to close the strait of Alder and did just that.",
        "Norland made good on a promise to close the strait of Alder.",
        "Norland has kept its promise to close the strait of Alder.",
        "Norland went ahead with plans to close the strait of Alder.",
    ],
)
def test_what_was_threatened_and_done_is_done(found, theirs: str) -> None:
    assert found("Norland closed the strait of Alder.", theirs) == []


@pytest.mark.parametrize(
    "theirs",
    [
        "Norland threatened to close the strait of Alder but has not done so.",
        "Norland threatened to close the strait of Alder, and never did so.",
    ],
)
def test_what_was_threatened_and_not_done_is_not(found, theirs: str) -> None:
    (item,) = found("Norland closed the strait of Alder.", theirs)
    assert item.veto


def test_a_long_text_takes_linear_time(found) -> None:
    started = time.monotonic()
    assert found("The vaccine causes clots.", "threatened to strike the port which did so and may cause strikes " * 4_000) == []
    assert found("The vaccine causes clots and may cause strikes in women " * 1_000, "The vaccine may cause clots.") == []
    assert time.monotonic() - started < 20
