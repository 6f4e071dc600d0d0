"""`factcheck render`: a saved report in any other format, without checking again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import SUFFIXES, ReportFormat
from factcheck.cli.output import require_file, say, spare, write_result
from factcheck.errors import InputError

__all__ = ["render"]


def render(
    report: Annotated[
        Path,
        typer.Argument(metavar="REPORT", readable=False, help="The report, as `factcheck check` wrote it in JSON.", show_default=False),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", help=f"Write here; the suffix decides the format: {SUFFIXES}. May be repeated."),
    ] = None,
    report_format: Annotated[
        ReportFormat | None, typer.Option("--format", "-f", help="Format (default: by the suffix of --out, else markdown).")
    ] = None,
    article: Annotated[
        Path | None,
        typer.Option("--article", readable=False, help="The article's file: findings point at its lines; a .docx is annotated in a copy."),
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", readable=False, help="Its annotation file: ids and decisions are taken from it.")
    ] = None,
) -> None:
    """Turn REPORT into other formats, as many as there are --out, without checking again."""
    from factcheck.report import Beside, check_ready, check_writable, format_for, read_report, write_report
    from factcheck.report import render as render_report
    from factcheck.report.resolved import is_about
    from factcheck.review import read_annotation

    if report_format and out and len(out) > 1:
        raise InputError("--format with several --out would write one format into all: leave it out, and the suffixes decide")
    targets = [(path, report_format.value if report_format else format_for(path)) for path in out or []]
    for path, chosen in targets:
        spare(path, article)
        spare(path, claims, what="the annotation file itself")
        check_ready(chosen)
        check_writable(path)
    printed = report_format.value if report_format else "markdown"
    if not targets:
        require_file(printed, None)
    known = read_report(report)
    annotation = read_annotation(claims) if claims else None
    if annotation is not None and not is_about(annotation, known):
        raise InputError(f"{claims}: annotates another article ({annotation.article.id!r}), and not that of {report}; name the right file")
    beside = Beside(article, annotation)
    for path, chosen in targets:
        write_report(known, path, chosen, beside)
        say(f"{path}: {chosen}")
    if not targets:
        write_result(render_report(known, printed, beside))
