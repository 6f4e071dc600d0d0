from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.contrast import contrast, contrast_names
from factcheck.report.segments import Mark, cut

ranges = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=8)


@given(st.text(max_size=40), ranges)
def test_pieces_join_to_the_text_and_lie_under_exactly_the_marks_that_cover_them(text, found):
    marks = [Mark(start, end, key) for key, (start, end) in enumerate(found)]
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for place in range(at, at + len(piece.text)):
            assert set(piece.keys) == {mark.key for mark in marks if mark.start <= place < mark.end}
        at += len(piece.text)


@given(st.text(min_size=1, max_size=40), ranges)
def test_each_mark_inside_the_text_closes_once(text, found):
    marks = [Mark(start, end, key) for key, (start, end) in enumerate(found) if start < end and 0 < end <= len(text)]
    closed = [key for piece in cut(text, marks) for key in piece.closes]
    assert sorted(closed) == [mark.key for mark in marks]


def test_the_innermost_mark_is_last():
    pieces = cut("abcdef", [Mark(2, 4, "inner"), Mark(0, 6, "outer"), Mark(3, 6, "late")])
    assert [(piece.text, piece.keys) for piece in pieces] == [
        ("ab", ("outer",)),
        ("c", ("outer", "inner")),
        ("d", ("outer", "late", "inner")),
        ("ef", ("outer", "late")),
    ]


words = st.text(alphabet="abc ’.", max_size=30)


@given(words, words)
def test_contrast_loses_nothing(here, there):
    for compare in (contrast, contrast_names):
        left, right = compare(here, there)
        assert ("".join(run.text for run in left), "".join(run.text for run in right)) == (here, there)


def marked(runs):
    return [run.text for run in runs if run.differs]


def test_contrast_points_at_the_word_of_a_quotation():
    left, right = contrast("sails before the summer", "sails before the autumn")
    assert (marked(left), marked(right)) == (["summer"], ["autumn"])


def test_contrast_points_at_the_letter_of_a_name_also_beside_a_fuller_one():
    left, right = contrast_names("Hallgrem", "Tomas Hallgren")
    assert (marked(left), marked(right)) == (["m"], ["n"])


def test_names_that_are_not_alike_differ_as_a_whole():
    left, right = contrast_names("Okafor Okafor", "Ines Okafor")
    assert (marked(left), marked(right)) == (["Okafor"], ["Ines"])
