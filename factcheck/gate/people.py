"""Whose decision lets a claim pass a rule, and why others' do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.gate.case import Case, Piece
from factcheck.gate.names import same_person
from factcheck.models import Action, Decision
from factcheck.review.standing import SETTLING, Standing, standing
from factcheck.review.withdrawing import in_force

__all__ = ["Wanted", "last_decisions", "objections", "reviewed", "sign_offs"]


class Wanted(NamedTuple):
    """What a decision has to be in order to count."""

    by: str = "reviewer"
    """Or `editor`."""
    note: bool = False
    actions: frozenset[Action] = SETTLING
    labels: tuple[str, frozenset[str]] | None = None
    """A verdict, and the labels that may not stand after the decision unless it dismisses the claim."""
    after: dt.datetime | None = None
    """Taken later than this."""


def last_decisions(case: Case) -> list[Decision]:
    """The last decision of each person that they did not withdraw, by time; of two at one moment, the one further down is the later."""
    last: list[Decision] = []
    for decision in sorted(in_force(case.claim.decisions), key=lambda one: one.at):
        last = [other for other in last if not same_person(other.by, decision.by)]
        last.append(decision)
    return last


def sign_offs(piece: Piece, case: Case, wanted: Wanted) -> list[Decision]:
    """The decisions that count, one of each person, by time."""
    return [decision for decision in last_decisions(case) if _objection(piece, case, decision, wanted) is None]


def objections(piece: Piece, case: Case, wanted: Wanted) -> list[str]:
    """Why each of the other people's last decisions does not count, in a sentence each."""
    every = [(decision, _objection(piece, case, decision, wanted)) for decision in last_decisions(case)]
    return [f"The “{decision.action.replace('_', ' ')}” by {decision.by} does not count: {said}." for decision, said in every if said]


def reviewed(piece: Piece, case: Case, by: str = "reviewer") -> bool:
    """Whether somebody whose decision counts settled the claim on what still stands, and the last word leaves nothing open."""
    last = case.stands.decision
    return last is not None and last.action in SETTLING and bool(sign_offs(piece, case, Wanted(by)))


def _objection(piece: Piece, case: Case, decision: Decision, wanted: Wanted) -> str | None:
    return next(_objections(piece, case, decision, wanted), None)


def _objections(piece: Piece, case: Case, decision: Decision, wanted: Wanted) -> Iterator[str]:
    policy, claim = piece.policy, case.claim
    if _stale(case, decision):
        yield "what it was taken on has changed"
    if not policy.is_reviewer(decision.by):
        yield "the policy does not name them among its reviewers"
    if wanted.by == "editor" and not policy.is_editor(decision.by):
        yield "it takes an editor" if policy.editors else "it takes an editor, and the policy names none"
    if not policy.own_work and any(same_person(decision.by, name) for name in piece.byline):
        yield "the piece is their own"
    if not policy.own_work and claim.added_by is not None and same_person(decision.by, claim.added_by):
        yield "they added the claim themselves"
    if decision.action not in wanted.actions:
        yield "it leaves the matter open" if decision.action not in SETTLING else "it does not speak of this"
    if wanted.labels is not None and decision.action != "dismiss":
        name, labels = wanted.labels
        if (stands := _label(standing(claim, decision), name)) in labels:
            yield f"it says itself that the claim is {stands.replace('_', ' ')}"
    if wanted.labels is not None and (later := _against(case, decision, *wanted.labels)) is not None:
        yield f"{later.by} decided otherwise later"
    if wanted.after is not None and decision.at <= wanted.after:
        yield "it is older than what speaks against the claim"
    if wanted.note and not (decision.note or "").strip():
        yield "it has no note that says why"


def _stale(case: Case, decision: Decision) -> bool:
    return any(entry.by == decision.by and entry.at == decision.at for entry in case.claim.stale)


def _label(stands: Standing, name: str) -> str:
    return str(getattr(stands, name))


def _against(case: Case, decision: Decision, name: str, labels: frozenset[str]) -> Decision | None:
    """A later verdict of somebody else that puts the claim among `labels`, on what still stands."""
    last = last_decisions(case)
    later = last[next(number for number, one in enumerate(last) if one is decision) + 1 :]
    return next(
        (
            other
            for other in later
            if other.action in {"confirm", "correct"} and not _stale(case, other) and _label(standing(case.claim, other), name) in labels
        ),
        None,
    )
