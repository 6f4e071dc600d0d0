"""Whether two documents are about one thing, by the words that they share."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.evidence.origins.lists import words
from factcheck.months import MONTHS
from factcheck.stemming import stem_word

__all__ = ["headline_likeness", "likeness", "shared_words"]

_WORD = re.compile(r"[^\W_](?:[\w.,%’'-]*[^\W_%])?%?")
_MONTH = "|".join(f"{month}|{month[:3]}\\.?" for month in MONTHS)
_DAY = re.compile(rf"\b(?:\d{{1,2}}\s(?:{_MONTH})|(?:{_MONTH})\s\d{{1,2}})\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


def likeness(left: tuple[str, str], right: tuple[str, str], names: frozenset[str] = frozenset()) -> float:
    """Overlap of two documents' content words, 0 to 1: the shared ones over those of the shorter (Szymkiewicz-Simpson).

    Stemmed, without common words and those of time; of the shorter, because a relay of few lines says little of a long report.

    Args:
        left: headline and text.
        right: headline and text.
        names: of those who report, which tell nothing of what they report.
    """
    ours, theirs = _content("\n".join(left), names), _content("\n".join(right), names)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def shared_words(left: tuple[str, str], right: tuple[str, str], names: frozenset[str] = frozenset()) -> int:
    """How many content words two documents share."""
    return len(_content("\n".join(left), names) & _content("\n".join(right), names))


def headline_likeness(left: str, right: str) -> float:
    """Dice overlap of two headlines' content words, 0 to 1."""
    ours, theirs = _content(left), _content(right)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


@cache
def _common() -> frozenset[str]:
    return frozenset((*words("common", "words"), *words("common", "times")))


@lru_cache(maxsize=16384)
def _content(text: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    found = (match[0].casefold() for match in _WORD.finditer(_DAY.sub(" ", text)))
    return frozenset(stem_word(word) for word in found if len(word) > 1 and word not in _common() and not _YEAR.fullmatch(word))
