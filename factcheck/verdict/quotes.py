"""Quotations against the nearest wording of a text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.models import Span

__all__ = ["Change", "QuoteMatch", "align_quotation", "quoted_spans"]

ALTERED_SIMILARITY = 0.6
"""Share of a quotation's words that must stand in the text, in order, for the rest to be changes rather than another statement."""
MIN_WORDS = 3
"""Shorter stretches in quotation marks are terms or scare quotes; the words alone identify no statement."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]\n]{0,200}\])\s*")
_OPEN, _CLOSE = "“«„", "”»“"


class Change(NamedTuple):
    """Words of the quotation and what the text has instead; one of the two may be empty."""

    quoted: str
    found: str


class QuoteMatch(NamedTuple):
    """The wording of a text that comes nearest to a quotation."""

    label: Literal["verbatim", "altered", "absent"]
    span: Span | None
    """Its place in the text; None when absent."""
    similarity: float
    """Share of words in common, in order, 0 to 1."""
    changes: tuple[Change, ...]


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(_plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def _plain(word: str) -> str:
    """Lower-cased, without diacritics, apostrophe straight."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower().replace("’", "'")


def align_quotation(quotation: str, text: str) -> QuoteMatch:
    """Find `quotation` in `text`, word by word; case, punctuation and the shape of apostrophes do not matter.

    A quotation with an ellipsis or a bracketed insertion is verbatim when each of its parts is, in order.

    Args:
        quotation: the quoted words, without quotation marks.
        text: where to look.
    """
    parts = [part for part in _ELLIPSIS.split(quotation) if _WORD.search(part)]
    if not parts:
        return QuoteMatch("absent", None, 0.0, ())
    matches = [_align(part, text) for part in parts]
    if len(matches) == 1:
        return matches[0]
    spans = [m.span for m in matches if m.span is not None]
    if len(spans) < len(matches) or any(b.start < a.start for a, b in pairwise(spans)):
        return QuoteMatch("absent", None, min(m.similarity for m in matches), ())
    changes = tuple(change for m in matches for change in m.changes)
    whole = Span(start=spans[0].start, end=spans[-1].end)
    return QuoteMatch("altered" if changes else "verbatim", whole, min(m.similarity for m in matches), changes)


def _align(quotation: str, text: str) -> QuoteMatch:
    ours, theirs = _words(quotation), _words(text)
    if not theirs:
        return QuoteMatch("absent", None, 0.0, ())
    ours_words, their_words = [w for w, _, _ in ours], [w for w, _, _ in theirs]
    exact = _find(ours_words, their_words)
    if exact is not None:
        return QuoteMatch("verbatim", Span(start=theirs[exact][1], end=theirs[exact + len(ours) - 1][2]), 1.0, ())
    window = fuzz.partial_ratio_alignment(ours_words, their_words)
    if window is None or len(their_words) < len(ours_words):
        start, end = 0, len(their_words)
    else:
        # some words more on each side, so that insertions do not push the last word out
        slack = 1 + len(ours_words) // 4
        start, end = max(0, window.dest_start - slack), min(len(their_words), window.dest_end + slack)
    codes = Levenshtein.opcodes(ours_words, their_words[start:end])
    blocks = [c for c in codes if c.tag == "equal"]
    same = sum(c.src_end - c.src_start for c in blocks)
    similarity = same / len(ours_words)
    if similarity < ALTERED_SIMILARITY or len(ours_words) < MIN_WORDS:
        return QuoteMatch("absent", None, similarity, ())
    edge_first, edge_last = blocks[0].dest_start, blocks[-1].dest_end
    changes = []
    for code in codes:
        if code.tag == "equal" or (code.tag == "insert" and (code.dest_end <= edge_first or code.dest_start >= edge_last)):
            continue
        changes.append(
            Change(
                _slice(quotation, ours, code.src_start, code.src_end), _slice(text, theirs, start + code.dest_start, start + code.dest_end)
            ),
        )
    first, last = start + edge_first, start + edge_last - 1
    if codes[0].tag == "replace":
        first = start + codes[0].dest_start
    if codes[-1].tag == "replace":
        last = start + codes[-1].dest_end - 1
    return QuoteMatch("altered", Span(start=theirs[first][1], end=theirs[last][2]), similarity, tuple(changes))


def _find(needle: list[str], haystack: list[str]) -> int | None:
    """Index of a run of words, by string search over words joined with a character that no word holds."""
    joined = "\n" + "\n".join(haystack) + "\n"
    at = joined.find("\n" + "\n".join(needle) + "\n")
    return None if at < 0 else joined.count("\n", 0, at)


def _slice(text: str, words: list[tuple[str, int, int]], first: int, last: int) -> str:
    return text[words[first][1] : words[last - 1][2]] if last > first else ""


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
