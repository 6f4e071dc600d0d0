"""The application of the review page."""

from __future__ import annotations

import time
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, Response

from factcheck.errors import FactcheckError, InputError
from factcheck.review.page.desk import Desk
from factcheck.review.page.guard import Guard, Keys
from factcheck.review.page.routes import claims, decisions, evidence, pages

__all__ = ["create_app"]


def create_app(desk: Desk, *, port: int, keys: Keys | None = None, clock: Callable[[], float] = time.monotonic) -> FastAPI:
    """The application for one annotation file.

    Args:
        desk: the file.
        port: of the loopback that it is served on; requests for another host or port are refused.
        keys: its secrets; made when left out.
        clock: seconds, for `app.state.active`, when a person last did something.
    """
    app = FastAPI(title="factcheck review", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.keys = keys or Keys()
    app.state.clock = clock
    app.state.active = clock()
    app.add_middleware(Guard, keys=app.state.keys, port=port)
    for part in (pages, claims, decisions, evidence):
        app.include_router(part.router)
    app.add_exception_handler(FactcheckError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    return app


def _refused(_request: Request, error: Exception) -> Response:
    status = 422 if isinstance(error, InputError) else 503
    return JSONResponse({"problem": " ".join(str(error).split())}, status)


def _malformed(_request: Request, error: Exception) -> Response:
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {"loc": (), "msg": "not understood"}
    where = ".".join(str(part) for part in first["loc"][1:])
    return JSONResponse({"problem": f"{where}: {first['msg']}" if where else str(first["msg"])}, 422)
