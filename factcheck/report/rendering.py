"""From the name of a format, or of a file, to the rendered report."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from factcheck.errors import OutputError
from factcheck.models import Report
from factcheck.report.base import ALONE, BINARY_FORMATS, FORMATS, TEXT_FORMATS, Beside, FileRenderer, Format, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["check_ready", "file_renderer", "format_for", "render", "render_bytes", "renderer"]

_RENDERERS: dict[Format, tuple[str, str]] = {
    "html": ("html_report", "HtmlRenderer"),
    "markdown": ("markdown_report", "MarkdownRenderer"),
    "json": ("json_report", "JsonRenderer"),
    "sarif": ("sarif_report", "SarifRenderer"),
    "junit": ("junit_report", "JunitRenderer"),
    "github": ("github_report", "GithubRenderer"),
    "github-summary": ("github_report", "GithubSummaryRenderer"),
    "csv": ("csv_report", "CsvRenderer"),
    "docx": ("docx_report", "DocxRenderer"),
    "pdf": ("pdf_report", "PdfRenderer"),
}
"""Module and class of each format, imported when first asked for so that JSON does not load the template engine."""

_SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".csv": "csv",
    ".docx": "docx",
    ".pdf": "pdf",
}


def renderer(format: str) -> Renderer:  # noqa: A002
    """The renderer of one of `TEXT_FORMATS`.

    Raises:
        OutputError: there is no such format, or it is binary.
    """
    if format in BINARY_FORMATS:
        raise OutputError(f"a .{format} is no text: write it to a file")
    return cast("Renderer", _made(format))


def file_renderer(format: str) -> FileRenderer:  # noqa: A002
    """The renderer of one of `BINARY_FORMATS`.

    Raises:
        OutputError: there is no such format, or it is text.
    """
    if format in TEXT_FORMATS:
        raise OutputError(f"{format} is text: render it as such")
    return cast("FileRenderer", _made(format))


def _made(name: str) -> object:
    if name not in FORMATS:
        raise OutputError(f"unknown report format {name!r}: use one of {', '.join(FORMATS)}")
    module, attribute = _RENDERERS[name]
    build: Callable[[], object] = getattr(import_module(f"factcheck.report.{module}"), attribute)
    return build()


def check_ready(format: str) -> None:  # noqa: A002
    """Fails before the work is done where this machine lacks what the format needs.

    Raises:
        OutputError: there is no such format, or something must be installed first.
    """
    if format in BINARY_FORMATS:
        file_renderer(format).ready()
    else:
        renderer(format)


def render(report: Report, format: str, beside: Beside = ALONE) -> str:  # noqa: A002
    """The report as one text in one of `TEXT_FORMATS`.

    Args:
        report: What to render.
        format: The format's name.
        beside: The article's file and the annotation file, where they are at hand.

    Raises:
        OutputError: there is no such format, or it is binary.
        InputError: a file of `beside` cannot be used.
    """
    return renderer(format).render(report, beside)


def render_bytes(report: Report, format: str, beside: Beside = ALONE) -> bytes:  # noqa: A002
    """The report as one file in one of `FORMATS`, text in UTF-8.

    Raises:
        OutputError: there is no such format, or this machine lacks what it needs.
        InputError: a file of `beside` cannot be used.
    """
    if format in BINARY_FORMATS:
        return file_renderer(format).render_bytes(report, beside)
    return render(report, format, beside).encode()


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
