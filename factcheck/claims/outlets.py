"""News media as sources: by their names, and by the noun beside an unfamiliar one."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from factcheck.agencies import agency_forms, agency_named
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import strip_article

__all__ = ["MEDIA_NOUN", "described_outlet", "is_outlet"]

_PAPER = "".join(rf"(?<!{kind}\s)" for kind in ("white", "green", "working", "position", "discussion", "policy", "research")) + "paper"
MEDIA_NOUN: Final = (
    rf"magazine|newspaper|{_PAPER}|daily|broadcaster|(?:news|press)\s(?:agency|site|website|outlet|channel|service|organi[sz]ation)|newswire"
    r"|tabloid|weekly|television|(?:tv|radio|television)\s(?:station|channel|network)|news\sportal|(?:Telegram\s|YouTube\s)?channel|outlet"
)
"""Nouns for media, as alternatives of a regular expression."""
_OPENING = r"News\sagency|Newspaper|Broadcaster|Outlet|Magazine"
"""Such nouns where they begin the sentence."""
_NAME = r"(?:(?:al|el)-)?[A-Z][\w'’&.-]*(?:\s(?:(?:de|du|del|da|der|die|das|la|le|el|of|the|y)\s){0,2}[A-Z][\w'’&.-]*)*"
_NOUN_BEFORE = re.compile(rf"^(?:(?:[\w'’-]+\s){{0,6}}(?:{MEDIA_NOUN})|{_OPENING})\s(?P<name>{_NAME}|[a-z]{{2,6}})(?:\s\([^)]*\))?$")
_NOUN_AFTER = re.compile(rf"^(?:[Tt]he\s)?(?P<name>{_NAME}\s(?:{MEDIA_NOUN}|tv|radio))$")
_NUMBERED = re.compile(r"(?:Channel|Canal|Kanal)\s\d{1,2}(?:\s[Nn]ews)?")
_MODIFIER = re.compile(
    r"(?:(?!(?:of|from|at|for|in|on|by|with|and|or|to|who|that|which|as)\s)[a-z-]+|[\w.'’-]+-[a-z]+|[\w.-]+['’]s)\s+(?=\S)"
)
"""A word before an outlet's name that only tells of it: "state-run", "Doha-based", "Norland's"."""
_MOST_MODIFIERS = 6
_LONGEST_PHRASE = 200
_STATE_MEDIA = re.compile(
    r"^(?:[\w’'-]+\s){0,3}(?:state(?:-(?:run|owned|controlled|backed|affiliated))?|official|national|public|government-run)\s"
    r"(?:news\s)?(?:media|television|tv|radio|broadcaster|agency|newspaper)$",
    re.IGNORECASE,
)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news medium, by the list or by its first or last words."""
    bare = strip_article(name)
    lower = bare.lower()
    agency = agency_named(bare)
    if agency is not None:
        return bare != lower or bare in agency_forms()[agency]
    if lower in phrases("outlets", "names"):
        return bare != lower
    if name.lower() in phrases("outlets", "lower_case") or _NUMBERED.fullmatch(bare):
        return True
    if " and " in bare and all(map(is_outlet, bare.split(" and "))):
        return True
    words = bare.split()
    if len(words) == 1 and bare != name and bare[:1].isupper() and lower in phrases("outlets", "suffixes"):
        return True  # "the Journal", "The Post"
    if not words or not re.match(r"(?:al-|el-)?[A-Z]", words[0]):
        return False
    if len(words) > 1 and words[-1] in ("television", "newspaper", "radio", "magazine", "tv"):
        return True
    if re.search(r"\s(?:of|from|at|for)\s[Tt]he\s", bare):
        return False  # "Jane Roe of The Globe"
    if lower in phrases("outlets", "not_media") or not words[-1][:1].isupper() or words[0].endswith(("'s", "’s")):
        return False
    if _has_ending(words[-1].lower()):
        return True
    suffixes = phrases("outlets", "suffixes")
    if len(words) > 1 and (words[-1].lower() in suffixes or " ".join(words[-2:]).lower() in suffixes):
        return True
    begun = len(words) > 1 and words[0].lower() in phrases("outlets", "prefixes")
    return begun and words[-1].lower() not in phrases("organizations", "heads")


def _has_ending(word: str) -> bool:
    return any(word.endswith(ending) and len(word) > len(ending) + 1 for ending in phrases("outlets", "endings"))


def described_outlet(phrase: str) -> tuple[str, bool] | None:
    """The outlet that a phrase calls one: "the regional magazine Meridian" is ("Meridian", True), "Norwegian state television" unnamed.

    Args:
        phrase: a source phrase without what follows its first comma.

    Returns:
        How to call it, and whether the phrase names it; None when it describes no outlet.
    """
    before = _NOUN_BEFORE.match(phrase)
    if before is not None and _may_be_name(before["name"]) and not _person_before(phrase[: before.start("name")]):
        return before["name"], True
    after = _NOUN_AFTER.match(phrase)
    if after is not None:
        return after.group("name"), True
    if _STATE_MEDIA.match(strip_article(phrase)):
        return strip_article(phrase), re.search(r"\b[A-Z]", phrase) is not None
    name = _unmodified(phrase)
    return None if name is None else (name, True)


def _may_be_name(name: str) -> bool:
    """Whether what follows a noun for media may be the name of one: no institution's, and without a capital only one that is listed."""
    return is_outlet(name) if name.islower() else name.split(maxsplit=1)[0].lower() not in phrases("organizations", "heads")


def _unmodified(phrase: str) -> str | None:
    """The outlet's name behind the words that only tell of it: "Norland's semi-official Fars news agency"."""
    rest = strip_article(phrase)
    for _ in range(_MOST_MODIFIERS if len(phrase) <= _LONGEST_PHRASE else 0):
        modifier = _MODIFIER.match(rest)
        if modifier is None:
            return None
        rest = rest[modifier.end() :]
        if is_outlet(rest) or _NOUN_AFTER.match(rest):
            return None if _tells_of_person(phrase[: -len(rest)]) else rest
    return None


@cache
def _role() -> re.Pattern[str]:
    roles = sorted(phrases("roles", "official", "spokesperson", "person"), key=lambda role: (-len(role), role))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, roles)) + r")s?\b", re.IGNORECASE)


def _person_before(words: str) -> bool:
    return _role().search(words) is not None


def _tells_of_person(words: str) -> bool:
    """Whether words before a name say that a person bears it; "official" before an outlet's name does not."""
    plain = re.sub(r"\bofficial\s", "", words.lower())
    return _person_before(plain) or not phrases("anonymous", "heads").isdisjoint(plain.split())
