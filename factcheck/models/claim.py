"""What an article asserts, and everyone it passed through."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from factcheck.spans import Model, Span

__all__ = [
    "Attribution",
    "Claim",
    "ClaimKind",
    "Cue",
    "Mode",
    "ResolvedDate",
    "Source",
    "SourceKind",
    "is_anonymous",
]

SourceKind = Literal["outlet", "person", "organization", "official", "spokesperson", "anonymous", "document", "author"]
Mode = Literal["direct", "mixed", "indirect", "none"]
ClaimKind = Literal["fact", "statistic", "prediction", "opinion", "intent"]


class Source(Model):
    """Who or what a statement is attributed to."""

    name: str
    """As written where it is mentioned."""
    canonical: str
    """The fullest name that the article gives."""
    kind: SourceKind
    named: bool
    """False when a reader cannot tell who it is."""
    span: Span | None = None
    """The mention; None when the source is carried over or implied."""

    @property
    def anonymous(self) -> bool:
        """Whether nobody could say who it is, as `is_anonymous` has it."""
        return is_anonymous(self.kind, named=self.named)


def is_anonymous(kind: SourceKind, *, named: bool) -> bool:
    """Whether nobody could say who a source is.

    An unnamed spokesperson speaks for an institution that is named; and an article that does not say who publishes it, such as a draft, has
    an author all the same.
    """
    return not named and kind not in {"spokesperson", "author"}


class Cue(Model):
    """The words that attribute, without the source."""

    text: str
    span: Span


class Attribution(Model):
    """One link of a chain: a source, and the cue that hands the statement on (None when carried over)."""

    source: Source
    cue: Cue | None = None


class ResolvedDate(Model):
    """A date expression of the article, anchored to its date of publication; both ends inclusive."""

    text: str
    span: Span
    first: dt.date
    last: dt.date


class Claim(Model):
    """One assertion of the article, with everyone it passed through."""

    id: str
    """Minted once, kept for the life of the annotation file."""
    span: Span
    extra_spans: tuple[Span, ...] = ()
    """Further parts, where the content is interrupted by its attribution."""
    quote: str
    """`article.text` under `span`."""
    text: str
    """The content as one self-contained sentence."""
    chain: Annotated[tuple[Attribution, ...], Field(min_length=1)]
    """Outermost first; the last one is the speaker. The author's own voice is one link of kind `author`."""
    mode: Mode
    kind: ClaimKind
    sentence: Span
    """The sentence of the article that holds the claim."""
    dates: tuple[ResolvedDate, ...] = ()
    check_worthiness: Annotated[float, Field(ge=0, le=1)] = 0.5
    """How much it resembles claims that fact-checkers took up, by a linear model over its wording and its kind.
    Fitted on claims that PolitiFact rated (PolitiHop, LIAR-PLUS) against claims of news, interviews and speeches in general (GUM). It ranks
    claims; it is no probability, and says nothing of whether a claim is so. 0.5 where nothing scored it."""

    @property
    def speaker(self) -> Source:
        """The innermost source: whose statement it is."""
        return self.chain[-1].source

    @property
    def spans(self) -> tuple[Span, ...]:
        """All parts of the claim, in reading order."""
        return tuple(sorted((self.span, *self.extra_spans), key=lambda span: span.start))
