"""A claim, and claims that a person adds."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import JSONResponse

from factcheck.errors import ClaimChangedError, InputError
from factcheck.models import ClaimKind, Mode, SourceKind, Span
from factcheck.review.page.desk import Desk
from factcheck.review.page.routes.shared import Body, Name, Text, claim_view, desk_of, refused, written
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


class Words(Body):
    """Other words of the article for a claim, with what the person saw."""

    by: Name
    stretches: tuple[Stretch, ...] = Field(min_length=1, max_length=20)
    seen: dict[str, str]


class NewClaim(Body):
    """A claim that the machine missed."""

    by: Name
    stretches: tuple[Stretch, ...] = Field(min_length=1, max_length=20)
    text: Text = ""
    chain: tuple[Link, ...] = Field(default=(), max_length=12)
    mode: Mode = "none"
    kind: ClaimKind = "fact"


class Split(Words):
    """One claim for each stretch, and how each reads."""

    texts: tuple[Text, ...] = Field(default=(), max_length=20)


class Merger(Body):
    """Claims that are one with this."""

    by: Name
    others: tuple[Name, ...] = Field(min_length=1, max_length=50)
    text: Text = ""
    seen: dict[str, str]


@router.get("/claims/{identifier:path}")
def claim(request: Request, identifier: str) -> JSONResponse:
    """The claim as it now stands."""
    return JSONResponse(claim_view(desk_of(request), identifier))


@router.post("/claims")
def add(request: Request, body: NewClaim) -> JSONResponse:
    """Add a claim where the article says what the page shows."""
    desk = desk_of(request)
    with desk.store() as store:
        spans = _spans(desk, body.stretches)
        chain = [link.annotated() for link in body.chain]
        added = store.add_claim(spans, by=body.by, text=body.text.strip() or None, chain=chain, mode=body.mode, kind=body.kind)
    return written(desk, added)


@router.post("/claims/{identifier:path}/words")
def mark(request: Request, identifier: str, body: Words) -> JSONResponse:
    """Mark other words for a claim; refused where somebody changed it since (409)."""
    desk = desk_of(request)
    try:
        with desk.store() as store, store.expecting(identifier, body.seen):
            store.fix_span(identifier, _spans(desk, body.stretches))
    except ClaimChangedError as error:
        return refused(desk, identifier, error)
    return written(desk, identifier)


@router.post("/claims/{identifier:path}/parts")
def split(request: Request, identifier: str, body: Split) -> JSONResponse:
    """Make several claims of one; refused where somebody changed it since (409)."""
    desk = desk_of(request)
    try:
        with desk.store() as store, store.expecting(identifier, body.seen):
            made = store.split(identifier, _spans(desk, body.stretches), by=body.by, texts=[text.strip() for text in body.texts])
    except ClaimChangedError as error:
        return refused(desk, identifier, error)
    return written(desk, identifier, made=list(made))


@router.post("/claims/{identifier:path}/merger")
def merge(request: Request, identifier: str, body: Merger) -> JSONResponse:
    """Make one claim of several; refused where somebody changed this one since (409)."""
    desk = desk_of(request)
    try:
        with desk.store() as store, store.expecting(identifier, body.seen):
            made = store.merge([identifier, *body.others], by=body.by, text=body.text.strip() or None)
    except ClaimChangedError as error:
        return refused(desk, identifier, error)
    return written(desk, identifier, made=[made])


def _spans(desk: Desk, stretches: Sequence[Stretch]) -> list[Span]:
    """The stretches in code points, where the article says there what the page shows."""
    spans = [Span(start=min(one.start, one.end), end=max(one.start, one.end)) for one in stretches]
    for found, given in zip(desk.words_at(spans), stretches, strict=True):
        if found.split() != given.words.split():
            raise InputError("the article has other words there by now; load the page again")
    return spans
