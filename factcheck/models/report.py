"""The report of one article, and what people decide about it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime, Field

from factcheck.models.article import Article
from factcheck.models.claim import Claim
from factcheck.models.verdict import Assessment, AttributionVerdict, Sourcing, Verdict
from factcheck.spans import Model

__all__ = [
    "CheckedClaim",
    "CorpusInfo",
    "Decision",
    "ModelInfo",
    "Report",
]


class CheckedClaim(Model):
    """A claim with everything found out about it."""

    claim: Claim
    verdict: Verdict
    attribution: AttributionVerdict | None
    """None for the author's own voice: there is nobody to have said it."""
    sourcing: Sourcing
    evidence: tuple[Assessment, ...]


class ModelInfo(Model):
    """A model that took part, exactly enough to repeat the run."""

    role: Literal["embedder", "reranker", "verifier", "tagger"]
    name: str
    sha256: str


class CorpusInfo(Model):
    """The evidence corpus as it was."""

    name: str
    sha256: str
    documents: int
    passages: int


class Report(Model):
    """The fact-check report of one article."""

    schema_version: Literal[1] = 1
    factcheck_version: str
    article: Article
    as_of: dt.date | None
    """Evidence published later does not count."""
    corpus: CorpusInfo
    models: tuple[ModelInfo, ...]
    rules_version: str
    claims: tuple[CheckedClaim, ...]
    warnings: tuple[str, ...] = ()


class Decision(Model):
    """What a person decided about a claim; never rewritten."""

    by: str
    at: AwareDatetime
    action: Literal["confirm", "correct", "needs_source", "hold", "dismiss"]
    fields: dict[str, str] = Field(default_factory=dict)
    note: str | None = None
    seen: str | None = None
    """SHA-256 of the machine's reading that the person saw."""
