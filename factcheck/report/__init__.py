"""The fact-check report of an article, rendered for people and for programs: one file a format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.report.base import BINARY_FORMATS, FORMATS, TEXT_FORMATS, Beside, FileRenderer, Format, Renderer
    from factcheck.report.priorities import Triage, mismatches, triage
    from factcheck.report.reading import read_report
    from factcheck.report.rendering import check_ready, format_for, render, render_bytes, renderer
    from factcheck.report.schema import report_schema
    from factcheck.report.writing import check_writable, write_report

__all__ = [
    "BINARY_FORMATS",
    "FORMATS",
    "TEXT_FORMATS",
    "Beside",
    "FileRenderer",
    "Format",
    "Renderer",
    "Triage",
    "check_ready",
    "check_writable",
    "format_for",
    "mismatches",
    "read_report",
    "render",
    "render_bytes",
    "renderer",
    "report_schema",
    "triage",
    "write_report",
]

_HOMES = {
    "BINARY_FORMATS": "base",
    "Beside": "base",
    "FORMATS": "base",
    "FileRenderer": "base",
    "Format": "base",
    "TEXT_FORMATS": "base",
    "Renderer": "base",
    "Triage": "priorities",
    "check_ready": "rendering",
    "check_writable": "writing",
    "format_for": "rendering",
    "mismatches": "priorities",
    "read_report": "reading",
    "render": "rendering",
    "render_bytes": "rendering",
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
