"""The article with its claims marked in place, as the page draws it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from factcheck.article.language import language_name
from factcheck.models import ASSERTING_BLOCKS, Article, Report
from factcheck.report.phrasing import legible
from factcheck.report.segments import Mark, Segment, cut

__all__ = ["ArticleBlock", "article_blocks", "marked_blocks"]

K = TypeVar("K")

_NOTES = {
    "caption": "Caption",
    "notice": "Notice",
    "pull_quote": "Pull quote",
    "link": "Link",
    "byline": "Byline",
    "dateline": "Dateline",
}
"""What a block that is not checked is called in the margin. Headlines and headings speak for themselves."""


@dataclass(frozen=True)
class ArticleBlock(Generic[K]):
    """One block of the article."""

    start: int
    """Where it begins, in code points."""
    kind: str
    checked: bool
    """Whether claims are looked for in it."""
    note: str | None
    language: str | None
    """ISO 639 code where it is not English."""
    segments: tuple[Segment[K], ...]
    """Pieces of its text; keys are those of the marks."""


def article_blocks(report: Report) -> list[ArticleBlock[int]]:
    """The blocks of the article in reading order, its claims marked by their numbers, counted from 1."""
    marks = [
        Mark(span.start, span.end, number)
        for number, checked in enumerate(report.claims, 1)
        for span in checked.claim.spans
        if span.start < span.end
    ]
    return marked_blocks(report.article, marks)


def marked_blocks(article: Article, marked: Sequence[Mark[K]]) -> list[ArticleBlock[K]]:
    """The blocks of the article in reading order, and as plain paragraphs whatever text no block covers.

    Args:
        article: the article.
        marked: what is marked in it, in any order; a key may be marked in several places.
    """
    text = article.text
    shown = legible(text)
    marks = sorted(marked, key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    longest = max((mark.end - mark.start for mark in marks), default=0)
    last_end: dict[K, int] = {}
    for mark in marks:
        last_end[mark.key] = max(mark.end, last_end.get(mark.key, 0))
    spans: list[tuple[int, int, str, str | None]] = []
    reached = 0
    for block in sorted(article.blocks, key=lambda block: block.span.start):
        if text[reached : block.span.start].strip():
            spans.append((reached, block.span.start, "paragraph", None))
        spans.append((max(block.span.start, reached), block.span.end, block.kind, block.language))
        reached = max(reached, block.span.end)
    if text[reached:].strip():
        spans.append((reached, len(text), "paragraph", None))
    views: list[ArticleBlock[K]] = []
    for start, end, kind, language in spans:
        if not text[start:end].strip():
            continue
        near = marks[bisect_left(starts, start - longest) : bisect_left(starts, end)]
        position = start
        pieces: list[Segment[K]] = []
        for piece in cut(shown, near, start=start, end=end):
            position += len(piece.text)
            # The number stands once, after the claim's last part.
            closes = tuple(dict.fromkeys(key for key in piece.closes if last_end[key] == position))
            pieces.append(piece._replace(closes=closes, keys=tuple(dict.fromkeys(piece.keys))))
        checked = kind in ASSERTING_BLOCKS and language is None
        note = None if checked else _NOTES.get(kind) or (language and f"In {language_name(language)}")
        views.append(ArticleBlock(start, kind, checked, note, language, tuple(pieces)))
    return views
