"""Claims and their passages to verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.evidence.origins import Origin, find_origins
from factcheck.models import Article, Assessment, AttributionVerdict, Claim, DiffItem, Evidence, Probabilities, Relation, Span, Verdict
from factcheck.progress import Progress, silent
from factcheck.verdict import explain
from factcheck.verdict.aggregate import DEFAULT, Aggregation, aggregate
from factcheck.verdict.attribution import judge_attribution
from factcheck.verdict.base import Verifier
from factcheck.verdict.diff import diff
from factcheck.verdict.diff.reading import read
from factcheck.verdict.exclusions import exclusions
from factcheck.verdict.rationale import rationale

__all__ = ["Judgement", "checkable", "judge"]

CLEAR = 0.5
"""Least probability at which a single passage is said to support or refute; the likeliest of three may be far less."""
NEAR_ENTAILMENT = 0.7
"""Probability of support from which a passage says the same but for one detail, so that a sure mismatch of the detail refutes."""


SURELY_ALIGNED = 0.5
"""Least alignment of a vetoing mismatch that refutes: below it the two details may be of two things."""


class Judgement(NamedTuple):
    """What was found out about one claim."""

    verdict: Verdict
    attribution: AttributionVerdict | None
    assessments: tuple[Assessment, ...]


def judge(
    article: Article,
    claims: Sequence[Claim],
    evidence: Sequence[Sequence[Evidence]],
    verifier: Verifier,
    *,
    as_of: dt.date | None = None,
    parameters: Aggregation = DEFAULT,
    progress: Progress | None = None,
) -> list[Judgement]:
    """Weigh each claim against the passages found for it.

    Args:
        article: the article that the claims come from.
        claims: its claims.
        evidence: for each claim the passages that search found, best first.
        verifier: reads claim and passage; called once, with every pair.
        as_of: evidence published later is kept as a later development and does not count; None counts all.
        parameters: of the aggregation.
        progress: told how many claims are done.

    Returns:
        One judgement for each claim, in order.

    Raises:
        ValueError: claims and evidence differ in length.
    """
    report = progress or silent
    excluded = exclusions(article, (e.passage for found in evidence for e in found), as_of)
    compared = [[_compare(article, claim, e) for e in found] for claim, found in zip(claims, evidence, strict=True)]
    pairs = [(claim.text, c.deciding_text) for claim, found in zip(claims, compared, strict=True) for c in found]
    readings = iter(verifier.verify(pairs, progress=report) if pairs else [])
    judgements = []
    for claim, found in zip(claims, compared, strict=True):
        origins = find_origins(claim.chain, [c.evidence.passage for c in found])
        assessments = tuple(
            _assess(c, next(readings), excluded.get(c.evidence.passage.id), origin) for c, origin in zip(found, origins, strict=True)
        )
        judgements.append(Judgement(_verdict(article, claim, assessments, parameters), judge_attribution(claim, assessments), assessments))
    return judgements


def checkable(article: Article, claim: Claim) -> bool:
    """Whether evidence could show that the claim is so.

    An opinion cannot be; a prediction can when it names a figure or a date; an intention can when it is somebody's.
    """
    if claim.kind in {"fact", "statistic"}:
        return True
    if claim.kind == "prediction":
        return bool(claim.dates or read(claim.text, article.date).quantities)
    return claim.kind == "intent" and bool(read(claim.text, article.date).names)


class _Compared(NamedTuple):
    """A passage beside a claim, before the verifier has read it."""

    evidence: Evidence
    diff: tuple[DiffItem, ...]
    rationale: Span

    @property
    def deciding_text(self) -> str:
        """The words that the verifier reads.

        The sentence or two that share most with the claim rather than the passage: that is what it was trained on, it
        takes half the time, and on whole passages it takes far too much for a contradiction.
        """
        start = self.evidence.passage.span.start
        return self.evidence.passage.text[self.rationale.start - start : self.rationale.end - start]


def _compare(article: Article, claim: Claim, evidence: Evidence) -> _Compared:
    items = diff(article, claim, evidence.passage)
    return _Compared(evidence, items, rationale(claim, evidence.passage, items))


def _assess(compared: _Compared, probabilities: Probabilities, excluded: str | None, origin: Origin) -> Assessment:
    return Assessment(
        evidence=compared.evidence,
        probabilities=probabilities,
        relation="neutral" if excluded else _relation(probabilities, compared.diff),
        rationale=compared.rationale,
        diff=compared.diff,
        excluded=excluded,
        origin=origin.name,
        dependent=origin.dependent,
    )


def _relation(probabilities: Probabilities, items: tuple[DiffItem, ...]) -> Relation:
    relation = probabilities.relation
    if relation != "neutral" and max(probabilities.supports, probabilities.refutes) < CLEAR:
        return "neutral"
    vetoes = [item for item in items if item.veto]
    if relation != "supports" or not vetoes:
        return relation
    anchored = any(item.agrees and item.kind in {"name", "date", "quotation"} for item in items)
    sure = max(item.alignment for item in vetoes) >= SURELY_ALIGNED
    return "refutes" if probabilities.supports >= NEAR_ENTAILMENT and anchored and sure else "neutral"


def _counted(assessment: Assessment) -> Probabilities:
    """The verifier's reading after the diff: what a veto takes from support goes to what the diff made of it."""
    p = assessment.probabilities
    if p.relation == "supports" and assessment.relation == "refutes":
        return Probabilities(supports=0.0, refutes=round(p.supports, 4), nei=round(1 - p.supports, 4))
    if p.relation == "supports" and assessment.relation == "neutral" and any(item.veto for item in assessment.diff):
        return Probabilities(supports=0.0, refutes=p.refutes, nei=round(1 - p.refutes, 4))
    return p


def _verdict(article: Article, claim: Claim, assessments: tuple[Assessment, ...], parameters: Aggregation) -> Verdict:
    if not checkable(article, claim):
        return Verdict(label="not_checkable", confidence=None, explanation=explain.not_checkable(claim.kind))
    counting = [a for a in assessments if a.excluded is None]
    # of support alone: against the claim its own source counts in full, for it says that the article misreports it
    weights = [parameters.relayed if a.dependent else 1.0 for a in counting]
    label, confidence = aggregate([_counted(a) for a in counting], weights, parameters, origins=[a.origin for a in counting])
    supporting = _strongest([a for a, weight in zip(counting, weights, strict=True) if a.relation == "supports" and weight], "supports")
    refuting = _strongest([a for a in counting if a.relation == "refutes"], "refutes")
    if (label in {"supported", "conflicting"} and not supporting) or (label in {"refuted", "conflicting"} and not refuting):
        # pooled weak readings, none of which says so by itself: nothing to point at
        label, confidence = "not_enough_evidence", min(confidence or 0.0, 0.5)
    if label == "supported":
        text, deciding = explain.supported(supporting), supporting
    elif label == "refuted":
        text, deciding = explain.refuted(refuting), refuting
    elif label == "conflicting":
        text, deciding = explain.conflicting(supporting, refuting), [*supporting, *refuting]
    else:
        agreeing = _strongest([a for a in counting if a.relation == "supports" and a.dependent], "supports")
        vetoed = _strongest([a for a in counting if a.probabilities.relation == "supports" and a.relation != "supports"], "supports")
        text = explain.not_enough(assessments, [(a, a.dependent) for a in agreeing if a.dependent], vetoed)
        deciding = []
    return Verdict(label=label, confidence=confidence, explanation=text, passage_ids=tuple(a.evidence.passage.id for a in deciding))


def _strongest(assessments: list[Assessment], relation: Relation) -> list[Assessment]:
    def strength(a: Assessment) -> float:
        swapped = a.relation != a.probabilities.relation
        return a.probabilities.supports if relation == "supports" or swapped else a.probabilities.refutes

    return sorted(assessments, key=lambda a: (-strength(a), a.evidence.passage.id))
