"""Windows: what the network reads at a time.

A window is one paragraph, so that its sentences are read in each other's light and an edit to one paragraph cannot
change the reading of another. PolNeAR's contents never cross a paragraph either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from factcheck.claims.base import Sentence
from factcheck.claims.tagging.words import Word, words_of
from factcheck.models import Span

__all__ = ["Window", "windows_of"]

_MOST_WORDS = 240
"""A longer paragraph is cut between sentences, a longer sentence between words."""


class Window(NamedTuple):
    """A stretch of text and its words."""

    span: Span
    words: tuple[Word, ...]
    openings: frozenset[int]
    """Indices of the words that begin a sentence."""


def windows_of(text: str, sentences: Sequence[Sentence]) -> Iterator[Window]:
    """The paragraphs of a text in reading order, each cut to a bearable length."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.block):
        words: list[Word] = []
        openings: set[int] = set()
        for sentence in group:
            own = words_of(text, sentence.span)
            if words and len(words) + len(own) > _MOST_WORDS:
                yield _window(words, openings)
                words, openings = [], set()
            openings.add(len(words))
            words += own
            while len(words) > _MOST_WORDS:
                yield _window(words[:_MOST_WORDS], openings)
                words, openings = words[_MOST_WORDS:], set()
        if words:
            yield _window(words, openings)


def _window(words: Sequence[Word], openings: set[int]) -> Window:
    return Window(Span(start=words[0].start, end=words[-1].end), tuple(words), frozenset(i for i in openings if i < len(words)))
