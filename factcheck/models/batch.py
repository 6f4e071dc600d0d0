"""What a batch found: an entry an article, and the claims in them that need a person."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from factcheck.models.claim import SourceKind
from factcheck.models.report import CorpusInfo, ModelInfo
from factcheck.models.verdict import AttributionLabel, Grade, SupportLabel
from factcheck.spans import Model

__all__ = ["ArticleEntry", "BatchSummary", "Concerns", "Counts", "Group", "UrgentClaim"]

Group = Literal["wrong", "anonymous", "unchecked"]
"""What is the matter with a claim, as the first screen of the report groups it: contradicted, altered or at odds with the evidence; resting
on one unnamed source; not decided by the evidence."""
Number = Annotated[int, Field(ge=0)]


class Counts(Model):
    """How many claims of an article have which label."""

    claims: Number = 0
    supported: Number = 0
    refuted: Number = 0
    conflicting: Number = 0
    not_enough_evidence: Number = 0
    not_checkable: Number = 0
    altered: Number = 0
    misattributed: Number = 0
    not_found: Number = 0
    mismatch: Number = 0
    """With a detail that a passage gives differently."""
    weak: Number = 0
    """Weakly sourced."""
    none: Number = 0
    """Without a source."""


class Concerns(Model):
    """How many claims need a person, each counted in the first group that fits."""

    wrong: Number = 0
    anonymous: Number = 0
    unchecked: Number = 0


class UrgentClaim(Model):
    """A claim that needs a person."""

    number: Annotated[int, Field(ge=1)]
    """In reading order, as the report counts; its place in the HTML report is `#claim-NUMBER`."""
    id: str
    """As in the annotation file where there is one."""
    text: str
    """The claim, made to stand alone and cut short."""
    speaker: str
    speaker_kind: SourceKind
    group: Group
    reasons: tuple[str, ...]
    """Worst first: `refuted`, `mismatch`, `misattributed`, `altered`, `conflicting`, `difference`, `anonymous`, `unchecked`."""
    gravity: tuple[float, ...]
    """Sorts the claims of a group, in one article and across articles; the smallest is the gravest."""
    problem: str
    """What is the matter, in a few words."""
    detail: str = ""
    """What was found, in one sentence."""
    todo: str
    """What to do about it."""
    support: SupportLabel
    attribution: AttributionLabel | None = None
    grade: Grade
    confidence: float | None = None
    also: tuple[int, ...] = ()
    """Numbers of further claims of the article with the same mismatch, or from the same unnamed source."""
    decision: str | None = None
    """What a person decided last, in one line, where there is an annotation file."""
    settled: bool = False
    """A person settled the claim and did not find it wrong, and nothing has changed since."""


class ArticleEntry(Model):
    """One article of a batch."""

    id: str
    """Its name in the batch, which the files of its reports bear."""
    source: str
    """Where it was read: a path relative to the batch's folder, or an address."""
    item: str | None = None
    """What its feed or list calls it."""
    status: Literal["done", "failed"]
    reason: str | None = None
    """Why it failed, in one line."""
    title: str = ""
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    reports: dict[str, str] = Field(default_factory=dict)
    """Paths of the reports by format, relative to the batch's folder."""
    annotation: str | None = None
    """Path of the annotation file, likewise."""
    counts: Counts = Counts()
    concerns: Concerns = Concerns()
    urgent: tuple[UrgentClaim, ...] = ()
    """Of each group the first, gravest first; `concerns` counts all."""
    warnings: tuple[str, ...] = ()
    corpus_sha256: str | None = None
    """The evidence that it was checked against."""
    earlier: bool = False
    """Left from an earlier run into the same folder, and not asked for in this one."""


class BatchSummary(Model):
    """All articles of a batch. `factcheck schema batch` prints the JSON Schema."""

    schema_version: Literal[1] = 1
    factcheck_version: str
    corpus: CorpusInfo | None
    """The evidence; None where nothing could be checked at all."""
    models: tuple[ModelInfo, ...]
    done: Number
    failed: Number
    counts: Counts
    """Over all articles."""
    concerns: Concerns
    articles: tuple[ArticleEntry, ...]
    """Those with the gravest claims first, then by name; failed ones last."""
