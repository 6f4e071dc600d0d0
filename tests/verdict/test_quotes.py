from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.verdict.quotes import align_quotation, quoted_spans


def test_case_punctuation_and_accents_do_not_matter() -> None:
    match = align_quotation("The café is closed, for now", "She wrote: “the cafe is closed for now”.")
    assert match.label == "verbatim"
    assert match.span is not None
    assert match.span.of("She wrote: “the cafe is closed for now”.") == "the cafe is closed for now"


def test_changed_words_are_named() -> None:
    match = align_quotation("we have never closed the northern gate", "He said we have rarely closed the northern gate in spring.")
    assert match.label == "altered"
    assert match.changes == (("never", "rarely"),)


def test_dropped_and_added_words_are_named() -> None:
    assert align_quotation("we closed the northern gate", "we closed gate").changes == (("the northern", ""),)
    assert align_quotation("we closed the gate", "we closed the northern gate").changes == (("", "northern"),)


def test_another_statement_is_absent() -> None:
    assert align_quotation("we closed the northern gate", "The harvest was good this year in the valley.").label == "absent"


def test_an_ellipsis_joins_parts_in_order() -> None:
    text = "The gate was old, and rusty, and it fell in the storm."
    assert align_quotation("The gate was old … it fell in the storm", text).label == "verbatim"
    assert align_quotation("it fell in the storm … The gate was old", text).label == "absent"


def test_quotation_marks_are_paired_within_a_paragraph() -> None:
    text = 'He said "one two" and “three”. A 5" nail.\n"open\nend"'
    assert [span.of(text) for span in quoted_spans(text)] == ["one two", "three", "open"]


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_aligns_inside_itself(quotation: str, text: str) -> None:
    match = align_quotation(quotation, text)
    assert 0 <= match.similarity <= 1
    assert match.span is None or match.span.end <= len(text)


def test_long_texts_take_linear_time() -> None:
    started = time.perf_counter()
    quoted_spans('"' * 100_000)
    align_quotation("a word of these", "some words of those … " * 8_000)
    assert time.perf_counter() - started < 8


def kinds(quotation: str, text: str) -> list[tuple[str, str, str]]:
    return [
        (s.kind, s.quoted.of(quotation) if s.quoted else "", s.found.of(text) if s.found else "")
        for s in align_quotation(quotation, text).stretches
    ]


def test_every_word_of_the_quotation_stands_in_a_stretch() -> None:
    assert kinds("we have never closed the old northern gate", "He said we have rarely closed the northern gate.") == [
        ("same", "we have", "we have"),
        ("changed", "never", "rarely"),
        ("same", "closed the", "closed the"),
        ("added", "old", ""),
        ("same", "northern gate", "northern gate"),
    ]


def test_a_changed_word_at_an_edge_belongs_to_the_span() -> None:
    text = "It is a fair and open process for all."
    match = align_quotation("equal and open process", text)
    assert match.span is not None
    assert match.span.of(text) == "fair and open process"
    assert match.changes == (("equal", "fair"),)


def test_typographic_quotes_hyphens_and_initials_do_not_matter() -> None:
    text = "“The U.S. won’t sign the long-term plan,” she said."
    assert align_quotation("the US won't sign the long term plan", text).label == "verbatim"


def test_what_the_text_leaves_out_or_puts_in_brackets_is_no_change() -> None:
    assert align_quotation("we closed the old northern gate in spring", "“we closed the … northern gate in spring”").label == "verbatim"
    assert align_quotation("we closed it before the summer came", "“we closed [the gate] before the summer came”").label == "verbatim"


@given(st.text(alphabet="ab .…[]", max_size=40), st.text(alphabet="ab .…[]", max_size=60))
def test_stretches_lie_in_their_texts_in_order(quotation: str, text: str) -> None:
    stretches = align_quotation(quotation, text).stretches
    for places, whole in (([s.quoted for s in stretches if s.quoted], quotation), ([s.found for s in stretches if s.found], text)):
        assert all(0 <= p.start < p.end <= len(whole) for p in places)
    quoted = [s.quoted for s in stretches if s.quoted]
    assert all(a.end <= b.start for a, b in pairwise(quoted))


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("We will not sign the plan", "We won’t sign the plan"),
        ("We'll sign the plan", "We will sign the plan"),
        ("We cannot sign the plan", "We can't sign the plan"),
        ("We organize the defense of the town", "We organise the defence of the town"),
        ("It rose ten percent in May", "It rose 10 per cent in May"),
        ("It rose 10% in May", "It rose ten percent in May"),
        ("Ten people came to the pier", "10 people came to the pier"),
        ("We lost five million dollars in May", "We lost $5 million in May"),
        ("We must cooperate with the town", "We must co-operate with the town"),
        ("Cooperate with the town today", "Co-operate with the town today"),
        ("The f***ing pier is closed", "The fucking pier is closed"),
        ("This is a s**t plan for us", "This is a shit plan for us"),
        ("We will rebuild our old pier before winter", "We will rebuild (the town's) old pier before winter"),
    ],
)
def test_house_style_is_no_change(quotation: str, text: str) -> None:
    assert align_quotation(quotation, text).label == "verbatim"
    assert align_quotation(text, quotation).label == "verbatim"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("We lost $5 million in May", "We lost $6 million in May"),
        ("We lost $5 million in May", "We lost £5 million in May"),
        ("We will sign the plan", "We won't sign the plan"),
        ("The f***ing pier is closed", "The rotten pier is closed"),
        ("Ten people came to the pier", "Two people came to the pier"),
    ],
)
def test_other_words_are_a_change_in_any_style(quotation: str, text: str) -> None:
    assert align_quotation(quotation, text).label == "altered"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("We will rebuild it before winter", "We will rebuild [the old pier of the town] before winter"),
        ("They built it before winter came", "[The council, and the mayor,] built it before winter came"),
        ("We will rebuild the town's old pier before winter", "We will rebuild [the town's] old pier before winter"),
    ],
)
def test_a_bracket_stands_for_any_words(quotation: str, text: str) -> None:
    assert align_quotation(quotation, text).label == "verbatim"


def test_much_markup_takes_linear_time() -> None:
    started = time.perf_counter()
    align_quotation("we closed it today", "[a] (b) f** twenty-one hundred $5 " * 5_000)
    align_quotation("we closed it today", "a*" * 50_000 + "[" * 50_000 + "(" * 50_000)
    assert time.perf_counter() - started < 8
