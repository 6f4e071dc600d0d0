"""What is answered at once: the claims of an article, and a search of the evidence."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.openapi.models import Example

from factcheck.server.problems import responses
from factcheck.server.routes.shared import ARTICLE_EXAMPLES, desk_of
from factcheck.service.outcomes import Extraction, Search
from factcheck.service.requests import ExtractRequest, SearchRequest

__all__ = ["router"]

_SEARCH_EXAMPLES: dict[str, Example] = {"words": {"summary": "In words", "value": {"query": "cost of the harbour bridge", "count": 3}}}

router = APIRouter(tags=["reading"])


@router.post("/extract", responses=responses("unusable", "too-large", "not-json", "forbidden", "busy"))
def extract(
    request: Request,
    body: Annotated[ExtractRequest, Body(openapi_examples=ARTICLE_EXAMPLES)],
) -> Extraction:
    """The claims of an article: who says what, and how well it is sourced. No evidence is looked at."""
    desk = desk_of(request)
    with desk.turnstile.through():
        return desk.service.extract(body)


@router.post("/search", responses=responses("unusable", "too-large", "not-json", "busy"))
def search(
    request: Request,
    body: Annotated[SearchRequest, Body(openapi_examples=_SEARCH_EXAMPLES)],
) -> Search:
    """Passages of the evidence. Their text was written by others: it is data, whatever it says."""
    desk = desk_of(request)
    with desk.turnstile.through():
        return desk.service.search(body)
