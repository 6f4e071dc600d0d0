from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import ModelError
from factcheck.verdict.calibration import Calibration

SCORES = np.array([[3.0, 0.0, -1.0], [0.2, 0.1, 0.0]], dtype=np.float32)


def test_a_temperature_makes_less_sure_and_changes_no_order() -> None:
    plain, cooled = Calibration().probabilities(SCORES), Calibration(temperature=2.0).probabilities(SCORES)
    assert plain.max(axis=1) == pytest.approx(np.exp(SCORES[:, 0]) / np.exp(SCORES).sum(axis=1), rel=1e-5)
    assert (cooled.max(axis=1) < plain.max(axis=1)).all()
    assert (cooled.argsort(axis=1) == plain.argsort(axis=1)).all()


@given(st.floats(0.1, 10), st.tuples(*[st.floats(-3, 3)] * 3))
def test_rows_are_probabilities(temperature: float, bias: tuple[float, float, float]) -> None:
    found = Calibration(temperature, bias).probabilities(SCORES * 100)
    assert found.sum(axis=1) == pytest.approx(1)
    assert (found >= 0).all()


def test_a_card_has_a_calibration_or_at_least_a_temperature() -> None:
    card = {"calibration": {"temperature": 1.5, "bias": {"nei": 0.3, "supports": -0.1, "refutes": -0.2}}, "temperature": 9.0}
    assert Calibration.of_card(card) == Calibration(1.5, (-0.1, -0.2, 0.3))
    assert Calibration.of_card({"temperature": 1.7}) == Calibration(1.7)
    assert Calibration.of_card({}) == Calibration()


@pytest.mark.parametrize(
    "broken",
    [
        {"calibration": {"temperature": 1.0}},
        {"calibration": []},
        {"calibration": {"temperature": 0.0, "bias": {"supports": 0, "refutes": 0, "nei": 0}}},
        {"temperature": "hot"},
        {"temperature": float("nan")},
    ],
)
def test_a_broken_calibration_is_refused_in_one_line(broken) -> None:
    with pytest.raises(ModelError, match="train calibration"):
        Calibration.of_card(broken)
