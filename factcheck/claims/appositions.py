"""Names in close apposition: "the operator Blue Line", "its owner Norrum", where the noun before the name says what bears it."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.claims.lexicons import phrases

__all__ = ["Apposed", "apposed_institution"]

_NOT_BEFORE = ("of", "for", "at", "from", "in", "by", "with", "and", "or", "who", "which", "that")
_POSSESSIVES = ("its", "his", "her", "their", "our", "my", "your")
_WORD = re.compile(r"[\w&][\w'’.&-]*")


class Apposed(NamedTuple):
    """A phrase read as a noun and the name that it introduces."""

    noun: str
    name: str


def apposed_institution(phrase: str) -> Apposed | None:
    """The institution at the end of a phrase after a noun for institutions, or after a possessive and its relation to another.

    None for the name of a person, as far as its first name tells, and within a longer phrase ("the head of the company Roe").
    """
    if "," in phrase:
        return None
    matches = list(_WORD.finditer(phrase))
    first = len(matches)
    while first > 0 and matches[first - 1].group()[:1].isupper():
        first -= 1
    if first == 0 and len(matches) > 1 and matches[0].group().lower() in phrases("organizations", "apposed"):
        # "Operator Blue Line said": at the beginning of a sentence nothing tells the noun from a part of the name ("Union Pacific").
        return Apposed(matches[0].group().lower(), phrase.rstrip(" ."))
    if not 0 < first < len(matches):
        return None
    before = [match.group().lower() for match in matches[:first]]
    name = phrase[matches[first].start() :].rstrip(" .")
    noun = before[-1]
    if set(before) & set(_NOT_BEFORE) or matches[first].group().lower() in phrases("first_names", "names"):
        return None
    alone = len(matches) - first == 1
    related = noun in phrases("organizations", "relations") and alone and before[0] in _POSSESSIVES
    return Apposed(noun, name) if related or noun in phrases("organizations", "apposed") else None
