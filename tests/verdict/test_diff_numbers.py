"""Which amounts of claim and passage are of one thing, and which figures agree."""

from __future__ import annotations

import pytest

from factcheck.verdict import diff
from factcheck.verdict.diff.worded import find_ratios

AMOUNTS = {"number", "money", "duration", "ordinal"}


@pytest.fixture
def amounts(article, claim, passage):
    def run(ours: str, theirs: str):
        a = article(ours)
        return [item for item in diff(a, claim(a), passage(theirs)) if item.kind in AMOUNTS]

    return run


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Shares of Norvik fell 5 percent on Friday.", "Shares of Norvik fell 3 percent on Thursday and again on Friday."),
        ("Inflation was 3.4% in April.", "Inflation was 3.5% in March."),
        ("Norvik sold 40,000 cars in the first quarter of 2024.", "Norvik sold 35,500 cars in the first quarter of 2023."),
        ("Six people were killed in the crash in Lindby.", "Eleven people were injured in the crash in Lindby."),
        ("The fire in Lindby destroyed 40 homes.", "The fire in Lindby threatened 400 homes."),
        ("Core inflation in Alder was 3.2% in April.", "Inflation in Alder was 4.1% in April."),
        ("Net profit of Norvik was $3 million in 2023.", "Gross profit of Norvik was $9 million in 2023."),
        ("The strike killed 12 men.", "The strike killed 7 women."),
        ("The militants hold 250 hostages.", "The militants killed 1,200 people and held others hostage."),
    ],
)
def test_amounts_of_another_day_fate_or_measure_are_not_compared(amounts, ours: str, theirs: str) -> None:
    assert amounts(ours, theirs) == []


def test_the_number_of_those_who_met_another_fate_does_not_agree(amounts) -> None:
    (item,) = amounts("The quake injured 2,946 people.", "The quake killed 2,946 people and injured 5,674.")
    assert (item.agrees, item.passage_text) == (False, "5,674")
    (item,) = amounts("The quake killed 2,946 people.", "The quake killed 2,946 people and injured 5,674.")
    assert item.agrees


def test_amounts_of_one_day_fate_and_measure_still_are(amounts) -> None:
    for ours, theirs in (
        ("The flood in Brackwater killed 14 people.", "At least 41 people died in the flood in Brackwater."),
        ("Core inflation in Alder was 3.2% in April.", "Core inflation in Alder was 4.1% in April."),
        ("Shares of Norvik fell 5 percent on Friday.", "Shares of Norvik fell 3 percent on Friday."),
    ):
        assert [item.agrees for item in amounts(ours, theirs)] == [False]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Norvik recalled 3,000 cars.", "Norvik recalled 2,857 cars."),
        ("The flood killed 2,000 people.", "The flood killed 2,053 people."),
        ("Prices rose 10% in May.", "Prices rose 10.5% in May."),
    ],
)
def test_a_round_figure_agrees_with_what_rounds_to_it(amounts, ours: str, theirs: str) -> None:
    assert [item.agrees for item in amounts(ours, theirs)] == [True]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Norvik recalled 3,000 cars.", "Norvik recalled 2,400 cars."),
        ("Norvik cut 10,000 jobs.", "Norvik cut 14,000 jobs."),
        ("Prices rose 3% in May.", "Prices rose 3.5% in May."),
        ("The flood killed 20 people.", "The flood killed 24 people."),
    ],
)
def test_figures_that_do_not_round_to_it_differ(amounts, ours: str, theirs: str) -> None:
    assert [item.agrees for item in amounts(ours, theirs)] == [False]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("At least 1,000 homes were damaged in Lindby.", "More than 2,400 homes were damaged in Lindby."),
        (
            "Norland launched more than 300 drones and missiles.",
            "Norland launched 170 drones, 30 cruise missiles and 120 ballistic missiles.",
        ),
    ],
)
def test_at_least_and_the_sum_of_what_is_enumerated_contradict_nothing(amounts, ours: str, theirs: str) -> None:
    assert [item for item in amounts(ours, theirs) if not item.agrees] == []


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("One in five adults smokes.", "One in three adults smokes.", "13.33 percentage points more"),
        ("The suspect is a 34-year-old man from Lindby.", "The suspect is a 43-year-old man from Lindby.", "9 years more"),
        ("The flood in Lindby killed 14 people.", "The flood in Lindby killed 13 people.", "1 person less (7%)"),
        ("The score of the test was 12.", "The score of the test was 18.", "6 more (50%)"),
    ],
)
def test_the_difference_is_told_in_what_is_counted(amounts, ours: str, theirs: str, told: str) -> None:
    (item,) = amounts(ours, theirs)
    assert item.detail.endswith(told)


def test_a_ratio_is_no_year_and_no_span() -> None:
    assert find_ratios("Born one in 1990, two in ten days, 3 in 2.5 and 40 in 50 million.") == []
    assert [round(q.low, 1) for q in find_ratios("One in five, 3 out of 10 and two in three voters")] == [20.0, 30.0, 66.7]


@pytest.mark.parametrize(
    ("ours", "theirs", "agrees"),
    [
        ("The water in Lindby was 40 degrees Celsius warm.", "The water in Lindby was 104 degrees Fahrenheit warm.", True),
        ("The water in Lindby was 40C warm.", "The water in Lindby was 104F warm.", True),
        ("The water in Lindby was 40°C warm.", "The water in Lindby was 35°C warm.", False),
        ("The water in Lindby got warmer by 1.5 degrees Celsius.", "The water in Lindby got warmer by 2.7 degrees Fahrenheit.", True),
        ("The scheme of Lindby cost 2 lakh crore rupees.", "The scheme of Lindby cost 2 trillion rupees.", True),
    ],
)
def test_temperatures_and_indian_scales_are_converted(amounts, ours: str, theirs: str, agrees: bool) -> None:
    assert [item.agrees for item in amounts(ours, theirs)] == [agrees]
