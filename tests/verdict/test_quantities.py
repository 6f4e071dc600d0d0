from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.verdict.diff.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It cost $3.1bn.", 3.1e9, 3.1e9, "dollar"),
        ("It cost 3.1 billion dollars.", 3.1e9, 3.1e9, "dollar"),
        ("It cost US$1,250.", 1250, 1250, "dollar"),
        ("It cost €40 million.", 40e6, 40e6, "euro"),
        ("Output fell 12 per cent.", 12, 12, "percent"),
        ("Output fell 12.5%.", 12.5, 12.5, "percent"),
        ("Between 5 and 7 million people came.", 5e6, 7e6, "people"),
        ("Some 10-15% of it burned.", 10, 15, "percent"),
        ("They walked five to seven kilometres.", 5000, 7000, "meter"),
        ("Twenty-five soldiers fell.", 25, 25, "soldiers"),
        ("The yard built 1,200 small boats.", 1200, 1200, "boats"),
    ],
)
def test_reads_value_scale_and_unit(text: str, low: float, high: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.low, found.high, found.unit) == (pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(
    "text",
    ["It began in 1987.", "The A320 landed.", "They won 13-11.", "It opens at 8:30 daily.", "See item 6.000 there.", "The MX40 chip."],
)
def test_years_names_scores_and_times_are_no_amounts(text: str) -> None:
    assert find_quantities(text) == []


def test_notes_tolerance_direction_and_backward_reference() -> None:
    assert find_quantities("nearly 300 homes")[0].bound == "about"
    assert find_quantities("more than 300 homes")[0].bound == "at_least"
    assert find_quantities("up to $3 million")[0].bound == "at_most"
    assert [q.direction for q in find_quantities("It fell from 9% to 4%.")] == ["from", "to"]
    assert find_quantities("the two firms")[0].anaphoric


@given(st.text(alphabet="0123456789.,-–$% abnmtoz", max_size=200))
def test_offsets_are_in_order_and_inside(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) and q.low <= q.high for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["1,234,", "$1 billion ", "9-", "twenty ", "1 to ", "and the of "])
def test_hostile_length_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    find_quantities(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Revenue rose 12 percent to $45 million.", [(12, 12), (45e6, 45e6)]),
        ("Shares fell 5% to $31.20.", [(5, 5), (31.2, 31.2)]),
        ("She gave $2 million to 20 charities.", [(2e6, 2e6), (20, 20)]),
        ("It costs $500,000 to $2 million.", [(5e5, 2e6)]),
        ("Between 800,000 and 1.2 million people came.", [(8e5, 1.2e6)]),
        ("It costs $5 to 7 million.", [(5e6, 7e6)]),
        ("It costs $5-$7.", [(5, 7)]),
        ("It fell 5% to 7%.", [(5, 7)]),
        ("It will cut 1500 jobs.", [(1500, 1500)]),
        ("After the October 7 attacks it closed.", []),
    ],
)
def test_two_amounts_are_a_range_only_where_they_measure_one_thing(text: str, amounts: list[tuple[float, float]]) -> None:
    assert [(q.low, q.high) for q in find_quantities(text)] == amounts


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("No more than 50 people came.", "at_most"),
        ("Not more than 50 people came.", "at_most"),
        ("Not less than 50 people came.", "at_least"),
        ("More than 50 people came.", "at_least"),
        ("Divers recover 50 bodies.", "exact"),
        ("It raised the group to 20 members.", "exact"),
        ("Up to 20 members came.", "at_most"),
    ],
)
def test_bounds_are_whole_words_and_a_denied_one_is_the_other(text: str, bound: str) -> None:
    assert [q.bound for q in find_quantities(text)] == [bound]
