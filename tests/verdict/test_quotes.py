from __future__ import annotations

import time

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
