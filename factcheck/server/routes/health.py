"""Whether the server lives, whether it is ready, what it is, and what its problems mean."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from factcheck.server.problems import KINDS, problem, responses
from factcheck.server.routes.shared import desk_of
from factcheck.service.errors import NotFoundError
from factcheck.service.outcomes import Version

__all__ = ["router"]

router = APIRouter(tags=["server"])


class Live(BaseModel):
    """The server answers."""

    status: Literal["live"] = "live"


class Ready(BaseModel):
    """Models and evidence are loaded, and the workers work."""

    status: Literal["ready"] = "ready"


class ProblemKind(BaseModel):
    """What a kind of problem means."""

    name: str
    status: int
    title: str
    advice: str


@router.get("/health/live", responses=responses())
def live() -> Live:
    """Whether the process answers at all; needs no token."""
    return Live()


@router.get("/health/ready", responses=responses("unavailable"), response_model=Ready)
def ready(request: Request) -> Ready | Response:
    """Whether work can be sent here; needs no token."""
    return Ready() if desk_of(request).workers.alive else problem("unavailable", "the server is ending or its workers have stopped")


@router.get("/version", responses=responses())
def version(request: Request) -> Version:
    """Version, sourcing rules, evidence, and the formats of a report."""
    return desk_of(request).service.version()


@router.get("/problems/{name}", responses=responses("not-found"))
def problem_kind(name: str) -> ProblemKind:
    """What the `type` of a problem response means."""
    if name not in KINDS:
        raise NotFoundError("no such kind of problem")
    kind = KINDS[name]
    return ProblemKind(name=name, status=kind.status, title=kind.title, advice=kind.advice)
