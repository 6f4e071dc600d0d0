"""`factcheck check`: an article in, a fact-check report out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.findings import has_finding
from factcheck.cli.grouped import grouped
from factcheck.cli.options import (
    SUFFIXES,
    AllowPrivate,
    ArticleDate,
    ArticleFile,
    ArticlePublisher,
    ArticleTitle,
    AsEnglish,
    AsOf,
    Calibration,
    CheckModels,
    Evidence,
    FailOn,
    ItemChoice,
    KeepFolder,
    ReportFormat,
    SourcingRules,
)
from factcheck.cli.output import counted, progress_bars, require_file, say, spare, warn, write_result
from factcheck.cli.reading import local_file, open_article
from factcheck.errors import InputError
from factcheck.files import make_folders

if TYPE_CHECKING:
    from factcheck.models import Report

__all__ = ["check"]


@grouped
def check(
    article: ArticleFile,
    evidence: Evidence,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help=f"Write the report here; the suffix decides the format: {SUFFIXES}.")
    ] = None,
    report_format: Annotated[
        ReportFormat | None, typer.Option("--format", "-f", help="Format of the report (default: by the suffix of --out, else markdown).")
    ] = None,
    claims: Annotated[Path | None, typer.Option("--claims", help="Write or update this annotation file; decisions in it are kept.")] = None,
    as_of: AsOf = None,
    date: ArticleDate = None,
    publisher: ArticlePublisher = None,
    title: ArticleTitle = None,
    as_english: AsEnglish = False,
    item: ItemChoice = None,
    keep: KeepFolder = None,
    allow_private: AllowPrivate = False,
    calibration: Calibration = None,
    sourcing_rules: SourcingRules = None,
    fail_on: FailOn = None,
    *,
    models: CheckModels,
) -> None:
    """Check every claim of ARTICLE against the evidence and write the report."""
    from factcheck.engine import Engine
    from factcheck.report import Beside, check_ready, check_writable, format_for, render, write_report
    from factcheck.review import read_annotation, write_annotation
    from factcheck.review.confidence import ReviewCalibration, recalibrated
    from factcheck.sourcing import RULES, read_overrides

    if calibration is not None and models.min_confidence > 0:
        raise InputError("--min-confidence abstains by the machine's own confidence, --calibration changes that; leave one of them out")
    own = ReviewCalibration.read(calibration) if calibration is not None else None
    chosen = report_format.value if report_format else format_for(out) if out else "markdown"
    require_file(chosen, out)
    check_ready(chosen)
    file = local_file(article)
    if claims:
        make_folders(claims.parent)
    for target in filter(None, (out, claims)):
        spare(target, file)
        check_writable(target)
    if out and claims:
        spare(out, claims, what="the annotation file itself")
    rules = read_overrides(sourcing_rules) if sourcing_rules else RULES
    draft = open_article(
        article,
        item=item,
        keep=keep,
        allow_private=allow_private,
        title=title,
        publisher=publisher,
        date=date,
        as_english=as_english,
    )
    with progress_bars() as progress:
        engine = Engine.load(evidence, models.settings, index_directory=models.index, rules=rules, progress=progress)
        report = engine.check(draft, as_of=as_of, progress=progress)
    if claims:
        write_annotation(
            claims, report.article, report.claims, models=report.models, rules_version=report.rules_version, file=file, item=item
        )
    beside = Beside(file, read_annotation(claims) if claims else None)
    if own is not None and calibration is not None:
        report = recalibrated(report, own, calibration.name)  # after the annotation file, which the next calibration is fitted on
    for warning in report.warnings:
        warn(warning)
    if out:
        write_report(report, out, chosen, beside)
        say(f"{out}: {summary(report)}")
    else:
        write_result(render(report, chosen, beside))
    if fail_on and any(has_finding(checked, finding) for checked in report.claims for finding in fail_on):
        raise typer.Exit(1)


def summary(report: Report) -> str:
    """The counts of a report in one line."""
    labels = [checked.verdict.label for checked in report.claims]
    parts = [f"{labels.count(label)} {label.replace('_', ' ')}" for label in dict.fromkeys(sorted(labels))]
    return f"{counted(len(labels), 'claim')}{': ' if parts else ''}{', '.join(parts)}"
