"""Whether two documents are about one thing, by the words that they share."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.evidence.origins.lists import words
from factcheck.stemming import stem_word

__all__ = ["headline_likeness", "likeness"]

_WORD = re.compile(r"[^\W_](?:[\w.,%’'-]*[^\W_%])?%?")


def likeness(left: tuple[str, str], right: tuple[str, str]) -> float:
    """Overlap of two documents' content words, 0 to 1: the shared ones over those of the shorter (Szymkiewicz-Simpson).

    Stemmed, without common words; of the shorter, because a relay of few lines says little of a long report.

    Args:
        left: headline and text.
        right: headline and text.
    """
    ours, theirs = _content("\n".join(left)), _content("\n".join(right))
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def headline_likeness(left: str, right: str) -> float:
    """Dice overlap of two headlines' content words, 0 to 1."""
    ours, theirs = _content(left), _content(right)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


@cache
def _common() -> frozenset[str]:
    return frozenset(words("common", "words"))


@lru_cache(maxsize=16384)
def _content(text: str) -> frozenset[str]:
    found = (match[0].casefold() for match in _WORD.finditer(text))
    return frozenset(stem_word(word) for word in found if len(word) > 1 and word not in _common())
