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
]

ProvenanceRole = Literal["own", "origin", "copy", "distorted_copy"]
PublisherType = str
"""As the corpus gives it, e.g. `newspaper`, `wire`, `government`, `company`; free text."""


class Document(Model):
    """One document of the evidence corpus."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    publisher_type: PublisherType | None = None
    url: str | None = None
    date: dt.date | None = None


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
