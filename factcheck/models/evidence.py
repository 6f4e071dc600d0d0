"""Documents of the corpus, their passages, and what search finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from factcheck.spans import Model, Span

__all__ = [
    "Document",
    "Evidence",
    "Passage",
    "Provenance",
    "ProvenanceRole",
    "PublisherType",
    "Review",
]

ProvenanceRole = Literal["own", "origin", "copy", "distorted_copy"]
PublisherType = str
"""As the corpus gives it, e.g. `newspaper`, `wire`, `government`, `company`; free text."""


class Review(Model):
    """What a published fact-check says of a claim; see https://schema.org/ClaimReview."""

    claim: str
    """The claim that was checked, in the reviewer's words."""
    claimant: str | None = None
    """Who made it."""
    claim_date: dt.date | None = None
    """When it was made."""
    rating: str | None = None
    """The verdict in the reviewer's words, such as "Mostly false"."""
    score: float | None = None
    """The verdict on the reviewer's scale, 0 for its worst and 1 for its best; None where it gives no number."""
    reviewer: str | None = None
    date: dt.date | None = None
    """When the fact-check was published."""
    url: str | None = None
    """Where it was."""
    language: str | None = None
    """As the reviewer states it, such as `en`."""


class Document(Model):
    """One document of the evidence corpus."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    publisher_type: PublisherType | None = None
    url: str | None = None
    date: dt.date | None = None
    review: Review | None = None
    """The document is a published fact-check."""


class Passage(Model):
    """A stretch of a document, with what a reader needs to judge where it comes from."""

    id: str
    """`<document id>#<number>`, counted from 0."""
    document_id: str
    span: Span
    """Offsets into the document's text."""
    text: str
    title: str | None = None
    publisher: str | None = None
    publisher_type: PublisherType | None = None
    url: str | None = None
    date: dt.date | None = None
    review: Review | None = None
    """It comes from a published fact-check, so that its words repeat a claim that may be false."""


class Evidence(Model):
    """A passage that search found for a claim."""

    passage: Passage
    score: float
    """What search ranks by; comparable within one query only."""
    cosine: float
    """Cosine of the embeddings, -1 to 1."""
    reranked: float | None = None
    """What the reranker makes of claim and passage, 0 to 1; None where it did not read them."""


class Provenance(Model):
    """Where the report in a document comes from, and why that is thought."""

    origin: str
    """Name of the report that it goes back to; the same for all that share it."""
    role: ProvenanceRole
    """`own`: its own report, and nobody is known to copy it; `origin`: others do; `copy`; `distorted_copy`: one that says more."""
    source: str | None = None
    """Whom it copies or credits, by name, be it in the evidence or not; None for `own` and `origin`."""
    derived_from: str | None = None
    """Id of the document that it copies, where that was found."""
    reason: str | None = None
    """What in the document shows it, as the rest of a sentence that begins with the document: `says “citing the Times”`."""
    distortion: str | None = None
    """What the copy says beyond its origin, for a reader; None unless `distorted_copy`."""
