"""Stretches of time that an article names loosely, anchored to its dateline."""

import datetime as dt

import pytest

from factcheck.claims.dates import find_dates
from factcheck.models import Span

FRIDAY = dt.date(2024, 3, 15)


def found(text, base=FRIDAY):
    return [(m.date.text, m.date.first, m.date.last, m.wording) for m in find_dates(text, Span(start=0, end=len(text)), base)]


def day(year, month, number):
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "first", "last", "wording"),
    [
        ("In recent weeks the port closed", day(2024, 1, 19), FRIDAY, "the weeks before March 15, 2024"),
        ("The port will close in the coming days", FRIDAY, day(2024, 3, 25), "the days after March 15, 2024"),
        ("It closed earlier this year", day(2024, 1, 1), FRIDAY, "in 2024"),
        ("It will close later this month", FRIDAY, day(2024, 3, 31), "in March 2024"),
        ("They met late last month", day(2024, 2, 20), day(2024, 2, 29), "in late February 2024"),
        ("They met in early January", day(2024, 1, 1), day(2024, 1, 10), "in early January 2024"),
        ("It will open this spring", day(2024, 3, 1), day(2024, 5, 31), "in the spring of 2024"),
        ("It lost over the past three months", day(2023, 12, 15), FRIDAY, "the three months before March 15, 2024"),
        ("It lost for the last two weeks", day(2024, 3, 1), FRIDAY, "the two weeks before March 15, 2024"),
        ("It opened in the last week of May", day(2023, 5, 25), day(2023, 5, 31), "the last week of May 2023"),
        ("It will open in the first week of May", day(2024, 5, 1), day(2024, 5, 7), "the first week of May 2024"),
        ("It lost in the fourth quarter", day(2023, 10, 1), day(2023, 12, 31), "the fourth quarter of 2023"),
        ("It will gain in the fourth quarter", day(2024, 10, 1), day(2024, 12, 31), "the fourth quarter of 2024"),
        ("It lost last quarter", day(2023, 10, 1), day(2023, 12, 31), "in the fourth quarter of 2023"),
        ("It lost in the second half of last year", day(2023, 7, 1), day(2023, 12, 31), "the second half of 2023"),
        ("They met a few weeks ago", day(2024, 1, 19), day(2024, 3, 14), "some weeks before March 15, 2024"),
        ("It fell at the end of last year", day(2023, 9, 1), day(2023, 12, 31), "the end of 2023"),
        ("It has grown since April", day(2023, 4, 1), day(2023, 4, 30), "April 2023"),
    ],
)
def test_a_stretch_of_time_resolves_at_its_own_precision(text, first, last, wording):
    ((_, *resolved),) = found(text)
    assert resolved == [first, last, wording]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lost in the first quarter of 2022", (day(2022, 1, 1), day(2022, 3, 31))),
        ("It fell in mid-2022", (day(2022, 5, 1), day(2022, 8, 31))),
        ("It fell in late May 2022", (day(2022, 5, 20), day(2022, 5, 31))),
    ],
)
def test_what_names_its_year_needs_no_dateline(text, expected):
    assert [(first, last) for _, first, last, _ in found(text, None)] == [expected]


@pytest.mark.parametrize("text", ["They met in recent weeks", "They met late last month", "It lost in the first quarter"])
def test_without_a_dateline_the_rest_stays_open(text):
    assert found(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "The fiscal first quarter was good",
        "The second half was better than the first",
        "It fell for the third quarter in a row",
        "late maybe, but done",
    ],
)
def test_what_is_no_time_of_the_calendar_is_left_alone(text):
    assert found(text) == []


def test_a_counted_ago_is_not_taken_for_a_vague_one():
    assert found("They met two weeks ago")[0][3] == "in the week of February 26, 2024"


def test_the_whole_expression_counts_once():
    assert [text for text, *_ in found("They met late last month and on Monday")] == ["late last month", "on Monday"]


@pytest.mark.parametrize("base", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_the_ends_of_the_calendar_raise_nothing(base):
    for text in (
        "over the past ten years",
        "in recent years",
        "in the coming years",
        "late next month",
        "last quarter",
        "at the end of next year",
    ):
        found(text, base)
