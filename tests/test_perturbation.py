import random

import pytest

from factcheck.perturbation import change_date, change_name, change_number, name_pool

PREMISE = "The Orvel pier, built by Ida Brandt in May 1987, is 240 metres long and has 12 lamps."


def test_a_number_becomes_another_that_the_premise_lacks() -> None:
    change = change_number("The pier has 12 lamps.", PREMISE, random.Random(1))
    assert change is not None
    assert change.text[change.start : change.end] == change.after
    assert change.after not in PREMISE
    assert change.text == f"The pier has {change.after} lamps."


def test_what_the_premise_does_not_state_is_left() -> None:
    assert change_number("The pier has 17 lamps.", PREMISE, random.Random(1)) is None
    assert change_date("It was built in 1990.", PREMISE, random.Random(1)) is None
    assert change_name("Martin Oslo built it.", PREMISE, name_pool(["Anna Lee spoke."]), random.Random(1)) is None


def test_one_part_of_a_date_changes() -> None:
    change = change_date("It was built in May 1987.", PREMISE, random.Random(1))
    assert change is not None
    assert change.before in {"May", "1987"}
    assert change.after != change.before
    assert change_number("It was built in May 1987.", PREMISE, random.Random(1)) is None


@pytest.mark.parametrize("seed", range(5))
def test_a_name_becomes_one_of_the_same_type(seed: int) -> None:
    pool = name_pool(["The bridge was built by Anna Lee.", "It stands in Lindby."])
    change = change_name("It was built by Ida Brandt.", PREMISE, pool, random.Random(seed))
    assert change is not None
    assert (change.before, change.after) == ("Ida Brandt", "Anna Lee")


def test_the_same_seed_gives_the_same_change() -> None:
    made = {change_number("240 metres and 12 lamps", PREMISE, random.Random("7:a")) for _ in range(3)}
    assert len(made) == 1
