"""Writing a report to disk: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path

from factcheck.files import require_writable, write_bytes
from factcheck.models import Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.rendering import format_for, render_bytes

__all__ = ["check_writable", "write_report"]


def check_writable(path: Path) -> None:
    """Fails before the work is done where the report could not be written afterwards.

    Raises:
        OutputError: the folder is missing or closed to us, or `path` is a folder.
    """
    require_writable(path)


def write_report(report: Report, path: Path, format: str | None = None, beside: Beside = ALONE) -> None:  # noqa: A002
    """Renders `report` and puts it at `path` in one step; a reader sees the old file or the new one, never half of one.

    Args:
        report: What to write.
        path: Where to; its folder must exist.
        format: One of `FORMATS`; by default what the suffix of `path` asks for.
        beside: The article's file and the annotation file, where they are at hand.

    Raises:
        OutputError: the format is unknown, or the file cannot be written; what was there before is untouched.
        InputError: a file of `beside` cannot be used.
    """
    chosen = format if format is not None else format_for(path)
    require_writable(path)
    write_bytes(path, render_bytes(report, chosen, beside))
