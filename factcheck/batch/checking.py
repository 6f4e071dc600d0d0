"""One article after another, in a process that has loaded everything: read, check, keep the annotation file, write the reports."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict

from factcheck.batch.journal import Record
from factcheck.batch.listing import Task
from factcheck.engine import Engine, Settings
from factcheck.models import CorpusInfo, ModelInfo

if TYPE_CHECKING:
    from factcheck.review.confidence import ReviewCalibration

__all__ = ["REPORTS", "SUFFIXES", "ArticleChecker", "Job", "Named", "load_checker"]

REPORTS: Final = "reports"
"""Folder of the reports within the batch's."""
SUFFIXES: Final = {
    "html": ".html",
    "markdown": ".md",
    "json": ".json",
    "sarif": ".sarif",
    "junit": ".xml",
    "github": ".github.txt",
    "github-summary": ".summary.md",
    "csv": ".csv",
    "docx": ".docx",
    "pdf": ".pdf",
}
"""What the name of a report ends in, by format."""


class Job(BaseModel):
    """What is the same for all articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: Path
    out: Path
    """The batch's folder."""
    settings: Settings = Settings()
    formats: tuple[str, ...] = ("html", "json")
    claims: Path | None = None
    """Folder of the annotation files."""
    index: Path | None = None
    as_of: dt.date | None = None
    publisher: str | None = None
    date: dt.date | None = None
    as_english: bool = False
    sourcing_rules: Path | None = None
    calibration: Path | None = None


@dataclass(frozen=True)
class Named:
    """An article and the name that its files bear."""

    task: Task
    name: str


class ArticleChecker:
    """Checks articles with models that are loaded; in a worker process.

    Args:
        job: what is the same for all articles.
        engine: everything that a check needs, loaded.
        calibration: the newsroom's own, if any.
    """

    def __init__(self, job: Job, engine: Engine, calibration: ReviewCalibration | None = None) -> None:
        self._job = job
        self._engine = engine
        self._calibration = calibration
        self.corpus: CorpusInfo = engine.corpus
        self.models: tuple[ModelInfo, ...] = engine.models
        self.stamp = _stamp(job, engine)

    def __call__(self, named: Named) -> Record:
        """Check an article and write all that there is to write.

        Raises:
            FactcheckError: it cannot be read, or something cannot be written; the message is one line for the user.
        """
        from factcheck.article import read_article
        from factcheck.batch.entries import done_entry
        from factcheck.files import make_folders, write_bytes
        from factcheck.report import Beside, render_bytes
        from factcheck.review import read_annotation, write_annotation
        from factcheck.review.confidence import recalibrated

        job, task, started = self._job, named.task, time.monotonic()
        article = read_article(
            task.path,
            item=None if task.item is None else str(task.item),
            publisher=job.publisher,
            date=job.date,
            address=task.address,
            as_english=job.as_english,
        )
        report = self._engine.check(article, as_of=job.as_of)
        annotation = job.claims / f"{named.name}.yaml" if job.claims else None
        if annotation is not None:
            write_annotation(
                annotation,
                report.article,
                report.claims,
                models=report.models,
                rules_version=report.rules_version,
                file=task.path,
                item=task.chosen_by,
            )
        beside = Beside(task.path, read_annotation(annotation) if annotation else None)
        if self._calibration is not None and job.calibration is not None:
            report = recalibrated(report, self._calibration, job.calibration.name)
        make_folders(job.out / REPORTS)
        reports = {}
        for form in job.formats:
            reports[form] = f"{REPORTS}/{named.name}{SUFFIXES[form]}"
            # On the disk before the journal says so.
            write_bytes(job.out / reports[form], render_bytes(report, form, beside), durable=True)
        return Record(
            entry=done_entry(report, named, reports, annotation, job.out, beside.annotation),
            source_sha256=task.sha256,
            stamp=self.stamp,
            annotation_sha256=file_sha256(annotation) if annotation else None,
            corpus=self.corpus,
            models=self.models,
            seconds=round(time.monotonic() - started, 2),
        )


def load_checker(job: Job, threads: int) -> ArticleChecker:
    """Load everything that a check needs.

    Args:
        job: what is the same for all articles.
        threads: how many texts the models of this process read at a time.

    Raises:
        FactcheckError: the corpus cannot be used, a model is missing, or a file of the job cannot be read.
    """
    from factcheck.encoder.runtime import limit_threads
    from factcheck.review.confidence import ReviewCalibration
    from factcheck.sourcing import RULES, read_overrides

    limit_threads(threads)
    calibration = ReviewCalibration.read(job.calibration) if job.calibration else None
    rules = read_overrides(job.sourcing_rules) if job.sourcing_rules else RULES
    return ArticleChecker(job, Engine.load(job.evidence, job.settings, index_directory=job.index, rules=rules), calibration)


def file_sha256(path: Path) -> str | None:
    """Checksum of a file; None where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _stamp(job: Job, engine: Engine) -> str:
    """Checksum of everything but the article that a report depends on."""
    from factcheck import __version__

    parts: Sequence[object] = (
        __version__,
        job.model_dump(mode="json", include={"settings", "formats", "as_of", "publisher", "date", "as_english"}),
        job.claims is not None,
        file_sha256(job.calibration) if job.calibration else None,
        [model.model_dump() for model in engine.models],
        engine.rules_version,
        engine.corpus.sha256,
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
