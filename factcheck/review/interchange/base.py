"""What an annotation says to another tool: claims as stretches of a text, with what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from factcheck.errors import InputError
from factcheck.models import Article, Decision, Span
from factcheck.review.schema import AnnotatedClaim, AnnotatedLink, Annotation
from factcheck.review.standing import standing

__all__ = ["LABELS", "Exchange", "Format", "Item", "exchange_of"]

LABELS = ("kind", "mode", "support", "attribution", "sourcing")
"""What is known of a claim in one word each."""


@dataclass(frozen=True)
class Item:
    """One claim; None is what a format does not hold."""

    spans: tuple[Span, ...]
    """In the text, code points; the first is the claim's quote."""
    id: str | None = None
    text: str | None = None
    chain: tuple[AnnotatedLink, ...] | None = None
    kind: str | None = None
    mode: str | None = None
    support: str | None = None
    attribution: str | None = None
    sourcing: str | None = None
    decisions: tuple[Decision, ...] | None = None
    action: str | None = None
    """What the person who did the work decided, where the tool asks for it; only ever read."""
    note: str | None = None
    """Why."""

    def labels(self) -> dict[str, str]:
        """Those of `LABELS` that are known."""
        return {name: value for name in LABELS if (value := getattr(self, name)) is not None}


@dataclass(frozen=True)
class Exchange:
    """One article with its claims."""

    article_id: str
    text: str
    items: tuple[Item, ...]
    title: str | None = None
    url: str | None = None


class Format(Protocol):
    """Another tool's files."""

    @property
    def name(self) -> str:
        """As the command line has it."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of the files, each beside the other; the first is the one that is named."""
        ...

    @property
    def cannot_hold(self) -> tuple[str, ...]:
        """What is lost on the way out, in words for a reader."""
        ...

    def write(self, exchange: Exchange) -> dict[str, str]:
        """The content of the files, by suffix."""
        ...

    def read(self, files: Mapping[str, str]) -> Exchange:
        """What files say.

        Raises:
            InputError: they are not of this format.
        """
        ...


def exchange_of(annotation: Annotation, article: Article) -> Exchange:
    """The claims of an annotation file that stand in the article, with what people made of them.

    Raises:
        InputError: a claim's words are not where the file says.
    """
    claims = [claim for claim in annotation.claims if not claim.absent and not claim.replaced_by]
    for claim in claims:
        if article.text[claim.position.start : claim.position.end] != claim.quote.exact:
            raise InputError(f"{claim.id}: its words are not at its position; run `factcheck check` with this file again")
    items = tuple(_item(claim) for claim in claims)
    return Exchange(
        article_id=annotation.article.id, text=article.text, items=items, title=annotation.article.title, url=annotation.article.url
    )


def _item(claim: AnnotatedClaim) -> Item:
    stands = standing(claim)
    return Item(
        spans=tuple(Span(start=part.start, end=part.end) for part in (claim.position, *claim.parts)),
        id=claim.id,
        text=claim.text,
        chain=claim.chain,
        kind=claim.kind,
        mode=claim.mode,
        support=stands.support,
        attribution=stands.attribution,
        sourcing=stands.sourcing,
        decisions=claim.decisions,
    )
