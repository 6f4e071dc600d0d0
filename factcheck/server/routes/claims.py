"""The annotation files of the folder: listed, read, proposed about, and judged by the gate. Nobody decides here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi import Path as InPath

from factcheck.review.proposals import Proposal
from factcheck.server.problems import responses
from factcheck.server.routes.shared import desk_of
from factcheck.service.outcomes import ClaimReading, Claims, Files
from factcheck.service.requests import ClaimId, ProposalRequest, Slug

__all__ = ["router"]

router = APIRouter(prefix="/claims", tags=["annotation files"])

SlugPath = Annotated[Slug, InPath(description="Name of the file without .yaml")]
ClaimPath = Annotated[ClaimId, InPath(description="Id of the claim")]
_EXAMPLE = {
    "by": "desk assistant",
    "action": "correct",
    "fields": {"support": "refuted"},
    "note": "The port's own figures say $4.5 million.",
}


@router.get("", responses=responses("not-here", "unusable"))
def files(request: Request) -> Files:
    """The annotation files, with how many claims wait for a person."""
    return desk_of(request).service.claims.files()


@router.get("/{slug}", responses=responses("not-here", "not-found", "unusable"))
def claims(request: Request, slug: SlugPath) -> Claims:
    """The claims of one file, with what stands about each."""
    return desk_of(request).service.claims.claims(slug)


@router.get("/{slug}/gate", responses=responses("not-here", "not-found", "unusable"))
def gate(request: Request, slug: SlugPath) -> dict[str, Any]:
    """Whether the piece may be published, by the policy that the server was started with; computed from the file alone."""
    return desk_of(request).service.gate(slug)


@router.get("/{slug}/{claim}", responses=responses("not-here", "not-found", "unusable"))
def claim(request: Request, slug: SlugPath, claim: ClaimPath) -> ClaimReading:
    """One claim with all that the file says, and what was proposed."""
    return desk_of(request).service.claims.claim(slug, claim)


@router.post(
    "/{slug}/{claim}/proposals", status_code=201, responses=responses("not-here", "not-found", "unusable", "too-large", "not-json")
)
def propose(
    request: Request,
    slug: SlugPath,
    claim: ClaimPath,
    body: Annotated[ProposalRequest, Body(openapi_examples={"correct": {"summary": "A correction", "value": _EXAMPLE}})],
) -> Proposal:
    """Propose to a person what to decide. A proposal is shown to the reviewer and never counts as a decision."""
    return desk_of(request).service.claims.propose(slug, claim, body)
