"""A newsroom's own calibration: how often the machine was right, by its own decisions, when it was so sure.

The machine's confidence is moved on the scale of log-odds by a slope and an intercept (Platt, 1999). It changes how sure a verdict is
said to be, never the verdict. `factcheck train calibrate` fits the two; `--calibration` of `check`, `batch` and `watch` applies them.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import InputError
from factcheck.models import CheckedClaim, Report

__all__ = ["ReviewCalibration", "log_odds", "recalibrated"]

_LEAST = 0.001
FORMAT = 1


def log_odds(probability: float) -> float:
    """Log-odds of a probability; nearer to 0 or 1 than a thousandth is taken as a thousandth."""
    bounded = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(bounded / (1 - bounded))


@dataclass(frozen=True, slots=True)
class ReviewCalibration:
    """Slope and intercept on the log-odds of the confidence."""

    slope: float
    intercept: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.slope) and self.slope >= 0 and math.isfinite(self.intercept)):
            raise ValueError(f"slope {self.slope}, intercept {self.intercept}: not a calibration")

    def __call__(self, confidence: float) -> float:
        """The confidence that the newsroom's decisions bear out, 0 to 1."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(confidence) + self.intercept)))

    @classmethod
    def read(cls, path: Path) -> ReviewCalibration:
        """Read what `factcheck train calibrate` wrote.

        Raises:
            InputError: the file cannot be read, or is no such file.
        """
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            if table["format"] != FORMAT:
                raise InputError(f"{path}: calibration of format {table['format']!r}, this factcheck reads {FORMAT}; fit it again")
            return cls(float(table["confidence"]["slope"]), float(table["confidence"]["intercept"]))
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
        except (ValueError, KeyError, TypeError) as error:
            reason = " ".join(str(error).split())
            raise InputError(f"{path}: not a calibration ({reason}); `factcheck train calibrate` writes one") from None


def recalibrated(report: Report, calibration: ReviewCalibration, name: str) -> Report:
    """A report with every confidence as the newsroom's decisions bear it out, and a warning that says so.

    Args:
        report: with the machine's own confidences.
        calibration: the newsroom's.
        name: of its file.
    """
    note = f"Confidences are those of the newsroom's own calibration, {name}; the verdicts are not changed by it."
    return report.model_copy(
        update={"claims": tuple(_moved(one, calibration) for one in report.claims), "warnings": (*report.warnings, note)}
    )


def _moved(checked: CheckedClaim, calibration: ReviewCalibration) -> CheckedClaim:
    confidence = checked.verdict.confidence
    if confidence is None:
        return checked
    return checked.model_copy(update={"verdict": checked.verdict.model_copy(update={"confidence": round(calibration(confidence), 4)})})
