"""The fact-check report of an article, rendered for people (HTML, Markdown) and for programs (JSON)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.report.base import FORMATS, Format, Renderer
    from factcheck.report.priorities import Triage, mismatches, triage
    from factcheck.report.rendering import format_for, render, renderer
    from factcheck.report.schema import report_schema
    from factcheck.report.writing import check_writable, write_report

__all__ = [
    "FORMATS",
    "Format",
    "Renderer",
    "Triage",
    "check_writable",
    "format_for",
    "mismatches",
    "render",
    "renderer",
    "report_schema",
    "triage",
    "write_report",
]

_HOMES = {
    "FORMATS": "base",
    "Format": "base",
    "Renderer": "base",
    "Triage": "priorities",
    "check_writable": "writing",
    "format_for": "rendering",
    "mismatches": "priorities",
    "render": "rendering",
    "renderer": "rendering",
    "report_schema": "schema",
    "triage": "priorities",
    "write_report": "writing",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
