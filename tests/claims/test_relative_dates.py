"""Dates anchored to the day of publication."""

import datetime as dt

import pytest

from factcheck.claims.dates import find_dates
from factcheck.models import Span

FRIDAY = dt.date(2024, 3, 15)


def first(text, base=FRIDAY):
    found = find_dates(text, Span(start=0, end=len(text)), base)
    return (found[0].date.first, found[0].date.last, found[0].wording) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met earlier this week", (dt.date(2024, 3, 11), dt.date(2024, 3, 17), "in the week of March 11, 2024")),
        ("They met this February", (dt.date(2024, 2, 1), dt.date(2024, 2, 29), "in February 2024")),
        ("They met on Wednesday", (dt.date(2024, 3, 13), dt.date(2024, 3, 13), "on March 13, 2024")),
        ("They will meet on Wednesday", (dt.date(2024, 3, 20), dt.date(2024, 3, 20), "on March 20, 2024")),
        ("They met yesterday afternoon", (dt.date(2024, 3, 14), dt.date(2024, 3, 14), "on March 14, 2024")),
        ("They met two days ago", (dt.date(2024, 3, 13), dt.date(2024, 3, 13), "on March 13, 2024")),
        ("They met last year", (dt.date(2023, 1, 1), dt.date(2023, 12, 31), "in 2023")),
        ("They met on November 9", (dt.date(2023, 11, 9), dt.date(2023, 11, 9), "November 9, 2023")),
        ("They will meet on November 9", (dt.date(2024, 11, 9), dt.date(2024, 11, 9), "November 9, 2024")),
        ("They met on 9 June 2019", (dt.date(2019, 6, 9), dt.date(2019, 6, 9), None)),
        ("They met in October 2020", (dt.date(2020, 10, 1), dt.date(2020, 10, 31), None)),
        ("They met in 1998", (dt.date(1998, 1, 1), dt.date(1998, 12, 31), None)),
        ("They met from March 4 to 6", (dt.date(2024, 3, 4), dt.date(2024, 3, 6), "March 4 to 6, 2024")),
        ("They met last weekend", (dt.date(2024, 3, 9), dt.date(2024, 3, 10), "on the weekend of March 9, 2024")),
    ],
)
def test_an_expression_resolves_to_its_range_and_wording(text, expected):
    assert first(text) == expected


def test_without_a_dateline_only_absolute_dates_resolve():
    assert first("They met yesterday", None) is None
    assert first("They met on June 9, 2019", None) is not None


def test_words_that_merely_look_like_dates_do_not_count():
    assert first("It may march in last years of plenty") is None


def test_spans_point_at_the_expression():
    text = "In March 2021 it rained, and yesterday it snowed."
    found = find_dates(text, Span(start=0, end=len(text)), FRIDAY)
    assert [mention.date.span.of(text) for mention in found] == ["March 2021", "yesterday"]
    assert all(mention.date.span.of(text) == mention.date.text for mention in found)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("The ferry closed on Oct. 1", "", dt.date(2023, 10, 1)),
        ("The ferry has closed on Oct. 1", "", dt.date(2023, 10, 1)),
        ("The ferry will close on Oct. 1", "", dt.date(2024, 10, 1)),
        ("The ferry will close on Feb. 1", "", dt.date(2025, 2, 1)),
        ("The ferry closes on Oct. 1", "", dt.date(2024, 10, 1)),
        ("The ferry has until Oct. 1", "", dt.date(2024, 10, 1)),
        ("the Oct. 1 closure of the ferry", "The board will discuss the Oct. 1 closure of the ferry", dt.date(2024, 10, 1)),
        ("the ferry closed on Oct. 1", "The board will say that the ferry closed on Oct. 1", dt.date(2023, 10, 1)),
        ("The ferry closed in October", "", dt.date(2023, 10, 1)),
        ("The ferry will close in March", "", dt.date(2025, 3, 1)),
        ("The ferry closes in July", "", dt.date(2024, 7, 1)),
        ("I'll close the ferry in March", "", dt.date(2025, 3, 1)),
        ("The ferry could close by Sunday", "", dt.date(2024, 5, 12)),
        ("The ferry may close on Monday", "", dt.date(2024, 5, 13)),
        ("They were warned in November that the ferry would close", "", dt.date(2023, 11, 1)),
    ],
)
def test_the_tense_tells_the_year_of_a_day_without_one(text, context, expected):
    found = find_dates(text, Span(start=0, end=len(text)), dt.date(2024, 5, 10), context=context)
    assert found[0].date.first == expected


def test_a_range_that_is_under_way_has_one_year():
    assert first("They met from March 14 to 16") == (dt.date(2024, 3, 14), dt.date(2024, 3, 16), "March 14 to 16, 2024")


def test_month_names_do_not_follow_the_locale(monkeypatch):
    monkeypatch.setattr("calendar.month_name", ["", *["Monat"] * 12])
    assert first("They met yesterday") == (dt.date(2024, 3, 14), dt.date(2024, 3, 14), "on March 14, 2024")
    assert first("They met this February") == (dt.date(2024, 2, 1), dt.date(2024, 2, 29), "in February 2024")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill closed fifteen years ago", (dt.date(2009, 1, 1), dt.date(2009, 12, 31), "in 2009")),
        ("Twenty-five years ago it closed", (dt.date(1999, 1, 1), dt.date(1999, 12, 31), "in 1999")),
        ("Founded 1,500 years ago", None),
        ("The oldest was born 4.5 years ago", None),
        ("Many years ago it closed", None),
        ("Hundreds of years ago it closed", None),
        ("They left on Monday of last week", (dt.date(2024, 3, 4), dt.date(2024, 3, 4), "on March 4, 2024")),
        ("In May 20,000 people marched", (dt.date(2023, 5, 1), dt.date(2023, 5, 31), "May 2023")),
        ("The dam burst this winter", (dt.date(2023, 12, 1), dt.date(2024, 2, 29), "in the winter of 2023-24")),
        ("The dam burst last winter", (dt.date(2023, 12, 1), dt.date(2024, 2, 29), "in the winter of 2023-24")),
        ("The dam will burst next winter", (dt.date(2024, 12, 1), dt.date(2025, 2, 28), "in the winter of 2024-25")),
        ("They moved the Friday deadline", (dt.date(2024, 3, 15), dt.date(2024, 3, 15), "March 15, 2024")),
    ],
)
def test_numbers_seasons_and_days_are_read_whole(text, expected):
    assert first(text) == expected


@pytest.mark.parametrize(
    ("day", "text", "begins"),
    [
        (dt.date(2024, 1, 20), "It burst this winter", dt.date(2023, 12, 1)),
        (dt.date(2024, 1, 20), "It burst last winter", dt.date(2022, 12, 1)),
        (dt.date(2024, 12, 20), "It burst this winter", dt.date(2024, 12, 1)),
        (dt.date(2024, 12, 20), "It burst last winter", dt.date(2023, 12, 1)),
        (dt.date(2024, 10, 20), "It will burst this winter", dt.date(2024, 12, 1)),
    ],
)
def test_a_winter_is_of_two_years(day, text, begins):
    assert first(text, day)[0] == begins


@pytest.mark.parametrize(
    "text", ["They remember the October 7 attacks", "It sold well on Black Friday", "They strike on Good Friday", "It burned in 1500 homes"]
)
def test_what_only_the_reader_can_date_is_left_alone(text):
    assert first(text) is None


WEDNESDAY = dt.date(2025, 6, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trial opens on Monday", dt.date(2025, 6, 23)),
        ("Rovers face Humberdale on Saturday", dt.date(2025, 6, 21)),
        ("Talks resume Friday", dt.date(2025, 6, 20)),
        ("The fine must be paid by Friday", dt.date(2025, 6, 20)),
        ("A hearing has been scheduled for Friday", dt.date(2025, 6, 20)),
        ("The team has until Friday to appeal", dt.date(2025, 6, 20)),
        ("The board postponed the vote to April 14", dt.date(2026, 4, 14)),
        ("They set a deadline of March 31", dt.date(2026, 3, 31)),
        ("They have called a strike for 22 November", dt.date(2025, 11, 22)),
        ("The bridge was set to reopen in August", dt.date(2025, 8, 1)),
        ("The march planned for Saturday is off", dt.date(2025, 6, 21)),
        # what is over stays behind
        ("The port was shut until Friday", dt.date(2025, 6, 13)),
        ("The mill, which closed on Friday, is empty", dt.date(2025, 6, 13)),
        ("Shares fell in New York on Monday", dt.date(2025, 6, 16)),
        ("Police apologised for Friday's delay", dt.date(2025, 6, 13)),
        ("All had returned to base by Sunday", dt.date(2025, 6, 15)),
    ],
)
def test_what_is_fixed_for_a_day_lies_ahead(text, expected):
    assert first(text, WEDNESDAY)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opens on Monday, June 23", (dt.date(2025, 6, 23), dt.date(2025, 6, 23), "on June 23, 2025")),
        ("It was moved from Sunday, March 9", (dt.date(2025, 3, 9), dt.date(2025, 3, 9), "March 9, 2025")),
        ("It will close in October next year", (dt.date(2026, 10, 1), dt.date(2026, 10, 31), "October 2026")),
        ("It closed on April 15 last year", (dt.date(2024, 4, 15), dt.date(2024, 4, 15), "April 15, 2024")),
        ("It closed two years ago this week", (dt.date(2023, 6, 12), dt.date(2023, 6, 18), "in the week of June 12, 2023")),
        ("It closed a year ago today", (dt.date(2024, 6, 18), dt.date(2024, 6, 18), "on June 18, 2024")),
        ("It closed the day before yesterday", (dt.date(2025, 6, 16), dt.date(2025, 6, 16), "on June 16, 2025")),
        ("It closed in 2015-16", (dt.date(2015, 1, 1), dt.date(2016, 12, 31), None)),
        ("Sales are 6% behind last year", (dt.date(2024, 1, 1), dt.date(2024, 12, 31), "2024")),
        ("Rice costs 11% more than a year ago", (dt.date(2024, 1, 1), dt.date(2024, 12, 31), "a year earlier")),
        ("Sales rose in the third quarter of fiscal 2023", None),
    ],
)
def test_a_date_of_several_words_is_one(text, expected):
    assert first(text, WEDNESDAY) == expected
