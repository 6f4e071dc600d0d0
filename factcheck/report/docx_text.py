"""The words of a Word document, and marking a range of them without touching how they look (ECMA-376, part 1, WordprocessingML)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.models import Span

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["DocumentText"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARAGRAPH, _RUN, _TEXT, _PROPERTIES = f"{_W}p", f"{_W}r", f"{_W}t", f"{_W}rPr"
_STANDS_FOR = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
"""Elements of a run that a reader sees as a character."""
_AROUND_RUNS = frozenset(
    _W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
"""What may stand between a paragraph and its runs; deleted and moved-away text is not among them."""
_NOT_INSIDE = frozenset(_W + name for name in ("txbxContent", "del", "moveFrom"))
"""Word takes no comment in a text box; what a tracked change deleted is no longer the draft's text."""


class _Piece(NamedTuple):
    """A text node of a run, or one element that stands for a character."""

    start: int
    """Offset of its first code point in the whole text."""
    run: Any
    node: Any
    size: int


class DocumentText:
    """The text of a document's body in reading order, tables and tracked insertions included, paragraphs apart by blank lines.

    Attributes:
        text: The text; offsets are code points.
    """

    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        self._pieces: list[_Piece] = []
        self.text = ""
        self._read()

    def _read(self) -> None:
        self._pieces = []
        parts: list[str] = []
        at = 0
        for paragraph in self._body.iter(_PARAGRAPH):
            if any(ancestor.tag in _NOT_INSIDE for ancestor in paragraph.iterancestors()):
                continue
            for run in _runs(paragraph):
                for node in run:
                    value = (node.text or "") if node.tag == _TEXT else _STANDS_FOR.get(node.tag, "")
                    if value:
                        self._pieces.append(_Piece(at, run, node, len(value)))
                        parts.append(value)
                        at += len(value)
            parts.append("\n\n")
            at += 2
        self.text = "".join(parts)
        self._starts = [piece.start for piece in self._pieces]

    def cut(self, spans: list[Span]) -> None:
        """Split runs so that every span begins and ends at the edge of a run; each part keeps the run's formatting."""
        for offset in sorted({end for span in spans for end in (span.start, span.end)}, reverse=True):
            number = bisect_right(self._starts, offset) - 1
            if number < 0:
                continue
            piece = self._pieces[number]
            inside = offset - piece.start
            if inside < piece.size:
                self._split(piece, inside)
            # At the end of a piece, or between two paragraphs, the next piece of the same run begins here or later.
            elif number + 1 < len(self._pieces) and self._pieces[number + 1].run is piece.run:
                self._split(self._pieces[number + 1], 0)
        self._read()

    @staticmethod
    def _split(piece: _Piece, inside: int) -> None:
        run, node = piece.run, piece.node
        content = [child for child in run if child.tag != _PROPERTIES]
        if not inside and content[0] is node:
            return
        rest = run.makeelement(_RUN, dict(run.attrib))
        properties = run.find(_PROPERTIES)
        if properties is not None:
            rest.append(deepcopy(properties))
        if inside:
            tail = deepcopy(node)
            node.text, tail.text = node.text[:inside], node.text[inside:]
            for part in (node, tail):
                part.set(_SPACE, "preserve")
            rest.append(tail)
        for child in content[content.index(node) + bool(inside) :]:
            rest.append(child)
        run.addnext(rest)

    def runs(self, span: Span) -> tuple[Any, Any] | None:
        """The first and the last run of a span at whose ends runs were cut; None where it holds no word."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self._pieces[first].start + self._pieces[first].size <= span.start:
            first += 1
        last = bisect_right(self._starts, span.end - 1) - 1
        return (self._pieces[first].run, self._pieces[last].run) if first <= last else None

    def first_runs(self) -> tuple[Any, Any] | None:
        """The first run with text, twice; None in a document without any."""
        return (self._pieces[0].run, self._pieces[0].run) if self._pieces else None


def _runs(element: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's elements have no types
    for child in element:
        if child.tag == _RUN:
            yield child
        elif child.tag in _AROUND_RUNS:
            yield from _runs(child)
