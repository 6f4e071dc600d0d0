"""Results of a suite: one JSON file an evaluation, and one that names the sets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from factcheck.errors import InputError
from factcheck.files import write_text

__all__ = ["INDEX", "Result", "SuiteIndex", "read_index", "read_result", "read_results", "result_path", "write_result"]

INDEX = "suite.json"
_UNSAFE = re.compile(r"[^a-z0-9]+")


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Result(_Stored):
    """The figures of one set with one verifier, and all that decided them."""

    set: str
    task: str
    gold: str
    """As in the suite: relative to the data folder."""
    split: str
    trained_on: bool
    limit: int | None
    verifier: str
    """As in the suite, relative to the data folder; `search` for retrieval."""
    model: str
    """What the verifier calls itself."""
    fingerprint: str
    """Checksum of model, gold and options: as long as it is the same, so are the figures."""
    command: str
    figures: dict[str, float | int | None]
    rates: dict[str, dict[str, float | None]] = {}
    notes: tuple[str, ...] = ()
    stages: dict[str, dict[str, float | int | None]] = {}
    """For retrieval: the figures of each stage by its name."""


class SuiteIndex(_Stored):
    """What the last run of a suite was to measure, in its order."""

    command: str
    sets: tuple[str, ...]
    absent: tuple[str, ...]
    """Sets whose gold the data folder lacks."""
    failed: dict[str, str]
    """By set and verifier, why there is no result."""


def result_path(folder: Path, name: str, verifier: str) -> Path:
    """Where the result of a set with a verifier lies."""
    return folder / f"{name}--{_UNSAFE.sub('-', verifier.lower()).strip('-')}.json"


def write_result(path: Path, result: BaseModel) -> None:
    """Write a result, or the index, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, json.dumps(result.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n")


def read_result(path: Path) -> Result | None:
    """A result, or None where there is none that can be read: then it is made anew."""
    try:
        return Result.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def read_index(folder: Path) -> SuiteIndex:
    """What the last run of a suite was to measure.

    Raises:
        InputError: `folder` holds no results of a suite.
    """
    try:
        return SuiteIndex.model_validate(_json(folder / INDEX))
    except ValidationError as error:
        raise InputError(f"{folder / INDEX} is no index of results: {error.errors(include_url=False)[0]['msg']}") from None


def read_results(folder: Path) -> list[Result]:
    """The results of the last run, set by set in the suite's order; of a set, in the order of file names.

    Raises:
        InputError: a file is broken, or there are none.
    """
    order = {name: number for number, name in enumerate(read_index(folder).sets)}
    results = [result for result in _all(folder) if result.set in order]
    if not results:
        raise InputError(f"{folder} holds no results: run `factcheck evaluate suite` first")
    return sorted(results, key=lambda result: order[result.set])


def _all(folder: Path) -> Iterator[Result]:
    for path in sorted(folder.glob("*--*.json")):
        try:
            yield Result.model_validate(_json(path))
        except ValidationError as error:
            raise InputError(f"{path} is no result: {error.errors(include_url=False)[0]['msg']}") from None


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds; it is checked by the caller
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}): run `factcheck evaluate suite` first") from None
    except ValueError as error:
        raise InputError(f"{path} is not JSON: {error}") from None
