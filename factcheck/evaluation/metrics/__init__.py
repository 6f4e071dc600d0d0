"""The metrics: pure functions from gold and predictions to figures, one module per kind of task."""

from __future__ import annotations

from factcheck.evaluation.metrics.rates import Rates, rates

__all__ = ["Rates", "rates"]
