from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Article, Attribution, Block, Claim, Passage, Source, Span
from factcheck.verdict import diff
from factcheck.verdict.diff.dates import find_dates
from factcheck.verdict.diff.names import misspelled
from factcheck.verdict.diff.reading import Reading


def mismatches(items):
    return [item for item in items if not item.agrees]


def test_money_in_two_notations_agrees(article, claim, passage) -> None:
    a = article("Norvik lost $3.1bn in the third quarter.")
    (item,) = [
        i for i in diff(a, claim(a), passage("In the third quarter Norvik booked a loss of 3.1 billion dollars.")) if i.kind == "money"
    ]
    assert item.agrees


def test_money_mismatch_says_by_how_much_and_vetoes(article, claim, passage) -> None:
    a = article("Norvik reported a loss of $3.1 billion in the third quarter.")
    (item,) = mismatches(diff(a, claim(a), passage("Norvik reported a third-quarter loss of $5.1 billion.", at=100)))
    assert item.kind == "money"
    assert item.veto
    assert "2 billion" in item.detail
    assert item.passage_span.start == 100 + len("Norvik reported a third-quarter loss of ")
    assert item.passage_text == "$5.1 billion"


def test_amounts_of_another_quarter_firm_or_kind_are_not_compared(article, claim, passage) -> None:
    a = article("Norvik reported a loss of $3.1 billion in the third quarter.")
    for other in (
        "Norvik reported a second-quarter loss of $5.1 billion.",
        "Ostrava Steel reported a third-quarter loss of $5.1 billion.",
        "Norvik reported third-quarter revenue of $5.1 billion.",
    ):
        assert mismatches(diff(a, claim(a), passage(other))) == []


def test_counts_compare_by_the_noun_counted(article, claim, passage) -> None:
    a = article("The flood in Brackwater killed 14 people.")
    (item,) = mismatches(diff(a, claim(a), passage("At least 41 people were killed by the flood in Brackwater.")))
    assert (item.claim_text, item.passage_text) == ("14", "41")
    assert mismatches(diff(a, claim(a), passage("The flood in Brackwater killed 41 cows."))) == []


def test_a_round_number_agrees_with_the_exact_one(article, claim, passage) -> None:
    a = article("The storm in Brackwater damaged 30,000 homes.")
    (item,) = diff(a, claim(a), passage("In Brackwater 30,557 homes were damaged by the storm."))
    assert item.agrees


@pytest.mark.parametrize(("ours", "theirs"), [("nearly 300", "292"), ("more than 300", "340"), ("about 300", "310"), ("up to 300", "250")])
def test_tolerant_wording_agrees(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(f"The storm in Brackwater damaged {ours} homes.")
    assert mismatches(diff(a, claim(a), passage(f"The storm in Brackwater damaged {theirs} homes."))) == []


def test_a_date_of_the_same_event_is_compared(article, claim, passage) -> None:
    a = article("The bridge over the Orla collapsed on March 3, 2024.")
    (item,) = mismatches(diff(a, claim(a), passage("The bridge over the Orla collapsed on March 13, 2024.")))
    assert item.kind == "date"
    assert "10 days later" in item.detail
    same = diff(a, claim(a), passage("On 3 March the bridge over the Orla collapsed.", date=dt.date(2024, 3, 9)))
    assert [i.agrees for i in same if i.kind == "date"] == [True]


def test_dates_of_other_events_and_of_statements_are_not_compared(article, claim, passage) -> None:
    a = article("The bridge over the Orla collapsed on March 3, 2024.")
    for other in (
        "The ferry across the Orla resumed service on March 13, 2024.",
        "The mayor said on March 13, 2024 that the bridge over the Orla collapsed.",
    ):
        assert [i for i in mismatches(diff(a, claim(a), passage(other))) if i.kind == "date"] == []


def test_a_misspelled_surname_is_found_without_vetoing(article, claim, passage) -> None:
    a = article("Harold Lindqvist, the harbour master, closed the pier.")
    (item,) = mismatches(diff(a, claim(a), passage("The pier was closed by Harold Lindquist, who runs the harbour.")))
    assert (item.kind, item.veto) == ("name", False)
    assert (item.claim_text, item.passage_text) == ("Harold Lindqvist", "Harold Lindquist")


def test_a_misspelled_speaker_outside_the_claim_is_found(article, claim, passage) -> None:
    a = article("Harold Lindqvist said that the pier was closed.")
    speaker = Source(name="Harold Lindqvist", canonical="Harold Lindqvist", kind="official", named=True, span=Span(start=0, end=16))
    c = claim(a, "the pier was closed", source=speaker)
    assert [i.kind for i in mismatches(diff(a, c, passage("Harold Lindquist told reporters about the pier.")))] == ["name"]


def test_two_people_with_like_names_are_not_a_misspelling(article, claim, passage) -> None:
    a = article("Anna Hanson beat Anna Hansen in the race.")
    assert mismatches(diff(a, claim(a), passage("Anna Hansen and Anna Hanson ran in the race."))) == []


def test_a_name_written_two_ways_in_the_article_is_said_so(article, claim, passage) -> None:
    a = article("Harold Lindqvist closed the pier. Later Harold Lindquist opened it.")
    (item,) = mismatches(diff(a, claim(a, "Harold Lindqvist closed the pier"), passage("The pier was closed by Harold Lindquist.")))
    assert "both ways" in item.detail


def test_a_doubled_name_differs_from_the_full_one(article, claim, passage) -> None:
    a = article("On Monday Moreau Moreau opened the fair.")
    (item,) = mismatches(diff(a, claim(a), passage("The fair was opened by Celine Moreau.")))
    assert "doubled" in item.detail


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Norway", "Norwegian"), ("Slovakia", "Slovakian"), ("Germany", "German"), ("Iran", "Iraq"), ("Lin", "Liu"), ("Austria", "Australia")],
)
def test_inflection_and_short_names_are_no_misspelling(ours: str, theirs: str) -> None:
    assert misspelled((ours.lower(),), (theirs.lower(),)) is None


def test_a_quotation_is_verbatim_altered_or_left_out(article, claim, passage) -> None:
    a = article('The mayor said: "We will rebuild the old pier before winter."')
    c = claim(a, "We will rebuild the old pier before winter", mode="direct")
    (same,) = [i for i in diff(a, c, passage('"We will rebuild the old pier before winter," she said.')) if i.kind == "quotation"]
    assert same.agrees
    (changed,) = mismatches(diff(a, c, passage('"We may rebuild the old pier before winter," she said.')))
    assert "'will' for 'may'" in changed.detail
    assert [i for i in diff(a, c, passage("She promised that they may rebuild the old pier before winter.")) if i.kind == "quotation"] == []


@pytest.mark.parametrize(
    ("ours", "theirs"), [("Norvik", "Norvik Inc"), ("Norvik Inc", "Norvik"), ("Ida Brandt", "Brandt"), ("Brandt", "Ida Brandt")]
)
def test_a_shorter_or_fuller_form_is_no_other_name(article, claim, passage, ours: str, theirs: str) -> None:
    a = article(f"The old shipyard was sold to {ours}.")
    assert mismatches(diff(a, claim(a), passage(f"The old shipyard was sold to {theirs}."))) == []


def test_relative_and_yearless_dates_are_read_from_publication() -> None:
    base = dt.date(2024, 1, 10)
    found = find_dates("It fell yesterday, and on Monday; on December 28 too, in March 2021, and from June 9 to 11.", base)
    assert [(d.first, d.last) for d in found] == [
        (dt.date(2024, 1, 9), dt.date(2024, 1, 9)),
        (dt.date(2024, 1, 8), dt.date(2024, 1, 8)),
        (dt.date(2023, 12, 28), dt.date(2023, 12, 28)),
        (dt.date(2021, 3, 1), dt.date(2021, 3, 31)),
        (dt.date(2023, 6, 9), dt.date(2023, 6, 11)),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It closed on Friday.", dt.date(2024, 1, 5)),
        ("It will open on Friday.", dt.date(2024, 1, 12)),
        ("It closed last Wednesday.", dt.date(2024, 1, 3)),
        ("It will open on Wednesday.", dt.date(2024, 1, 10)),
        ("It closed on March 3.", dt.date(2023, 3, 3)),
        ("It will open on March 3.", dt.date(2024, 3, 3)),
        ("It will open on January 4.", dt.date(2025, 1, 4)),
        ("It closed on January 10.", dt.date(2024, 1, 10)),
        ("March 3 was dry. It will open on March 3.", dt.date(2024, 3, 3)),
    ],
)
def test_the_tense_of_its_sentence_turns_a_date_ahead_or_back(text: str, day: dt.date) -> None:
    assert find_dates(text, dt.date(2024, 1, 10))[-1].first == day


_PIECES = [
    "Harold Lindqvist",
    "Norvik",
    "lost",
    "$3.1 billion",
    "14 people",
    "on March 3, 2024",
    '"we will rebuild it"',
    "said.",
    "The flood",
    "12%",
    "\n\n",
    "“",
]


@given(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12),
    st.integers(0, 50),
)
def test_spans_hold_the_texts_they_name(ours: list[str], theirs: list[str], shift: int) -> None:
    text, other = " ".join(ours), " ".join(theirs)
    span = Span(start=0, end=len(text))
    a = Article(id="a", text=text, blocks=(Block(span=span, kind="paragraph"),), date=dt.date(2024, 5, 20))
    author = Source(name="x", canonical="x", kind="author", named=True)
    c = Claim(id="c", span=span, quote=text, text=text, chain=(Attribution(source=author),), mode="none", kind="fact", sentence=span)
    document = " " * shift + other
    p = Passage(id="d#0", document_id="d", span=Span(start=shift, end=len(document)), text=other)
    for item in diff(a, c, p):
        assert item.claim_span.of(text) == item.claim_text
        assert item.passage_span.of(document) == item.passage_text
        assert item.agrees or item.detail


@pytest.mark.parametrize("piece", ["in 2020 ", "May 3 ", "A", "Ab Cd. ", "$1 loss ", "yesterday ", "x" * 50, "\n", '"a b c" '])
def test_reading_a_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    Reading(piece * (100_000 // len(piece)), dt.date(2024, 5, 20))
    assert time.process_time() - started < 8
