"""What people decide: appended, never changed; refused where the claim is not what they saw."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import JSONResponse

from factcheck.errors import ClaimChangedError
from factcheck.review.page.routes.claims import Link
from factcheck.review.page.routes.shared import Body, Name, Text, desk_of, refused, written

__all__ = ["router"]

router = APIRouter()


class NewDecision(Body):
    """A decision, with what the person saw when they took it."""

    by: Name
    action: Literal["confirm", "correct", "needs_source", "hold", "dismiss"]
    seen: dict[str, str]
    note: Text = ""
    fields: dict[str, Text] = Field(default_factory=dict)
    chain: tuple[Link, ...] = Field(default=(), max_length=12)
    """With `correct`: the whole chain, where more than its speaker was changed."""


class Withdrawal(Body):
    """Taking back one's own decision."""

    by: Name
    at: dt.datetime | None = None


@router.post("/claims/{identifier:path}/decisions")
def decide(request: Request, identifier: str, body: NewDecision) -> JSONResponse:
    """Append a decision. Other people's decisions since do not matter; a change to the claim or to what factcheck found does (409)."""
    desk = desk_of(request)
    fields = {name: value.strip() for name, value in body.fields.items()}
    try:
        with desk.store() as store, store.expecting(identifier, body.seen):
            made = store.decide(
                identifier,
                body.action,
                by=body.by,
                note=body.note.strip() or None,
                fields=fields,
                chain=[link.annotated() for link in body.chain],
                seen=body.seen,
            )
    except ClaimChangedError as error:
        return refused(desk, identifier, error)
    return written(desk, identifier, made=made.at.isoformat())


@router.post("/claims/{identifier:path}/withdrawals")
def withdraw(request: Request, identifier: str, body: Withdrawal) -> JSONResponse:
    """Withdraw a decision of one's own by another one."""
    desk = desk_of(request)
    with desk.store() as store:
        store.withdraw(identifier, by=body.by, at=body.at)
    return written(desk, identifier)
