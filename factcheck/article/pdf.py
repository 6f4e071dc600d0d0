"""PDF files: lines put together again to paragraphs, each word with the page that it stands on."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, ClassVar, Final

from factcheck.article.base import Content, Stated
from factcheck.article.places import Segment, join_placed
from factcheck.article.sidecar import stated_from
from factcheck.errors import ArticleError
from factcheck.formats.pdf import PdfLine, open_pdf, page_lines
from factcheck.models import BlockKind

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["PdfArticleReader"]

_MARGIN: Final = 0.12
"""Headers and footers stand in so much of a page's height, above and below."""
_MARGIN_LINES: Final = 3
"""They are among so many lines there."""
_SAME_HEIGHT: Final = 4.0
"""Points by which a header may move from page to page."""
_LARGER: Final = 1.15
"""A heading's font is so many times as large as the text's."""
_HEADING_WORDS: Final = 30
_GAP: Final = 1.3
"""The space above a paragraph is so many times that between its lines, baseline to baseline."""
_SHORT: Final = 0.8
"""A last line is shorter than this share of a full one."""

_HYPHENATED: Final = 0.03
"""Where fewer line ends than this share break a word, nothing hyphenates, and the hyphens there are the words' own."""
_FEW_LINES: Final = 20
"""So few say nothing about that."""

_STOP = re.compile(r"[.!?…:][\"”'’»)\]]*$")
_BULLET = re.compile(r"\s*(?:[-–•‣▪●◦·\uf000-\uf0ff]|\(?\d{1,2}[.)])\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"\W*+(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)([-\u2010\u00ad])\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NO_TITLE = re.compile(r"microsoft word\b|untitled|\S+\.(?:docx?|odt|indd|qxd|pdf|html?)$", re.IGNORECASE)
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀﬁﬂﬃﬄﬅﬆ]")


class PdfArticleReader:
    """Reads .pdf by pypdf, in the order in which the pages draw their text."""

    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def read_bytes(self, data: bytes, *, name: str) -> Content:
        """Find the paragraphs.

        Words that were hyphenated at the end of a line are whole again; lines that repeat at the head or the foot of the pages
        are left out. Title, author and day of creation are the file's properties.

        Raises:
            ArticleError: It is broken, encrypted, a scan without text, too long, or pypdf is not installed.
        """
        reader = open_pdf(data, name=name)
        pages = page_lines(reader, name=name)
        lines = [line for page in _without_margins(pages) for line in page]
        if not any(character.isalnum() for line in lines for character in line.text):
            raise ArticleError(f"{name}: no text in this PDF file; if it is a scan, run text recognition (OCR) over it first")
        blocks = list(_blocks(lines))
        text, drafts, places = join_placed(blocks, "page")
        title = next((draft.span.of(text) for draft in drafts if draft.kind == "headline"), None)
        structured = any(kind in {"headline", "heading"} for _, kind in blocks)
        return Content(text, drafts, Stated(title=title), structured, _properties(reader, name), places=places)


def _without_margins(pages: Sequence[Sequence[PdfLine]]) -> Iterator[list[PdfLine]]:
    """The pages without the lines that repeat at their head and foot, and without page numbers."""
    margins = [_margin(page) for page in pages]
    seen: defaultdict[str, list[PdfLine]] = defaultdict(list)
    for margin in margins:
        for line in margin:
            seen[_pattern(line.text)].append(line)
    enough = max(2, len(pages) / 3)
    for page, margin in zip(pages, margins, strict=True):
        dropped = {
            line
            for line in margin
            if _PAGE_NUMBER.fullmatch(line.text)
            or len({other.page for other in seen[_pattern(line.text)] if abs(other.y - line.y) <= _SAME_HEIGHT}) >= enough
        }
        yield [line for line in page if line not in dropped]


def _margin(page: Sequence[PdfLine]) -> set[PdfLine]:
    placed = sorted((line for line in page if line.size), key=lambda line: line.y)
    return {line for line in (*placed[:_MARGIN_LINES], *placed[-_MARGIN_LINES:]) if line.edge <= _MARGIN}


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))


def _blocks(lines: Sequence[PdfLine]) -> Iterator[tuple[list[Segment], BlockKind | None]]:
    body = _body_size(lines)
    layout, words = _Layout(lines), _Words(lines)
    group: list[PdfLine] = []
    titled = False
    for line in lines:
        if group and layout.parts(group[-1], line):
            kind, titled = _kind(group, body, titled=titled)
            yield list(_joined(group, words)), kind
            group = []
        group.append(line)
    yield list(_joined(group, words)), _kind(group, body, titled=titled)[0]


class _Words:
    """The words of a document, and what it does at the end of its lines."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        broken = sum(bool(_BROKEN_WORD.search(before.text)) and line.text.lstrip()[:1].islower() for before, line in pairwise(lines))
        self._hyphenated = len(lines) < _FEW_LINES or broken >= _HYPHENATED * len(lines)
        self._whole: set[str] = set()
        for before, line in pairwise([None, *lines]):
            words = _WORD.findall(_BROKEN_WORD.sub("", line.text.casefold()) if line else "")
            self._whole.update(words[1:] if before and _BROKEN_WORD.search(before.text) else words)

    def keeps(self, broken: re.Match[str], following: str) -> bool:
        """Whether the hyphen at the end of a line belongs to the word, or only marks the break."""
        if broken.group(2) != "-":
            return False
        ahead = _WORD.match(following)
        first, second = broken.group(1).casefold(), (ahead.group() if ahead else "").casefold()
        if first + second in self._whole:
            return False
        if f"{first}-{second}" in self._whole or (first in self._whole and second in self._whole):
            return True
        return not self._hyphenated


def _kind(group: Sequence[PdfLine], body: float, *, titled: bool) -> tuple[BlockKind | None, bool]:
    """Kind of a paragraph, and whether a headline has been seen; the first heading is the headline."""
    size = sum(len(line.text.split()) for line in group)
    if body and group[0].size >= _LARGER * body and size <= _HEADING_WORDS:
        return ("heading" if titled else "headline"), True
    return ("list_item" if _BULLET.match(group[0].text) else None), titled


def _by_size(lines: Sequence[PdfLine]) -> dict[int, list[PdfLine]]:
    groups: defaultdict[int, list[PdfLine]] = defaultdict(list)
    for line in lines:
        groups[round(line.size)].append(line)
    return groups


def _body_size(lines: Sequence[PdfLine]) -> float:
    """Font size of most of the text, in points; 0 where no line has one."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return max(sorted(weights), key=lambda size: weights[size])


def _spacing(lines: Sequence[PdfLine]) -> dict[int, float]:
    """From baseline to baseline within paragraphs, in points, by font size."""
    steps: defaultdict[int, list[float]] = defaultdict(list)
    for before, line in pairwise(lines):
        step = before.y - line.y
        if before.page == line.page and round(before.size) == round(line.size) and 0.5 * line.size < step < 3 * line.size:
            steps[round(line.size)].append(step)
    return {size: median_low(found) for size, found in steps.items()}


def _full(lines: Sequence[PdfLine]) -> float:
    """Characters of a full line: what nine lines in ten do not exceed."""
    lengths = sorted(len(line.text) for line in lines)
    return float(lengths[int(0.9 * (len(lengths) - 1))])


class _Layout:
    """How a document sets its paragraphs."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        self._spacing = _spacing(lines)
        self._full = {size: _full(members) for size, members in _by_size(lines).items()}
        self._starts: defaultdict[int, list[float]] = defaultdict(list)
        for line in lines:
            insort(self._starts[line.page], line.x)

    def parts(self, before: PdfLine, line: PdfLine) -> bool:
        """Whether a paragraph ends between two lines."""
        stopped = bool(_STOP.search(before.text.rstrip()))
        short = len(before.text.strip()) < _SHORT * self._full[round(before.size)]
        if _BULLET.match(line.text) and (stopped or short or _BULLET.match(before.text)):
            return True
        if not before.size or not line.size:
            return stopped and short
        if abs(before.size - line.size) > 0.1 * line.size:
            # A larger initial or a smaller acronym within a line is no change of paragraph.
            return before.page != line.page or abs(before.y - line.y) > 0.3 * line.size
        step = before.y - line.y
        indented = self._indented(line)
        if before.page != line.page or step < -0.5 * line.size:
            return stopped or (indented and short)  # the next column or page
        usual = self._spacing.get(round(line.size), 1.2 * line.size)
        return step > _GAP * usual or (step > 0.5 * line.size and sum((stopped, indented, short)) >= 2)

    def _indented(self, line: PdfLine) -> bool:
        """Whether a line begins to the right of the others of its column."""
        starts = self._starts[line.page]
        left = starts[bisect_left(starts, line.x - 6 * line.size)]
        return line.x - left > 0.8 * line.size


def _joined(group: Sequence[PdfLine], words: _Words) -> Iterator[Segment]:
    for number, line in enumerate(group):
        text, start = line.text, line.start
        if number == 0 and (bullet := _BULLET.match(text)):
            text, start = text[bullet.end() :], start + bullet.end()
        following = group[number + 1].text.lstrip() if number + 1 < len(group) else ""
        broken = _BROKEN_WORD.search(text)
        if broken and following[:1].islower():
            yield from _letters(text[: broken.end(1) + words.keeps(broken, following)], line.page, start)
        else:
            yield from _letters(text, line.page, start)
            # A dash that stands tight between two words stays so.
            yield Segment("" if text.endswith("—") or following.startswith("—") else " ", -1, 0)


def _letters(text: str, page: int, start: int) -> Iterator[Segment]:
    """Segments of a stretch of a page, ligatures spelled out; all letters of one stand at its place."""
    at = 0
    for ligature in _LIGATURE.finditer(text):
        yield Segment(text[at : ligature.start()], page, start + at)
        for letter in _LIGATURES[ligature.group()]:
            yield Segment(letter, page, start + ligature.start())
        at = ligature.end()
    yield Segment(text[at:], page, start + at)


def _properties(reader: PdfReader, name: str) -> Stated:
    from pypdf.errors import PyPdfError

    try:
        known = reader.metadata
        created = known.creation_date if known else None
        title, author = (known.title, known.author) if known else (None, None)
    except (PyPdfError, ValueError, TypeError, AttributeError, KeyError):
        return Stated()
    title = None if title and _NO_TITLE.match(title.strip()) else title
    return stated_from({"title": title, "byline": author, "date": created.date() if created else None}, where=name, lenient=True)
