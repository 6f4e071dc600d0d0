"""Label probabilities against gold labels: are they right, and are they as sure as they should be?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = [
    "BINS",
    "LABELS",
    "Bin",
    "area_under_risk_coverage",
    "coverage_at",
    "expected_calibration_error",
    "judged",
    "label_figures",
    "reliability",
    "risks",
]

LABELS = ("supports", "refutes", "nei", "conflicting")
"""In the order that settles equal probabilities."""
BINS = 15
TARGET = 0.9
_MISSING = "missing"


class _Top(NamedTuple):
    label: str
    confidence: float
    supports: float
    values: Mapping[str, float]


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool], *, bins: int = BINS) -> float:
    """Mean gap between confidence and accuracy, weighted by bin, 0 to 1 (Naeini et al., 2015; Guo et al., 2017).

    Args:
        confidences: probability of the predicted label, 0 to 1.
        right: whether that label was right.
        bins: bins of equal width, open below and closed above; 0 falls into the first.
    """
    parts = reliability(confidences, right, bins=bins)
    return sum(part.size * abs(part.accuracy - part.confidence) for part in parts) / len(confidences) if confidences else 0.0


class Bin(NamedTuple):
    """Items of like confidence."""

    size: int
    confidence: float
    """Mean, 0 to 1; 0 when the bin is empty."""
    accuracy: float
    """Share of right labels; 0 when the bin is empty."""


def reliability(confidences: Sequence[float], right: Sequence[bool], *, bins: int = BINS) -> list[Bin]:
    """The items by confidence, in bins of equal width, open below and closed above; 0 falls into the first."""
    edges = [(number + 1) / bins for number in range(bins)]
    members: list[list[int]] = [[] for _ in range(bins)]
    for index, confidence in enumerate(confidences):
        members[min(bisect_left(edges, confidence), bins - 1)].append(index)
    return [
        Bin(len(group), sum(confidences[i] for i in group) / len(group), sum(right[i] for i in group) / len(group))
        if group
        else Bin(0, 0.0, 0.0)
        for group in members
    ]


def risks(confidences: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Share of wrong labels among the surest item, the surest two, and so on to all; equal confidences keep the order given."""
    found, wrong = [], 0
    for count, index in enumerate(sorted(range(len(confidences)), key=lambda i: -confidences[i]), 1):
        wrong += not right[index]
        found.append(wrong / count)
    return found


def area_under_risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Mean of `risks`, 0 to 1: low where the labels are right, and where the wrong ones are the least sure (Geifman et al., 2019)."""
    found = risks(confidences, right)
    return sum(found) / len(found) if found else 0.0


def coverage_at(confidences: Sequence[float], right: Sequence[bool], *, target: float = TARGET) -> float:
    """Largest share of items, most confident first, of which at least `target` are right, 0 to 1.

    What can be answered when the rest is left to people. Equal confidences keep the order given.
    """
    kept = max((count for count, risk in enumerate(risks(confidences, right), 1) if 1 - risk >= target), default=0)
    return kept / len(confidences) if confidences else 0.0


def _top(probabilities: Mapping[str, float] | None, *, merged: str | None) -> _Top:
    given = probabilities or {}
    values = {label: given.get(label, 0.0) for label in LABELS}
    if merged is not None:
        values = {"supports": values["supports"], merged: sum(values[label] for label in LABELS if label != "supports")}
    best = max(values, key=lambda label: values[label])
    return _Top(_MISSING if probabilities is None else best, values[best], values["supports"], values)


def _tops(gold: Sequence[str], predicted: Sequence[Mapping[str, float] | None]) -> list[_Top]:
    occurring = set(gold)
    binary = "supports" in occurring and not {"refutes", "nei"} <= occurring
    merged = ("refutes" if "refutes" in occurring else "nei") if binary else None
    return [_top(probabilities, merged=merged) for probabilities in predicted]


def judged(gold: Sequence[str], predicted: Sequence[Mapping[str, float] | None]) -> tuple[list[float], list[bool]]:
    """Confidence in the most probable label of each item, and whether it is right; read as `label_figures` reads them."""
    tops = _tops(gold, predicted)
    return [top.confidence for top in tops], [label == top.label for label, top in zip(gold, tops, strict=True)]


def label_figures(gold: Sequence[str], predicted: Sequence[Mapping[str, float] | None]) -> dict[str, float | int | None]:
    """Figures in percent over all gold items.

    Args:
        gold: labels, one of `LABELS` each.
        predicted: probabilities by label, aligned with `gold`; None where there is no answer, which counts as wrong with probability 0.

    Returns:
        `accuracy`; `macro_f1` over the labels that occur in gold; `balanced_accuracy` of supports against the rest at 0.5 (None
        unless both occur); `ece` of the top label; `coverage_at_90`; `brier`, the mean squared distance to the right label over all labels
        (Brier, 1950); `aurc`, the area under the risk-coverage curve; and the counts `n` and `missing`. Where gold has `supports` but
        not both of `refutes` and `nei`, the task is binary: the probabilities of everything but `supports` are added up.
    """
    # Not at the top: seconds to import, and the other verbs do without.
    from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score

    occurring = sorted(set(gold))
    tops = _tops(gold, predicted)
    labels, confidences = [top.label for top in tops], [top.confidence for top in tops]
    right = [label == top for label, top in zip(gold, labels, strict=True)]
    positive = [label == "supports" for label in gold]
    figures: dict[str, float | int | None] = {
        "accuracy": 0.0,
        "macro_f1": 0.0,
        "balanced_accuracy": None,
        "ece": 0.0,
        "coverage_at_90": 0.0,
        "brier": 0.0,
        "aurc": 0.0,
    }
    if gold:
        figures["accuracy"] = 100 * float(accuracy_score(gold, labels))
        figures["macro_f1"] = 100 * float(f1_score(gold, labels, labels=occurring, average="macro", zero_division=0))
        if any(positive) and not all(positive):
            figures["balanced_accuracy"] = 100 * float(balanced_accuracy_score(positive, [top.supports > 0.5 for top in tops]))
        figures["ece"] = 100 * expected_calibration_error(confidences, right)
        figures["coverage_at_90"] = 100 * coverage_at(confidences, right)
        figures["brier"] = 100 * sum(_squares(label, top.values) for label, top in zip(gold, tops, strict=True)) / len(gold)
        figures["aurc"] = 100 * area_under_risk_coverage(confidences, right)
    return figures | {"n": len(gold), "missing": sum(probabilities is None for probabilities in predicted)}


def _squares(label: str, values: Mapping[str, float]) -> float:
    return sum((value - (name == label)) ** 2 for name, value in values.items())
