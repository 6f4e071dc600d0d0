"""From the name of a format, or of a file, to the rendered report."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from factcheck.errors import OutputError
from factcheck.models import Report
from factcheck.report.base import Format, Renderer

__all__ = ["format_for", "render", "renderer"]

_RENDERERS: dict[Format, tuple[str, str]] = {
    "html": ("factcheck.report.html_report", "HtmlRenderer"),
    "markdown": ("factcheck.report.markdown_report", "MarkdownRenderer"),
    "json": ("factcheck.report.json_report", "JsonRenderer"),
}
"""Module and class of each format, imported when first asked for so that JSON does not load the template engine."""

_SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".json": "json"}


def renderer(format: str) -> Renderer:  # noqa: A002
    """The renderer of one of `FORMATS`.

    Raises:
        OutputError: there is no such format.
    """
    for name, (module, attribute) in _RENDERERS.items():
        if name == format:
            build: Callable[[], Renderer] = getattr(import_module(module), attribute)
            return build()
    raise OutputError(f"unknown report format {format!r}: use one of {', '.join(_RENDERERS)}")


def render(report: Report, format: str) -> str:  # noqa: A002
    """The report as one text in one of `FORMATS`.

    Raises:
        OutputError: there is no such format.
    """
    return renderer(format).render(report)


def format_for(path: Path) -> Format:
    """The format that a file name asks for by its suffix, whatever its case.

    Raises:
        OutputError: the suffix is none that factcheck writes.
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        found = f"the suffix {suffix!r}" if suffix else "a name without a suffix"
        raise OutputError(f"{path.name!r}: cannot tell the report's format from {found}: use {', '.join(_SUFFIXES)}, or give the format")
    return _SUFFIXES[suffix]
