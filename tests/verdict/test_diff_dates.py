"""Dates of claim and passage: which day is meant, and whether the two are of one event."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from factcheck.verdict import diff
from factcheck.verdict.diff.dates import find_dates

MONDAY = dt.date(2024, 5, 20)


@pytest.fixture
def dates(article, claim, passage):
    def run(ours: str, theirs: str, **options: object):
        a = article(ours)
        options.setdefault("date", MONDAY)
        return [item for item in diff(a, claim(a), passage(theirs, **options)) if item.kind == "date"]

    return run


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The bridge, which collapsed on March 26, will be rebuilt.", "2024-03-26"),
        ("She was arrested on Friday and will appear in court.", "2024-05-17"),
        ("She will appear in court on Friday after she was arrested.", "2024-05-24"),
        ("A man shot on Friday is expected to recover.", "2024-05-17"),
        ("Norvik, which filed for bankruptcy on Friday, will close 50 stores.", "2024-05-17"),
        ("Norvik said on Friday it will cut 500 jobs.", "2024-05-17"),
        ("Norvik said Friday it will cut 500 jobs.", "2024-05-17"),
        ("On March 26 the bridge collapsed, and it will be rebuilt.", "2024-03-26"),
        ("On Friday, the mayor said she will resign.", "2024-05-17"),
        ("The vote is scheduled for Friday.", "2024-05-24"),
        ("The elections set for June 9 will be held.", "2024-06-09"),
    ],
)
def test_a_date_lies_where_the_verb_of_its_own_clause_has_it(text: str, first: str) -> None:
    (found,) = find_dates(text, MONDAY)
    assert (found.first.isoformat(), found.unsure) == (first, False)


@pytest.mark.parametrize(
    "text",
    ["The trial opens on Tuesday.", "Alder play Lindby on Saturday.", "Voters go to the polls on Sunday.", "It was put off until Friday."],
)
def test_a_scheduled_present_does_not_tell(text: str) -> None:
    (found,) = find_dates(text, MONDAY)
    assert found.unsure


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The bridge in Lindby collapsed on March 26.", "The bridge in Lindby, which collapsed on March 26, will be rebuilt by 2028."),
        ("The trial will open on Tuesday.", "The trial opens on Tuesday."),
        ("Alder will play Lindby on Saturday.", "Alder play Lindby on Saturday."),
        ("The mayor will appear in court on Tuesday.", "The mayor is due in court on Tuesday."),
        ("Voters of Lindby will go to the polls on Sunday.", "Voters of Lindby go to the polls on Sunday."),
        ("The team won the league in the 2019-20 season.", "The team won the league in 2019/20."),
    ],
)
def test_the_same_day_agrees(dates, ours: str, theirs: str) -> None:
    assert [item.agrees for item in dates(ours, theirs)] == [True]


def test_another_day_still_differs(dates) -> None:
    (item,) = dates("The mayor was arrested on Friday.", "The mayor was arrested on Thursday and will appear in court.")
    assert not item.agrees
    assert "1 day earlier" in item.detail
    (item,) = dates("The team won the league in the 2019-20 season.", "The team won the league in the 2020-21 season.")
    assert (item.agrees, "1 year later" in item.detail) == (False, True)


@pytest.mark.parametrize("text", ["in the 2019-20 season", "during 2019-20", "in 2019/20", "since 2019–2020"])
def test_a_season_is_both_of_its_years(text: str) -> None:
    (found,) = find_dates(text, None)
    assert (found.first.year, found.last.year) == (2019, 2020)


def test_a_month_behind_a_year_is_no_span() -> None:
    assert [(d.first.year, d.last.year) for d in find_dates("in 2019-05", None)] == [(2019, 2019)]


def test_long_sentences_take_linear_time() -> None:
    started = time.perf_counter()
    find_dates("he will go on Friday and on March 3 " * 5_000, MONDAY)
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The bridge in Lindby was built in 1887.", "The bridge in Lindby was rebuilt in 1923."),
        ("The film Harbour was released in 2019.", "Filming of the film Harbour began in 2017."),
        ("The old pier of Lindby was damaged on 3 May.", "The old pier of Lindby reopened on 18 May."),
        ("The mayor of Lindby will appear in court on Tuesday.", "The mayor of Lindby, arrested on Friday, is due in court."),
        ("The mayor of Lindby was arrested late on Sunday.", "The mayor of Lindby was arrested early on Monday."),
    ],
)
def test_dates_of_other_phases_are_not_compared(dates, ours: str, theirs: str) -> None:
    assert [item for item in dates(ours, theirs) if not item.agrees] == []


def test_two_years_with_and_between_them_are_one_time(dates) -> None:
    assert all(
        item.agrees for item in dates("The bridge in Lindby was built in 1887.", "The bridge was built between 1885 and 1888 in Lindby.")
    )
    (item,) = dates("The bridge was built between 1885 and 1888.", "The bridge was built between 1885 and 1889.")
    assert not item.agrees


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The bridge in Lindby was built in 1887.", "The bridge in Lindby was completed in 1889."),
        ("The mayor of Lindby was arrested on Sunday.", "The mayor of Lindby was detained on Friday."),
    ],
)
def test_dates_of_kindred_verbs_are(dates, ours: str, theirs: str) -> None:
    assert [item.agrees for item in dates(ours, theirs)] == [False]
