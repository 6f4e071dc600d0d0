"""Details beyond plain amounts: what agrees in another wording, what differs, and what is left alone."""

from __future__ import annotations

import pytest

from factcheck.verdict import diff


def differing(items):
    return [(item.kind, item.claim_text, item.passage_text) for item in items if not item.agrees]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The ferry line Orvel lost $2.5bn in May.", "The ferry line Orvel lost 2,500 million dollars in May."),
        ("Nearly 5,000 sailors joined the Orvel strike.", "The Orvel strike was joined by 4,987 sailors."),
        ("In Orvel 86% of the voters agreed.", "Between 80% and 90% of the voters in Orvel agreed."),
        ("A third of the voters in Orvel agreed.", "In Orvel 33% of the voters agreed."),
        ("The Orvel strike lasted three weeks.", "The Orvel strike lasted 21 days."),
        ("More than 60 sailors joined the Orvel strike.", "The Orvel strike was joined by 64 sailors."),
        ("Dozens of sailors joined the Orvel strike.", "The Orvel strike was joined by 48 sailors."),
        ("The fifth strike at Orvel ended.", "The 5th strike at Orvel ended."),
        ("The Orvel pier opened in 1987.", "The Orvel pier opened on 4 June 1987."),
        ("The Orvel pier opened in the 1980s.", "The Orvel pier opened on 4 June 1987."),
        ("Norvik will cut 1500 jobs at the Alder plant.", "Norvik will cut 1,500 jobs at the Alder plant by 2026."),
        ("No more than 50 people were hurt when the Orvel pier fell.", "30 people were hurt when the Orvel pier fell."),
        ("The Orvel attacks of October 7 killed 40 sailors.", "The Orvel attacks of October 7, 2019 killed 40 sailors."),
    ],
)
def test_another_wording_of_the_same_is_no_mismatch(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(ours)
    assert differing(diff(a, claim(a), passage(theirs))) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("The fifth strike at Orvel ended.", "The 7th strike at Orvel ended.", ("ordinal", "fifth", "7th")),
        ("The Orvel strike lasted three weeks.", "The Orvel strike lasted 30 days.", ("duration", "three weeks", "30 days")),
        (
            "Revenue of Orvel rose 12 percent to $45 million.",
            "Revenue of Orvel rose 12 percent to $25 million.",
            ("money", "$45 million", "$25 million"),
        ),
        ("Orvel had revenue of $101.5 billion.", "Orvel had revenue of $103.2 billion.", ("money", "$101.5 billion", "$103.2 billion")),
        (
            "No more than 50 people were hurt when the Orvel pier fell.",
            "80 people were hurt when the Orvel pier fell.",
            ("number", "50", "80"),
        ),
        ("The Orvel pier opened in 1987.", "The Orvel pier opened on 4 June 1991.", ("date", "1987", "4 June 1991")),
        ("The pier was designed by Ida Brandt.", "The pier was designed by Martin Oslo.", ("name", "Ida Brandt", "Martin Oslo")),
        ("The festival took place in Orvel.", "The festival took place in Lindby.", ("place", "Orvel", "Lindby")),
        ("Governor Ida Brandt closed the pier.", "Ida Brandt closed it. Senator Ida Brandt spoke.", ("title", "Governor", "Senator")),
        ("Norvik sued Orvel over the pier.", "Orvel sued Norvik over the pier.", ("roles", "Norvik", "Orvel")),
        ("The council closed the old pier.", "The council did not close the old pier.", ("negation", "closed", "close")),
        (
            "The strike has strained the harbour budget.",
            "The strike could strain the harbour budget.",
            ("modality", "has strained", "could strain"),
        ),
    ],
)
def test_what_differs_is_found(article, claim, passage, ours: str, theirs: str, found: tuple[str, str, str]) -> None:
    a = article(ours)
    items = diff(a, claim(a), passage(theirs))
    assert found in differing(items)
    assert all(0 <= item.alignment <= 1 and (item.difference is None) == item.agrees for item in items)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ida Brandt designed the pier.", "She designed the pier with Martin Oslo."),
        ("The council closed the old pier.", "The council closed the old pier, not the new one."),
        ("The pier is not open to cars.", "The pier is open neither to cars nor to trucks."),
        ("The Danish ferry sank.", "The ferry of Denmark sank near Lindby."),
        ("The strike could strain the harbour budget.", "The strike strained the ferry line."),
    ],
)
def test_what_contradicts_nothing_is_left_alone(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(ours)
    assert differing(diff(a, claim(a), passage(theirs))) == []


def test_a_century_that_never_was_is_no_date(article, claim, passage) -> None:
    a = article("The coin of the 0th century was found at Orvel.")
    assert differing(diff(a, claim(a), passage("The coin of the 0th century was found at Orvel."))) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Minister Ida Brandt did not resign until Friday.", "Minister Ida Brandt resigned on Friday."),
        ("The Orvel bridge will not reopen until Monday.", "The Orvel bridge will reopen on Monday."),
        ("Orvel police were unable to identify the victim of the crash.", "Orvel police could not identify the victim of the crash."),
        ("The yard of Orvel declined to renew the contract with Norvik.", "The yard of Orvel did not renew the contract with Norvik."),
        ("Minister Ida Brandt denied wrongdoing and resigned on Friday.", "Minister Ida Brandt resigned on Friday, denying wrongdoing."),
        ("Ida Brandt, who had never voted before, voted for Martin Oslo.", "Ida Brandt voted for Martin Oslo, her first vote ever."),
    ],
)
def test_a_denial_said_otherwise_is_no_reversal(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(ours)
    assert [item for item in diff(a, claim(a), passage(theirs)) if item.kind == "negation"] == []


def test_declining_is_denying(article, claim, passage) -> None:
    a = article("The yard of Orvel declined to renew the contract with Norvik.")
    (item,) = [i for i in diff(a, claim(a), passage("The yard of Orvel renewed the contract with Norvik.")) if i.kind == "negation"]
    assert item.veto


def test_days_and_months_are_no_days(article, claim, passage) -> None:
    a = article("The strike at the Orvel yard lasted two days.")
    assert ("duration", "two days", "two months") in differing(
        diff(a, claim(a), passage("The strike at the Orvel yard lasted two months."))
    )
