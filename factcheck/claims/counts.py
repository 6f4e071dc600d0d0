"""Small numbers as news spells them."""

from __future__ import annotations

import re

__all__ = ["COUNT", "number_of"]

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
}
COUNT = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})"
"""A pattern of a whole number below a thousand, in digits or, below a hundred, in lower-case words."""


def number_of(words: str) -> int:
    """The number that a match of `COUNT`, "a" or "an" spells, in any letter case."""
    if words.isdigit():
        return int(words)
    return sum(_VALUES[word] for word in re.split(r"[-\s]", words.lower()))
