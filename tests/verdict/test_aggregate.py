from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Probabilities
from factcheck.verdict import Aggregation, aggregate
from factcheck.verdict.aggregate import evidence_for


def reading(supports: float, refutes: float) -> Probabilities:
    return Probabilities(supports=supports, refutes=refutes, nei=round(1 - supports - refutes, 4))


@pytest.mark.parametrize(
    ("readings", "label"),
    [
        ([], "not_enough_evidence"),
        ([reading(0.1, 0.1)], "not_enough_evidence"),
        ([reading(0.9, 0.0)], "supported"),
        ([reading(0.0, 0.9), reading(0.1, 0.0)], "refuted"),
        ([reading(0.9, 0.0), reading(0.0, 0.9)], "conflicting"),
    ],
)
def test_four_labels(readings: list[Probabilities], label: str) -> None:
    assert aggregate(readings, [1.0] * len(readings))[0] == label


def test_weights_are_of_support_alone() -> None:
    assert aggregate([reading(0.9, 0.0)], [0.0]) == ("not_enough_evidence", 1.0)
    assert aggregate([reading(0.1, 0.9)], [0.0])[0] == "refuted"


def test_an_origin_counts_once_however_often_it_is_printed() -> None:
    weak = [reading(0.48, 0.1)] * 4
    assert aggregate(weak, [1.0] * 4, origins=["a", "b", "c", "d"])[0] == "supported"
    assert aggregate(weak, [1.0] * 4, origins=["a"] * 4) == aggregate(weak[:1], [1.0])
    both = [reading(0.9, 0.0), reading(0.0, 0.9)]
    assert aggregate(both, [1.0, 1.0], origins=["a", "a"])[0] == "conflicting"


def test_without_any_reading_there_is_no_confidence() -> None:
    assert aggregate([], []) == ("not_enough_evidence", None)


def test_thresholds_are_parameters() -> None:
    assert aggregate([reading(0.6, 0.0)], [1.0], Aggregation(support=0.7))[0] == "not_enough_evidence"


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="argument"):
        aggregate([reading(0.5, 0.1)], [])


_PAIR = st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)).map(lambda p: Probabilities(supports=p[0], refutes=p[1], nei=1 - p[0] - p[1]))


@given(st.lists(_PAIR, min_size=1, max_size=8))
def test_confidence_is_a_probability_and_order_does_not_matter(readings: list[Probabilities]) -> None:
    weights = [1.0] * len(readings)
    label, confidence = aggregate(readings, weights)
    assert confidence is not None
    assert 0 <= confidence <= 1
    assert aggregate(readings[::-1], weights) == (label, confidence)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.floats(0, 1))
def test_more_evidence_never_counts_for_less(values: list[float], more: float) -> None:
    assert evidence_for([*values, more], [1.0] * (len(values) + 1), 0.3) >= evidence_for(values, [1.0] * len(values), 0.3) - 1e-9
    assert evidence_for(values, [1.0] * len(values), 0.0) == pytest.approx(max(values))
