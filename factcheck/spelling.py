"""Spellings of one word or name: letters with and without marks, British and American, and ways of writing a name in Latin letters."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["name_key", "plain_letters", "same_given_name", "spelling_key"]

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ħ": "h", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "’": "'", "‐": "-", "‑": "-"}
)
_SHORTEST = 5
"""Letters of a word from which on its ending may be a national one: "rise" and "four" are not."""
_ENDINGS = (
    (re.compile(r"is(?=(?:e|ed|er|ers|es|ing|ation|ations)$)"), "iz"),
    (re.compile(r"yse(?=(?:d|r|rs|s)?$)"), "yze"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite|ites|ful|er|ers|al|ly|y|hood|hoods|less)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$)"), "er"),
)
_UMLAUT = re.compile(r"(?<=[b-df-hj-np-tv-z])([aou])e(?=[b-df-hj-np-tv-z])")
_SLAVIC = re.compile(r"sk(?:yy|iy|yi|ij|ii|y)$")


@cache
def _lists(section: str) -> dict[str, list[str]]:
    loaded: dict[str, Any] = tomllib.loads((files("factcheck") / "spelling.toml").read_text(encoding="utf-8"))
    return dict(loaded[section])


@cache
def _first(section: str, key: str) -> dict[str, str]:
    """Each word of the lines of a list, with the first of its line."""
    return {word: line.split()[0] for line in _lists(section)[key] for word in line.split()}


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(_lists('words')['doubling'])})l(?=ed$|ing$|er$|ers$)")


def plain_letters(text: str) -> str:
    """`text` without diacritics, in basic Latin letters where it has a known one, apostrophes and hyphens straight."""
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """What British and American spellings of a word have in common; case and diacritics do not count."""
    plain = plain_letters(word).lower()
    known = _first("words", "pairs").get(plain)
    if known is not None or len(plain) < _SHORTEST:
        return known or plain
    plain = _doubled().sub(r"\1", plain)
    for pattern, ending in _ENDINGS:
        plain = pattern.sub(ending, plain)
    return plain


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """What the spellings of a word of a name have in common: as `spelling_key`, and umlauts written out, and transliterations."""
    plain = spelling_key(word)
    return _first("names", "families").get(plain) or _SLAVIC.sub("ski", _UMLAUT.sub(r"\1", plain))


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names may be of one person: the same, an initial, or a short form."""
    a, b = name_key(one.rstrip(".")), name_key(other.rstrip("."))
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    return any(a in line.split() and b in line.split() for line in _lists("names")["given"])
