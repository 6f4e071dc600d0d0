"""Lines and columns of claims in the file that the article was read from."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from factcheck.article.detection import detect_format
from factcheck.article.files import decode, read_file
from factcheck.errors import InputError
from factcheck.models import Article, Span
from factcheck.report.alignment import Alignment, align

__all__ = ["Place", "Places"]

_WITH_LINES: Final = frozenset({"text", "markdown", "html"})
"""Formats that an editor or a pull request could point at a line of."""

_UNSEEN = re.compile(r"<(script|style|head|template)\b|<!--", re.IGNORECASE)
"""Where parts of a page begin that nobody reads, among them copies of the article for search engines."""


class Place(NamedTuple):
    """A range of a text file; lines and columns count from 1, columns and offsets in code points."""

    line: int
    column: int
    end_line: int
    end_column: int
    """One past the last code point."""
    start: int
    end: int


class Places:
    """Finds ranges of an article in its file, or, without one, in the article's own text.

    Attributes:
        uri: The file as a reference from the working directory, percent-encoded; without a file, the article's id.
        name: The file as it was given; None without one.
        text: The article's text, where places are places in it.
    """

    def __init__(self, article: Article, file: Path | None) -> None:
        """Read the file.

        Raises:
            ArticleError: the file cannot be read.
            InputError: it is another article.
        """
        self.uri = quote(article.id) if file is None else _reference(file)
        self.name = None if file is None else _relative(file).as_posix()
        self.text: str | None = None
        self._article = article
        self._alignment: Alignment | None = None
        self._lines: list[int] = []
        if file is None:
            self.text = article.text
            self._lines = _line_starts(article.text)
            return
        data = read_file(file)
        stated = article.fetched.content_type if article.fetched else None
        form = detect_format(data, suffix=file.suffix.lower(), content_type=stated)
        if form in _WITH_LINES:
            raw = decode(data, name=str(file))
            shown = _without_unseen(raw) if form == "html" else raw
            self._alignment, self._lines = align(article.text, shown), _line_starts(raw)
            blocks = article.asserting_blocks
            if blocks and not any(self._alignment.locate(block.span) for block in blocks):
                raise InputError(f"{file}: holds no paragraph of the article {article.id!r}; give the file that the report is about")

    def find(self, span: Span) -> Place | None:
        """Where a range of the article stands; None in a file without lines, or where its words are not found."""
        found = span if self.text is not None else self._alignment.locate(span) if self._alignment else None
        if found is None or not len(found):
            return None
        line, column = self._position(found.start)
        end_line, end_column = self._position(found.end)
        return Place(line, column, end_line, end_column, found.start, found.end)

    def part(self, span: Span) -> tuple[str, str] | None:
        """What holds a range in a file without lines, in words, and what kind of thing that is; None outside of all.

        It is the paragraph of a Word document or the page of a PDF file, and in other files the block of the article.
        """
        place = self._article.file_place(span)
        if place is not None:
            return str(place), place.unit
        number = next((number for number, block in enumerate(self._article.blocks, 1) if block.span.overlaps(span)), 0)
        return (f"paragraph {number}", "paragraph") if number else None

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _without_unseen(page: str) -> str:
    """The page with those parts blank; of the same length. What is opened and never closed stays, as a browser shows something of it."""
    pieces: list[str] = []
    at, never_closed = 0, set[str]()
    for opened in _UNSEEN.finditer(page):
        name = (opened[1] or "--").lower()
        if opened.start() < at or name in never_closed:
            continue
        closed = _closing(name).search(page, opened.end())
        if closed is None:
            never_closed.add(name)
            continue
        pieces += [page[at : opened.start()], " " * (closed.end() - opened.start())]
        at = closed.end()
    return "".join((*pieces, page[at:]))


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile("-->" if name == "--" else rf"</{name}\s*>", re.IGNORECASE)


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines begin; a line ends with CR LF, LF or CR."""
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return starts


def _relative(file: Path) -> Path:
    """The file from the working directory where it lies below it, so that another checkout gives the same bytes."""
    try:
        return Path(os.path.relpath(file)) if file.resolve().is_relative_to(Path.cwd()) else file
    except (OSError, ValueError):
        return file


def _reference(file: Path) -> str:
    relative = _relative(file)
    return relative.as_uri() if relative.is_absolute() else quote(relative.as_posix())
