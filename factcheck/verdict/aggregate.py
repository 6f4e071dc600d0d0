"""From readings of single passages to one label for the claim.

A small fitted model gives the probabilities of the four labels; a stated policy, `Aggregation.false_refutation`, makes a label of them.
The model is a multinomial logistic regression on a few features of all readings together, against "not enough evidence", whose score is 0.
Its coefficients lie in `aggregation.toml` with where they come from, and `factcheck train aggregation` fits them anew.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from factcheck.models import Probabilities, SupportLabel

__all__ = [
    "CLAIM_LABELS",
    "FEATURES",
    "MODEL",
    "Aggregation",
    "Outcome",
    "aggregate",
    "decide",
    "features",
    "label_probabilities",
    "shipped_coefficients",
]

CLAIM_LABELS: tuple[SupportLabel, ...] = ("supported", "refuted", "not_enough_evidence", "conflicting")
"""In the order that settles equal probabilities."""

FEATURES: Mapping[SupportLabel, tuple[str, ...]] = {
    "supported": ("strongest_support", "total_support", "closeness"),
    "refuted": ("strongest_refutation", "total_refutation", "closeness"),
    "conflicting": ("strongest_support", "total_support", "strongest_refutation", "total_refutation", "closeness"),
}
"""What each label's score against "not enough evidence" hangs on; every coefficient is 0 or more, so that more support never lowers
"supported" against it, more refutation never "refuted", and either never "conflicting"."""

Coefficients = Mapping[SupportLabel, Mapping[str, float]]
"""By label: one coefficient for each of its features, and its `bias`."""

MODEL = Path(__file__).with_name("aggregation.toml")
_LEAST = 0.01
"""Probabilities nearer to 0 or 1 are taken as this near: no verifier is surer, and log-odds have no bounds."""
_USUAL_COSINE = 0.6
"""Of claim and nearest passage, where it is not known: about the median of the claims that the coefficients were fitted on."""
_NOISE = 0.2
"""What a reading must exceed to add to a total: beside eight passages on something else, the one that matters decides."""


@cache
def shipped_coefficients() -> Coefficients:
    """Those in `aggregation.toml`."""
    table = tomllib.loads(MODEL.read_text(encoding="utf-8"))["coefficients"]
    return {label: {name: float(value) for name, value in table[label].items()} for label in FEATURES}


@dataclass(frozen=True, slots=True)
class Aggregation:
    """Parameters of the aggregation."""

    coefficients: Coefficients = field(default_factory=shipped_coefficients)
    false_refutation: float = 3.0
    """What it costs to say that evidence speaks against a claim when none does, in units of any other mistake.

    A false "contradicted" costs a newsroom more than an abstention. At 3, saying that something speaks against a claim takes a probability
    of 0.75 that something does; at 1, of one half.
    """
    relayed: float = 0.0
    """Weight of support from the claim's own source or from whoever relays it, 0 to 1: 0 because repeating a claim confirms nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The label of a claim, and the probability that it is right."""

    label: SupportLabel
    confidence: float | None
    """None without any reading, as nothing was weighed."""
    probabilities: Mapping[SupportLabel, float]


def features(
    readings: Sequence[Probabilities],
    weights: Sequence[float] | None = None,
    origins: Sequence[str] | None = None,
    cosines: Sequence[float] | None = None,
) -> dict[str, float]:
    """What the model knows of a claim's readings.

    An origin counts once, with its strongest reading for and its strongest against: what is printed twice is not thereby twice as likely.

    Args:
        readings: as they count, after diff and exclusions.
        weights: of the support of each, 0 to 1; against the claim every reading counts in full. All 1 when left out.
        origins: where each reading comes from; each is its own when left out.
        cosines: of the embeddings of claim and passage, -1 to 1; as near as is usual when left out.

    Returns:
        For support and refutation each: the log-odds of the strongest, and the total by which origins exceed the noise of a passage on
        something else. `closeness`: the highest cosine, as evidence on another subject shows nothing, whatever the verifier reads in it.

    Raises:
        ValueError: the sequences differ in length.
    """
    factors = weights if weights is not None else [1.0] * len(readings)
    names = origins if origins is not None else [str(number) for number in range(len(readings))]
    strongest: dict[str, tuple[float, float]] = {}
    for reading, weight, origin in zip(readings, factors, names, strict=True):
        support, refutation = strongest.get(origin, (0.0, 0.0))
        strongest[origin] = max(support, reading.supports * weight), max(refutation, reading.refutes)
    supports, refutations = [pair[0] for pair in strongest.values()], [pair[1] for pair in strongest.values()]
    return {
        "strongest_support": _log_odds(max(supports, default=0.0)),
        "total_support": _total(supports),
        "strongest_refutation": _log_odds(max(refutations, default=0.0)),
        "total_refutation": _total(refutations),
        "closeness": max(cosines, default=0.0) if cosines is not None else _USUAL_COSINE,
    }


def _log_odds(probability: float) -> float:
    bounded = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(bounded / (1 - bounded))


def _total(values: Sequence[float]) -> float:
    # sorted, so that the sum is the same bytes in any order of the passages
    return math.fsum(max(0.0, value - _NOISE) for value in sorted(values))


def label_probabilities(found: Mapping[str, float], coefficients: Coefficients) -> dict[SupportLabel, float]:
    """Probabilities of the four labels from `features`; they sum to 1."""
    scores = dict.fromkeys(CLAIM_LABELS, 0.0)
    for label, names in FEATURES.items():
        scores[label] = coefficients[label]["bias"] + math.fsum(coefficients[label][name] * found[name] for name in names)
    top = max(scores.values())
    odds = {label: math.exp(score - top) for label, score in scores.items()}
    total = math.fsum(odds.values())
    return {label: odds[label] / total for label in CLAIM_LABELS}


def decide(
    probabilities: Mapping[SupportLabel, float], false_refutation: float, allowed: Collection[SupportLabel] = CLAIM_LABELS
) -> SupportLabel:
    """The label to give, of those allowed.

    First whether anything speaks against the claim: saying so of a claim that nothing speaks against costs `false_refutation`, staying
    silent about what does speak against one costs 1. Then the likelier of the labels that remain.
    """
    against = probabilities["refuted"] + probabilities["conflicting"]
    against_it: tuple[SupportLabel, ...] = ("refuted", "conflicting")
    opposed = [label for label in against_it if label in allowed]
    if opposed and against >= false_refutation / (1 + false_refutation):
        return max(opposed, key=lambda label: probabilities[label])
    return max((label for label in CLAIM_LABELS if label in allowed and label not in opposed), key=lambda label: probabilities[label])


def aggregate(
    readings: Sequence[Probabilities],
    weights: Sequence[float] | None = None,
    parameters: Aggregation | None = None,
    *,
    origins: Sequence[str] | None = None,
    cosines: Sequence[float] | None = None,
    allowed: Collection[SupportLabel] = CLAIM_LABELS,
) -> Outcome:
    """Pool the readings of one claim's passages.

    Args:
        readings: as they count, after diff and exclusions.
        weights: of the support of each, 0 to 1; all 1 when left out.
        parameters: coefficients and policy; those that ship by default.
        origins: where each reading comes from; each is its own when left out.
        cosines: of the embeddings of claim and passage; as near as is usual when left out.
        allowed: the labels that may be given, "not enough evidence" among them; probabilities are of all four in any case.

    Raises:
        ValueError: the sequences differ in length.
    """
    chosen = parameters or Aggregation()
    found = features(readings, weights, origins, cosines)
    if not readings:
        certain = dict.fromkeys(CLAIM_LABELS, 0.0) | {"not_enough_evidence": 1.0}
        return Outcome("not_enough_evidence", None, certain)
    probabilities = label_probabilities(found, chosen.coefficients)
    label = decide(probabilities, chosen.false_refutation, allowed)
    return Outcome(label, round(probabilities[label], 4), probabilities)
