"""Passages that merely copy an article, word for word or nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from factcheck.models import Passage

__all__ = ["copies_of", "is_copy", "shingles"]

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
    compared, so that there is nothing for a sketch such as MinHash to save. Quotations are left out on both sides, unless they are
    most of the passage: then it is a copy only where they stand in the article as they are, too.
    """
    return frozenset(passage.id for passage in passages if is_copy(passage.text, article_text))


def is_copy(text: str, of: str) -> bool:
    """Whether at least 60% of a text's three-word shingles stand in another, as `copies_of` counts."""
    ours, theirs = _views(text), _views(of)
    if ours.own_words >= _LEAST_WORDS and 2 * ours.own_words >= ours.words:
        return _contained(ours.own, theirs.own)
    # who says what is quoted is told in much the same words everywhere
    return ours.words >= _LEAST_WORDS and ours.quoted <= theirs.whole and _contained(ours.whole, theirs.whole)


def _contained(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> bool:
    return len(ours & theirs) >= _LEAST_SHARED * len(ours)


class _Views(NamedTuple):
    """A text with its quotations and without them, and the quotations alone."""

    words: int
    whole: frozenset[tuple[str, ...]]
    own_words: int
    own: frozenset[tuple[str, ...]]
    quoted: frozenset[tuple[str, ...]]


@lru_cache(maxsize=1024)
def _views(text: str) -> _Views:
    words, own = _words(text), _words(_QUOTED.sub(" ", text))
    quoted = frozenset[tuple[str, ...]]().union(*(_shingles(_words(match[0])) for match in _QUOTED.finditer(text)))
    return _Views(len(words), _shingles(words), len(own), _shingles(own), quoted)


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words of a text, in lower case; the text's words themselves when it is shorter."""
    return _views(text).whole or frozenset((word,) for word in _words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False))
