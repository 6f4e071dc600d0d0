import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evaluation.metrics.classification import coverage_at, expected_calibration_error, label_figures

LABELS = ["supports", "refutes", "nei", "conflicting"]


def sure(label):
    return {label: 1.0}


def test_perfect_predictions_give_a_hundred():
    figures = label_figures(LABELS, [sure(label) for label in LABELS])
    names = ("accuracy", "macro_f1", "balanced_accuracy", "ece", "coverage_at_90")
    assert [figures[name] for name in names] == [100.0, 100.0, 100.0, 0.0, 100.0]
    assert (figures["n"], figures["missing"]) == (4, 0)


def test_missing_answers_are_wrong_and_counted():
    figures = label_figures(LABELS, [None] * 4)
    assert [figures[name] for name in ("accuracy", "macro_f1", "ece", "coverage_at_90")] == [0.0] * 4
    assert (figures["n"], figures["missing"], figures["balanced_accuracy"]) == (4, 4, 50.0)


def test_macro_f1_is_over_the_labels_of_gold():
    # supports: precision 1/2, recall 1; refutes: recall 0; nei: both 1
    figures = label_figures(["supports", "refutes", "nei"], [sure("supports"), sure("supports"), sure("nei")])
    assert figures["macro_f1"] == pytest.approx(100 * (2 / 3 + 0 + 1) / 3)


def test_balanced_accuracy_asks_for_more_than_half():
    gold = ["supports", "refutes", "nei", "nei"]
    half = {"supports": 0.5, "refutes": 0.3, "nei": 0.2}
    assert label_figures(gold, [half, sure("refutes"), sure("nei"), sure("nei")])["balanced_accuracy"] == 50.0


def test_balanced_accuracy_is_undefined_without_both_sides():
    assert label_figures(["nei", "nei"], [sure("nei")] * 2)["balanced_accuracy"] is None


def test_a_gold_of_two_labels_adds_up_what_is_not_support():
    unsure = {"supports": 0.4, "refutes": 0.3, "nei": 0.3}
    assert label_figures(["supports", "nei"], [sure("supports"), unsure])["accuracy"] == 100.0
    assert label_figures(["supports", "refutes", "nei"], [sure("supports"), sure("refutes"), unsure])["accuracy"] == pytest.approx(200 / 3)


def test_calibration_error_is_the_gap_of_each_bin_by_its_size():
    assert expected_calibration_error([0.9, 0.9, 0.3, 0.3], [True, False, False, False]) == pytest.approx((0.8 + 0.6) / 4)
    assert expected_calibration_error([], []) == 0.0


def test_bins_are_closed_above_and_hold_nought():
    # 0.2 ends the third of fifteen bins, 0.19 lies in it
    assert expected_calibration_error([0.2, 0.19], [True, False]) == pytest.approx(abs(1 - 0.39) / 2)
    assert expected_calibration_error([0.0], [False]) == 0.0


def test_coverage_keeps_the_confident_while_nine_in_ten_are_right():
    confidences = [0.99 - i / 100 for i in range(20)]
    right = [True] * 9 + [False] + [True] * 8 + [False, False]
    assert coverage_at(confidences, right) == 0.9  # 17 of 18 are right, 17 of 19 too few
    assert coverage_at(confidences, [not hit for hit in right]) == 0.0
    assert coverage_at([], []) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_figures_stay_in_their_range(items):
    confidences, right = zip(*items, strict=True)
    assert 0 <= expected_calibration_error(confidences, right) <= 1
    assert 0 <= coverage_at(confidences, right) <= 1
