"""Spellings of one name, and titles that one person may bear."""

from __future__ import annotations

import pytest

from factcheck.verdict import diff
from factcheck.verdict.diff.align import ClaimView, PassageView
from factcheck.verdict.diff.pairing import Pairing


@pytest.fixture
def found(article, claim, passage):
    def run(ours: str, theirs: str, *kinds: str):
        a = article(ours)
        return [item for item in diff(a, claim(a), passage(theirs)) if item.kind in kinds and not item.agrees]

    return run


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Health Organization", "Health Organisation"),
        ("Pearl Harbor", "Pearl Harbour"),
        ("Arts Center", "Arts Centre"),
        ("Labor Party", "Labour Party"),
        ("Jorgen Halvorsen", "Jørgen Halvorsen"),
        ("Lech Walesa", "Lech Wałęsa"),
        ("Gerhard Schröder", "Gerhard Schroeder"),
        ("Thomas Müller", "Thomas Mueller"),
        ("Mohammed Karimi", "Muhammad Karimi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
    ],
)
def test_another_spelling_of_a_name_is_no_slip(found, ours: str, theirs: str) -> None:
    assert found(f"{ours} visited the port of Lindby.", f"{theirs} visited the port of Lindby.", "name", "place") == []


def test_a_slip_still_is(found) -> None:
    (item,) = found("Volodymyr Zelansky visited Lindby.", "Volodymyr Zelenskiy visited Lindby.", "name")
    assert item.difference == "spelling"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Prof", "Professor"),
        ("Gen.", "General"),
        ("CEO", "Chief executive officer"),
        ("Spokesman", "Spokesperson"),
        ("Chairman", "Chair"),
        ("Premier", "Prime Minister"),
        ("Justice", "Judge"),
        ("President", "Leader"),
        ("Commissioner", "Police Chief"),
        ("Attorney General", "US Attorney General"),
        ("Foreign Minister", "Minister"),
        ("Minister", "Professor"),
    ],
)
def test_titles_that_one_person_may_bear_do_not_differ(found, ours: str, theirs: str) -> None:
    assert found(f"{ours} Ida Roe opened the pier.", f"{theirs} Ida Roe opened the pier.", "title") == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Vice President", "President"),
        ("Deputy Minister", "Minister"),
        ("Former minister", "Minister"),
        ("Governor", "Senator"),
        ("CEO", "Chief financial officer"),
        ("Colonel", "Gen."),
    ],
)
def test_titles_that_nobody_bears_at_once_do(found, ours: str, theirs: str) -> None:
    (item,) = found(f"{ours} Ida Roe opened the pier.", f"{theirs} Ida Roe opened the pier.", "title")
    assert (item.claim_text, item.passage_text.rstrip(".")) == (ours, theirs.rstrip("."))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("GM", "General Motors"),
        ("General Motors", "GM"),
        ("The DOJ", "The Department of Justice"),
        ("The Department of Justice", "The DOJ"),
        ("P&G", "Procter & Gamble"),
        ("The Fed", "The Federal Reserve"),
        ("VW", "Volkswagen"),
    ],
)
def test_an_institution_is_there_in_its_short_or_its_long_form(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(f"{ours} cut 500 jobs in Lindby.")
    pair = Pairing(ClaimView(a, claim(a)), PassageView(passage(f"{theirs} cut 500 jobs in Lindby.")))
    assert pair.lacking == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("North Korea", "South Korea"),
        ("New York", "New Jersey"),
        ("West Virginia", "Virginia"),
        ("Virginia", "West Virginia"),
        ("Niger", "Nigeria"),
        ("Austria", "Australia"),
        ("Joe Biden", "Hannah Biden"),
    ],
)
def test_another_bearer_of_a_part_of_a_name_is_not_its_bearer(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(f"The talks with {ours} ended without a deal.")
    pair = Pairing(ClaimView(a, claim(a)), PassageView(passage(f"The talks with {theirs} ended without a deal.")))
    assert [a.text[place.start : place.end] for place in pair.lacking] == [ours]
    same = Pairing(ClaimView(a, claim(a)), PassageView(passage(f"The talks with {ours} ended without a deal.")))
    assert same.lacking == []
