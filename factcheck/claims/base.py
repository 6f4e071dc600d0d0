"""The plug points of the claims room, and what passes between its steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from factcheck.models import Article, Claim, ModelInfo, Span

__all__ = ["AttributionTagger", "ClaimExtractor", "Sentence", "TaggedAttribution"]


class Sentence(NamedTuple):
    """One sentence of an article; never crosses a block."""

    span: Span
    """Offsets into `Article.text`, without surrounding white space."""
    block: int
    """Index into `Article.blocks`."""


class TaggedAttribution(NamedTuple):
    """Who (source) attributes (cue) what (content), as offsets into the text that was tagged.

    Each role is a tuple of spans in reading order without overlap, so that an interrupted role keeps its parts.
    The conventions are those of PolNeAR (Newell et al., LREC 2018): a source carries its titles and appositions, a cue its
    auxiliaries, and a content its quotation marks and its "that". Contents may nest; a source or a cue may be empty.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class AttributionTagger(Protocol):
    """Finds the attributions of a text."""

    info: ModelInfo | None
    """The model it runs, for reports; None where it runs none."""

    def tag(self, text: str, sentences: Sequence[Sentence]) -> list[TaggedAttribution]:
        """Tag `text`, whose sentences are given in reading order; the result is in reading order of cue or content."""
        ...


class ClaimExtractor(Protocol):
    """Turns an article into attributed claims."""

    models: tuple[ModelInfo, ...]
    """The models it runs, for reports."""

    def extract(self, article: Article) -> tuple[Claim, ...]:
        """The claims of `article` in reading order, with fresh ids."""
        ...
