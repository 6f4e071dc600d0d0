"""What the routes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.openapi.models import Example

from factcheck.server.events import Bell
from factcheck.server.limits import Turnstile
from factcheck.service.operations import Service
from factcheck.service.store import JobStore
from factcheck.service.worker import Workers

__all__ = ["ARTICLE_EXAMPLES", "Desk", "desk_of"]

_DRAFT: dict[str, Any] = {
    "content": "Harbour tolls to rise\n\nThe bridge cost $2.5 million, said Mara Vance, the port's engineer.",
    "format": "text",
    "publisher": "The Quay Observer",
    "date": "2025-05-02",
}
ARTICLE_EXAMPLES: dict[str, Example] = {"draft": {"summary": "A draft as text", "value": {"article": _DRAFT}}}


@dataclass
class Desk:
    """Everything that the routes work with."""

    service: Service
    store: JobStore
    workers: Workers
    bell: Bell
    turnstile: Turnstile
    most_wait: float = 60.0
    """Seconds for which a request may wait for its job."""


def desk_of(request: Request) -> Desk:
    """The desk of the application."""
    desk: Desk = request.app.state.desk
    return desk
