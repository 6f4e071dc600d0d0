"""Pairs made by rule: what each rule does to claim, passage and label, and where it keeps its hands off."""

from __future__ import annotations

import random

import pytest

from factcheck.datasets.pairs import LabelledPair
from factcheck.perturbation import name_pool
from factcheck.training.augmentation import RULES, SHARES, Stock, augment

PORT = "The port of Gdynia handled 4,200 ships in 2019 under Anna Nowak, its new director."


def pair(claim, passage=PORT, label="supports"):
    return LabelledPair(passage, claim, label, "own", "1")


def stock(seed=3):
    names = name_pool(["It was led by Peter Zielinski.", "It was led by Maria Kowal.", "He works in Bremerhaven."])
    return Stock(random.Random(seed), {"own": names}, {"own": [PORT, "A ferry ran aground near Hel. Nobody was hurt.", "Rain fell."]})


def made(rule, *args, **kwargs):
    return RULES[rule](pair(*args, **kwargs), stock())


def test_another_number_refutes():
    changed = made("number", "Gdynia saw 4,200 ships that year.")
    assert changed.label == "refutes"
    assert changed.premise == PORT
    assert "4,200" not in changed.hypothesis
    assert "," in changed.hypothesis, "written as the number was"


def test_a_number_that_the_passage_lacks_is_left_alone():
    assert made("number", "Gdynia saw 17 ships a day.") is None


@pytest.mark.parametrize("label", ["refutes", "nei"])
def test_only_what_is_supported_is_changed_into_a_refutation(label):
    for rule in ("number", "date", "name", "roles"):
        assert made(rule, "It was led by Anna Nowak in 2019.", label=label) is None


def test_another_year_refutes():
    changed = made("date", "In 2019 the port was busy.")
    assert changed.label == "refutes"
    assert "2019" not in changed.hypothesis


def test_another_name_refutes():
    changed = made("name", "The port was led by Anna Nowak that year.")
    assert changed.label == "refutes"
    assert "Anna Nowak" not in changed.hypothesis


def test_a_name_is_changed_whole_or_not_at_all():
    assert made("name", "A man called Annabelle won.", "Anna won.") is None


@pytest.mark.parametrize(("label", "opposite"), [("supports", "refutes"), ("refutes", "supports")])
def test_a_negation_turns_the_label_round_both_ways(label, opposite):
    results = [RULES["negation"](pair("The port is busy.", label=label), stock(seed)) for seed in range(12)]
    changed = [result for result in results if result]
    assert changed
    assert {result.label for result in changed} == {opposite}
    assert {result.hypothesis for result in changed} == {"The port is not busy."}
    undone = made("negation", "The port is not busy.", label=label)
    assert (undone.hypothesis, undone.label) == ("The port is busy.", opposite)


@pytest.mark.parametrize("claim", ["All ports are busy.", "Some port is busy.", "The port is busy and the town is quiet."])
def test_what_a_negation_would_leave_unclear_is_not_negated(claim):
    assert all(RULES["negation"](pair(claim), stock(seed)) is None for seed in range(12))


def test_a_passage_that_only_supposes_decides_nothing():
    changed = made("modality", "The bridge is closed.", "The bridge is closed to lorries.")
    assert changed.label == "nei"
    assert changed.hypothesis == "The bridge is closed."
    assert changed.premise != "The bridge is closed to lorries."


def test_from_some_to_all_nothing_follows_and_from_all_to_some_it_does():
    assert made("quantifier", "Many ships left.", "Many ships left early.").label == "nei"
    assert made("quantifier", "Many ships left.", "Many ships left early.").hypothesis == "All ships left."
    back = made("quantifier", "On Monday all ships left.", "All ships left on Monday.")
    assert back.label == "supports"
    assert "all" not in back.hypothesis


def test_names_that_change_places_refute_unless_the_relation_holds_both_ways():
    text = "Yesterday Nowak sued Kowal over the lease."
    assert made("roles", "Nowak sued Kowal over a lease.", text).hypothesis == "Kowal sued Nowak over a lease."
    assert made("roles", "Nowak met Kowal.", "Nowak met Kowal in May.") is None


def test_a_passage_in_other_company_keeps_its_label_and_stands_whole():
    for label in ("supports", "refutes", "nei"):
        changed = made("distractors", "Gdynia saw 4,200 ships.", label=label)
        assert changed.label == label
        assert PORT in changed.premise
        assert len(changed.premise) > len(PORT)


def test_the_same_seed_makes_the_same_pairs_and_no_rule_more_than_its_share():
    rows = [
        LabelledPair(f"The {n}th ferry to Hel was late in {1950 + n}.", f"The ferry was late in {1950 + n}.", "supports", "own", str(n))
        for n in range(100)
    ]
    first, again = augment(rows, 5), augment(rows, 5)
    assert first == again
    assert first != augment(rows, 6)
    for rule, share in SHARES.items():
        assert sum(row.id.endswith(f"-{rule}") for row in first) <= round(share * len(rows))
