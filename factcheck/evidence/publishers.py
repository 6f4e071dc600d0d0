"""Whether two names are of one publisher."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["same_publisher"]

_ASIDE = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W_]+")
_DOMAIN = re.compile(r"(?:www\.)?([a-z0-9-]+)(?:\.(?:com|co|org|net|gov|edu|ac))?\.[a-z]{2,6}")
# An aside that opens with one of these tells where the words went or came from, and is no name of the publisher.
_RELATION = frozenset(
    {"via", "citing", "copy", "edited", "quoted", "as", "on", "from", "translation", "summary", "digest", "commentary", "syndicated", "by"}
)
_GENERIC = frozenset(
    {"agency", "news", "newspaper", "newspapers", "online", "magazine", "inc", "ltd", "llc", "plc", "corp", "co", "company", "limited"}
)
_SMALL = frozenset({"the", "of", "and", "for"})


@lru_cache(maxsize=4096)
def _names(publisher: str) -> tuple[frozenset[str], frozenset[str]]:
    """Comparable names, words run together; and the initials of those of two words or more, in capitals."""
    text = unicodedata.normalize("NFKD", publisher)
    text = "".join(character for character in text if not unicodedata.combining(character))
    parts = _ASIDE.sub(" ", text).split("/")
    for aside in _ASIDE.findall(text):
        words = _WORD.findall(aside.casefold())
        if words and words[0] not in _RELATION:
            parts += aside.split("/")
    names: set[str] = set()
    initials: set[str] = set()
    for part in parts:
        domain = _DOMAIN.fullmatch(part.strip().casefold())
        words = [domain[1].replace("-", "").removeprefix("the")] if domain else _WORD.findall(part)
        if len(words) > 1 and words[0].casefold() == "the":
            words = words[1:]
        full = [word for word in words if word.casefold() not in _SMALL]
        if len(full) > 1:
            initials.add("".join(word[0] for word in full).upper())
        while len(words) > 1 and words[-1].casefold() in _GENERIC:
            words = words[:-1]
        if words:
            names.add("".join(words).casefold())
    return frozenset(names), frozenset(initials)


def same_publisher(first: str, second: str) -> bool:
    """Whether two names, as printed, are of one publisher.

    Case, accents, an opening "The", "News", "Inc" and their like do not count; a second name in parentheses or after a slash is a name
    too, unless it says where the words went ("via …", "citing …"); an acronym stands for the name whose initials it is, and
    a web address for the name in it.
    """
    names, initials = _names(first)
    others, other_initials = _names(second)
    if names & others:
        return True
    return _abbreviates(first, other_initials) or _abbreviates(second, initials)


def _abbreviates(name: str, initials: frozenset[str]) -> bool:
    acronym = _ASIDE.sub(" ", name).strip().replace(".", "")
    return acronym.isupper() and len(acronym) > 1 and acronym in initials
