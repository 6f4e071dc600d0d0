"""The report of one article, and what people decide about it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, field_validator

from factcheck.models.article import Article, FilePlace
from factcheck.models.checked_before import CheckedBefore
from factcheck.models.claim import Claim
from factcheck.models.verdict import Assessment, AttributionVerdict, Sourcing, Verdict
from factcheck.spans import Model

__all__ = [
    "Action",
    "CheckedClaim",
    "CorpusInfo",
    "Decision",
    "ModelInfo",
    "Report",
    "Seen",
    "Usage",
]


class CheckedClaim(Model):
    """A claim with everything found out about it."""

    claim: Claim
    verdict: Verdict
    attribution: AttributionVerdict | None
    """None for the author's own voice: there is nobody to have said it."""
    sourcing: Sourcing
    evidence: tuple[Assessment, ...]
    place: FilePlace | None = None
    """Paragraph of the Word document, or page of the PDF file, where its words stand; None in other files."""
    checked_before: Annotated[tuple[CheckedBefore, ...], Field(exclude_if=lambda found: not found)] = ()
    """Published fact-checks of the same claim, or of its opposite, the most alike first; left out of the JSON where there is none."""


class Usage(Model):
    """What a language model was asked in one run, and what that cost; answers from the cache cost nothing."""

    host: str
    """Where the texts were sent."""
    requests: int = Field(ge=0)
    """Answers that the provider gave in this run, with those that were refused and asked for again."""
    cached: int = Field(ge=0)
    """Answers taken from the cache of this machine."""
    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    cost_usd: float | None
    """By the provider's list prices as of the installed release; None where they are not known."""

    def __add__(self, other: Self) -> Self:
        """Both together; the cost is known where both are."""
        costs = (self.cost_usd, other.cost_usd)
        return self.model_copy(
            update={
                "requests": self.requests + other.requests,
                "cached": self.cached + other.cached,
                "input_tokens": self.input_tokens + other.input_tokens,
                "output_tokens": self.output_tokens + other.output_tokens,
                "cost_usd": None if costs[0] is None or costs[1] is None else round(costs[0] + costs[1], 6),
            }
        )


class ModelInfo(Model):
    """A model that took part, exactly enough to repeat the run."""

    role: Literal["embedder", "reranker", "verifier", "tagger", "extractor"]
    name: str
    sha256: str
    """Of the weights; for a language model, whose weights nobody sees, of its name and of the instructions that it was given."""
    usage: Usage | None = None
    """None for models that run on this machine without a server."""


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


class Seen(Model):
    """Checksums of what a person saw when deciding, so that a later change can be told; 16 hexadecimal digits each."""

    claim: str | None = None
    """Of the claim as it stood: its words in the article, its text, chain, mode and kind."""
    evidence: str | None = None
    """Of the passages, by id and text."""
    reading: str | None = None
    """`machine.reading`: of everything that factcheck said."""


Action = Literal["confirm", "correct", "needs_source", "hold", "dismiss", "withdraw"]
"""`withdraw` takes back an earlier decision of the same person, the one taken at `fields.withdraws`; both stay in the file."""


class Decision(Model):
    """What a person decided about a claim; never rewritten."""

    by: Annotated[str, Field(min_length=1)]
    at: AwareDatetime
    action: Action
    fields: dict[str, str] = Field(default_factory=dict)
    """What the person corrected: support, attribution, sourcing, text, kind, mode, source, source_kind, or a field of their own."""
    note: str | None = None
    seen: Seen | None = None

    @field_validator("seen", mode="before")
    @classmethod
    def _one_checksum(cls, value: object) -> object:
        return {"reading": value} if isinstance(value, str) else value
