"""Words with offsets, their stems, and sentences: what alignment by context works on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.models import Span
from factcheck.sentences import sentence_spans
from factcheck.stemming import stem_word
from factcheck.wordlist import word_set

__all__ = ["FUNCTION_WORDS", "Word", "content_stems", "sentence_bounds", "split_words", "stem"]

FUNCTION_WORDS = word_set(
    """
    a about above after again against all almost already also although am among an and any are as at be because been before being
    below between both but by can could did do does doing down during each either else ever every few for from further had has have
    having he her here hers herself him himself his how however i if in into is it its itself just less like may me might more most
    much must my nearly neither no nor not now of off on once only onto or other our out over own per rather said same say says she
    should since so some still such than that the their theirs them themselves then there therefore these they this those through to
    too told toward towards under until up upon us very was we were what when where whether which while who whom whose why will with
    within without would yet you your according meanwhile report reports reported including
    """
)
"""Words too common in news to show that two sentences are about the same thing; reporting words among them."""

LONGEST_WORD = 40
"""Longer runs of letters are no words, and stemming takes time in proportion."""
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*(?:[.'’&-][^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)*")


class Word(NamedTuple):
    """A word and its half-open range of code points."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Lower-cased Snowball stem, possessive dropped."""
    lowered = word.lower().replace("’", "'")
    lowered = lowered.removesuffix("'s").removesuffix("'")
    if len(lowered) > LONGEST_WORD:
        return lowered
    return stem_word(lowered)


def split_words(text: str) -> list[Word]:
    """The words of `text` in order; a hyphenated or apostrophised word is one."""
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]


def content_stems(words: list[Word]) -> frozenset[str]:
    """Stems of the words that carry meaning: no function words, no numbers, no single letters."""
    found = set()
    for word in words:
        for part in word.text.split("-"):
            lowered = part.lower()
            if len(lowered) > 1 and lowered not in FUNCTION_WORDS and not lowered[0].isdigit():
                found.add(stem(lowered))
    return frozenset(found)


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of `text`; line breaks end a sentence too."""
    bounds: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        bounds.extend((span.start, span.end) for span in sentence_spans(text, Span(start=line.start(), end=line.end())))
    return bounds or [(0, len(text))]
