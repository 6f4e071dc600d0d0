"""The words of a Word document, and where a comment on a range of them can stand (ECMA-376, part 1, WordprocessingML)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from factcheck.article.places import Stretch
from factcheck.formats.docx import WORD, WordParagraph, paragraphs
from factcheck.models import Span

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Anchor", "DocumentText", "Where"]

Where = Literal["words", "note", "text box"]
"""A comment stands at the words themselves, at the mark of the note or at the text box that holds them: Word takes none inside those."""

_BREAK = "\n\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN, _PROPERTIES, _BOX = f"{WORD}r", f"{WORD}rPr", f"{WORD}txbxContent"
_FORMULAS = (f"{_MATH}oMathPara", f"{_MATH}oMath")
_MARKS = {f"{WORD}footnoteReference": "footnotes", f"{WORD}endnoteReference": "endnotes"}


class Anchor(NamedTuple):
    """What a comment stands at."""

    first: Any
    """Run, or formula, that it begins before."""
    last: Any
    """Run, or formula, that it ends after."""
    where: Where


class DocumentText:
    """The text of a document, in the paragraphs that `formats.docx.paragraphs` counts, and ranges of it as anchors of comments.

    Attributes:
        text: The paragraphs, a blank line between two; offsets are code points.
    """

    def __init__(self, document: Document, root: Any) -> None:  # noqa: ANN401 - lxml's elements have no types
        """Read the paragraphs.

        Args:
            document: The document.
            root: Its main part, as `formats.docx.main_part` reads it; runs are split in it.
        """
        self._document, self._root = document, root
        self._paragraphs = paragraphs(document, root)
        texts = [paragraph.text for paragraph in self._paragraphs]
        self.text = _BREAK.join(texts)
        self._starts = [0]
        for text in texts[:-1]:
            self._starts.append(self._starts[-1] + len(text) + len(_BREAK))

    def stretches(self, span: Span) -> tuple[Stretch, ...]:
        """A range of `text`, paragraph by paragraph."""
        found: list[Stretch] = []
        for number in range(max(bisect_right(self._starts, span.start) - 1, 0), len(self._paragraphs)):
            start = self._starts[number]
            if start >= span.end:
                break
            first, last = max(span.start - start, 0), min(span.end - start, len(self._paragraphs[number].text))
            if first < last:
                found.append(Stretch(number, first, last))
        return tuple(found)

    def cut(self, stretches: Iterable[Stretch]) -> None:
        """Split runs so that every stretch begins and ends at the edge of a run; each part keeps the run's formatting."""
        edges = {(stretch.part, offset) for stretch in stretches for offset in (stretch.start, stretch.end)}
        for number, offset in sorted(edges, reverse=True):
            at = 0
            for piece in self._paragraphs[number].pieces:
                # An edge between two pieces of one run is the beginning of the second.
                if at <= offset < at + len(piece.text):
                    _split(piece.element, offset - at)
                    break
                at += len(piece.text)
        self._paragraphs = paragraphs(self._document, self._root)

    def anchor(self, stretches: Sequence[Stretch]) -> Anchor | None:
        """Where a comment on stretches at whose ends runs were cut stands; None where they hold no word.

        A comment lies over all stretches that stand in the body, from the first to the last. Words of notes and text boxes are
        commented on at the mark of the first note, or at the first box.
        """
        found = [(self._paragraphs[each.part], element) for each in stretches for element in self._elements(each)]
        if not found:
            return None
        homes = [_home(element) for paragraph, element in found if paragraph.part == "body"]
        words = [home for home, boxed in homes if home is not None and not boxed]
        if words:
            return Anchor(words[0], words[-1], "words")
        if homes:
            return Anchor(homes[0][0], homes[0][0], "text box") if homes[0][0] is not None else None
        mark = self._mark(found[0][0])
        return Anchor(mark, mark, "note") if mark is not None else None

    def first_words(self) -> Anchor | None:
        """The first run of the body with words in it; None in a document without any."""
        for paragraph in self._paragraphs:
            if paragraph.text.strip() and (anchor := self.anchor([Stretch(paragraph.number, 0, len(paragraph.text))])):
                return Anchor(anchor.first, anchor.first, anchor.where)
        return None

    def _elements(self, stretch: Stretch) -> Iterator[Any]:
        at = 0
        for piece in self._paragraphs[stretch.part].pieces:
            if piece.text and at < stretch.end and at + len(piece.text) > stretch.start:
                yield piece.element
            at += len(piece.text)

    def _mark(self, paragraph: WordParagraph) -> Any:  # noqa: ANN401 - likewise
        """The run in the body that refers to the note of a paragraph."""
        note = next((each.get(f"{WORD}id") for each in paragraph.element.iterancestors(f"{WORD}footnote", f"{WORD}endnote")), None)
        for reference in self._root.iter(*_MARKS):
            gone = any(True for _ in reference.iterancestors(f"{WORD}del", f"{WORD}moveFrom"))
            if _MARKS[reference.tag] == paragraph.part and reference.get(f"{WORD}id") == note and not gone:
                return _home(reference)[0]
        return None


def _home(element: Any) -> tuple[Any, bool]:  # noqa: ANN401 - likewise
    """The run or the formula in a paragraph outside of text boxes that holds an element, and whether a text box does so in between."""
    boxes = list(element.iterancestors(_BOX))
    inner = boxes[-1] if boxes else element
    for tags in (_FORMULAS[:1], _FORMULAS[1:], (_RUN,)):
        found = next(iter(inner.iterancestors(*tags)), None)
        if found is not None:
            return found, bool(boxes)
    return None, bool(boxes)


def _split(node: Any, inside: int) -> None:  # noqa: ANN401 - likewise
    """Split the run of a text node, or of an element that stands for a character, so that a run begins `inside` characters into it."""
    run = node.getparent()
    if run.tag != _RUN:
        return  # part of a formula, which is commented on as a whole
    content = [child for child in run if child.tag != _PROPERTIES]
    if not inside and content[0] is node:
        return
    rest = run.makeelement(_RUN, dict(run.attrib))
    properties = run.find(_PROPERTIES)
    if properties is not None:
        rest.append(deepcopy(properties))
        rest[-1].tail = None
    if inside:
        tail = deepcopy(node)
        node.text, tail.text = node.text[:inside], node.text[inside:]
        for part in (node, tail):
            part.set(_SPACE, "preserve")
        tail.tail, node.tail = node.tail, None
        rest.append(tail)
    for child in content[content.index(node) + bool(inside) :]:
        rest.append(child)
    rest.tail, run.tail = run.tail, None
    run.addnext(rest)
