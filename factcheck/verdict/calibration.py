"""From a network's scores to probabilities that can be believed.

A fine-tuned network is surer than it is right (Guo et al., 2017). Its scores are divided by a temperature and moved by a constant a label
(vector scaling with one temperature, ibid.) before they become probabilities; which of the two, and how much, is fitted on labelled pairs
by `factcheck train calibration` and kept in the adapter's card. Here they are only applied.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.models import Probabilities

__all__ = ["LABELS", "Calibration", "as_probabilities"]

LABELS = ("supports", "refutes", "nei")
"""Of the verifier, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Parameters; the default leaves the scores as they are."""

    temperature: float = 1.0
    """Divides the scores; above 1 makes every label less sure."""
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Added to the divided score of each label, in the order of `LABELS`."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.temperature) and self.temperature > 0 and all(map(math.isfinite, self.bias))):
            raise ValueError(f"temperature {self.temperature}, bias {self.bias}: not a calibration")

    @classmethod
    def of_card(cls, card: Mapping[str, Any]) -> Self:
        """What an adapter's card says; an older card has a temperature and nothing else.

        Raises:
            ModelError: the card's calibration is broken.
        """
        try:
            given = card.get("calibration")
            if given is None:
                return cls(temperature=float(card.get("temperature", 1.0)))
            supports, refutes, nei = (float(given["bias"][label]) for label in LABELS)
            return cls(float(given["temperature"]), (supports, refutes, nei))
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"the adapter's calibration is broken ({error}): run `factcheck train calibration` again") from None

    def probabilities(self, scores: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """Probabilities of the labels from the network's scores: (pairs, labels) to (pairs, labels), each row summing to 1."""
        moved = scores.astype(np.float64) / self.temperature + np.array(self.bias)
        odds = np.exp(moved - moved.max(axis=1, keepdims=True))
        result: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return result


def as_probabilities(rows: NDArray[np.floating[Any]]) -> list[Probabilities]:
    """Rows of probabilities, (pairs, labels), as values, to four decimals: a report's bytes may not hang on a processor's last bits."""
    return [_rounded(float(row[0]), float(row[1])) for row in rows]


def _rounded(supports: float, refutes: float) -> Probabilities:
    supports, refutes = round(supports, 4), round(refutes, 4)
    return Probabilities(supports=supports, refutes=refutes, nei=round(max(0.0, 1 - supports - refutes), 4))
