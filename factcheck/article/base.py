"""What a reader of one format gives to the rest of the room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from factcheck.article.normalise import normalise
from factcheck.models import BlockKind, Span

if TYPE_CHECKING:
    from factcheck.article.places import Places

__all__ = ["ArticleReader", "BinaryArticleReader", "Content", "Draft", "Stated", "join_blocks"]


class Draft(NamedTuple):
    """A block before its role is told."""

    span: Span
    kind: BlockKind | None
    """What the format itself says it is; None where it says nothing, as in plain text."""
    group: int = 0
    """Blocks of one number stood together, without a blank line between them."""


class Stated(NamedTuple):
    """What is said about an article's publication; None where nothing is."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None

    def or_else(self, other: Stated) -> Stated:
        """These values, filled up from `other`."""
        return Stated(
            title=other.title if self.title is None else self.title,
            byline=other.byline if self.byline is None else self.byline,
            publisher=other.publisher if self.publisher is None else self.publisher,
            date=other.date if self.date is None else self.date,
            url=other.url if self.url is None else self.url,
        )


class Content(NamedTuple):
    """An article as its format gives it."""

    text: str
    """Normal text; see `normalise`."""
    drafts: tuple[Draft, ...]
    """In order, without overlap, without blanks at either end."""
    stated: Stated = Stated()
    structured: bool = False
    """The format marks headings and lists itself, so short lines are not guessed to be headings."""
    properties: Stated = Stated()
    """What the file's own properties say. A program fills them in by itself, so all that is printed outweighs them."""
    place: str | None = None
    """Where it was written, as the format says outside the text."""
    places: Places | None = None
    """Where the characters of `text` stood, in formats that have paragraphs or pages of their own."""


class ArticleReader(Protocol):
    """Reads one format."""

    suffixes: ClassVar[tuple[str, ...]]
    """Endings of file names in that format, with the dot, in lower case."""

    def read(self, raw: str, *, name: str) -> Content:
        """Find the text and its blocks.

        Args:
            raw: The decoded file.
            name: What to call it in an error.

        Raises:
            ArticleError: There is no article in it.
        """
        ...


class BinaryArticleReader(Protocol):
    """Reads one format that is no text."""

    suffixes: ClassVar[tuple[str, ...]]
    """Endings of file names in that format, with the dot, in lower case."""

    def read_bytes(self, data: bytes, *, name: str) -> Content:
        """Find the text, its blocks and their places.

        Args:
            data: The file.
            name: What to call it in an error.

        Raises:
            ArticleError: It cannot be read, there is no article in it, or the library that reads it is not installed.
        """
        ...


def join_blocks(blocks: Iterable[tuple[str, BlockKind | None]]) -> tuple[str, tuple[Draft, ...]]:
    """Set blocks below each other, a blank line between them.

    Args:
        blocks: Raw text and kind of each; line ends within a block become spaces, empty blocks are left out.

    Returns:
        The joined normal text, and the blocks as spans of it.
    """
    parts: list[str] = []
    drafts: list[Draft] = []
    at = 0
    for raw, kind in blocks:
        part = " ".join(normalise(raw).text.split())
        if not part:
            continue
        drafts.append(Draft(Span(start=at, end=at + len(part)), kind, len(drafts)))
        parts.append(part)
        at += len(part) + 2
    return "\n\n".join(parts), tuple(drafts)
