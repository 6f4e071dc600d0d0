"""Quotations: the stretches of a text that stand in quotation marks, or in a block quote.

One scan per paragraph, without backtracking. A mark that opens and is never closed runs to the end of its paragraph, as
newspapers leave a quotation open that goes on in the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from factcheck.models import Article, Span

__all__ = ["Quotation", "find_quotations", "quotations"]

_OPENERS = frozenset(" \t\n\u00a0([{-–—―/:")
_CLOSERS = frozenset(" \t\n\u00a0)]},.;:!?-–—―/…'’\"”")
_ELIDED = ("em ", "em,", "em.", "tis", "til", "cause", "bout", "n'", "n’")
"""Words whose first letters an apostrophe replaces."""


class Quotation(NamedTuple):
    """One quoted stretch."""

    span: Span
    """With its quotation marks."""
    inner: Span
    """Without them."""
    depth: int
    """0 outermost; 1 a quotation inside a quotation."""
    closed: bool
    """False where the paragraph ends before the closing mark."""


class _Open(NamedTuple):
    start: int
    width: int
    kind: str


def find_quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """The quotations of `text` in reading order, the outer before the inner.

    Args:
        text: Any text.
        paragraphs: Spans that no quotation crosses, in reading order.
    """
    found: list[Quotation] = []
    for paragraph in paragraphs:
        found += _scan(text, paragraph.start, paragraph.end)
    found.sort(key=lambda quotation: (quotation.span.start, -quotation.span.end))
    return found


def quotations(article: Article) -> list[Quotation]:
    """The quotations of an article; a block quote is one as a whole."""
    found: list[Quotation] = []
    for block in article.blocks:
        if block.kind == "block_quote":
            found.append(Quotation(span=block.span, inner=block.span, depth=0, closed=True))
        else:
            found += find_quotations(article.text, [block.span])
    return found


def _scan(text: str, start: int, end: int) -> Iterator[Quotation]:
    stack: list[_Open] = []
    strong_single = _last_strong_single(text, start, end)
    position = start
    while position < end:
        kind, width = _mark(text, position, end)
        if not width:
            position += 1
            continue
        before = text[position - 1] if position > start else " "
        after = text[position + width] if position + width < end else " "
        if kind == "single":
            role = _single_role(text, position, end, before=before, after=after, stack=stack, strong_until=strong_single)
        else:
            role = _double_role(text[position], before=before, after=after, inside=any(mark.kind == "double" for mark in stack))
        if role == "open":
            stack.append(_Open(position, width, kind))
        elif role == "close":
            while stack and stack[-1].kind != kind:
                stack.pop()  # a single mark left open inside a double one was an apostrophe after all
            opened = stack.pop()
            yield Quotation(
                span=Span(start=opened.start, end=position + width),
                inner=Span(start=opened.start + opened.width, end=position),
                depth=len(stack),
                closed=True,
            )
        position += width
    for depth, opened in enumerate(stack):
        if opened.kind == "double":
            yield Quotation(span=Span(start=opened.start, end=end), inner=Span(start=opened.start + opened.width, end=end), depth=depth, closed=False)


def _mark(text: str, position: int, end: int) -> tuple[str, int]:
    """Kind and width of the quotation mark at `position`; width 0 where there is none."""
    character = text[position]
    if character in "\"“”„«»":
        return "double", 1
    if character in "'`" and position + 1 < end and text[position + 1] == character:
        return "double", 2
    if character in "'‘’":
        return "single", 1
    return "", 0


def _double_role(mark: str, *, before: str, after: str, inside: bool) -> str:
    if mark in "“„«":
        return "open"
    if inside:
        # A straight mark after a space and before a word opens an inner quotation only where marks are curly; straight ones do not nest.
        return "close"
    if mark in "”»":
        return "open" if before in _OPENERS and after not in _CLOSERS else ""
    return "open" if before in _OPENERS or after not in _CLOSERS else ""


def _single_role(text: str, position: int, end: int, *, before: str, after: str, stack: list[_Open], strong_until: int) -> str:
    inside = any(mark.kind == "single" for mark in stack)
    opens = (before in _OPENERS or before in "\"“") and (after.isalpha() or after in "$£€([…." or (after.isdigit() and not _decade(text, position, end)))
    if opens and not inside and text[position] != "’":
        rest = text[position + 1 : position + 7].lower()
        if rest.startswith(_ELIDED):
            return ""
        # An opening straight mark without any later mark that can close it is an apostrophe.
        return "open" if text[position] == "‘" or position < strong_until else ""
    if inside and text[position] != "‘" and not after.isalnum() and not before.isspace():
        possessive = before in "sS" and after == " " and position < strong_until
        return "" if possessive else "close"
    return ""


def _decade(text: str, position: int, end: int) -> bool:
    """Whether the mark at `position` abbreviates a year, as in '90s."""
    return position + 2 < end and text[position + 1 : position + 3].isdigit() and not text[position + 3 : position + 4].isdigit()


def _last_strong_single(text: str, start: int, end: int) -> int:
    """Offset of the last single mark that can only close a quotation: after punctuation or a letter other than s, before no letter."""
    position = end - 1
    while position > start:
        if text[position] in "'’" and text[position - 1] not in "sS" and not text[position - 1].isspace():
            after = text[position + 1] if position + 1 < end else " "
            if not after.isalnum() and after != text[position] and text[position - 1] != text[position]:
                return position
        position -= 1
    return start
