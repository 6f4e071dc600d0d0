"""A claim, and claims that a person adds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import JSONResponse

from factcheck.errors import InputError
from factcheck.models import ClaimKind, Mode, SourceKind, Span
from factcheck.review.page.routes.shared import Body, Name, Text, claim_view, desk_of, written
from factcheck.review.schema import AnnotatedLink

__all__ = ["router"]

router = APIRouter()


class Link(Body):
    """One link of a chain."""

    source: Name
    kind: SourceKind
    named: bool = True
    mention: Name | None = None
    cue: Name | None = None

    def annotated(self) -> AnnotatedLink:
        """As the file holds it."""
        return AnnotatedLink(**{**self.model_dump(), "named": self.named and self.kind != "anonymous"})


class Stretch(Body):
    """A stretch of the article, in code points, with the words that the page shows there."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    words: Text


class NewClaim(Body):
    """A claim that the machine missed."""

    by: Name
    stretches: tuple[Stretch, ...] = Field(min_length=1, max_length=20)
    text: Text = ""
    chain: tuple[Link, ...] = Field(default=(), max_length=12)
    mode: Mode = "none"
    kind: ClaimKind = "fact"


@router.get("/claims/{identifier:path}")
def claim(request: Request, identifier: str) -> JSONResponse:
    """The claim as it now stands."""
    return JSONResponse(claim_view(desk_of(request), identifier))


@router.post("/claims")
def add(request: Request, body: NewClaim) -> JSONResponse:
    """Add a claim where the article says what the page shows."""
    desk = desk_of(request)
    spans = [Span(start=min(one.start, one.end), end=max(one.start, one.end)) for one in body.stretches]
    with desk.store() as store:
        for span, words in zip(desk.words_at(spans), (one.words for one in body.stretches), strict=True):
            if span.split() != words.split():
                raise InputError("the article has other words there by now; load the page again")
        chain = [link.annotated() for link in body.chain]
        added = store.add_claim(spans, by=body.by, text=body.text.strip() or None, chain=chain, mode=body.mode, kind=body.kind)
    return written(desk, added)
