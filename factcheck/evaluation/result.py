"""What an evaluation found."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from factcheck.evaluation.metrics.rates import Rates

__all__ = ["Evaluation", "Figures", "rounded"]

Figures = dict[str, float | int | None]
"""Percentages (float), counts (int), or None where the gold does not define the figure."""


def rounded(value: float | None) -> float | int | None:
    """A percentage to one decimal, more than test sets of this size can tell apart; counts as they are."""
    return round(value, 1) if isinstance(value, float) else value


@dataclass(frozen=True)
class Evaluation:
    """The figures of one run over one gold file."""

    task: str
    gold: str
    """Name of the gold file."""
    figures: Figures
    rates: dict[str, Rates] = field(default_factory=dict)
    """Precision, recall and F1 by name, in percent, where a task has many of them."""
    limit: int | None = None
    """Only so many gold records, from the first, were used; None is all of them."""
    notes: tuple[str, ...] = ()
    """What a reader of the figures has to know."""
    stages: dict[str, Figures] = field(default_factory=dict)
    """Figures of parts of what was measured, by the part's name, where they were asked for."""

    def as_json(self) -> str:
        """One JSON object with the rounded figures."""
        content = {
            "task": self.task,
            "gold": self.gold,
            "limit": self.limit,
            "figures": {name: rounded(value) for name, value in self.figures.items()},
            "rates": {name: {part: rounded(value) for part, value in values._asdict().items()} for name, values in self.rates.items()},
            "notes": list(self.notes),
        }
        if self.stages:
            content["stages"] = {
                name: {figure: rounded(value) for figure, value in figures.items()} for name, figures in self.stages.items()
            }
        return json.dumps(content, indent=2)
