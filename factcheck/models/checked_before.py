"""Published fact-checks of what a claim says."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from factcheck.spans import Model

__all__ = ["Agreement", "CheckedBefore", "CheckedRelation", "Similarity"]

CheckedRelation = Literal["same", "opposite"]
"""Whether the fact-check is of what the claim says, or of its opposite."""
Similarity = Annotated[float, Field(ge=-1, le=1)]
"""Cosine of the embeddings of two claims."""
Agreement = Annotated[float, Field(ge=0, le=1)]
"""Probability that either of two claims supports the other, or refutes it for `opposite`: the mean of both directions."""


class CheckedBefore(Model):
    """A published fact-check of a claim, or of its opposite; it changes neither verdict nor sourcing."""

    document_id: str
    """Of the fact-check in the corpus."""
    relation: CheckedRelation
    claim: str
    """The claim that was checked, in the fact-checker's words."""
    claimant: str | None = None
    """Who made it, as the fact-checker says."""
    publisher: str | None = None
    """Who checked it."""
    date: dt.date | None = None
    """When the fact-check was published."""
    rating: str | None = None
    """The rating in the fact-checker's words; None where it gives none."""
    url: str | None = None
    """Where the fact-check was published."""
    similarity: Similarity
    """Cosine of the embeddings of the two claims."""
    agreement: Agreement
    """Probability that either claim supports the other, or refutes it for `opposite`: the mean of both directions."""
    later: bool = False
    """It was published after the day that the report speaks of."""
