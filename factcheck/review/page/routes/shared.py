"""What the routes share: the desk, the shape of a person's name, and what every write answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.responses import JSONResponse

from factcheck.errors import FactcheckError
from factcheck.review.page.desk import Desk
from factcheck.review.page.drawing import draw

__all__ = ["Body", "Name", "Text", "claim_view", "desk_of", "refused", "written"]

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=20_000)]


class Body(BaseModel):
    """Base of what the page sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def desk_of(request: Request) -> Desk:
    """The desk; a request that asks for it with a write is a person's doing."""
    if request.method != "GET":
        request.app.state.active = request.app.state.clock()
    desk: Desk = request.app.state.desk
    return desk


def claim_view(desk: Desk, identifier: str) -> dict[str, Any]:
    """A claim as it now stands: its drawing, and what a write has to send back."""
    panel, about = desk.claim(identifier)
    return {**about, "html": draw("claim.html.j2", p=panel, library=desk.library)}


def written(desk: Desk, identifier: str, **more: Any) -> JSONResponse:  # noqa: ANN401
    """What a write answers: the claim as it now stands, and the state of the file."""
    return JSONResponse({"claim": claim_view(desk, identifier), "state": desk.state(), **more})


def refused(desk: Desk, identifier: str, error: FactcheckError) -> JSONResponse:
    """What a write to a claim that somebody changed meanwhile answers: what stands now."""
    return JSONResponse({"problem": str(error), "claim": claim_view(desk, identifier), "state": desk.state()}, 409)
