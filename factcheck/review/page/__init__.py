"""The review page: one annotation file in a browser on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.review.page.app import create_app
    from factcheck.review.page.desk import Desk
    from factcheck.review.page.serving import serve

__all__ = ["Desk", "create_app", "serve"]

_HOMES = {"Desk": "desk", "create_app": "app", "serve": "serving"}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
