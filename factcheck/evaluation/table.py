"""An evaluation as tables for a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from factcheck.evaluation.result import Evaluation

__all__ = ["render_table"]


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def render_table(evaluation: Evaluation) -> RenderableType:
    """The figures, the rates if there are any, and the notes, one below the other."""
    title = f"{evaluation.task} · {evaluation.gold}"
    if evaluation.limit is not None:
        title += f" · first {evaluation.limit} only"
    # Names come from files: Text keeps square brackets from being read as markup.
    figures = Table("figure")
    figures.add_column("value", justify="right")
    for name, value in evaluation.figures.items():
        figures.add_row(Text(name), _shown(value))
    parts: list[RenderableType] = [Text(title), figures]
    if evaluation.rates:
        rates = Table("rate")
        for column in ("precision", "recall", "F1"):
            rates.add_column(column, justify="right")
        for name, values in evaluation.rates.items():
            rates.add_row(Text(name), *(_shown(value) for value in values))
        parts.append(rates)
    if evaluation.stages:
        stages = Table("stage")
        for column in next(iter(evaluation.stages.values())):
            stages.add_column(column, justify="right")
        for name, measured in evaluation.stages.items():
            stages.add_row(Text(name), *(_shown(value) for value in measured.values()))
        parts.append(stages)
    parts.extend(Text(f"Note: {note}") for note in evaluation.notes)
    return Group(*parts)
