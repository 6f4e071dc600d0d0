"""What newsrooms decided against what the machine said: the labels that a person settled, with the machine's confidence in its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import VERDICTS, standing

__all__ = ["Outcome", "outcomes"]


class Outcome(NamedTuple):
    """One claim that a person settled."""

    article: str
    claim: str
    machine: dict[str, str]
    """By verdict: what the machine said; verdicts that it did not give are left out."""
    people: dict[str, str]
    """By verdict: what stands after the decision, for the same verdicts."""
    confidence: float | None
    """The machine's, in its support label; None where it weighed nothing."""

    @property
    def support_right(self) -> bool | None:
        """Whether the machine's support label stands; None where it gave none."""
        return self.machine["support"] == self.people["support"] if "support" in self.machine else None


def outcomes(annotations: Sequence[Annotation]) -> list[Outcome]:
    """The claims that people confirmed or corrected, on what the machine still says.

    A confirmation says that every verdict is right; a correction that those it names are wrong, and the others right. Decisions to hold,
    dismiss or ask for a source say nothing of a verdict, and stale ones are about another reading: neither counts.
    """
    return [found for annotation in annotations for claim in annotation.claims if (found := _outcome(annotation, claim)) is not None]


def _outcome(annotation: Annotation, claim: AnnotatedClaim) -> Outcome | None:
    stands = standing(claim)
    machine = claim.machine
    if not stands.judged or machine is None or claim.absent or claim.replaced_by:
        return None
    bare = standing(claim.model_copy(update={"decisions": ()}))
    said = {name: value for name in VERDICTS if (value := getattr(bare, name)) is not None}
    if not said:
        return None
    confidence = machine.support.confidence if machine.support else None
    return Outcome(annotation.article.id, claim.id, said, {name: str(getattr(stands, name)) for name in said}, confidence)
