"""What a check that runs in the background is: its states, its events, and what is told about it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from factcheck.models import Report

__all__ = ["FINISHED", "Counts", "Job", "JobEvent", "JobProgress", "JobState", "Jobs", "Retention", "counts_of"]

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
FINISHED: frozenset[JobState] = frozenset({"done", "failed", "cancelled"})


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True)


class JobProgress(_Plain):
    """How far a running job is."""

    stage: str
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    """0 where it is not known."""


class Counts(_Plain):
    """What a report says, in figures."""

    claims: int = Field(ge=0)
    support: dict[str, int]
    """Claims by verdict on the content."""
    attribution: dict[str, int]
    """Claims by verdict on the attribution; the author's own voice has none."""
    sourcing: dict[str, int]


class Job(_Plain):
    """A check in the background. Holds nothing of the article."""

    id: str
    state: JobState
    created: dt.datetime
    started: dt.datetime | None = None
    finished: dt.datetime | None = None
    attempts: int = Field(default=0, ge=0)
    """How often it was begun; more than one where the server was killed meanwhile."""
    ahead: int | None = None
    """Jobs that wait before this one; only of one that waits."""
    progress: JobProgress | None = None
    counts: Counts | None = None
    problem: str | None = None
    """Why it failed, in one line."""


class Jobs(_Plain):
    """A list of jobs, newest first."""

    jobs: tuple[Job, ...]


class JobEvent(NamedTuple):
    """Something that happened to a job; numbered from 1 within it."""

    number: int
    kind: Literal["state", "progress"]
    data: str
    """JSON: a `Job` or a `JobProgress`."""


class Retention(NamedTuple):
    """How long finished jobs are kept, text and report with them."""

    hours: float = 24.0
    jobs: int = 1_000


def counts_of(report: Report) -> Counts:
    """The figures of a report."""
    support: dict[str, int] = {}
    attribution: dict[str, int] = {}
    sourcing: dict[str, int] = {}
    for checked in report.claims:
        support[checked.verdict.label] = support.get(checked.verdict.label, 0) + 1
        if checked.attribution:
            attribution[checked.attribution.label] = attribution.get(checked.attribution.label, 0) + 1
        sourcing[checked.sourcing.grade] = sourcing.get(checked.sourcing.grade, 0) + 1
    return Counts(
        claims=len(report.claims),
        support=dict(sorted(support.items())),
        attribution=dict(sorted(attribution.items())),
        sourcing=dict(sorted(sourcing.items())),
    )
