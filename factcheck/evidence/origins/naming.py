"""Where running text names somebody, however it spells the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.spelling import name_key

__all__ = ["Token", "named_at", "tokens_of"]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_GAP = re.compile(r"[ \t\n.,’'&‐‑–-]{1,3}")
_SHORT_ACRONYM = 3
"""Letters of an acronym up to which small letters make another word of it: "Who", "It", and not "Nato"."""
_LONGEST_ACRONYM = 6
_SMALL = r"(?:\s(?:of|for|the|and|on|in|de|&))*"


class Token(NamedTuple):
    """A word of a text and its half-open range; the parts of a hyphenated word are words."""

    key: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, each with its key of `name_key`; initials with stops are one word."""
    return tuple(Token(name_key(m.group().replace(".", "")), m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def _places(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, token in enumerate(tokens_of(text)):
        found.setdefault(token.key, []).append(number)
    return found


def named_at(forms: Iterable[str], text: str) -> list[tuple[int, int]]:
    """The half-open ranges at which `text` has one of the forms of a name, in order; the longest where several begin at one place.

    Diacritics, hyphens, British and American spellings and transliterations do not matter, nor capital letters beyond the first. A short
    acronym counts in capitals only, and stands for the words whose initials it is.
    """
    tokens = tokens_of(text)
    found: dict[int, int] = {}
    for form in forms:
        wanted = tokens_of(form)
        if not wanted:
            continue
        for at in _places(text).get(wanted[0].key, ()):
            here = tokens[at : at + len(wanted)]
            if _same(wanted, here, text) and all(_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(here)):
                found[here[0].start] = max(found.get(here[0].start, 0), here[-1].end)
        if len(wanted) == 1 and (long := _spelled_out(form)) is not None:
            for match in long.finditer(text):
                found[match.start()] = max(found.get(match.start(), 0), match.end())
    return sorted(found.items())


def _same(wanted: Sequence[Token], here: Sequence[Token], text: str) -> bool:
    if len(wanted) != len(here):
        return False
    return all(
        a.key == b.key and (_capital_alike(a.text, b.text, len(wanted)) or (n > 0 and text[b.start - 1] in "-‐‑"))
        for n, (a, b) in enumerate(zip(wanted, here, strict=True))
    )


def _capital_alike(wanted: str, here: str, words: int) -> bool:
    if not wanted[0].isupper():
        return True
    if words == 1 and len(wanted.replace(".", "")) <= _SHORT_ACRONYM and wanted.isupper():
        return sum(c.isupper() for c in here) > 1
    return here[0].isupper()


@lru_cache(maxsize=4096)
def _spelled_out(acronym: str) -> re.Pattern[str] | None:
    """Finds the capitalised words whose initials an acronym of three letters or more is; small words between them may count or not."""
    if not _SHORT_ACRONYM <= len(acronym) <= _LONGEST_ACRONYM or not acronym.isalpha() or not acronym.isupper():
        return None
    word = r"[\w’'-]+"
    # the O of a department of something
    inner = [rf"{_SMALL}\s(?:{c}{word}|{c.lower()}\w{{1,2}}(?=\s[A-Z]))" for c in acronym[1:-1]]
    # without an article, three words that begin a sentence would do
    lead = r"(?<=\b[Tt]he\s)" if len(acronym) == _SHORT_ACRONYM else r"(?<![\w-])"
    return re.compile(rf"{lead}{acronym[0]}{word}{''.join(inner)}{_SMALL}\s{acronym[-1]}{word}")
