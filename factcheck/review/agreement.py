"""How far people agree: Krippendorff's alpha for each field, and where they do not."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from pydantic import BaseModel, ConfigDict

from factcheck.errors import InputError
from factcheck.models import Decision
from factcheck.review.pairing import pair_claims
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import latest, latest_by, standing

__all__ = ["FIELDS", "Agreement", "Disagreement", "agreement", "ratings_by_file", "ratings_by_person"]

FIELDS = ("action", "support", "attribution", "sourcing", "kind")
"""What is compared; `sourcing` is the grade that people saw and decided on: with the evidence, where any was looked for."""
Ratings = dict[str, dict[str, dict[str, str]]]
"""By claim, rater and field."""


class Disagreement(BaseModel):
    """One claim on which raters differ."""

    model_config = ConfigDict(frozen=True)

    claim: str
    field: str
    values: Mapping[str, str]
    """By rater."""


class Agreement(BaseModel):
    """Agreement on one field."""

    model_config = ConfigDict(frozen=True)

    field: str
    alpha: float | None
    """Krippendorff's alpha for nominal values (Krippendorff, 2018): 1 is perfect, 0 is chance. None where it is not defined: no claim that
    two raters decided, or one value all through."""
    percent: float | None
    """Pairs of raters that agree, of all pairs on one claim."""
    claims: int
    """Decided by at least two."""
    disagreements: tuple[Disagreement, ...] = ()


def ratings_by_file(annotations: Mapping[str, Annotation]) -> Ratings:
    """One rater a copy: what stands there by its last decision. Claims of the first copy, found again in the others.

    Raises:
        InputError: fewer than two copies.
    """
    if len(annotations) < 2:
        raise InputError("agreement takes two copies of an annotation file, or one in which two people decided")
    first = next(iter(annotations.values()))
    found: Ratings = {}
    for name, annotation in annotations.items():
        names = {claim.id: claim.id for claim in first.claims} if annotation is first else pair_claims(first.claims, annotation.claims)
        for claim in annotation.claims:
            if claim.id in names:
                _rate(found, names[claim.id], name, claim, latest(claim))
    return found


def ratings_by_person(annotations: Sequence[Annotation]) -> Ratings:
    """One rater a person: each one's last decision about a claim.

    Raises:
        InputError: fewer than two people decided anything.
    """
    people = sorted({decision.by for annotation in annotations for claim in annotation.claims for decision in claim.decisions})
    if len(people) < 2:
        raise InputError("agreement takes two copies of an annotation file, or one in which two people decided")
    found: Ratings = {}
    several = len(annotations) > 1
    for annotation in annotations:
        for claim in annotation.claims:
            for person in people:
                name = f"{annotation.article.id}/{claim.id}" if several else claim.id
                _rate(found, name, person, claim, latest_by(claim, person))
    return found


def _rate(found: Ratings, name: str, rater: str, claim: AnnotatedClaim, decision: Decision | None) -> None:
    if decision is None:
        return
    values: dict[str, str | None] = {"action": decision.action}
    if decision.action in {"confirm", "correct"}:
        stands = standing(claim, decision)
        values |= {name: getattr(stands, name) for name in ("support", "attribution", "sourcing")}
        values["kind"] = decision.fields.get("kind", claim.kind)
    found.setdefault(name, {})[rater] = {field: value for field, value in values.items() if value is not None}


def agreement(ratings: Ratings) -> tuple[Agreement, ...]:
    """Agreement on each field.

    Args:
        ratings: by claim, rater and field; a rater who did not decide a claim is left out there.
    """
    return tuple(_field(ratings, field) for field in FIELDS)


def _field(ratings: Ratings, field: str) -> Agreement:
    values = {claim: {rater: given[field] for rater, given in raters.items() if field in given} for claim, raters in ratings.items()}
    shared = {claim: given for claim, given in values.items() if len(given) > 1}
    pairs = [(a, b) for given in shared.values() for a, b in combinations(given.values(), 2)]
    return Agreement(
        field=field,
        alpha=_alpha(list(shared.values())),
        percent=round(100 * sum(a == b for a, b in pairs) / len(pairs), 1) if pairs else None,
        claims=len(shared),
        disagreements=tuple(
            Disagreement(claim=claim, field=field, values=given) for claim, given in shared.items() if len(set(given.values())) > 1
        ),
    )


def _alpha(units: Sequence[Mapping[str, str]]) -> float | None:
    import krippendorff
    import numpy as np

    domain = sorted({value for unit in units for value in unit.values()})
    if len(domain) < 2:
        return None
    raters = sorted({rater for unit in units for rater in unit})
    numbers: Any = np.array(
        [[domain.index(unit[rater]) if rater in unit else np.nan for unit in units] for rater in raters], dtype=np.float64
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        value = float(krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal"))
    return round(value, 3) + 0.0
