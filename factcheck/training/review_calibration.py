"""Fits a newsroom's own calibration on its decisions: of the verdicts that the machine was so sure of, how many stood?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import InputError
from factcheck.evaluation.metrics.classification import expected_calibration_error
from factcheck.files import write_text
from factcheck.review.annotation import read_annotation
from factcheck.review.confidence import FORMAT, ReviewCalibration, log_odds
from factcheck.review.finding import annotation_files
from factcheck.review.outcomes import outcomes

__all__ = ["LEAST", "LEAST_OF_EACH", "Fitted", "fit", "train_review_calibration"]

LEAST = 100
"""Decisions: with fewer, two parameters are noise. At 100 the share of right verdicts in the whole is known to about 10 points."""
LEAST_OF_EACH = 15
"""Verdicts that stood, and verdicts that did not: without some of both there is nothing to tell apart."""
_FOLDS = 5
_STRENGTH = 1.0
"""Of the pull of the slope to 1, that is to leaving the confidences as they are, in decisions."""


class Fitted(NamedTuple):
    """A calibration, and what it was fitted on."""

    calibration: ReviewCalibration
    decisions: int
    right: int
    ece_before: float
    """Expected calibration error in percent, of the machine's confidences."""
    ece_after: float
    """Likewise under calibrations fitted on the other four fifths of the decisions."""


def fit(confidences: Sequence[float], right: Sequence[bool]) -> ReviewCalibration:
    """Slope and intercept under which the outcomes are likeliest, the slope drawn to 1 a little.

    Args:
        confidences: of the machine, 0 to 1.
        right: whether the verdict stood.
    """
    from scipy.optimize import minimize

    odds = np.array([log_odds(one) for one in confidences])
    signs = np.where(np.array(right), 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> float:
        return float(np.logaddexp(0, -signs * (values[0] * odds + values[1])).sum()) + _STRENGTH * float((values[0] - 1) ** 2)

    found = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=[(0.0, 10.0), (-10.0, 10.0)]).x
    return ReviewCalibration(round(float(found[0]), 4), round(float(found[1]), 4) + 0.0)


def train_review_calibration(places: Sequence[Path], out: Path) -> Fitted:
    """Fit a calibration on annotation files and write it.

    Args:
        places: annotation files, or folders of them.
        out: file for the calibration, TOML.

    Raises:
        InputError: there are too few decisions, or all of one kind; says how many are needed.
        AnnotationError: a file is broken.
        OutputError: `out` cannot be written.
    """
    files = annotation_files(*places)
    found = [
        one for one in outcomes([read_annotation(path) for path in files]) if one.confidence is not None and one.support_right is not None
    ]
    confidences = [float(one.confidence or 0.0) for one in found]
    right = [bool(one.support_right) for one in found]
    stood, fell = sum(right), len(right) - sum(right)
    if len(found) < LEAST or min(stood, fell) < LEAST_OF_EACH:
        raise InputError(
            f"too few decisions to fit a calibration: {len(found)} claims were confirmed or corrected on what the machine now says "
            f"({stood} verdicts stood, {fell} did not); it takes at least {LEAST}, and {LEAST_OF_EACH} of either kind"
        )
    fitted = Fitted(
        calibration=fit(confidences, right),
        decisions=len(found),
        right=stood,
        ece_before=round(100 * expected_calibration_error(confidences, right), 1),
        ece_after=round(100 * expected_calibration_error(_held_out(confidences, right), right), 1),
    )
    write_text(out, _toml(fitted, [path.name for path in files]))
    return fitted


def _held_out(confidences: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Each confidence under a calibration that has not seen it; every fifth decision is a fold, so that it is the same each time."""
    moved = [0.0] * len(confidences)
    for fold in range(_FOLDS):
        others = [number for number in range(len(confidences)) if number % _FOLDS != fold]
        calibration = fit([confidences[number] for number in others], [right[number] for number in others])
        for number in range(fold, len(confidences), _FOLDS):
            moved[number] = calibration(confidences[number])
    return moved


def _toml(fitted: Fitted, files: Sequence[str]) -> str:
    import json

    rows: dict[str, Any] = {"decisions": fitted.decisions, "right": fitted.right, "files": list(files)}
    rows |= {"ece_before": fitted.ece_before, "ece_after": fitted.ece_after}
    return "\n".join(
        [
            "# Written by `factcheck train calibrate`; used only where `factcheck check --calibration` names it.",
            f"format = {FORMAT}",
            "",
            "[confidence]",
            f"slope = {fitted.calibration.slope}",
            f"intercept = {fitted.calibration.intercept}",
            "",
            "[fitted_on]",
            *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in rows.items()),
            "",
        ]
    )
