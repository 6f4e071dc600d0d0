"""Sentence splitting fit for news, for every room that reads text.

syntok segments (no download, offsets kept); what it gets wrong in news is mended here: titles and office holders ("Rep. Jim Roe"),
initials, bullets of live coverage, closing quotation marks that it hands to the next sentence, and marks that close a sentence inside
a quotation. Measured against the CoreNLP sentences of a news corpus it beat sentencex, which does not split inside quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syntok import segmenter

from factcheck.models import Span

__all__ = ["sentence_spans"]


def _words(listed: str) -> list[str]:
    return listed.split()


_ABBREVIATED = frozenset(
    _words("""
    mr mrs ms dr prof rep reps sen sens gov govs del atty gen lt col capt cmdr maj sgt cpl adm brig hon rev fr sr st msgr supt pres
    sec amb asst assoc dist no nos vs v fig vol pp messrs mme ph jan feb mar apr aug sept oct nov dec ariz ark calif colo conn fla ga
    ill ind kan ky mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ala""")
)
"""Abbreviations that end a sentence rarely enough to join it to what follows when that starts with a capital or a digit."""
_BEFORE_NAME = frozenset(
    _words("""
    mr mrs ms dr prof rep reps sen sens gov govs atty gen lt col capt cmdr maj sgt cpl adm brig hon rev messrs mme amb supt msgr del""")
)
_LONGEST = 3_000
"""Code points of the longest paragraph read in one go."""
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_INITIAL = re.compile(r"(?:^|[\s.(“\"'])([A-Z])\.$")
_CLOSING = re.compile(r"(?:''|[”’\"')\]])+(?=\s|$)")
_STRONG_STOP = re.compile(r"[.!?…](?:''|[”’\"')\]])*[\s\u00a0]+(?=(?:``|''|[“‘\"'(\[])?[A-Z])")
_AFTER_ACRONYM = re.compile(
    r"(?<=[A-Z]\.[A-Z]\.)[\s\u00a0]+(?=(?:The|There|This|That|These|Those|He|She|It|They|We|But|And|In|On|At|However|Meanwhile|Although|While|After|As|If|Its|His|Her)\s)"
)
"""Where "U.S." ends a sentence: before a word that begins sentences and seldom names."""


def sentence_spans(text: str, block: Span | None = None) -> list[Span]:
    """The sentences of one block (or of the whole text), as offsets into `text`, without surrounding white space."""
    block = block or Span(start=0, end=len(text))
    part = text[block.start : block.end]
    spans: list[Span] = []
    pieces = _mended(part, list(_segments(part)))
    for start, end in pieces:
        piece = part[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = end - len(piece) + len(piece.rstrip())
        if first < last:
            spans.append(Span(start=block.start + first, end=block.start + last))
    return spans


def _segments(part: str) -> Iterator[tuple[int, int]]:
    """Syntok's sentences, made gapless so that no character is lost."""
    starts: list[int] = []
    for offset, piece in _pieces(part):
        starts += (offset + sentence[0].offset for paragraph in segmenter.process(piece) for sentence in paragraph if sentence)
    yield from zip([0, *starts[1:]], [*starts[1:], len(part)], strict=True) if starts else [(0, len(part))]


def _pieces(part: str) -> Iterator[tuple[int, str]]:
    """`part` in pieces that syntok reads in linear time, cut after a stop where one is near: brackets left open cost it the square."""
    start = 0
    while len(part) - start > _LONGEST:
        cut = part.rfind(". ", start + _LONGEST // 2, start + _LONGEST)
        end = cut + 2 if cut > start else start + _LONGEST
        yield start, part[start:end]
        start = end
    yield start, part[start:]


def _mended(part: str, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in segments:
        if result:
            left = part[result[-1][0] : result[-1][1]].rstrip()
            right = part[start:end].lstrip()
            if _joined(left, right):
                result[-1] = (result[-1][0], end)
                continue
            closing = _CLOSING.match(part, start, end)
            if closing and _opens_nothing(left, closing.group()):
                result[-1] = (result[-1][0], closing.end())
                start = closing.end()  # noqa: PLW2901 (what is left of the segment)
        result += _resplit(part, start, end)
    return [(start, end) for start, end in result if part[start:end].strip()]


def _joined(left: str, right: str) -> bool:
    """Whether a boundary between the two is a mistake."""
    if not right or not left:
        return True
    first = right[0]
    word = _LAST_WORD.search(left[-12:])
    if word and word.group(1).lower() in _ABBREVIATED:
        lowered = word.group(1).lower()
        if word.group(1)[0].isupper() or lowered in {"no", "nos", "vs", "v", "pp"}:
            return lowered in _BEFORE_NAME or first.isdigit() or not first.isupper()
    if _INITIAL.search(left[-4:]) and first.isupper() and len(left) > 2 and left[-4:-2].strip() not in {"U.", "D."}:
        return not re.match(r"(?:The|He|She|It|They|But|In|On|And|We|I|A)\b", right)
    return first.islower() and left[-1] not in ".!?…\"”’'"


def _opens_nothing(left: str, marks: str) -> bool:
    """Whether the marks that syntok put at the head of the next sentence close a quotation of this one."""
    if marks[0] in "”’)]":
        return True
    width = 2 if marks.startswith("''") else 1
    return left.count(marks[:width]) % 2 == 1


def _mid_name(left: str) -> bool:
    """Whether an acronym stands alone, as a label before a title might."""
    return " " not in left


def _resplit(part: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Boundaries that syntok misses: a stop, closing marks, and a new quotation or capital after them."""
    position = start
    stops = sorted([*_STRONG_STOP.finditer(part, start, end), *_AFTER_ACRONYM.finditer(part, start, end)], key=lambda stop: stop.end())
    for stop in stops:
        left = part[position : stop.end()].rstrip()
        if stop.re is _AFTER_ACRONYM:
            if part[stop.end() : stop.end() + 60].split(maxsplit=1)[0] not in {"The", "In"} or not _mid_name(left):
                yield position, stop.end()
                position = stop.end()
            continue
        if len(left) < 3 or left[-1] not in "\"”’'" or left[-2:-1] == ",":
            continue
        right = part[stop.end() : end]
        if _joined(left, right) or re.match(r"[^\s]+ (?:said|says|asked|told|wrote|added)\b", right):
            continue
        yield position, stop.end()
        position = stop.end()
    yield position, end
