"""Where the words of an article stand in the file that it was read from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from factcheck.article.normalise import normalise
from factcheck.models import Span

__all__ = ["Alignment", "align"]

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_ANCHOR_TOKENS = 4
"""So many tokens in a row are an anchor where they stand once in either text."""
_MOST_CELLS = 40_000_000
"""Tokens times tokens of a gap between anchors that are still compared; 5 MB of bits, well under a second."""
_LEAST_FOUND = 0.6
"""Share of a range's tokens that must be found."""
_SLACK = 3
"""The range found may hold so many times the tokens of the one asked for: markup stands between them."""


class Alignment:
    """Maps ranges of an article's text to ranges of another text that says the same with other white space, markup and surroundings."""

    def __init__(self, tokens: Sequence[tuple[int, int]], homes: Sequence[int], raw_tokens: Sequence[tuple[int, int]], raw: str) -> None:
        self._tokens, self._homes, self._raw_tokens, self._raw = tokens, homes, raw_tokens, raw
        self._starts = [start for start, _ in tokens]

    def locate(self, span: Span) -> Span | None:
        """The range of the other text that holds the words of `span`, in code points; None where they are not found there.

        It begins and ends with the words themselves. Where one of the outermost is missing there, the range is so much shorter.
        """
        first = bisect_left(self._starts, span.start)
        if first and self._tokens[first - 1][1] > span.start:
            first -= 1
        stop = bisect_left(self._starts, span.end)
        found = [number for number in range(first, stop) if self._homes[number] >= 0]
        if not found or len(found) < _LEAST_FOUND * (stop - first):
            return None
        left, right = found[0], found[-1]
        if self._homes[right] - self._homes[left] > _SLACK * (stop - first) + _ANCHOR_TOKENS:
            return None
        start, end = self._raw_tokens[self._homes[left]][0], self._raw_tokens[self._homes[right]][1]
        # A range may begin or end within a token, such as after the hyphen that a tokeniser does not know of.
        start += max(span.start - self._tokens[left][0], 0)
        end -= max(self._tokens[right][1] - span.end, 0)
        while end < len(self._raw) and unicodedata.combining(self._raw[end]):
            end += 1
        return Span(start=start, end=end) if start < end else None


def align(text: str, raw: str) -> Alignment:
    """Align an article's text with the text of its file.

    Tokens in a row that stand once in both texts are the anchors, as in patience diff; what lies between two anchors is compared token by
    token, by the longest common subsequence. Both texts are compared in the normal form in which articles are read.

    Args:
        text: The article's normal text.
        raw: The file's text, in whatever form.
    """
    normal = normalise(raw)
    places, raw_places = _tokens(text), _tokens(normal.text)
    words = [text[start:end] for start, end in places]
    raw_words = [normal.text[start:end] for start, end in raw_places]
    homes = [-1] * len(words)
    at = raw_at = 0
    for anchor, raw_anchor in [*_anchors(words, raw_words), (len(words), len(raw_words))]:
        left, right = words[at:anchor], raw_words[raw_at:raw_anchor]
        if left and right and len(left) * len(right) <= _MOST_CELLS:
            for operation in LCSseq.opcodes(left, right):
                if operation.tag == "equal":
                    for step in range(operation.src_end - operation.src_start):
                        homes[at + operation.src_start + step] = raw_at + operation.dest_start + step
        if anchor < len(words):
            homes[anchor] = raw_anchor
        at, raw_at = anchor + 1, raw_anchor + 1
    ends = [(normal.origins[start], normal.origins[end - 1] + 1) for start, end in raw_places]
    return Alignment(places, homes, ends, raw)


def _tokens(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _TOKEN.finditer(text)]


def _anchors(words: Sequence[str], raw_words: Sequence[str]) -> list[tuple[int, int]]:
    """Places in both texts at which the same tokens begin that stand nowhere else, in the order of both."""
    here, there = _once(words), _once(raw_words)
    return _in_order([(at, there[tokens]) for tokens, at in here.items() if tokens in there])


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where each stretch of tokens that occurs once begins, in reading order."""
    stretches = list(zip(*(words[step:] for step in range(_ANCHOR_TOKENS)), strict=False))
    counts = Counter(stretches)
    return {tokens: at for at, tokens in enumerate(stretches) if counts[tokens] == 1}


def _in_order(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of anchors that stand in the same order in both texts."""
    tails: list[int] = []
    values: list[int] = []
    before = [-1] * len(found)
    for number, (_, raw_at) in enumerate(found):
        place = bisect_left(values, raw_at)
        before[number] = tails[place - 1] if place else -1
        tails[place : place + 1], values[place : place + 1] = [number], [raw_at]
    kept: list[tuple[int, int]] = []
    number = tails[-1] if tails else -1
    while number >= 0:
        kept.append(found[number])
        number = before[number]
    return kept[::-1]
