from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Probabilities
from factcheck.verdict import Aggregation, aggregate
from factcheck.verdict.aggregate import CLAIM_LABELS, FEATURES, decide, features, label_probabilities, shipped_coefficients

LIKELIEST = Aggregation(false_refutation=1.0)
NOTHING = Probabilities(supports=0.03, refutes=0.04, nei=0.93)


def reading(supports: float, refutes: float) -> Probabilities:
    return Probabilities(supports=supports, refutes=refutes, nei=round(1 - supports - refutes, 4))


@pytest.mark.parametrize(
    ("readings", "label"),
    [
        ([], "not_enough_evidence"),
        ([NOTHING], "not_enough_evidence"),
        ([reading(0.95, 0.01)], "supported"),
        ([reading(0.01, 0.95)], "refuted"),
        ([reading(0.95, 0.01), reading(0.01, 0.95)], "conflicting"),
    ],
)
@pytest.mark.parametrize("beside", [0, 8])
def test_the_passage_that_matters_decides_whatever_lies_beside_it(readings, label: str, beside: int) -> None:
    found = [*readings, *[NOTHING] * beside]
    assert aggregate(found).label == label
    if readings and beside:
        assert aggregate(found).confidence == pytest.approx(aggregate(readings).confidence, abs=0.1)


def test_weights_are_of_support_alone() -> None:
    assert aggregate([reading(0.95, 0.0)], [0.0]).label == "not_enough_evidence"
    assert aggregate([reading(0.01, 0.95)], [0.0]).label == "refuted"


def test_an_origin_counts_once_however_often_it_is_printed() -> None:
    some = [reading(0.48, 0.1)] * 4
    printed = aggregate(some, origins=["a"] * 4)
    assert printed == aggregate(some[:1])
    # the fit may give the total no weight of its own, but more origins never lower what they support
    assert aggregate(some, origins=["a", "b", "c", "d"]).probabilities["supported"] >= printed.probabilities["supported"]
    both = [reading(0.95, 0.0), reading(0.0, 0.95)]
    assert aggregate(both, origins=["a", "a"]).label == "conflicting"


def test_without_any_reading_there_is_no_confidence() -> None:
    nothing = aggregate([])
    assert (nothing.label, nothing.confidence) == ("not_enough_evidence", None)
    assert nothing.probabilities["not_enough_evidence"] == 1.0


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="argument"):
        aggregate([reading(0.5, 0.1)], [])


def test_a_false_refutation_costs_more_than_an_abstention() -> None:
    unsure = dict(zip(CLAIM_LABELS, (0.0, 0.7, 0.3, 0.0), strict=True))
    assert decide(unsure, 1.0) == "refuted"
    assert decide(unsure, 3.0) == "not_enough_evidence"
    assert decide(dict(zip(CLAIM_LABELS, (0.0, 0.76, 0.24, 0.0), strict=True)), 3.0) == "refuted"
    assert decide(dict(zip(CLAIM_LABELS, (0.1, 0.0, 0.3, 0.6), strict=True)), 3.0) == "not_enough_evidence"
    # against each other, refuted and conflicting cost the same
    assert decide(dict(zip(CLAIM_LABELS, (0.0, 0.45, 0.0, 0.55), strict=True)), 3.0) == "conflicting"


def test_a_label_that_no_passage_shows_is_not_given() -> None:
    found = aggregate([reading(0.95, 0.0)], allowed=["refuted", "not_enough_evidence"])
    assert found.label == "not_enough_evidence"
    assert found.confidence == round(found.probabilities["not_enough_evidence"], 4)
    assert found.probabilities["supported"] > 0.5


def test_the_shipped_coefficients_are_complete_and_none_pulls_the_wrong_way() -> None:
    shipped = shipped_coefficients()
    for label, names in FEATURES.items():
        assert set(shipped[label]) == {"bias", *names}
        assert all(shipped[label][name] >= 0 for name in names)


_PAIR = st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)).map(lambda p: Probabilities(supports=p[0], refutes=p[1], nei=1 - p[0] - p[1]))
_READINGS = st.lists(_PAIR, min_size=1, max_size=8)


@given(_READINGS)
def test_confidence_is_the_labels_probability_and_order_does_not_matter(readings: list[Probabilities]) -> None:
    found = aggregate(readings)
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.confidence == pytest.approx(found.probabilities[found.label], abs=1e-4)
    assert aggregate(readings[::-1]) == found
    against = found.probabilities["refuted"] + found.probabilities["conflicting"]
    assert (aggregate(readings, parameters=LIKELIEST).label in {"refuted", "conflicting"}) == (against >= 0.5)


@given(_READINGS, st.integers(0, 7), st.floats(0, 0.5))
def test_more_support_never_lowers_supported_against_not_enough(readings: list[Probabilities], place: int, more: float) -> None:
    at = place % len(readings)
    one = readings[at]
    raised = one.model_copy(update={"supports": one.supports + (1 - one.refutes - one.supports) * more})
    before = label_probabilities(features(readings), shipped_coefficients())
    after = label_probabilities(features([*readings[:at], raised, *readings[at + 1 :]]), shipped_coefficients())
    ratio = [p["supported"] / p["not_enough_evidence"] for p in (before, after)]
    assert ratio[1] >= ratio[0] * (1 - 1e-9)


@given(_READINGS, _PAIR)
def test_another_passage_never_takes_from_what_others_show(readings: list[Probabilities], other: Probabilities) -> None:
    before, after = features(readings), features([*readings, other])
    assert all(after[name] >= before[name] - 1e-12 for name in before)
