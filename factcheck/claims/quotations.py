"""Quotations: the stretches of a text that stand in quotation marks, or in a block quote.

One scan per paragraph, without backtracking. A mark that opens and is never closed runs to the end of its paragraph, as
newspapers leave a quotation open that goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from factcheck.models import Article, Span

__all__ = ["Quotation", "find_quotations", "quotations"]

_OPENERS = frozenset(" \t\n\u00a0([{-–—―/:")
_CLOSERS = frozenset(" \t\n\u00a0)]},.;:!?-–—―/…'’\"”")
_MARKS = re.compile("[“”„«»\"'`‘’]")
_DEEPEST = 6
"""Quotations inside quotations beyond this are a hostile text, not news."""
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
    strong = _last_single(text, start, end, strong=True)
    last = _last_single(text, start, end, strong=False)
    position = start
    while (mark := _MARKS.search(text, position, end)) is not None:
        position = mark.start()
        kind, width = _mark(text, position, end)
        if not width:
            position += 1
            continue
        before = text[position - 1] if position > start else " "
        after = text[position + width] if position + width < end else " "
        if kind == "straight" and _closes_curly(stack, before=before, after=after):
            kind = "double"
            role = "close"
        elif kind == "single":
            role = _single_role(text, position, end, before=before, after=after, stack=stack, last=last, strong=strong)
        else:
            role = _double_role(text[position], before=before, after=after, inside=any(mark.kind == kind for mark in stack))
        if role == "open" and len(stack) < _DEEPEST:
            stack.append(_Open(position, width, kind))
        elif role == "close" and any(mark.kind == kind for mark in stack):
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
        if opened.kind != "single":
            inner = Span(start=opened.start + opened.width, end=end)
            yield Quotation(span=Span(start=opened.start, end=end), inner=inner, depth=depth, closed=False)


def _closes_curly(stack: list[_Open], *, before: str, after: str) -> bool:
    """Whether a straight mark ends a quotation that a curly one opened, as hurried editing leaves them."""
    kinds = [mark.kind for mark in stack]
    return "double" in kinds and "straight" not in kinds and before not in _OPENERS and after in _CLOSERS


def _mark(text: str, position: int, end: int) -> tuple[str, int]:
    """Kind and width of the quotation mark at `position`; width 0 where there is none."""
    character = text[position]
    if character in "“”„«»":
        return "double", 1
    if character == '"':
        return "straight", 1
    if character in "'`" and position + 1 < end and text[position + 1] == character:
        return "twin", 2
    if character in "'‘’":
        return "single", 1
    return "", 0


def _double_role(mark: str, *, before: str, after: str, inside: bool) -> Literal["open", "close", ""]:
    if mark in "“„«":
        return "open"
    if inside:
        # A straight mark after a space and before a word opens an inner quotation only where marks are curly; straight ones do not nest.
        return "close"
    if mark in "”»":
        return "open" if before in _OPENERS and after not in _CLOSERS else ""
    return "open" if before in _OPENERS or after not in _CLOSERS else ""


def _single_role(
    text: str, position: int, end: int, *, before: str, after: str, stack: list[_Open], last: int, strong: int
) -> Literal["open", "close", ""]:
    inside = any(mark.kind == "single" for mark in stack)
    begins = after.isalpha() or after in "$£€([…." or (after.isdigit() and not _decade(text, position, end))
    opens = begins and (before in _OPENERS or before in '"“')
    if opens and not inside and text[position] != "’":
        rest = text[position + 1 : position + 7].lower()
        if rest.startswith(_ELIDED):
            return ""
        # An opening straight mark without any later mark that can close it is an apostrophe.
        return "open" if text[position] == "‘" or position < last else ""
    if inside and text[position] != "‘" and not after.isalnum() and not before.isspace():
        possessive = before in "sS" and after == " " and position < strong
        return "" if possessive else "close"
    return ""


def _decade(text: str, position: int, end: int) -> bool:
    """Whether the mark at `position` abbreviates a year, as in '90s."""
    return position + 2 < end and text[position + 1 : position + 3].isdigit() and not text[position + 3 : position + 4].isdigit()


def _last_single(text: str, start: int, end: int, *, strong: bool) -> int:
    """Offset of the last single mark that can close a quotation: after a letter or a stop, before no letter.

    Args:
        text: The text.
        start: Where the paragraph begins.
        end: Where it ends.
        strong: Leave out marks after an s, which may be possessives.
    """
    for position in range(end - 1, start, -1):
        if text[position] in "'’" and not text[position - 1].isspace() and not (strong and text[position - 1] in "sS"):
            after = text[position + 1] if position + 1 < end else " "
            if not after.isalnum() and after != text[position] and text[position - 1] != text[position]:
                return position
    return start
