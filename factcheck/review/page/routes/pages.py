"""The page itself, its assets, the article, and the state that it polls for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from factcheck.report.phrasing import date_text, legible, shorten
from factcheck.review.page.drawing import ASSETS, draw
from factcheck.review.page.routes.shared import desk_of
from factcheck.review.standing import CORRECTABLE

__all__ = ["router"]

router = APIRouter()


@router.get("/")
def page(request: Request) -> HTMLResponse:
    """The page."""
    desk = desk_of(request)
    desk.library.start()
    article = desk.article
    blocks, rows = desk.blocks()
    return HTMLResponse(
        draw(
            "page.html.j2",
            title=shorten(legible(article.title or article.id), 160),
            publisher=legible(article.publisher) if article.publisher else None,
            published=date_text(article.date),
            file=legible(desk.path.name),
            blocks=blocks,
            rows=rows,
            by=desk.by or "",
            csrf=request.app.state.keys.write,
            fields=CORRECTABLE,
        )
    )


@router.get("/static/{name}")
def static(name: str) -> Response:
    """A style sheet or script; the name is looked up in a table, never on the disk."""
    if name not in ASSETS:
        return PlainTextResponse("There is no such file.", 404)
    text, kind = ASSETS[name]
    return Response(text(), media_type=kind)


@router.get("/article")
def article(request: Request) -> HTMLResponse:
    """The article with its claims marked."""
    blocks, rows = desk_of(request).blocks()
    return HTMLResponse(draw("prose.html.j2", blocks=blocks, rows=rows))


@router.get("/state")
def state(request: Request, revision: str = "", active: bool = False) -> JSONResponse:
    """Rows and progress, left out where the page has this revision already.

    Args:
        request: from the page.
        revision: what the page has.
        active: a person did something since the page last asked.
    """
    desk = desk_of(request)
    if active:
        request.app.state.active = request.app.state.clock()
    found = desk.state()
    if found["revision"] == revision:
        found = {key: found[key] for key in ("revision", "problem", "evidence", "layout")}
    return JSONResponse(found)
