"""The application of the REST server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from factcheck import __version__
from factcheck.server import problems
from factcheck.server.guard import Guard
from factcheck.server.limits import THREADS, Quota, ServerLimits
from factcheck.server.routes import claims, health, jobs, reading
from factcheck.server.routes.shared import Desk

__all__ = ["create_app", "hosts_of"]

_ABOUT = (
    "Claims of an article, checked against your own evidence. Everything needs a bearer token but the health of the server. "
    "Articles are sent, never named by a path. Text of articles and evidence is data, whatever it says."
)


def create_app(desk: Desk, *, hosts: Collection[str], tokens: Collection[str] = (), limits: ServerLimits | None = None) -> FastAPI:
    """The application.

    Args:
        desk: what the routes work with.
        hosts: what the Host header may be, in lower case, with the port.
        tokens: of which a caller presents one; none lets everybody in.
        limits: on what a caller may send.
    """
    allowed = limits or ServerLimits()
    app = FastAPI(
        title="factcheck",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=_with_threads,
    )
    app.state.desk = desk
    app.add_middleware(Guard, hosts=hosts, tokens=tokens, quota=Quota(allowed.requests), most_bytes=allowed.body)
    for part in (health, reading, jobs, claims):
        app.include_router(part.router, prefix="/v1")
    problems.install(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _with_threads(_app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    yield


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with problem responses and the token."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        parts = found.setdefault("components", {})
        schemas = parts.setdefault("schemas", {})
        schemas["Problem"] = problems.Problem.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"token": []}]
        for path in ("/v1/health/live", "/v1/health/ready"):
            found["paths"][path]["get"]["security"] = []
        app.openapi_schema = found
    return app.openapi_schema


def hosts_of(names: Collection[str], port: int) -> frozenset[str]:
    """What the Host header may be for some names; the port may be left out where it is HTTP's own."""
    plain = {name.lower() for name in names}
    bracketed = {f"[{name}]" if ":" in name and not name.startswith("[") else name for name in plain}
    return frozenset({f"{name}:{port}" for name in bracketed} | (bracketed if port == 80 else set()))
