"""Claims and their passages to verdicts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from factcheck.evidence.origins import Origin, Trace, find_origins, trace_passages
from factcheck.models import (
    Article,
    Assessment,
    AttributionVerdict,
    Claim,
    DiffItem,
    Evidence,
    Leaning,
    Probabilities,
    Relation,
    SupportLabel,
    Verdict,
)
from factcheck.progress import Progress, silent
from factcheck.verdict import explain
from factcheck.verdict.aggregate import CLAIM_LABELS, Aggregation, Outcome, aggregate
from factcheck.verdict.attribution import judge_attribution
from factcheck.verdict.base import Verifier
from factcheck.verdict.close_reading import CLEAR, Compared, Told, compare, read_closely, takes_a_side
from factcheck.verdict.diff.reading import read
from factcheck.verdict.distortion import with_distortions
from factcheck.verdict.exclusions import exclusions, taken_over
from factcheck.verdict.own_word import own_word

__all__ = ["Judgement", "checkable", "judge"]

NEAR_ENTAILMENT = 0.7
"""Probability of support from which a passage says the same but for one detail, so that a sure mismatch of the detail refutes."""
NEAR_THE_TOP = 4
FIRST, FAR_DOWN = 0.6, 0.8
"""What search ranks first backs a claim from the one probability on; what it ranks below the first four takes a side from the other on.

Where search puts a passage is a second opinion on whether it is of the claim's matter at all. Of passages of invented coverage, all 17
that stood first and read as support at 0.6 to 0.65 did support the claim, and 7 in 15 that stood fifth or later at 0.65 to 0.8.
"""
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
    traced: Trace | None = None,
    parameters: Aggregation | None = None,
    min_confidence: float = 0.0,
    progress: Progress | None = None,
) -> list[Judgement]:
    """Weigh each claim against the passages found for it.

    Args:
        article: the article that the claims come from.
        claims: its claims.
        evidence: for each claim the passages that search found, best first.
        verifier: reads claim and passage; called with every pair, then with the sentences of those passages that take a side.
        as_of: evidence published later is kept as a later development and does not count; None counts all.
        traced: where documents originate, those of `evidence` and any others that were found; by default the former are compared here. A
            document that search found and that is not weighed may still show that two others are copies of one report.
        parameters: of the aggregation; those that ship by default.
        min_confidence: a verdict less sure than this becomes "not enough evidence" that says so, 0 to 1.
        progress: told how many claims are done.

    Returns:
        One judgement for each claim, in order.

    Raises:
        ValueError: claims and evidence differ in length, or `min_confidence` is no probability.
    """
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence is {min_confidence}: give a number from 0 to 1")
    chosen = parameters or Aggregation()
    report = progress or silent
    excluded = exclusions(article, (e.passage for found in evidence for e in found), as_of)
    own_source = taken_over(article, (e.passage for found in evidence for e in found))
    if traced is None:
        traced = trace_passages((e.passage for found in evidence for e in found), [claim.chain for claim in claims])
    traced = with_distortions(traced)
    outlets = {link.source.canonical: link.source for claim in claims for link in claim.chain if link.source.kind == "outlet"}.values()
    compared = [[compare(article, claim, e) for e in found] for claim, found in zip(claims, evidence, strict=True)]
    told = iter(read_closely(verifier, [one for found in compared for one in found], report))
    judgements = []
    for claim, found in zip(claims, compared, strict=True):
        origins = find_origins(claim.chain, [c.evidence.passage for c in found], traced, relayed=outlets)
        assessments = tuple(
            _assess(c, reading, excluded.get(c.evidence.passage.id), own_source.get(c.evidence.passage.id), origin, place)
            for place, (c, reading, origin) in enumerate(zip(found, islice(told, len(found)), origins, strict=True))
        )
        said = judge_attribution(claim, assessments, article.date)
        verdict = _verdict(article, claim, assessments, chosen, min_confidence, said)
        judgements.append(Judgement(verdict, said, assessments))
    return judgements


_OUGHT = re.compile(r"\b(?:should|shouldn[’']t|must|ought|need(?:s|ed)? to|ha(?:s|ve) to|deserves?|let us|let[’']s)\b", re.IGNORECASE)
"""Says what is to be, not what is."""


def checkable(article: Article, claim: Claim) -> bool:
    """Whether evidence could show that the claim is so.

    Facts and figures, always. Opinions, forecasts and intentions when they have a core: a figure, a date, or the name of somebody or
    something that evidence can be about. What says only how things ought to be has none.
    """
    if claim.kind in {"fact", "statistic"}:
        return True
    if claim.kind == "opinion" and _OUGHT.search(claim.text):
        return False
    found = read(claim.text, article.date)
    return bool(found.names or (claim.kind != "intent" and (claim.dates or found.quantities)))


def _assess(compared: Compared, reading: Told, excluded: str | None, taken_over: str | None, origin: Origin, place: int) -> Assessment:
    items = _to_the_point(compared.diff, reading.probabilities)
    excluded = excluded or reading.unusable
    return Assessment(
        evidence=compared.evidence,
        probabilities=reading.probabilities,
        relation="neutral" if excluded else _relation(reading.probabilities, items, place),
        rationale=reading.rationale,
        diff=items,
        excluded=excluded,
        origin=origin.name,
        provenance=origin.provenance,
        dependent=origin.dependent or own_word(compared.claim, compared.evidence.passage, reading.rationale) or taken_over,
    )


def _to_the_point(items: tuple[DiffItem, ...], reading: Probabilities) -> tuple[DiffItem, ...]:
    """The findings without those of another name in its place where the verifier does not find that the passage bears on the claim.

    Two sentences on one subject name different people and places as a matter of course; only where one says what the other says but for
    the name is that a finding. A misspelling, a number or a quotation is one in any case.
    """
    bears = max(reading.supports, reading.refutes) >= CLEAR
    return tuple(item for item in items if bears or item.agrees or item.difference != "other")


def _relation(probabilities: Probabilities, items: tuple[DiffItem, ...], place: int) -> Relation:
    least = FAR_DOWN if place >= NEAR_THE_TOP else FIRST if not place and probabilities.relation == "supports" else CLEAR
    if not takes_a_side(probabilities, least):
        return "neutral"
    relation = probabilities.relation
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


def _verdict(
    article: Article,
    claim: Claim,
    assessments: tuple[Assessment, ...],
    parameters: Aggregation,
    min_confidence: float,
    said: AttributionVerdict | None,
) -> Verdict:
    if not checkable(article, claim):
        return Verdict(label="not_checkable", confidence=None, explanation=explain.not_checkable(claim.kind))
    counting = [a for a in assessments if a.excluded is None]
    # of support alone: against the claim its own source counts in full, for it says that the article misreports it
    weights = [parameters.relayed if a.dependent else 1.0 for a in counting]
    supporting = _strongest([a for a, weight in zip(counting, weights, strict=True) if a.relation == "supports" and weight], "supports")
    refuting = _strongest([a for a in counting if a.relation == "refutes"], "refutes")
    outcome = aggregate(
        [_counted(a) for a in counting],
        weights,
        parameters,
        origins=[a.origin for a in counting],
        cosines=[a.evidence.cosine for a in counting],
        allowed=_shown(bool(supporting), bool(refuting)),
    )
    if outcome.label == "not_enough_evidence":
        agreeing = _strongest([a for a in counting if a.relation == "supports" and a.dependent], "supports")
        vetoed = _strongest([a for a in counting if a.probabilities.relation == "supports" and any(i.veto for i in a.diff)], "supports")
        telling = [a for a in counting if said is not None and a.evidence.passage.id in said.passage_ids]
        dependent = [(a, a.dependent) for a in agreeing if a.dependent]
        text = explain.not_enough(assessments, dependent, vetoed, [*refuting, *supporting], telling)
        return Verdict(label=outcome.label, confidence=outcome.confidence, explanation=text)
    if outcome.confidence is not None and outcome.confidence < min_confidence:
        return _abstained(outcome, outcome.confidence, min_confidence, supporting, refuting)
    if outcome.label == "supported":
        text, deciding = explain.supported(supporting), supporting
    elif outcome.label == "refuted":
        text, deciding = explain.refuted(refuting), refuting
    else:
        text, deciding = explain.conflicting(supporting, refuting), [*supporting, *refuting]
    ids = tuple(a.evidence.passage.id for a in deciding)
    return Verdict(label=outcome.label, confidence=outcome.confidence, explanation=text, passage_ids=ids)


def _shown(supported: bool, refuted: bool) -> list[SupportLabel]:
    """The labels that a passage shows: pooled weak readings, none of which says so by itself, leave nothing to point at.

    Beside a passage that supports the claim, one that refutes it makes a conflict.
    """
    needs = {"supported": supported, "refuted": refuted and not supported, "conflicting": supported and refuted}
    return [label for label in CLAIM_LABELS if needs.get(label, True)]


def _abstained(
    outcome: Outcome, confidence: float, least: float, supporting: Sequence[Assessment], refuting: Sequence[Assessment]
) -> Verdict:
    nearest = (refuting if outcome.label == "refuted" else supporting)[0]
    return Verdict(
        label="not_enough_evidence",
        confidence=round(outcome.probabilities["not_enough_evidence"], 4),
        explanation=explain.abstained(outcome.label, confidence, least, nearest),
        leaning=Leaning(label=outcome.label, confidence=confidence),
    )


def _strongest(assessments: list[Assessment], relation: Relation) -> list[Assessment]:
    def strength(a: Assessment) -> float:
        swapped = a.relation != a.probabilities.relation
        return a.probabilities.supports if relation == "supports" or swapped else a.probabilities.refutes

    return sorted(assessments, key=lambda a: (-strength(a), a.evidence.passage.id))
