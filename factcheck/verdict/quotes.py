"""Quotations against the nearest wording of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.models import EditKind, Span

__all__ = ["MIN_WORDS", "Change", "QuoteMatch", "Stretch", "align_quotation", "quoted_spans"]

ALTERED_SIMILARITY = 0.6
"""Share of a quotation's words that must stand in the text, in order, for the rest to be changes rather than another statement."""
MIN_WORDS = 3
"""Shorter stretches in quotation marks are terms or scare quotes; the words alone identify no statement."""

_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:['’.][^\W_]+)*")
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]\n]{0,200}\])\s*")
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


class _Word(NamedTuple):
    plain: str
    start: int
    end: int


def _words(text: str) -> list[_Word]:
    return [_Word(_plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def _plain(word: str) -> str:
    """Lower-cased, without diacritics, apostrophe straight, initials without stops."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower().replace("’", "'")
    return plain.replace(".", "") if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", plain) else plain


def align_quotation(quotation: str, text: str) -> QuoteMatch:
    """Find `quotation` in `text`, word by word; case, punctuation, hyphens and the shape of apostrophes do not matter.

    A quotation with an ellipsis or a bracketed insertion is verbatim when each of its parts is, in order; what the text leaves out so, or
    has in brackets, is no change either.

    Args:
        quotation: the quoted words, without quotation marks.
        text: where to look.
    """
    parts, at = [], 0
    for gap in [*_ELLIPSIS.finditer(quotation), None]:
        end = gap.start() if gap else len(quotation)
        if _WORD.search(quotation, at, end):
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
    ours, theirs = _words(quotation), _words(text)
    if not theirs:
        return _ABSENT
    ours_words, their_words = [w.plain for w in ours], [w.plain for w in theirs]
    exact = _find(ours_words, their_words)
    if exact is not None:
        place = _range(theirs, exact, exact + len(ours))
        return QuoteMatch("verbatim", place, 1.0, (Stretch("same", _range(ours, 0, len(ours)), place),), ())
    window = fuzz.partial_ratio_alignment(ours_words, their_words)
    if window is None or len(their_words) < len(ours_words):
        start, end = 0, len(their_words)
    else:
        # some words more on each side, so that insertions do not push the last word out
        slack = 1 + len(ours_words) // 4
        start = max(0, min(window.dest_start, window.dest_end - len(ours_words)) - slack)
        end = min(len(their_words), max(window.dest_end, window.dest_start + len(ours_words)) + slack)
    blocks = list(_blocks(ours_words, their_words[start:end]))
    same = sum(b.ours_end - b.ours_start for b in blocks if b.same)
    similarity = same / len(ours_words)
    if similarity < ALTERED_SIMILARITY or len(ours_words) < MIN_WORDS:
        return _ABSENT._replace(similarity=similarity)
    spared = _spared(text)
    stretches = [_stretch(b, ours, theirs[start:end], spared) for b in _trimmed(blocks)]
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


def _stretch(block: _Block, ours: Sequence[_Word], theirs: Sequence[_Word], spared: Sequence[tuple[int, int]]) -> Stretch:
    quoted = _range(ours, block.ours_start, block.ours_end)
    found = _range(theirs, block.theirs_start, block.theirs_end)
    if block.same or _left_out(block, theirs, spared):
        return Stretch("same", quoted, found)
    return Stretch("changed" if quoted and found else "added" if quoted else "dropped", quoted, found)


def _left_out(block: _Block, theirs: Sequence[_Word], spared: Sequence[tuple[int, int]]) -> bool:
    """Whether the text marks the place as shortened or supplied: an ellipsis between its words, or all of its words in brackets."""
    first = theirs[block.theirs_start - 1].end if block.theirs_start else 0
    last = theirs[block.theirs_end].start if block.theirs_end < len(theirs) else theirs[-1].end
    inside = [(start, end) for start, end in spared if first <= start and end <= last]
    words = theirs[block.theirs_start : block.theirs_end]
    return bool(inside) and all(any(start <= w.start and w.end <= end for start, end in inside) for w in words)


def _spared(text: str) -> list[tuple[int, int]]:
    return [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in _ELLIPSIS.finditer(text)]


def _range(words: Sequence[_Word], first: int, last: int) -> Span | None:
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
