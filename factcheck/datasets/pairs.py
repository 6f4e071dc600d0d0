"""Labelled text pairs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import InputError

__all__ = ["LabelledPair", "read_pairs"]


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A premise (passage), a hypothesis (claim) and their label."""

    premise: str
    hypothesis: str
    label: str
    dataset: str
    id: str


def read_pairs(path: Path, labels: Sequence[str]) -> list[LabelledPair]:
    """Read JSON lines, gzipped when the name ends in `.gz`.

    Raises:
        InputError: the file is missing, or a line is not a labelled pair.
    """
    pairs: list[LabelledPair] = []
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    pair = LabelledPair(row["premise"], row["hypothesis"], row["label"], row.get("dataset", path.name), str(row["id"]))
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(f"{path}, line {number}: not a labelled pair (premise, hypothesis, label, id): {error}") from None
                if pair.label not in labels:
                    raise InputError(f"{path}, line {number}: label {pair.label!r} is none of {', '.join(labels)}")
                pairs.append(pair)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    if not pairs:
        raise InputError(f"{path} holds no labelled pairs")
    return pairs
