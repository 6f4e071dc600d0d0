"""One claim with everything that a reviewer looks at, gathered before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factcheck import __version__
from factcheck.models import Article, CorpusInfo, Decision, Passage, Report
from factcheck.report.card_view import CardView, card_view, source_keys
from factcheck.report.labels import ATTRIBUTION, CLAIM_KINDS, GRADES, MODES, RELATIONS, SOURCE_KINDS, SUPPORT, Label
from factcheck.report.phrasing import date_text, legible, link_or_none
from factcheck.review.page.reading import checked_claim
from factcheck.review.proposals import Proposal, is_answered, is_stale
from factcheck.review.schema import AnnotatedClaim, OwnEvidence
from factcheck.review.standing import standing
from factcheck.review.withdrawing import in_force

__all__ = ["ACTION_TEXTS", "Panel", "form_of", "panel_of"]

ACTION_TEXTS = {
    "confirm": "Confirmed",
    "correct": "Corrected",
    "needs_source": "Needs a source",
    "hold": "On hold",
    "dismiss": "Dismissed",
    "withdraw": "Withdrawn",
}
PROPOSED_TEXTS = {
    "confirm": "Confirm",
    "correct": "Correct",
    "needs_source": "Ask for a source",
    "hold": "Hold",
    "dismiss": "Dismiss",
}
_FIELD_TEXTS = {
    "support": "Is it so?",
    "attribution": "Did they say it?",
    "sourcing": "Sourcing",
    "kind": "Kind",
    "mode": "Mode",
    "source": "Source",
    "chain": "Sources",
    "source_kind": "Kind of source",
    "text": "Claim",
}
_VALUE_TEXTS: dict[str, dict[str, str]] = {
    "support": {name: label.text for name, label in SUPPORT.items()},
    "attribution": {name: label.text for name, label in ATTRIBUTION.items()},
    "sourcing": {name: label.text for name, label in GRADES.items()},
    "kind": dict(CLAIM_KINDS.items()),
    "mode": dict(MODES.items()),
    "source_kind": dict(SOURCE_KINDS.items()),
}


@dataclass(frozen=True)
class Entry:
    """One decision in the history."""

    by: str
    at: str
    when: str
    action: str
    action_text: str
    changes: tuple[tuple[str, str], ...]
    note: str | None
    stale: str | None
    in_force: bool


@dataclass(frozen=True)
class Proposed:
    """What an agent or a program proposes; never a decision."""

    by: str
    at: str
    when: str
    action: str
    changes: tuple[tuple[str, str], ...]
    note: str | None
    answered: bool
    """A person has decided since."""
    stale: bool
    """The claim was changed since."""


@dataclass(frozen=True)
class Own:
    """Evidence that a person attached."""

    relation: Label
    by: str
    when: str
    words: str | None
    title: str
    date: str | None
    url: str | None
    note: str | None


@dataclass(frozen=True)
class Panel:
    """The claim as the page draws it."""

    claim: AnnotatedClaim
    number: int
    card: CardView
    checked: bool
    """Factcheck gave verdicts."""
    support: Label | None
    """What stands, by the last decision."""
    attribution: Label | None
    grade: Label | None
    reads: tuple[tuple[str, str], ...]
    """How factcheck reads the claim, where that is not what stands there."""
    missing: tuple[tuple[str, Label], ...]
    """Passages whose text is not at hand."""
    own: tuple[Own, ...]
    history: tuple[Entry, ...]
    """Newest first."""
    proposals: tuple[Proposed, ...]
    """Newest first."""
    conflicts: tuple[tuple[str, str, str], ...]


def panel_of(
    claim: AnnotatedClaim,
    number: int,
    article: Article,
    passage: Callable[[str], Passage | None],
    *,
    proposals: Sequence[Proposal] = (),
    seen: Mapping[str, str] | None = None,
) -> Panel:
    """Everything about one claim.

    Args:
        claim: the claim.
        number: its place in the file, from 1.
        article: the article.
        passage: the passage of an id, or None.
        proposals: of the whole file.
        seen: what whoever looks at the claim now sees, to tell proposals about what it was before.
    """
    checked, missing = checked_claim(claim, article, passage)
    report = Report(
        factcheck_version=__version__,
        article=article,
        as_of=article.date,
        corpus=CorpusInfo(name="", sha256="", documents=0, passages=0),
        models=(),
        rules_version="",
        claims=(checked,),
    )
    stands = standing(claim)
    machine = claim.machine
    return Panel(
        claim=claim,
        number=number,
        card=_without_readings(card_view(report, checked, number, source_keys(report))),
        checked=machine is not None and machine.support is not None,
        support=SUPPORT[stands.support] if stands.support else None,
        attribution=ATTRIBUTION[stands.attribution] if stands.attribution else None,
        grade=GRADES[stands.sourcing] if stands.sourcing else None,
        reads=_reads(claim),
        missing=tuple((legible(one.passage), RELATIONS["excluded" if one.excluded else one.relation]) for one in missing),
        own=tuple(_own(one, passage) for one in claim.evidence),
        history=_history(claim),
        proposals=tuple(_proposed(one, claim, seen) for one in reversed(proposals) if one.claim == claim.id),
        conflicts=tuple((one.field, legible(str(one.ours)), legible(str(one.theirs))) for one in claim.conflicts),
    )


def form_of(claim: AnnotatedClaim) -> dict[str, Any]:
    """What the correction form starts from."""
    stands = standing(claim)
    return {
        "text": claim.text,
        "kind": claim.kind,
        "mode": claim.mode,
        "support": stands.support,
        "attribution": stands.attribution,
        "sourcing": stands.sourcing,
        "chain": [link.model_dump(exclude_none=True) for link in claim.chain],
    }


def _without_readings(card: CardView) -> CardView:
    """What the verifier thought of each passage is not kept in the file."""
    shown, quiet = (tuple(replace(one, supports=None, refutes=None) for one in views) for views in (card.evidence, card.undecided))
    return replace(card, evidence=shown, undecided=quiet)


def _reads(claim: AnnotatedClaim) -> tuple[tuple[str, str], ...]:
    reads = claim.machine.reads if claim.machine else None
    if reads is None:
        return ()
    found: list[tuple[str, str | None]] = [
        ("Words", reads.quote),
        ("Claim", reads.text),
        ("Chain", " > ".join(link.source for link in reads.chain) if reads.chain else None),
        ("Mode", MODES[reads.mode] if reads.mode else None),
        ("Kind", CLAIM_KINDS[reads.kind] if reads.kind else None),
    ]
    return tuple((name, legible(value)) for name, value in found if value)


def _own(one: OwnEvidence, passage: Callable[[str], Passage | None]) -> Own:
    found = passage(one.passage) if one.passage else None
    words = one.quote or (found.text if found else None)
    title = (found.publisher or found.document_id) if found else one.passage or one.url or "Words"
    return Own(
        relation=RELATIONS[one.relation],
        by=legible(one.by),
        when=_when(one.at.isoformat()),
        words=legible(words) if words else None,
        title=legible(title),
        date=date_text(found.date) if found else None,
        url=link_or_none(one.url or (found.url if found else None)),
        note=legible(one.note) if one.note else None,
    )


def _history(claim: AnnotatedClaim) -> tuple[Entry, ...]:
    kept = {id(one) for one in in_force(claim.decisions)}
    reasons = {(entry.by, entry.at): entry.because for entry in claim.stale}
    ordered = sorted(enumerate(claim.decisions), key=lambda pair: (pair[1].at, pair[0]), reverse=True)
    return tuple(_entry(one, reasons.get((one.by, one.at)), id(one) in kept) for _, one in ordered)


def _changes(fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_FIELD_TEXTS.get(name, legible(name)), legible(_VALUE_TEXTS.get(name, {}).get(value, value)))
        for name, value in fields.items()
        if name != "withdraws"
    )


def _proposed(one: Proposal, claim: AnnotatedClaim, seen: Mapping[str, str] | None) -> Proposed:
    return Proposed(
        by=legible(one.by),
        at=one.at.isoformat(),
        when=_when(one.at.isoformat()),
        action=PROPOSED_TEXTS[one.action],
        changes=_changes(one.fields),
        note=legible(one.note) if one.note else None,
        answered=is_answered(one, claim),
        stale=seen is not None and is_stale(one, seen),
    )


def _entry(one: Decision, stale: str | None, kept: bool) -> Entry:
    return Entry(
        by=legible(one.by),
        at=one.at.isoformat(),
        when=_when(one.at.isoformat()),
        action=one.action,
        action_text=ACTION_TEXTS[one.action],
        changes=_changes(one.fields),
        note=legible(one.note) if one.note else None,
        stale=stale,
        in_force=kept,
    )


def _when(iso: str) -> str:
    return iso[:16].replace("T", " ") + (" UTC" if iso.endswith(("Z", "+00:00")) else "")
