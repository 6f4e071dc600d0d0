"""From readings of single passages to one label for the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.models import Probabilities, SupportLabel

__all__ = ["DEFAULT", "Aggregation", "aggregate", "evidence_for"]


@dataclass(frozen=True, slots=True)
class Aggregation:
    """Parameters of the aggregation.

    Chosen on labelled claims with several pieces of evidence (Climate-FEVER, HealthVer, PolitiHop) and on a news article with its
    own corpus. Macro-F1 on the former has both thresholds best near one half; but there most refutations of medical claims are
    wrong, and of the annotated claims of the news article every refutation under 0.75 was. A false "contradicted" costs a newsroom
    more than an abstention, so a refutation must be surer than a confirmation. A decay of 0.3 lets a second origin that agrees add
    a little without eight weak ones making a strong one.
    """

    support: float = 0.5
    """Least pooled evidence for support that counts, 0 to 1."""
    refute: float = 0.75
    """Likewise against."""
    decay: float = 0.3
    """Weight of each further origin relative to the one before, strongest first: 0 takes the strongest alone, 1 takes all as
    independent."""
    relayed: float = 0.0
    """Weight of support from the claim's own source or from whoever relays it, 0 to 1: 0 because repeating a claim confirms nothing."""


DEFAULT = Aggregation()


def aggregate(
    probabilities: Sequence[Probabilities],
    weights: Sequence[float],
    parameters: Aggregation = DEFAULT,
    *,
    origins: Sequence[str] | None = None,
) -> tuple[SupportLabel, float | None]:
    """Pool the readings of one claim's passages.

    Evidence for and against is pooled separately; each is there or not, which gives the four labels, and the confidence is the probability
    of that outcome if the two are independent. An origin counts once, with its strongest reading for and its strongest against: what is
    printed twice is not thereby twice as likely.

    Args:
        probabilities: readings as they count, after diff and exclusions.
        weights: of the support of each, 0 to 1; against the claim every reading counts in full.
        parameters: thresholds and decay.
        origins: where each reading comes from; each is its own when left out.

    Returns:
        One of AVeriTeC's four labels and its confidence, 0 to 1; None without any reading, as nothing was weighed.

    Raises:
        ValueError: the sequences differ in length.
    """
    names = origins if origins is not None else [str(number) for number in range(len(probabilities))]
    strongest: dict[str, tuple[float, float]] = {}
    for reading, weight, origin in zip(probabilities, weights, names, strict=True):
        support, refute = strongest.get(origin, (0.0, 0.0))
        strongest[origin] = max(support, reading.supports * weight), max(refute, reading.refutes)
    if not strongest:
        return "not_enough_evidence", None
    ones = [1.0] * len(strongest)
    support = evidence_for([value for value, _ in strongest.values()], ones, parameters.decay)
    refute = evidence_for([value for _, value in strongest.values()], ones, parameters.decay)
    supported, refuted = support >= parameters.support, refute >= parameters.refute
    label: SupportLabel = (
        "conflicting" if supported and refuted else "supported" if supported else "refuted" if refuted else "not_enough_evidence"
    )
    confidence = (support if supported else 1 - support) * (refute if refuted else 1 - refute)
    return label, round(min(1.0, max(0.0, confidence)), 4)


def evidence_for(values: Sequence[float], weights: Sequence[float], decay: float) -> float:
    """Noisy-or of weighted probabilities, strongest first, each further one discounted by `decay` once more (0 to 1)."""
    rest, factor = 1.0, 1.0
    for value in sorted((v * w for v, w in zip(values, weights, strict=True)), reverse=True):
        rest *= 1 - min(1.0, value) * factor
        factor *= decay
    return 1 - rest
