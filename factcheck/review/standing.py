"""What stands about a claim once people have decided: the one place that reads a decision's fields against the machine's findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from factcheck.errors import InputError
from factcheck.models import Action, AttributionLabel, ClaimKind, Decision, Grade, Mode, SourceKind, SupportLabel
from factcheck.review.schema import AnnotatedClaim, AnnotatedLink, Machine
from factcheck.review.withdrawing import in_force

__all__ = [
    "ACTIONS",
    "CORRECTABLE",
    "SETTLING",
    "VERDICTS",
    "Standing",
    "latest",
    "latest_by",
    "require_decision",
    "says_wrong",
    "shown_grade",
    "standing",
]

CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "support": get_args(SupportLabel),
    "attribution": get_args(AttributionLabel),
    "sourcing": get_args(Grade),
    "kind": get_args(ClaimKind),
    "mode": get_args(Mode),
    "source_kind": get_args(SourceKind),
    "text": (),
    "source": (),
}
"""What a decision can correct, and the values that it may take; none means any text."""
VERDICTS = ("support", "attribution", "sourcing")
"""The corrections that are verdicts: the newsroom's, beside the machine's, which stays as it was."""
ACTIONS: tuple[Action, ...] = tuple(action for action in get_args(Action) if action != "withdraw")
"""What a person can decide."""
SETTLING: frozenset[Action] = frozenset({"confirm", "correct", "dismiss"})
"""Decisions that settle a claim; `hold` and `needs_source` leave it open."""


def says_wrong(support: SupportLabel | None, attribution: AttributionLabel | None) -> bool:
    """Whether the verdicts say that the article is wrong."""
    return support == "refuted" or attribution in {"misattributed", "altered"}


class Standing(NamedTuple):
    """A claim after the last decision."""

    decision: Decision | None
    """The last one, by time; None where nobody has decided."""
    stale: bool
    """Claim or evidence changed since."""
    support: SupportLabel | None
    attribution: AttributionLabel | None
    sourcing: Grade | None
    """With the evidence, where any was looked for."""

    @property
    def settled(self) -> bool:
        """A person confirmed, corrected or dismissed it, on what still stands."""
        return self.decision is not None and not self.stale and self.decision.action in SETTLING

    @property
    def judged(self) -> bool:
        """It is settled by a decision that says which verdicts are right."""
        return self.settled and self.decision is not None and self.decision.action != "dismiss"


def shown_grade(machine: Machine | None) -> Grade | None:
    """The grade that a reviewer decides on: with the evidence where any was looked for, as the page and the report show it last."""
    if machine is None or machine.sourcing is None:
        return None
    return machine.sourcing.with_evidence or machine.sourcing.grade


def latest(claim: AnnotatedClaim) -> Decision | None:
    """The decision in force: the last by time that was not withdrawn; of two at one moment, the one further down."""
    return max(enumerate(in_force(claim.decisions)), key=lambda pair: (pair[1].at, pair[0]), default=(0, None))[1]


def latest_by(claim: AnnotatedClaim, person: str) -> Decision | None:
    """A person's last decision about a claim that they did not withdraw."""
    own = [decision for decision in in_force(claim.decisions) if decision.by == person]
    return max(enumerate(own), key=lambda pair: (pair[1].at, pair[0]), default=(0, None))[1]


def standing(claim: AnnotatedClaim, decision: Decision | None = None) -> Standing:
    """What stands about a claim: the machine's verdicts, with what people corrected.

    A decision stands on the corrections before it that were made on the same findings: whoever confirms a correction means it. Those made
    on other findings are about another verdict.

    Args:
        claim: the claim.
        decision: the decision to read it by; the last one when left out.
    """
    chosen = decision or latest(claim)
    machine = claim.machine
    found: dict[str, str | None] = {
        "support": machine.support.label if machine and machine.support else None,
        "attribution": machine.attribution.label if machine and machine.attribution else None,
        "sourcing": shown_grade(machine),
    }
    for made in _until(claim, chosen):
        if made.action == "correct" and chosen is not None and _same_findings(made, chosen):
            found |= {name: made.fields[name] for name in VERDICTS if made.fields.get(name) in CORRECTABLE[name]}
    stale = chosen is not None and any(entry.by == chosen.by and entry.at == chosen.at for entry in claim.stale)
    return Standing(chosen, stale, found["support"], found["attribution"], found["sourcing"])  # type: ignore[arg-type]


def _until(claim: AnnotatedClaim, last: Decision | None) -> list[Decision]:
    """The decisions by time, up to one of them."""
    if last is None:
        return []
    ordered = sorted(in_force(claim.decisions), key=lambda one: one.at)
    return ordered[: next((number for number, one in enumerate(ordered) if one is last), len(ordered) - 1) + 1]


def _same_findings(one: Decision, other: Decision) -> bool:
    readings = {decision.seen.reading for decision in (one, other) if decision.seen is not None and decision.seen.reading is not None}
    return len(readings) < 2


def require_decision(by: str, action: str, fields: Mapping[str, str], chain: Sequence[AnnotatedLink] = ()) -> None:
    """Refuse what nobody could decide.

    Args:
        by: who decides, or proposes.
        action: one of `ACTIONS`.
        fields: what is corrected, by the names of `CORRECTABLE`.
        chain: the corrected chain.

    Raises:
        InputError: it says what is wrong.
    """
    if not by.strip():
        raise InputError("a decision needs the name of the person who takes it")
    if action not in ACTIONS:
        raise InputError(f"no action {action!r}; it is one of {', '.join(ACTIONS)}")
    if (fields or chain) and action != "correct":
        raise InputError(f"only a correction sets fields: give the action 'correct', not {action!r}")
    if action == "correct" and not fields and not chain:
        raise InputError("a correction needs at least one field and its value")
    for name, value in fields.items():
        if name not in CORRECTABLE:
            raise InputError(f"no field {name!r} to correct; they are {', '.join(CORRECTABLE)}")
        if CORRECTABLE[name] and value not in CORRECTABLE[name]:
            raise InputError(f"{name} cannot be {value!r}; it is one of {', '.join(CORRECTABLE[name])}")
        if not value.strip():
            raise InputError(f"{name} cannot be empty")
