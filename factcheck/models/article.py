"""An article and its blocks."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from factcheck.spans import Model, Span

__all__ = [
    "ASSERTING_BLOCKS",
    "Article",
    "Block",
    "BlockKind",
    "Fetched",
    "FilePart",
    "FilePlace",
]

BlockKind = Literal[
    "headline",
    "byline",
    "dateline",
    "heading",
    "paragraph",
    "list_item",
    "block_quote",
    "caption",
    "pull_quote",
    "notice",
    "link",
]
"""What a block of an article is. `notice` is copyright, disclaimer and page furniture; `link` a bare "original source" line."""
ASSERTING_BLOCKS: frozenset[BlockKind] = frozenset({"paragraph", "list_item", "block_quote"})
"""Kinds of block that may yield claims."""


class Block(Model):
    """One paragraph-like unit of an article and its role on the page."""

    span: Span
    kind: BlockKind
    language: str | None = None
    """ISO 639 code of a language other than English; no claims are made from such a block."""


class Fetched(Model):
    """What was fetched from where and when, so that a report on it can be made again from the same bytes."""

    url: str
    """As asked for."""
    final_url: str
    """Where redirects led."""
    at: AwareDatetime
    """When it arrived, in UTC, to the second."""
    status: int
    """HTTP status."""
    content_type: str | None = None
    """As the server states it."""
    sha256: str
    """Of the bytes as they were kept, without compression for the way."""
    size: int
    """In bytes, likewise."""


class FilePart(Model):
    """A paragraph of a Word document, or a page of a PDF file, and what stands there of the article."""

    unit: Literal["paragraph", "page"]
    number: Annotated[int, Field(ge=1)]
    """From 1; of all paragraphs of the document, empty ones and those of tables included."""
    span: Span


class FilePlace(Model):
    """Where words stand in a Word document or a PDF file."""

    unit: Literal["paragraph", "page"]
    first: int
    """Number of the first paragraph or page that they touch, from 1."""
    last: int

    def __str__(self) -> str:
        return f"{self.unit} {self.first}" if self.first == self.last else f"{self.unit}s {self.first}-{self.last}"


class Article(Model):
    """An article: its normalised text, its blocks, and what is known about its publication."""

    id: str
    """Slug of the file name, or what the caller gives; names the annotation file."""
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    """Author names as printed, without "By"."""
    publisher: str | None = None
    date: dt.date | None = None
    """Date of publication; relative dates are anchored to it."""
    date_inferred: bool = False
    """The date was not stated as such but is the latest that the text implies, or else the day on which the file was made."""
    place: str | None = None
    """Place of the dateline."""
    url: str | None = None
    fetched: Fetched | None = None
    """None for an article from a file that nobody fetched."""
    parts: tuple[FilePart, ...] = ()
    """The paragraphs or pages of its file, in the order of the text; empty for files without."""

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the normalised text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def asserting_blocks(self) -> tuple[Block, ...]:
        """The blocks that may yield claims, in reading order."""
        return tuple(block for block in self.blocks if block.kind in ASSERTING_BLOCKS and block.language is None)

    def file_place(self, span: Span) -> FilePlace | None:
        """Where a range of the text stands in the file; None in files that have neither paragraphs nor pages of their own."""
        touched = [part for part in self.parts if part.span.overlaps(span)]
        if not touched:
            return None
        numbers = [part.number for part in touched]
        return FilePlace(unit=touched[0].unit, first=min(numbers), last=max(numbers))
