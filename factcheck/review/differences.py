"""What differs between two copies of an annotation file: claims and decisions, not commas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from factcheck.models import Decision
from factcheck.review.pairing import pair_claims
from factcheck.review.schema import AnnotatedClaim, Annotation

__all__ = ["Change", "Difference", "differences", "render_differences"]

_PEOPLES = ("text", "chain", "mode", "kind", "parts", "added_by", "split_from", "merged_from", "replaced_by", "absent", "evidence")


class Change(BaseModel):
    """A field that the copies fill differently."""

    model_config = ConfigDict(frozen=True)

    field: str
    ours: Any
    theirs: Any


class Difference(BaseModel):
    """How the copies differ on one claim."""

    model_config = ConfigDict(frozen=True)

    claim: str
    """Id, ours where both have the claim."""
    text: str
    only_in: Literal["ours", "theirs"] | None = None
    changes: tuple[Change, ...] = ()
    only_our_decisions: tuple[Decision, ...] = ()
    only_their_decisions: tuple[Decision, ...] = ()


def differences(ours: Annotation, theirs: Annotation) -> tuple[Difference, ...]:
    """The claims on which two copies differ, in our order, then those that only they have."""
    pairs = {mine: other for other, mine in pair_claims(ours.claims, theirs.claims).items()}
    found: list[Difference] = []
    for claim in ours.claims:
        other = theirs.claim(pairs[claim.id]) if claim.id in pairs else None
        if other is None:
            found.append(Difference(claim=claim.id, text=claim.text, only_in="ours", only_our_decisions=claim.decisions))
            continue
        changes = tuple(_changes(claim, other))
        mine = tuple(one for one in claim.decisions if one not in other.decisions)
        their = tuple(one for one in other.decisions if one not in claim.decisions)
        if changes or mine or their:
            found.append(Difference(claim=claim.id, text=claim.text, changes=changes, only_our_decisions=mine, only_their_decisions=their))
    known = set(pairs.values())
    found += [
        Difference(claim=claim.id, text=claim.text, only_in="theirs", only_their_decisions=claim.decisions)
        for claim in theirs.claims
        if claim.id not in known
    ]
    return tuple(found)


def _changes(ours: AnnotatedClaim, theirs: AnnotatedClaim) -> list[Change]:
    mine, other = _said(ours), _said(theirs)
    return [Change(field=name, ours=mine.get(name), theirs=other.get(name)) for name in mine if mine.get(name) != other.get(name)]


def _said(claim: AnnotatedClaim) -> Mapping[str, Any]:
    machine = claim.machine
    return {
        "words": claim.quote.exact,
        **claim.model_dump(mode="json", include=set(_PEOPLES), exclude_none=True),
        "machine support": machine.support.label if machine and machine.support else None,
        "machine attribution": machine.attribution.label if machine and machine.attribution else None,
        "machine sourcing": machine.sourcing.grade if machine and machine.sourcing else None,
        "machine sourcing with evidence": machine.sourcing.with_evidence if machine and machine.sourcing else None,
        "machine evidence": [item.passage for item in machine.evidence] if machine else [],
        **({} if claim.model_extra is None else claim.model_extra),
    }


def render_differences(found: tuple[Difference, ...], ours: str, theirs: str) -> str:
    """The differences for a reader: a line for the claim, then one for each thing that differs."""
    lines: list[str] = []
    for item in found:
        lines.append(f"{item.claim}  {item.text}")
        if item.only_in:
            lines.append(f"    only in {ours if item.only_in == 'ours' else theirs}")
        lines += [f"    {change.field}: {_shown(change.ours)} | {_shown(change.theirs)}" for change in item.changes]
        lines += [f"  < {_decision(one)}" for one in item.only_our_decisions]
        lines += [f"  > {_decision(one)}" for one in item.only_their_decisions]
    return "\n".join(lines) if lines else "no difference in claims or decisions"


def _decision(one: Decision) -> str:
    fields = "".join(f", {name}={value}" for name, value in one.fields.items())
    return f"{one.by}, {one.at.isoformat()}: {one.action}{fields}{f' ({one.note})' if one.note else ''}"


def _shown(value: object) -> str:
    if isinstance(value, list) and all(isinstance(link, dict) and "source" in link for link in value):
        return " > ".join(str(link["source"]) for link in value) or "none"
    return "none" if value is None or value in ([], ()) else str(value)
