"""English word stems (Porter 2, by Snowball), for whoever compares words."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import snowballstemmer

__all__ = ["stem_word"]


class _Own(threading.local):
    """A stemmer for each thread: it keeps the word that it works on in itself, and two threads at once would get wrong stems."""

    def __init__(self) -> None:
        self.stemmer: Any = snowballstemmer.stemmer("english")


_own = _Own()


@lru_cache(maxsize=131_072)
def stem_word(word: str) -> str:
    """The stem of a lower-case word; takes time in proportion to its length."""
    return str(_own.stemmer.stemWord(word))
