"""What an annotation file says, as types. People may add fields of their own anywhere; they are kept."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from factcheck.models import AttributionLabel, ClaimKind, Decision, Grade, Mode, Relation, SourceKind, SupportLabel

__all__ = [
    "ANNOTATION_VERSION",
    "AnnotatedArticle",
    "AnnotatedClaim",
    "AnnotatedLink",
    "Annotation",
    "Machine",
    "Position",
    "Quote",
    "Stale",
]

ANNOTATION_VERSION = 1


class _Open(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Quote(_Open):
    """TextQuoteSelector of the W3C Web Annotation Data Model: the words, and some on either side."""

    exact: Annotated[str, Field(min_length=1)]
    prefix: str = ""
    suffix: str = ""


class Position(_Open):
    """TextPositionSelector: half-open range of code points in the article's normalised text."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class AnnotatedLink(_Open):
    """One link of the chain, outermost first."""

    source: str
    kind: SourceKind
    named: bool
    mention: str | None = None
    """As written, where that differs from `source`."""
    cue: str | None = None


class Support(_Open):
    """The verdict on the content."""

    label: SupportLabel
    confidence: float | None = None
    """Left out when nothing was weighed."""
    why: str


class AttributionReading(_Open):
    """The verdict on the attribution."""

    label: AttributionLabel
    why: str


class SourcingReading(_Open):
    """The sourcing grade and the ids of the rules that fired."""

    grade: Grade
    with_evidence: Grade | None = None
    """Left out when no evidence was looked for."""
    rules: tuple[str, ...]
    independent_origins: int


class EvidenceReference(_Open):
    """A passage of the corpus, and what it does to the claim."""

    passage: str
    relation: Relation
    excluded: str | None = None


class Machine(_Open):
    """What factcheck found; rewritten by every run."""

    claim: str
    """Checksum of the claim's fields as factcheck wrote them: shows a hand edit."""
    reading_of: str
    """Checksum of the claim as factcheck itself reads it, whatever a person made of it."""
    reading: str
    """SHA-256 of everything factcheck said about the claim; a decision's `seen` refers to it."""
    support: Support | None = None
    attribution: AttributionReading | None = None
    sourcing: SourcingReading | None = None
    evidence: tuple[EvidenceReference, ...] = ()


class Stale(_Open):
    """A decision that was taken on something that has since changed."""

    decision: Annotated[int, Field(ge=1)]
    """Its place in `decisions`, counted from 1."""
    because: str


class AnnotatedClaim(_Open):
    """One claim and what people decided about it."""

    id: Annotated[str, Field(min_length=1)]
    quote: Quote
    position: Position
    parts: tuple[Position, ...] = ()
    text: str
    chain: Annotated[tuple[AnnotatedLink, ...], Field(min_length=1)]
    mode: Mode
    kind: ClaimKind
    edited: bool = False
    """A person changed text, chain, mode or kind by hand; runs leave them alone."""
    absent: bool = False
    """The last run did not find the claim in the article."""
    machine: Machine | None = None
    decisions: tuple[Decision, ...] = ()
    stale: tuple[Stale, ...] = ()


class AnnotatedArticle(_Open):
    """The article that the claims are from."""

    id: str
    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    left_out: str | None = None
    """How many paragraphs were not read because they are not in English."""
    sha256: str


class AnnotatedModel(_Open):
    """A model that took part in the last run."""

    role: str
    name: str
    sha256: str


class Annotation(_Open):
    """An annotation file."""

    factcheck_annotation: Literal[1]
    article: AnnotatedArticle
    rules_version: str
    models: tuple[AnnotatedModel, ...] = ()
    claims: tuple[AnnotatedClaim, ...] = ()

    @model_validator(mode="after")
    def _distinct_ids(self) -> Self:
        seen: set[str] = set()
        for claim in self.claims:
            if claim.id in seen:
                raise ValueError(f"two claims have the id {claim.id!r}")
            seen.add(claim.id)
        return self
