"""What the baselines share: the pairs that they are fitted on, the checksum of a fit, and the step from shares to probabilities."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.datasets.holdout import is_held_out
from factcheck.datasets.pairs import LabelledPair, read_pairs
from factcheck.encoder.weights import file_sha256
from factcheck.errors import InputError
from factcheck.models import Probabilities

__all__ = ["LABELS", "fit_checksum", "probabilities", "training_pairs"]

LABELS = ("supports", "refutes", "nei")


def training_pairs(path: Path, baseline: str) -> list[LabelledPair]:
    """The labelled pairs of a file, less those whose claims are held out, as `factcheck train entailment` takes them.

    Raises:
        InputError: the file cannot be used, or lacks one of the three labels.
    """
    pairs = [pair for pair in read_pairs(path, LABELS) if not is_held_out(pair.hypothesis, pair.dataset)]
    missing = set(LABELS) - {pair.label for pair in pairs}
    if missing:
        raise InputError(f"{path} has no pair labelled {', '.join(sorted(missing))}: the baseline {baseline!r} needs all three labels")
    return pairs


def fit_checksum(recipe: str, path: Path) -> str:
    """Checksum of whatever decides a baseline's probabilities: how it is fitted, and the bytes that it is fitted on.

    Raises:
        InputError: the file does not exist.
    """
    if not path.is_file():
        raise InputError(f"{path} does not exist: a baseline is fitted on labelled pairs")
    return hashlib.sha256(f"{recipe} {file_sha256(path)}".encode()).hexdigest()


def probabilities(shares: NDArray[np.float64]) -> list[Probabilities]:
    """Rows of shares in the order of `LABELS`, (pairs, 3), each summing to 1, as readings; rounded as the shipped verifier rounds."""
    readings = []
    for row in shares:
        supports, refutes = round(float(row[0]), 4), round(float(row[1]), 4)
        readings.append(Probabilities(supports=supports, refutes=refutes, nei=round(max(0.0, 1 - supports - refutes), 4)))
    return readings
