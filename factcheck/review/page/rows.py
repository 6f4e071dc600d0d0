"""One line a claim: what the list, the filters and the progress of the page are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from factcheck.models import is_anonymous
from factcheck.report.labels import SUPPORT
from factcheck.report.phrasing import legible, shorten
from factcheck.review.schema import AnnotatedClaim
from factcheck.review.standing import standing
from factcheck.review.withdrawing import in_force

__all__ = ["Progress", "Row", "RowState", "progress_of", "rows_of"]

RowState = Literal["open", "stale", "absent", "confirm", "correct", "needs_source", "hold", "dismiss"]


class Row(BaseModel):
    """A claim in the list."""

    model_config = ConfigDict(frozen=True)

    id: str
    number: int
    """Its place in the file, from 1."""
    state: RowState
    tone: str
    """Colour of what stands about its content."""
    label: str
    teaser: str
    text: str
    """The claim, as it is shown."""
    tags: tuple[str, ...]
    """Filters that it passes: undecided, wrong, anonymous, unchecked, stale."""
    by: str | None
    """Whose decision stands."""
    people: tuple[str, ...]
    """Whose decisions are in force."""
    words: str
    """What a search looks at, in lower case."""


class Progress(BaseModel):
    """How far the review is; claims that the article no longer has do not count."""

    model_config = ConfigDict(frozen=True)

    decided: int
    claims: int
    stale: int


def rows_of(claims: Sequence[AnnotatedClaim]) -> tuple[Row, ...]:
    """The rows of the claims that count."""
    return tuple(_row(claim, number) for number, claim in enumerate(claims, 1))


def progress_of(rows: Iterable[Row]) -> Progress:
    """Decided on what still stands, of all that the article has."""
    counting = [row for row in rows if row.state != "absent"]
    return Progress(
        decided=sum(row.state not in {"open", "stale"} for row in counting),
        claims=len(counting),
        stale=sum(row.state == "stale" for row in counting),
    )


def _row(claim: AnnotatedClaim, number: int) -> Row:
    stands = standing(claim)
    state: RowState
    if claim.absent:
        state = "absent"
    elif stands.decision is None:
        state = "open"
    elif stands.stale:
        state = "stale"
    elif stands.decision.action == "withdraw":  # never in force
        state = "open"
    else:
        state = stands.decision.action
    origins = claim.machine.sourcing.independent_origins if claim.machine and claim.machine.sourcing else 0
    unnamed = any(is_anonymous(link.kind, named=link.named) for link in claim.chain)
    tests = {
        "undecided": state in {"open", "stale"},
        "wrong": stands.support in {"refuted", "conflicting"} or stands.attribution in {"altered", "misattributed"},
        "anonymous": unnamed and origins <= 1,
        "unchecked": stands.support in {None, "not_enough_evidence"},
        "stale": bool(claim.stale),
    }
    words = [claim.id, claim.text, claim.quote.exact, *(link.source for link in claim.chain)]
    words += [one.note for one in claim.decisions if one.note]
    label = SUPPORT[stands.support] if stands.support else None
    return Row(
        id=claim.id,
        number=number,
        state=state,
        tone=label.tone if label else "quiet",
        label=label.text if label else "Not checked",
        teaser=shorten(legible(claim.text), 160),
        text=legible(claim.text),
        tags=tuple(name for name, holds in tests.items() if holds),
        by=stands.decision.by if stands.decision else None,
        people=tuple(dict.fromkeys(one.by for one in in_force(claim.decisions))),
        words=" ".join(words).lower(),
    )
