"""Published figures, with their sources."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck.errors import InputError
from factcheck.evaluation.benchmark.plan import read_toml

__all__ = ["PUBLISHED", "PublishedBenchmark", "PublishedFigure", "read_published"]

PUBLISHED = Path(__file__).parent / "published.toml"
"""The figures that ship."""


class PublishedFigure(BaseModel):
    """What one system reached."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    parameters: str
    """Size of the system, as text: some only say roughly."""
    value: float | str
    """In percent; text where only a range is known."""
    source: str
    checked: bool = False
    """Somebody of this project has seen the figure in its source, or measured it."""


class PublishedBenchmark(BaseModel):
    """A data set on which others published, and our sets that come nearest to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    metric: str
    sets: tuple[str, ...]
    not_comparable: str
    """Why a figure of ours and a published one are not the same measurement."""
    figures: tuple[PublishedFigure, ...] = Field(alias="figure", min_length=1)


class _Published(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    benchmarks: tuple[PublishedBenchmark, ...] = Field(alias="benchmark")


def read_published(path: Path = PUBLISHED) -> tuple[PublishedBenchmark, ...]:
    """The published figures.

    Raises:
        InputError: the file is missing or broken; says where.
    """
    try:
        return _Published.model_validate(read_toml(path)).benchmarks
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(f"{path}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
