"""Quotations against the nearest wording of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.models import EditKind, Span
from factcheck.verdict.quoted_words import GAP, QuotedWord, in_round_brackets, masked_alike, quoted_words, supplied

__all__ = ["MIN_WORDS", "Change", "QuoteMatch", "Stretch", "align_quotation", "quoted_spans"]

ALTERED_SIMILARITY = 0.6
"""Share of a quotation's words that must stand in the text, in order, for the rest to be changes rather than another statement."""
MIN_WORDS = 3
"""Shorter stretches in quotation marks are terms or scare quotes; the words alone identify no statement."""

MOST_PARTS = 2
"""Words more that a joined word may be in the other text."""

_LETTER = re.compile(r"[^\W_]")
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]\n]{0,200}\])\s*")
Asides = list[tuple[int, int]]
_OPEN, _CLOSE = "“«„", "”»“"


class Change(NamedTuple):
    """Words of the quotation and what the text has instead; one of the two may be empty."""

    quoted: str
    found: str


class Stretch(NamedTuple):
    """A run of words of the quotation, of the text, or of both."""

    kind: EditKind
    quoted: Span | None
    """Its place in the quotation; None where only the text has words (`dropped`)."""
    found: Span | None
    """Its place in the text; None where only the quotation has words (`added`)."""


class QuoteMatch(NamedTuple):
    """The wording of a text that comes nearest to a quotation."""

    label: Literal["verbatim", "altered", "absent"]
    span: Span | None
    """Its place in the text; None when absent."""
    similarity: float
    """Share of words in common, in order, 0 to 1."""
    stretches: tuple[Stretch, ...]
    """The quotation beside the text, word by word, in order; empty when absent."""
    changes: tuple[Change, ...]
    """What differs among them."""


_ABSENT = QuoteMatch("absent", None, 0.0, (), ())


def align_quotation(quotation: str, text: str) -> QuoteMatch:
    """Find `quotation` in `text`, word by word; case, punctuation, hyphens and house style do not matter.

    House style is the spelling of words and numbers, contractions, masked letters. A quotation with an ellipsis or a bracketed insertion is
    verbatim when each of its parts is, in order; what the text leaves out so, or has in brackets, is no change either.

    Args:
        quotation: the quoted words, without quotation marks.
        text: where to look.
    """
    parts, at = [], 0
    for gap in [*_ELLIPSIS.finditer(quotation), None]:
        end = gap.start() if gap else len(quotation)
        if _LETTER.search(quotation, at, end):
            parts.append((at, end))
        at = gap.end() if gap else end
    if not parts:
        return _ABSENT
    matches = [_shifted(_align(quotation[start:end], text), start) for start, end in parts]
    if len(matches) == 1:
        return _told(matches[0], quotation, text)
    spans = [m.span for m in matches if m.span is not None]
    similarity = min(m.similarity for m in matches)
    if len(spans) < len(matches) or any(b.start < a.start for a, b in pairwise(spans)):
        return _ABSENT._replace(similarity=similarity)
    stretches = tuple(stretch for m in matches for stretch in m.stretches)
    altered = any(m.label == "altered" for m in matches)
    whole = Span(start=spans[0].start, end=spans[-1].end)
    return _told(QuoteMatch("altered" if altered else "verbatim", whole, similarity, stretches, ()), quotation, text)


def _shifted(match: QuoteMatch, by: int) -> QuoteMatch:
    moved = (
        s._replace(quoted=Span(start=s.quoted.start + by, end=s.quoted.end + by) if s.quoted is not None else None) for s in match.stretches
    )
    return match._replace(stretches=tuple(moved))


def _told(match: QuoteMatch, quotation: str, text: str) -> QuoteMatch:
    changes = (
        Change(s.quoted.of(quotation) if s.quoted else "", s.found.of(text) if s.found else "") for s in match.stretches if s.kind != "same"
    )
    return match._replace(changes=tuple(changes))


def _align(quotation: str, text: str) -> QuoteMatch:
    ours, plain = quoted_words(quotation), quoted_words(text)
    if not plain:
        return _ABSENT
    ours_words = [w.plain for w in ours]
    exact = _find(ours_words, [w.plain for w in plain])
    if exact is not None:
        place = _range(plain, exact, exact + len(ours))
        return QuoteMatch("verbatim", place, 1.0, (Stretch("same", _range(ours, 0, len(ours)), place),), ())
    theirs = supplied(text, plain)
    their_words = [w.plain for w in theirs]
    window = fuzz.partial_ratio_alignment(ours_words, their_words)
    if window is None or len(their_words) < len(ours_words):
        start, end = 0, len(their_words)
    else:
        # some words more on each side, so that insertions do not push the last word out
        slack = 1 + len(ours_words) // 4
        start = max(0, min(window.dest_start, window.dest_end - len(ours_words)) - slack)
        end = min(len(their_words), max(window.dest_end, window.dest_start + len(ours_words)) + slack)
    blocks = _styled(list(_blocks(ours_words, their_words[start:end])), ours_words, their_words[start:end])
    same = sum(b.ours_end - b.ours_start for b in blocks if b.same)
    similarity = same / len(ours_words)
    if similarity < ALTERED_SIMILARITY or len(ours_words) < MIN_WORDS:
        return _ABSENT._replace(similarity=similarity)
    aside = (in_round_brackets(quotation), in_round_brackets(text))
    stretches = [_stretch(b, ours, theirs[start:end], aside) for b in _trimmed(blocks)]
    places = [s.found for s in stretches if s.found is not None]
    altered = any(s.kind != "same" for s in stretches)
    whole = Span(start=places[0].start, end=places[-1].end)
    return QuoteMatch("altered" if altered else "verbatim", whole, similarity, tuple(stretches), ())


class _Block(NamedTuple):
    """Words of both sides that are the same, or that stand for each other; half-open indices."""

    same: bool
    ours_start: int
    ours_end: int
    theirs_start: int
    theirs_end: int


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Block]:
    """The edit script with neighbouring changes in one."""
    for same, group in groupby(Levenshtein.opcodes(ours, theirs), key=lambda code: code.tag == "equal"):
        codes = list(group)
        yield _Block(same, codes[0].src_start, codes[-1].src_end, codes[0].dest_start, codes[-1].dest_end)


def _trimmed(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """Without the text before and after what the quotation has: at its edges, a word stands for one at most."""
    for number, block in enumerate(blocks):
        ours = block.ours_end - block.ours_start
        if block.same or 0 < number < len(blocks) - 1:
            yield block
        elif ours and number == 0:
            yield block._replace(theirs_start=max(block.theirs_start, block.theirs_end - ours))
        elif ours:
            yield block._replace(theirs_end=min(block.theirs_end, block.theirs_start + ours))


def _styled(blocks: Sequence[_Block], ours: Sequence[str], theirs: Sequence[str]) -> list[_Block]:
    """The edit script in which words that are only written otherwise, joined, apart or with letters masked, are the same."""
    found = []
    for number, block in enumerate(blocks):
        mine = ours[block.ours_start : block.ours_end]
        other = theirs[block.theirs_start : block.theirs_end]
        if block.same or not mine or not other:
            found.append(block)
            continue
        # at an edge, what stands before or after the quotation is in the block too
        sizes = range(1, min(len(other), len(mine) + MOST_PARTS) + 1) if number in {0, len(blocks) - 1} else (len(other),)
        start, end = block.theirs_start, block.theirs_end
        runs = [(end - size, end) if number == 0 else (start, start + size) for size in sizes]
        run = next(((a, b) for a, b in runs if _written_otherwise(mine, theirs[a:b])), None)
        found.append(block if run is None else block._replace(same=True, theirs_start=run[0], theirs_end=run[1]))
    return found


def _written_otherwise(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if "".join(ours) == "".join(theirs):
        return True
    return len(ours) == len(theirs) and all(a == b or masked_alike(a, b) for a, b in zip(ours, theirs, strict=True))


def _stretch(block: _Block, ours: Sequence[QuotedWord], theirs: Sequence[QuotedWord], aside: tuple[Asides, Asides]) -> Stretch:
    quoted = _range(ours, block.ours_start, block.ours_end)
    found = _range(theirs, block.theirs_start, block.theirs_end)
    if block.same or _supplied(block, ours, theirs, aside):
        return Stretch("same", quoted, found)
    return Stretch("changed" if quoted and found else "added" if quoted else "dropped", quoted, found)


def _supplied(block: _Block, ours: Sequence[QuotedWord], theirs: Sequence[QuotedWord], aside: tuple[Asides, Asides]) -> bool:
    """Whether one of the texts marks the place as shortened or supplied: nothing but gaps there, or words in round brackets."""
    mine, other = ours[block.ours_start : block.ours_end], theirs[block.theirs_start : block.theirs_end]
    if other and all(word.plain == GAP for word in other):
        return True
    return any(words and all(_inside(word, asides) for word in words) for words, asides in zip((mine, other), aside, strict=True))


def _inside(word: QuotedWord, ranges: Asides) -> bool:
    number = bisect_right(ranges, (word.start, len(ranges) + word.end)) - 1
    return number >= 0 and word.end <= ranges[number][1]


def _range(words: Sequence[QuotedWord], first: int, last: int) -> Span | None:
    return Span(start=words[first].start, end=words[last - 1].end) if last > first else None


def _find(needle: list[str], haystack: list[str]) -> int | None:
    """Index of a run of words, by string search over words joined with a character that no word holds."""
    joined = "\n" + "\n".join(haystack) + "\n"
    at = joined.find("\n" + "\n".join(needle) + "\n")
    return None if at < 0 else joined.count("\n", 0, at)


def quoted_spans(text: str) -> list[Span]:
    """What stands between quotation marks, marks excluded, in order.

    Straight and typographic double quotes are paired within a paragraph; a quotation that runs on over paragraphs ends with each of them.
    """
    spans: list[Span] = []
    opened: int | None = None
    for at, char in enumerate(text):
        if char == "\n":
            if opened is not None and text[opened:at].strip():
                spans.append(Span(start=opened, end=at))
            opened = None
        elif char == '"':
            if opened is None:
                # after a digit it is a sign for inches, after a letter a stray mark
                opened = None if text[at - 1 : at].isalnum() else at + 1
            else:
                spans.append(Span(start=opened, end=at))
                opened = None
        elif opened is None and char in _OPEN:
            opened = at + 1
        elif opened is not None and char in _CLOSE:
            spans.append(Span(start=opened, end=at))
            opened = None
    if opened is not None and text[opened:].strip():
        spans.append(Span(start=opened, end=len(text)))
    return [span for span in spans if span.end > span.start]
