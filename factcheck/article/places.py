"""The way back: where each character of an article stood in a Word document or a PDF."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from factcheck.article.base import Draft
from factcheck.article.normalise import normalise
from factcheck.models import BlockKind, FilePart, Span

__all__ = ["Places", "Segment", "Stretch", "join_placed"]


class Stretch(NamedTuple):
    """Characters that stand together in one paragraph, or on one page."""

    part: int
    """Number of the paragraph or page, from 0."""
    start: int
    """Offset of the first in the part's text, in code points."""
    end: int
    """Offset behind the last."""


class Places(NamedTuple):
    """Where each character of an article's text stood; both sequences are as long as the text."""

    unit: Literal["paragraph", "page"]
    """What a part is: a paragraph, as `factcheck.formats.docx.paragraphs` counts them, or a page."""
    parts: Sequence[int]
    offsets: Sequence[int]

    def of(self, span: Span) -> tuple[Stretch, ...]:
        """Where the words of a span stood, one stretch for each part that they touch, in the order of the article.

        What stood between two characters of one part, such as spaces that were dropped, is inside the stretch. The blank line
        between two blocks stood nowhere.
        """
        found: list[Stretch] = []
        for at in range(span.start, min(span.end, len(self.parts))):
            part, offset = self.parts[at], self.offsets[at]
            if part < 0:
                continue
            if found and found[-1].part == part:
                found[-1] = Stretch(part, min(found[-1].start, offset), max(found[-1].end, offset + 1))
            else:
                found.append(Stretch(part, offset, offset + 1))
        return tuple(found)

    def file_parts(self) -> tuple[FilePart, ...]:
        """The parts in the order of the text, each with the range that stands there, as an article keeps them."""
        found: list[tuple[int, int, int]] = []
        for at, part in enumerate(self.parts):
            if part < 0:
                continue
            if found and found[-1][0] == part:
                found[-1] = (part, found[-1][1], at + 1)
            else:
                found.append((part, at, at + 1))
        return tuple(FilePart(unit=self.unit, number=part + 1, span=Span(start=start, end=end)) for part, start, end in found)


class Segment(NamedTuple):
    """Text with the place of its first character; the others follow it there."""

    text: str
    part: int
    """-1 for text that stood nowhere, such as the space set between two cells."""
    offset: int


def join_placed(
    blocks: Iterable[tuple[Sequence[Segment], BlockKind | None]], unit: Literal["paragraph", "page"]
) -> tuple[str, tuple[Draft, ...], Places]:
    """Set blocks below each other, a blank line between them, as `join_blocks` does, and remember where they stood.

    Args:
        blocks: Segments and kind of each; line ends within a block become spaces, empty blocks are left out.
        unit: What a part is.

    Returns:
        The joined normal text, the blocks as spans of it, and the places.
    """
    texts: list[str] = []
    drafts: list[Draft] = []
    parts, offsets = array("l"), array("l")
    for segments, kind in blocks:
        text, origins = _one_line("".join(segment.text for segment in segments))
        if not text:
            continue
        if texts:
            parts.extend((-1, -1))
            offsets.extend((0, 0))
        starts, places = _flat(segments)
        drafts.append(Draft(Span(start=len(parts), end=len(parts) + len(text)), kind, len(drafts)))
        texts.append(text)
        parts.extend(starts[origin] for origin in origins)
        offsets.extend(places[origin] for origin in origins)
    return "\n\n".join(texts), tuple(drafts), Places(unit, parts, offsets)


def _one_line(raw: str) -> tuple[str, list[int]]:
    """Normal text on one line, single spaces in it, and the offset in `raw` of each character."""
    text, origins = normalise(raw)
    kept = [at for at, character in enumerate(text) if not character.isspace() or not text[at - 1].isspace()]
    return "".join(" " if text[at].isspace() else text[at] for at in kept), [origins[at] for at in kept]


def _flat(segments: Sequence[Segment]) -> tuple[array[int], array[int]]:
    parts, offsets = array("l"), array("l")
    for segment in segments:
        size = len(segment.text)
        parts.extend([segment.part] * size)
        offsets.extend(range(segment.offset, segment.offset + size) if segment.part >= 0 else [0] * size)
    return parts, offsets
