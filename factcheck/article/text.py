"""Plain text: paragraphs apart by blank lines, by single line ends, or wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

from factcheck.article.base import Content, Draft
from factcheck.article.normalise import normalise
from factcheck.models import BlockKind, Span

__all__ = ["TextReader"]

MIN_WIDTH, MAX_WIDTH = 40, 120
"""Widths in characters at which text is wrapped by hand or by a mail program."""
MIN_WRAPS = 2
"""Fewer full lines than this prove no wrapping."""
WRAPPED_SHARE = 0.6
"""Of the line ends within paragraphs, how many must stand where a wrapping program would put them."""
SLACK = 0.85
"""A line counts as full when it and the next word exceed this share of the width."""

_LIST_MARKER = re.compile(r"(?:[-*•‣▪●◦·]|\(?\d{1,2}[.)]) +(?=\S)")
_QUOTE_MARKER = re.compile(r">[> ]*(?=\S)")


class _Line(NamedTuple):
    start: int
    """Of the first character that is not a space."""
    end: int
    indent: int
    group: int


class TextReader:
    """Reads plain text."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def read(self, raw: str, *, name: str) -> Content:  # noqa: ARG002 - plain text is never refused
        """Find the paragraphs; a line end inside a wrapped paragraph becomes a space, so offsets stay."""
        text = normalise(raw).text
        lines = _lines(text)
        text, blocks = _unwrap(text, lines)
        return Content(text, tuple(_draft(text, start, end, group) for start, end, group in blocks))


def _lines(text: str) -> list[_Line]:
    lines, at, group = [], 0, 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if line:
            lines.append(_Line(at + indent, at + len(line), indent, group))
        else:
            group += 1
        at += len(line) + 1
    return lines


def _draft(text: str, start: int, end: int, group: int) -> Draft:
    kind: BlockKind | None = None
    if not any(character.isalnum() for character in text[start:end]):
        return Draft(Span(start=start, end=end), None, group)
    if marker := _QUOTE_MARKER.match(text, start, end):
        kind, start = "block_quote", marker.end()
    elif marker := _LIST_MARKER.match(text, start, end):
        kind, start = "list_item", marker.end()
    return Draft(Span(start=start, end=end), kind, group)


def _unwrap(text: str, lines: Sequence[_Line]) -> tuple[str, list[tuple[int, int, int]]]:
    """Join wrapped lines; the blocks come as (start, end, group)."""
    width = _wrap_width(text, lines)
    blocks: list[tuple[int, int, int]] = []
    pieces: list[str] = []
    done = 0
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before and width and _is_wrap(text, before, line, width):
            pieces += text[done : before.end], " "
            done = before.end + 1
            blocks[-1] = (blocks[-1][0], line.end, line.group)
        else:
            blocks.append((line.start, line.end, line.group))
    pieces.append(text[done:])
    return "".join(pieces), blocks


def _wrap_width(text: str, lines: Sequence[_Line]) -> int | None:
    """Width in characters at which the text is wrapped, or None where it is not."""
    width = max((line.end - line.start + line.indent for line in lines), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    inner = [(before, line) for before, line in pairwise(lines) if before.group == line.group]
    wraps = sum(_is_wrap(text, before, line, width) for before, line in inner)
    # A sentence that ends a line by chance is common; sentences that end nearly every line are paragraphs of one line.
    open_ended = sum(text[before.end - 1] not in ".!?\"'”’:" for before, _ in inner)
    return width if wraps >= MIN_WRAPS and wraps >= WRAPPED_SHARE * len(inner) and open_ended >= len(inner) / 2 else None


def _is_wrap(text: str, before: _Line, line: _Line, width: int) -> bool:
    if before.group != line.group or line.indent > before.indent + 1 or _LIST_MARKER.match(text, line.start) or text[line.start] == ">":
        return False
    space = text.find(" ", line.start, line.end)
    first_word = (space if space > 0 else line.end) - line.start
    return before.end - before.start + before.indent + 1 + first_word > SLACK * width
