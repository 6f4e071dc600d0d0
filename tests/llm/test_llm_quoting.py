"""Quotations of a language model, looked up in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.llm.quoting import QuotedFrom
from factcheck.models import Span

TEXT = "Roe said: “We’re   done — for now.”\nRoe left.\nThe co\u00adop won't."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Roe left.", "Roe left."),
        ("We're done - for now.", "We’re   done — for now."),
        ('"We’re done – for now."', "“We’re   done — for now.”"),
        ("“Roe left”", "Roe left"),
        ("the-co", None),
        ("Roe left. The coop won’t", "Roe left.\nThe co\u00adop won't"),
        ("oe left", None),
        ("Roe lef", None),
        ("Roe is done", None),
        ("", None),
        ("“”", None),
        ("…", None),
    ],
)
def test_words_are_found_whatever_the_shape_of_marks_and_spaces(quote, words):
    found = QuotedFrom(TEXT).find(quote)
    assert (found.of(TEXT) if found else None) == words


def test_the_nearest_occurrence_is_taken_and_only_inside():
    finder = QuotedFrom(TEXT)
    last = TEXT.rindex("Roe")
    assert finder.find("Roe").start == 0
    assert finder.find("Roe", near=last - 3).start == last
    assert finder.find("Roe", within=Span(start=5, end=len(TEXT))).start == last
    assert finder.find("Roe", within=Span(start=5, end=20)) is None


@given(st.text(alphabet="ab “”\"'’\n\u00ad—-.", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_found_reads_like_what_was_looked_for(text, start, end):
    quote = text[min(start, end) : max(start, end)]
    found = QuotedFrom(text).find(quote)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert [c for c in found.of(text) if c in "ab"] == [c for c in quote if c in "ab"]
