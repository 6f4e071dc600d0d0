"""Words and punctuation marks with their offsets, the common ground of the claim heuristics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.models import Span

__all__ = ["Token", "tokenize", "trim"]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[#@]?\w+(?:['’.,\-–]?\w)*(?<![.,\-–'’])|[^\w\s]")
_EDGE = " \t\n\r,;:.!?…—–-"


class Token(NamedTuple):
    """One word or mark; offsets are those of the article's text."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return self.text[0].isalnum() or len(self.text) > 1

    @property
    def capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def tokenize(text: str, span: Span) -> list[Token]:
    """The tokens of `text` within `span`, in reading order."""
    return list(_tokens(text, span.start, span.end))


# Several heuristics look at the same stretch one after the other.
@lru_cache(maxsize=1024)
def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(
        Token(match.start(), match.end(), match.group(), match.group().lower().replace("’", "'"))
        for match in _TOKEN.finditer(text, start, end)
    )


def trim(text: str, span: Span) -> Span:
    """`span` without surrounding blanks, stops, dashes, and quotation marks or brackets that do not pair up inside."""
    start, end = span.start, span.end
    while start < end:
        before = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE and not _abbreviation(text, start, end):
            end -= 1
        start, end = _unquoted(text, start, end)
        if (start, end) == before:
            break
    return Span(start=start, end=end)


_ABBREVIATED = re.compile(r"(?:\b(?:[^\W\d_]\.)+|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|etc|No|a\.m|p\.m)\.)$")


def _abbreviation(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and _ABBREVIATED.search(text, max(start, end - 12), end) is not None


_PAIRS = {'"': '"', "“": "”", "«": "»", "(": ")", "[": "]", "‘": "’"}


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Drops one quotation mark or bracket at an edge when it has no partner inside, or both when they embrace the whole."""
    if end - start < 2:
        return start, end
    first, last = text[start], text[end - 1]
    inner = text[start + 1 : end - 1]
    if first in _PAIRS and last == _PAIRS[first] and first not in inner and last not in inner and first not in "([‘":
        return start + 1, end - 1
    if first in _PAIRS and _unpaired_opening(first, text[start + 1 : end]):
        return start + 1, end
    if last in ('"', "”", "»", ")", "]") and _unpaired_closing(last, text[start : end - 1]):
        return start, end - 1
    return start, end


def _unpaired_opening(mark: str, rest: str) -> bool:
    partner = _PAIRS[mark]
    if mark == partner:
        return rest.count(mark) % 2 == 0
    return mark != "‘" and rest.count(partner) <= rest.count(mark)


def _unpaired_closing(mark: str, rest: str) -> bool:
    partner = next(opening for opening, closing in _PAIRS.items() if closing == mark)
    if mark == partner:
        return rest.count(mark) % 2 == 0
    return rest.count(partner) <= rest.count(mark)
