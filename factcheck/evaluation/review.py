"""How the machine did against a newsroom's own decisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.evaluation.metrics.classification import expected_calibration_error
from factcheck.evaluation.metrics.rates import Rates, rates
from factcheck.evaluation.result import Evaluation, Figures
from factcheck.review.annotation import read_annotation
from factcheck.review.finding import annotation_files
from factcheck.review.outcomes import Outcome, outcomes
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import VERDICTS, latest

__all__ = ["evaluate_review"]


def evaluate_review(places: Sequence[Path]) -> Evaluation:
    """Measure what factcheck said against what people decided in annotation files.

    Args:
        places: annotation files, or folders of them.

    Returns:
        Percentages: `support`, `attribution` and `sourcing`, the share of the machine's labels that people left as they were; `ece` of the
        confidence in the support label; `decided` of all claims; `kept` of the machine's claims that people decided on without dismissing
        them (precision of finding claims); `found` of the claims that count, by the machine and not added by hand (its recall).
        Counts: files, claims, settled. Rates of each support label.

    Raises:
        AnnotationError: a file is broken, or there is none.
    """
    annotations = [read_annotation(path) for path in annotation_files(*places)]
    settled = outcomes(annotations)
    figures: Figures = {name: _kept(settled, name) for name in VERDICTS}
    weighed = [one for one in settled if one.confidence is not None and one.support_right is not None]
    figures["ece"] = (
        100 * expected_calibration_error([one.confidence or 0.0 for one in weighed], [bool(one.support_right) for one in weighed])
        if weighed
        else None
    )
    figures |= _claims(annotations)
    figures |= {"settled": len(settled)}
    notes = [] if settled else ["Nobody has confirmed or corrected a claim on what the machine now says, so there is nothing to measure."]
    name = ", ".join(place.name or str(place) for place in places)
    return Evaluation("review", name, figures, rates=_rates(settled), notes=tuple(notes))


def _kept(settled: Sequence[Outcome], name: str) -> float | None:
    said = [one for one in settled if name in one.machine]
    return 100 * sum(one.machine[name] == one.people[name] for one in said) / len(said) if said else None


def _claims(annotations: Sequence[Annotation]) -> Figures:
    counting = [claim for annotation in annotations for claim in annotation.claims if not claim.absent and not claim.replaced_by]
    decided = [claim for claim in counting if latest(claim) is not None]
    by_machine = [claim for claim in decided if claim.added_by is None]
    kept = [claim for claim in by_machine if not _dismissed(claim)]
    # claims that nobody has looked at say nothing of what was missed
    real = [claim for claim in counting if not _dismissed(claim) and (claim.added_by is not None or latest(claim) is not None)]
    return {
        "kept": 100 * len(kept) / len(by_machine) if by_machine else None,
        "found": 100 * sum(claim.added_by is None for claim in real) / len(real) if real else None,
        "decided": 100 * len(decided) / len(counting) if counting else None,
        "files": len(annotations),
        "claims": len(counting),
    }


def _dismissed(claim: AnnotatedClaim) -> bool:
    decision = latest(claim)
    return decision is not None and decision.action == "dismiss"


def _rates(settled: Sequence[Outcome]) -> dict[str, Rates]:
    said = [(one.machine["support"], one.people["support"]) for one in settled if "support" in one.machine]
    labels = sorted({label for pair in said for label in pair})
    return {
        label: rates(
            sum(machine == people == label for machine, people in said),
            sum(machine == label for machine, _ in said),
            sum(people == label for _, people in said),
        )
        for label in labels
    }
