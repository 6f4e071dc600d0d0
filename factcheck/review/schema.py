"""What an annotation file says, as types. People may add fields of their own anywhere; they are kept."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from factcheck.models import (
    AttributionLabel,
    CheckedRelation,
    ClaimKind,
    Decision,
    DiffKind,
    Grade,
    Mode,
    Relation,
    SourceKind,
    SupportLabel,
)
from factcheck.models.checked_before import Agreement, Similarity

__all__ = [
    "ANNOTATION_VERSION",
    "ID_PATTERN",
    "SCHEMA_FILE",
    "AnnotatedArticle",
    "AnnotatedClaim",
    "AnnotatedLink",
    "Annotation",
    "Conflict",
    "FactCheck",
    "Machine",
    "OwnEvidence",
    "Position",
    "Quote",
    "Stale",
    "annotation_schema",
]

ANNOTATION_VERSION = 1
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
SCHEMA_FILE = "annotation.schema.json"
"""Where editors look for the schema: beside the annotation files, so that nothing is fetched."""


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
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
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


class MismatchEntry(_Open):
    """A detail that a passage which counts gives differently."""

    kind: DiffKind
    sure: bool
    """Sure enough to keep the passage from supporting the claim."""
    passage: str
    """The first of those that say so."""
    detail: str
    """What differs, for a reader."""


class EvidenceReference(_Open):
    """A passage of the corpus, and what it does to the claim."""

    passage: str
    relation: Relation
    excluded: str | None = None


class FactCheck(_Open):
    """A published fact-check of the claim, or of its opposite."""

    document: str
    """Its id in the corpus."""
    relation: CheckedRelation
    rating: str | None = None
    """As published."""
    claim: str
    """The claim that was checked."""
    claimant: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    similarity: Similarity
    agreement: Agreement
    later: bool = False
    """Published after the day of the report."""


class Reads(_Open):
    """How factcheck reads the claim, where that is not what stands above."""

    quote: str | None = None
    text: str | None = None
    chain: tuple[AnnotatedLink, ...] | None = None
    mode: Mode | None = None
    kind: ClaimKind | None = None


class Versions(_Open):
    """What made this block."""

    rules: str
    models: str | None = None
    """Checksum of the models that took part; the file's `models` names those of the last run."""


class Machine(_Open):
    """What factcheck found; rewritten by every run. Checksums are the first 16 hexadecimal digits of SHA-256."""

    support: Support | None = None
    attribution: AttributionReading | None = None
    sourcing: SourcingReading | None = None
    check_worthiness: Annotated[float, Field(ge=0, le=1)] | None = None
    """How much it resembles what fact-checkers take up; left out in files from before it was written."""
    mismatches: tuple[MismatchEntry, ...] = ()
    """Sure ones first."""
    evidence: tuple[EvidenceReference, ...] = ()
    checked_before: tuple[FactCheck, ...] = ()
    reads: Reads | None = None
    versions: Versions | None = None
    claim: str
    """Checksum of text, chain, mode and kind as a run left them: shows a hand edit."""
    quote_of: str | None = None
    """Checksum of the words that a run marked: shows a span that a person moved."""
    reading_of: str
    """Checksum of the claim as factcheck itself reads it, whatever a person made of it."""
    evidence_of: str | None = None
    """Checksum of the passages, by id and text."""
    reading: str
    """Checksum of everything factcheck said about the claim but confidence and wording; a decision's `seen` refers to it."""


class OwnEvidence(_Open):
    """Evidence that a person attached."""

    by: Annotated[str, Field(min_length=1)]
    at: AwareDatetime
    passage: str | None = None
    """Id of a passage of the corpus."""
    url: str | None = None
    quote: str | None = None
    """The words that count."""
    relation: Relation = "neutral"
    note: str | None = None

    @model_validator(mode="after")
    def _points_somewhere(self) -> Self:
        if not (self.passage or self.url or self.quote):
            raise ValueError("evidence needs a passage, a url or a quote")
        return self


class Stale(_Open):
    """A decision that was taken on something that has since changed."""

    by: str
    at: AwareDatetime
    because: str


class Conflict(_Open):
    """Two people changed one field in two ways; `ours` stands, and whoever settles it takes the entry out."""

    field: str
    ours: Any = None
    theirs: Any = None


def _plain_id(given: str) -> str:
    if not re.fullmatch(ID_PATTERN, given):
        raise ValueError(f"the id {given!r} is not made of letters from a to z, digits, '.', '_' and '-' alone; give the claim another")
    return given


ClaimId = Annotated[str, AfterValidator(_plain_id), Field(json_schema_extra={"pattern": ID_PATTERN})]
"""Stands in addresses, on the command line and in other tools' files, so nothing that any of them reads otherwise."""


class AnnotatedClaim(_Open):
    """One claim and what people decided about it."""

    id: ClaimId
    quote: Quote
    position: Position
    parts: tuple[Position, ...] = ()
    text: str
    chain: Annotated[tuple[AnnotatedLink, ...], Field(min_length=1)]
    mode: Mode
    kind: ClaimKind
    added_by: str | None = None
    """The person who added the claim, or made it of others; runs leave all of it alone."""
    as_added: Reads | None = None
    """What they first said, where it was corrected since."""
    split_from: str | None = None
    merged_from: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    """The claims that a person made of this one; it is kept for its decisions, and does not count."""
    edited: bool = False
    """A person changed text, chain, mode or kind by hand; runs leave them alone."""
    fixed_span: bool = False
    """A person marked other words; runs leave them alone as long as the article has them."""
    absent: bool = False
    """The last run did not find the claim in the article."""
    evidence: tuple[OwnEvidence, ...] = ()
    machine: Machine | None = None
    decisions: tuple[Decision, ...] = ()
    stale: tuple[Stale, ...] = ()
    """Decisions that ask for another look: the last of each person, where claim or evidence changed since."""
    conflicts: tuple[Conflict, ...] = ()


class AnnotatedArticle(_Open):
    """The article that the claims are from."""

    id: str
    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    file: str | None = None
    """Where the article lies, from the annotation file's folder."""
    item: str | None = None
    """Which of several articles there it is: its id, its address or its number from 1."""
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

    def claim(self, identifier: str) -> AnnotatedClaim | None:
        """The claim of that id."""
        return next((claim for claim in self.claims if claim.id == identifier), None)


def annotation_schema() -> dict[str, Any]:
    """The JSON Schema by which an editor completes and checks an annotation file."""
    schema = Annotation.model_json_schema(mode="validation")
    # A decision's `seen` may be one checksum, as a person writes it.
    schema["$defs"]["Decision"]["properties"]["seen"]["anyOf"].append({"type": "string"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "factcheck annotation file", **schema}
