"""Passages that merely copy an article, word for word or nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from factcheck.models import Passage

__all__ = ["copies_of", "shingles"]

_WORD = re.compile(r"\w+")
# What both quote, they may both have from a third: a ministry's statement is no copy of the article that quotes it.
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»|„[^„“”\n]*[“”]")
_SHINGLE: Final = 3
_LEAST_SHARED: Final = 0.6
"""Of a passage's shingles. One word in ten changed leaves about 0.73; two reports of one event share far less."""
_LEAST_WORDS: Final = 8


def copies_of(article_text: str, passages: Iterable[Passage]) -> frozenset[str]:
    """Ids of the passages whose own words stand in the article: at least 60% of their three-word shingles.

    This is containment (Broder 1997, "On the resemblance and containment of documents"), computed exactly: one article is
    compared, so that there is nothing for a sketch such as MinHash to save. Quotations are left out on both sides,
    unless hardly anything else is there.
    """
    whole = _shingles(_words(article_text))
    own = _shingles(_words(_QUOTED.sub(" ", article_text)))
    copies: set[str] = set()
    for passage in passages:
        words = _words(_QUOTED.sub(" ", passage.text))
        pool = own
        if len(words) < _LEAST_WORDS:
            words, pool = _words(passage.text), whole
        shingles = _shingles(words)
        if len(words) >= _LEAST_WORDS and len(shingles & pool) >= _LEAST_SHARED * len(shingles):
            copies.add(passage.id)
    return frozenset(copies)


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words of a text, in lower case; the text's words themselves when it is shorter."""
    words = _words(text)
    return _shingles(words) or frozenset((word,) for word in words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False))
