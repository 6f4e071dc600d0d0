"""Searching the corpus, and attaching what a person found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import JSONResponse

from factcheck.errors import InputError
from factcheck.models import Relation
from factcheck.report.phrasing import date_text, legible, link_or_none
from factcheck.review.page.drawing import draw
from factcheck.review.page.routes.shared import Body, Name, Text, desk_of, written

__all__ = ["router"]

router = APIRouter()
_HITS = 8


class NewEvidence(Body):
    """Evidence of a person's own: a passage of the corpus, an address, or words."""

    by: Name
    passage: Annotated[str, Field(max_length=1_000)] | None = None
    url: Annotated[str, Field(max_length=2_000)] | None = None
    quote: Text | None = None
    relation: Relation = "neutral"
    note: Text | None = None


@router.get("/search")
def search(request: Request, q: Annotated[str, Query(max_length=2_000)] = "") -> JSONResponse:
    """The passages that best match a query, drawn."""
    library = desk_of(request).library
    library.start()
    hits = [
        {
            "id": found.passage.id,
            "publisher": legible(found.passage.publisher or found.passage.document_id),
            "title": legible(found.passage.title) if found.passage.title else None,
            "date": date_text(found.passage.date),
            "url": link_or_none(found.passage.url),
            "text": legible(found.passage.text),
        }
        for found in library.search(q, count=_HITS)
    ]
    return JSONResponse({"state": library.state, "problem": library.problem, "html": draw("hits.html.j2", hits=hits), "hits": len(hits)})


@router.post("/claims/{identifier:path}/evidence")
def attach(request: Request, identifier: str, body: NewEvidence) -> JSONResponse:
    """Attach it to a claim."""
    desk = desk_of(request)
    if body.url and link_or_none(body.url) is None:
        raise InputError("the address must begin with http:// or https://")
    if body.passage and desk.library.state == "ready" and desk.library.passage(body.passage) is None:
        raise InputError(f"the evidence has no passage {body.passage!r}")
    given = {name: value.strip() for name in ("passage", "url", "quote", "note") if (value := getattr(body, name)) and value.strip()}
    with desk.store() as store:
        store.attach_evidence(identifier, by=body.by, relation=body.relation, **given)
    return written(desk, identifier)
