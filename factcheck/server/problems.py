"""Problem responses (RFC 9457): each kind has a name, and its type's address answers with what it means."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from factcheck.errors import FactcheckError, FetchError, InputError, OutputError
from factcheck.service.errors import AbsentError, BusyError, ConflictError, ForbiddenError, NotFoundError, TooLargeError

__all__ = ["KINDS", "MEDIA_TYPE", "Problem", "install", "problem", "responses"]

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str
    """Address of what the kind means, on this server."""
    title: str
    status: int
    detail: str
    """In one line, for a person."""


class Kind(NamedTuple):
    """One kind of problem."""

    status: int
    title: str
    advice: str


KINDS: dict[str, Kind] = {
    "malformed": Kind(422, "The request is not understood", "Compare it with the OpenAPI description at /v1/openapi.json."),
    "unusable": Kind(422, "What was sent cannot be used", "The detail says what to change."),
    "bad-host": Kind(421, "Wrong host", "Use the host under which the server was started, or start it with --allow-host."),
    "cross-site": Kind(403, "From another site", "This server is for programs; a web page may not call it."),
    "unauthorized": Kind(401, "A token is needed", "Send `Authorization: Bearer TOKEN` with the token that the server was started with."),
    "forbidden": Kind(403, "Not allowed here", "The operator has not allowed it; the detail names the option."),
    "not-found": Kind(404, "There is no such thing", "Look at the list that it should be in."),
    "no-such-method": Kind(405, "No such method here", "Look at the OpenAPI description at /v1/openapi.json."),
    "not-acceptable": Kind(406, "No such format", "Ask for one of the formats that /v1/version lists."),
    "conflict": Kind(409, "Not in this state", "Look at the state of the job first."),
    "too-large": Kind(413, "Too large", "Send less at a time."),
    "not-json": Kind(415, "Not JSON", "Send `Content-Type: application/json`."),
    "too-many-requests": Kind(429, "Too many requests", "Wait as many seconds as Retry-After says."),
    "not-here": Kind(501, "Not part of this server", "The detail says what is missing."),
    "busy": Kind(503, "Too much to do", "Wait as many seconds as Retry-After says."),
    "internal": Kind(500, "Internal error", "Please report it, without the article."),
    "unavailable": Kind(503, "Not possible now", "The detail says why."),
}


def problem(kind: str, detail: str, *, headers: dict[str, str] | None = None) -> Response:
    """The answer for one kind."""
    known = KINDS[kind]
    content = Problem(type=f"/v1/problems/{kind}", title=known.title, status=known.status, detail=" ".join(detail.split()))
    return JSONResponse(content.model_dump(), known.status, headers=headers, media_type=MEDIA_TYPE)


def responses(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Problem responses of a route, for the OpenAPI description; those that any request can meet are among them."""
    found: dict[int | str, dict[str, Any]] = {}
    schema = {"$ref": "#/components/schemas/Problem"}
    for kind in ("malformed", "unauthorized", "cross-site", "bad-host", "too-many-requests", *kinds):
        known = KINDS[kind]
        example = {"type": f"/v1/problems/{kind}", "title": known.title, "status": known.status, "detail": known.advice}
        entry = found.setdefault(known.status, {"description": known.title, "content": {MEDIA_TYPE: {"schema": schema, "examples": {}}}})
        entry["content"][MEDIA_TYPE]["examples"][kind] = {"value": example}
    return found


_OF_ERRORS: tuple[tuple[type[FactcheckError], str], ...] = (
    (NotFoundError, "not-found"),
    (TooLargeError, "too-large"),
    (ForbiddenError, "forbidden"),
    (ConflictError, "conflict"),
    (AbsentError, "not-here"),
    (BusyError, "busy"),
    (FetchError, "unusable"),
    (InputError, "unusable"),
    (OutputError, "unavailable"),
    (FactcheckError, "unavailable"),
)


def install(app: FastAPI) -> None:
    """Turn every error into a problem response."""
    app.add_exception_handler(FactcheckError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _internal)


def _refused(_request: Request, error: Exception) -> Response:
    kind = next(name for family, name in _OF_ERRORS if isinstance(error, family))
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, BusyError) else None
    return problem(kind, str(error), headers=headers)


def _malformed(_request: Request, error: Exception) -> Response:
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {"loc": (), "msg": "not understood"}
    where = ".".join(str(part) for part in first["loc"])
    return problem("malformed", f"{where}: {first['msg']}" if where else str(first["msg"]))


def _http(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    kind = {404: "not-found", 405: "no-such-method"}.get(status, "malformed")
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else None
    return problem(kind, KINDS[kind].title, headers=headers)


def _internal(_request: Request, error: Exception) -> Response:
    log.error("internal error (%s)", type(error).__name__)  # its message may hold words of the article
    return problem("internal", f"internal error ({type(error).__name__})")
