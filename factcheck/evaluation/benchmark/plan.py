"""What a suite measures: sets and verifiers, read from a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from factcheck.errors import InputError

__all__ = ["PUBLIC", "Suite", "SuiteSet", "read_suite", "read_toml"]

PUBLIC = Path(__file__).parent / "public.toml"
"""The suite that ships: the public sets of docs/benchmark.md."""
Task = Literal["entailment", "verdict", "retrieval"]


class _Entry(BaseModel):
    """A misspelt key is an error: it would measure something else than was meant."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SuiteSet(_Entry):
    """One labelled set."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Names its results; letters, digits and hyphens."""
    task: Task
    gold: str
    """File, or folder for retrieval, relative to the data folder."""
    split: str
    """Which part of the published set this is, for the reader of the page."""
    trained_on: bool = False
    """Its pairs are part of the training mixture, so its figures say nothing about quality."""
    held_out: bool = False
    """Only claims kept out of training (`factcheck.datasets.holdout`) are measured on."""
    qrels: str = "dev"
    """For retrieval: which judgements."""
    limit: int | None = Field(default=None, ge=1)
    verifiers: tuple[str, ...] | None = None
    """Instead of the suite's."""


class Suite(_Entry):
    """Sets, and the verifiers that each is measured with."""

    verifiers: tuple[str, ...]
    """Names as `factcheck evaluate entailment --verifier` takes them; their files are relative to the data folder."""
    verdict_verifiers: tuple[str, ...] = ("entailment",)
    """For sets of the task `verdict`, whose aggregation is fitted on the shipped verifier's readings."""
    sets: tuple[SuiteSet, ...] = Field(alias="set")

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = [entry.name for entry in self.sets]
        if len(set(names)) < len(names):
            raise ValueError("a set's name stands twice")
        return self

    def verifiers_of(self, entry: SuiteSet) -> tuple[str, ...]:
        """The verifiers that a set is measured with; retrieval needs none."""
        if entry.task == "retrieval":
            return ("search",)
        return entry.verifiers or (self.verifiers if entry.task == "entailment" else self.verdict_verifiers)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file.

    Raises:
        InputError: it is missing or broken.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}") from None


def read_suite(path: Path) -> Suite:
    """A suite.

    Raises:
        InputError: the file is missing or broken; says where.
    """
    try:
        return Suite.model_validate(read_toml(path))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(f"{path}: {'.'.join(str(part) for part in first['loc']) or 'the suite'}: {first['msg']}") from None
