"""Text normalised once, with the way back to the raw input."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Normalised", "normalise"]

MAX_MARKS = 30
"""Combining marks kept on one base, in canonical decomposition; the bound of Unicode's Stream-Safe Text Format (UAX #15)."""

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_JOINING_LETTERS = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0x16D63, 0x16D6A))
"""Letters that may compose with the letter before them: Hangul jamo, Kirat Rai vowels."""


class Normalised(NamedTuple):
    """Normal text, and where each of its code points stood."""

    text: str
    origins: Sequence[int]
    """`origins[i]` is the offset in the raw input of what became `text[i]`; never decreases."""


def normalise(raw: str) -> Normalised:
    """Bring text to its normal form.

    Unicode NFC; every line end is a line feed; tabs and exotic spaces are spaces; byte order marks, zero-width and control
    characters are gone; no line ends in blanks; at most one blank line in a row; none at either end. Runs of spaces within a
    line stay. Normal text comes back as it is: `normalise(normalise(raw).text).text == normalise(raw).text`.

    Args:
        raw: Any string; lone surrogates become U+FFFD.

    Returns:
        The text and, for each of its code points, the offset in `raw` that it came from.
    """
    characters: list[str] = []
    origins: array[int] = array("q")
    for piece, start, exact in _pieces(raw):
        characters.append(piece)
        origins.extend(range(start, start + len(piece)) if exact else [start] * len(piece))
    return _collapse_blanks("".join(characters), origins)


def _pieces(raw: str) -> Iterator[tuple[str, int, bool]]:
    """Stretches of NFC text with their offset in `raw`; not exact where all of a stretch comes from that one offset."""
    at, size = 0, len(raw)
    while at < size:
        # A plain run's last character is left out: a combining mark may follow it.
        plain = _PLAIN.match(raw, at)
        if plain and plain.end() - 1 > at:
            yield raw[at : plain.end() - 1], at, True
            at = plain.end() - 1
        character = raw[at]
        if character in _LINE_ENDS:
            yield "\n", at, True
            at += 2 if raw.startswith("\r\n", at) else 1
            continue
        start, cluster, at = at, _clean(character), at + 1
        marks = 0
        while at < size and raw[at] not in _LINE_ENDS and (not (clean := _clean(raw[at])) or (cluster and _continues(clean))):
            marks += len(unicodedata.normalize("NFD", clean))
            if marks <= MAX_MARKS:
                cluster += clean
            at += 1
        if not cluster:
            continue
        composed = unicodedata.normalize("NFC", cluster)
        exact = composed == raw[start : start + len(composed)]
        yield composed, start, exact


@lru_cache(4096)
def _clean(character: str) -> str:
    """What stands for one raw character that is no line end; empty when it is dropped."""
    if " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in {"Cc", "Cf"}:
        return ""
    return "\ufffd" if category == "Cs" else character


@lru_cache(4096)
def _continues(character: str) -> bool:
    """Whether a character may compose or reorder with what stands before it."""
    if character <= "~":
        return False
    point = ord(character)
    return unicodedata.category(character)[0] == "M" or any(first <= point <= last for first, last in _JOINING_LETTERS)


def _collapse_blanks(text: str, origins: array[int]) -> Normalised:
    kept: list[str] = []
    kept_origins: array[int] = array("q")
    at = len(text) - len(text.lstrip(" \n"))
    end = len(text.rstrip(" \n"))
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        trimmed = at + len(text[at:stop].rstrip(" "))
        kept.append(text[at:trimmed])
        kept_origins.extend(origins[at:trimmed])
        at = stop
        if at < end:
            after = at + 1
            breaks = [at]
            while after < end and text[after] in " \n":
                if text[after] == "\n":
                    breaks.append(after)
                after += 1
            kept.append("\n" * min(len(breaks), 2))
            kept_origins.extend(origins[i] for i in breaks[:2])
            at = breaks[-1] + 1
    return Normalised("".join(kept), kept_origins)
