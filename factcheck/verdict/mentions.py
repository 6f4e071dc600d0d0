"""Whether a passage names a source."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.evidence.origins import aliases
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Passage, Source
from factcheck.verdict.wordlist import word_set

__all__ = ["mentions", "published_by"]

_WORDS = re.compile(r"[^\W_]+")


def published_by(source: Source, passage: Passage) -> bool:
    """Whether `source` itself published the passage."""
    return passage.publisher is not None and same_publisher(source.canonical, passage.publisher)


def mentions(source: Source, passage: Passage) -> bool:
    """Whether a passage names `source`, in its text, its title or as its publisher."""
    if published_by(source, passage):
        return True
    text = f"{passage.title or ''}\n{passage.text}"
    if source.kind in {"organization", "spokesperson", "official"}:
        telling = _institution(source.canonical)
        if telling and telling <= _word_set(text):
            return True
    return any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) for alias in aliases(source))


_GENERIC = word_set(
    """
    department ministry minister office agency bureau committee commission council authority administration government institute
    university company corporation group spokesperson spokesman spokeswoman secretary director chief head president us u s united
    states american the of for and
    """
)
"""Words of an institution's name that do not tell it from others, or that a passage about its own country leaves out."""


def _institution(name: str) -> frozenset[str]:
    """The telling capitalised words of an institution's name ("spokesperson for the Ministry of Trade" is `trade`)."""
    return frozenset(w.casefold() for w in _WORDS.findall(name) if w[0].isupper() and len(w) > 1 and w.casefold() not in _GENERIC)


@lru_cache(maxsize=2048)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORDS.findall(text) if w[0].isupper())
