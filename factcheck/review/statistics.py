"""How far a review is: what the machine says, what people decided, what asks for another look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from factcheck.review.schema import Annotation
from factcheck.review.standing import standing

__all__ = ["ReviewStatistics", "review_statistics"]


@dataclass(frozen=True)
class ReviewStatistics:
    """Counts over one or more annotation files; claims that a person replaced by others count nowhere but in `replaced`."""

    files: int
    claims: int
    """In the article, or added by hand."""
    absent: int
    replaced: int
    added_by_hand: int
    edited: int
    decided: int
    """Claims with a decision, stale or not."""
    stale: int
    """Claims whose last decision was on something that has changed since."""
    conflicts: int
    machine: dict[str, dict[str, int]] = field(default_factory=dict)
    """By verdict and label, as factcheck found; `sourcing` with the evidence, where any was looked for."""
    standing: dict[str, dict[str, int]] = field(default_factory=dict)
    """Likewise, with what people corrected."""
    actions: dict[str, int] = field(default_factory=dict)
    """By the last decision of each claim."""
    reviewers: dict[str, dict[str, int]] = field(default_factory=dict)
    """Decisions by person and action."""

    @property
    def decided_share(self) -> float:
        """Percent of the claims; 0 where there is none."""
        return 100 * self.decided / self.claims if self.claims else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {**asdict(self), "decided_share": round(self.decided_share, 1)}


def review_statistics(annotations: Sequence[Annotation]) -> ReviewStatistics:
    """Count what stands in annotation files."""
    everything = [claim for annotation in annotations for claim in annotation.claims]
    whole = [claim for claim in everything if not claim.replaced_by]
    counting = [claim for claim in whole if not claim.absent]
    states = [standing(claim) for claim in counting]
    machine: dict[str, Counter[str]] = {name: Counter() for name in ("support", "attribution", "sourcing")}
    stands: dict[str, Counter[str]] = {name: Counter() for name in machine}
    for claim, state in zip(counting, states, strict=True):
        bare = standing(claim.model_copy(update={"decisions": ()}))
        for name, counts in machine.items():
            counts.update(filter(None, [getattr(bare, name)]))
            stands[name].update(filter(None, [getattr(state, name)]))
    reviewers: dict[str, Counter[str]] = {}
    for claim in everything:
        for decision in claim.decisions:
            reviewers.setdefault(decision.by, Counter())[decision.action] += 1
    return ReviewStatistics(
        files=len(annotations),
        claims=len(counting),
        absent=len(whole) - len(counting),
        replaced=len(everything) - len(whole),
        added_by_hand=sum(claim.added_by is not None for claim in counting),
        edited=sum(claim.edited or claim.fixed_span for claim in counting),
        decided=sum(state.decision is not None for state in states),
        stale=sum(state.stale for state in states),
        conflicts=sum(len(claim.conflicts) for claim in everything),
        machine={name: dict(sorted(counts.items())) for name, counts in machine.items() if counts},
        standing={name: dict(sorted(counts.items())) for name, counts in stands.items() if counts},
        actions=dict(sorted(Counter(state.decision.action for state in states if state.decision).items())),
        reviewers={name: dict(sorted(counts.items())) for name, counts in sorted(reviewers.items())},
    )
