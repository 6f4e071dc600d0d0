import datetime as dt

import pytest

from factcheck.article import parse_article
from factcheck.article.dates import infer_date
from factcheck.article.metadata import parse_byline, publisher_of_rights

LEDE = "The harbour council voted on Friday to close the old bridge for repairs, the mayor told reporters after the meeting."


@pytest.mark.parametrize(
    ("line", "person", "publisher"),
    [
        ("By Jane Roe", "Jane Roe", None),
        ("By Jane Roe and Jo Poe, Harbour Daily", "Jane Roe and Jo Poe", "Harbour Daily"),
        ("By Jane Roe, Staff Writer", "Jane Roe", None),
        ("BY JANE ROE | REUTERS", "JANE ROE", "Reuters"),
        ("[Source/Northern Network Li Wei]", "Li Wei", "Northern Network"),
        ("[Text/Harbour Times, Jo Poe]", "Jo Poe", "Harbour Times"),
        ("Source: Harbour Gazette", None, "Harbour Gazette"),
        ("Jane Roe, Political Correspondent", "Jane Roe", None),
    ],
)
def test_bylines_part_person_and_publisher(line, person, publisher):
    assert parse_byline(line) == (person, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the council had met.",
        "By 2024",
        "By far the largest bridge",
        "The mayor, Jane Roe, said so",
        "Source: https://a.example/b",
        "Jane Roe",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "© Harbour Mirror 2025",
        "© Harbour Mirror 2025. Subscribe now.",
        "© Harbour Mirror, 2025",
        "Copyright 2019-2025 Harbour Mirror Ltd. All rights reserved.",
        "© Harbour Mirror Ltd 2019–2025",
    ],
)
def test_the_year_is_no_part_of_who_has_the_rights(line):
    assert publisher_of_rights(line) == "Harbour Mirror"


def test_header_lines_give_title_byline_date_and_place():
    article = parse_article(
        f"Council closes bridge\n\nBy Jane Roe, Harbour Daily\n\nPublished: 3 June 2024, 10:30 GMT\n\nLONDON — {LEDE}", id="t"
    )
    assert (article.title, article.byline, article.publisher) == ("Council closes bridge", "Jane Roe", "Harbour Daily")
    assert (article.date, article.date_inferred, article.place) == (dt.date(2024, 6, 3), False, "LONDON")


def test_given_values_outweigh_what_is_read():
    article = parse_article(
        f"Council closes bridge\n\nBy Jane Roe\n\nMay 3, 2024\n\n{LEDE}",
        id="t",
        byline="Jo Poe",
        date=dt.date(2024, 5, 4),
        publisher="Daily",
    )
    assert (article.byline, article.date, article.publisher) == ("Jo Poe", dt.date(2024, 5, 4), "Daily")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It closed on May 3, 2024, after a storm on 1 April 2023.", dt.date(2024, 5, 3)),
        ("It closed on 13/4/2024.", dt.date(2024, 4, 13)),
        ("It closed on 3/4/2024.", None),
        ("It must open by May 3, 2024.", None),
        ("It closed on May 3, 2021 and opens in 2026.", None),
        ("It closed on February 30, 2024.", None),
        ("It closed in May 2024.", None),
        ("The ban takes effect on January 1, 2027, she said on Tuesday.", None),
        ("It will reopen on January 1, 2027.", None),
        ("They marked the anniversary of the attacks of September 11, 2001 on Tuesday.", None),
        ("Ann Teller, born on May 3, 1961, was elected on Tuesday.", None),
        ("It closed on May 3, 2024. Ann Teller, born on May 4, 1961, said so.", dt.date(2024, 5, 3)),
    ],
)
def test_a_date_is_inferred_only_when_it_is_clear(text, date):
    assert infer_date(text) == date
    article = parse_article(text, id="t")
    assert (article.date, article.date_inferred) == (date, date is not None)
