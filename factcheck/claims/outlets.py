"""News media as sources: by their names, and by the noun beside an unfamiliar one."""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims.lexicons import phrases
from factcheck.claims.names import strip_article

__all__ = ["described_outlet", "is_outlet"]

_PAPER = "".join(rf"(?<!{kind}\s)" for kind in ("white", "green", "working", "position", "discussion", "policy", "research")) + "paper"
_MEDIA = (
    rf"magazine|newspaper|{_PAPER}|daily|broadcaster|(?:news|press)\s(?:agency|site|website|outlet|channel|service|organi[sz]ation)|newswire"
    r"|tabloid|weekly|television|(?:tv|radio|television)\s(?:station|channel|network)|news\sportal"
)
_NAME = r"(?:(?:al|el)-)?[A-Z][\w'’&.-]*(?:\s(?:(?:de|du|del|da|der|die|das|la|le|el|of|the|y)\s){0,2}[A-Z][\w'’&.-]*)*"
_NOUN_BEFORE = re.compile(rf"^(?:[\w'’-]+\s){{0,6}}(?:{_MEDIA})\s(?P<name>{_NAME})(?:\s\([^)]*\))?$")
_NOUN_AFTER = re.compile(rf"^(?:[Tt]he\s)?(?P<name>{_NAME}\s(?:{_MEDIA}|tv|radio))$")
_STATE_MEDIA = re.compile(
    r"^(?:[\w’'-]+\s){0,3}(?:state(?:-(?:run|owned|controlled|backed|affiliated))?|official|national|public|government-run)\s"
    r"(?:news\s)?(?:media|television|tv|radio|broadcaster|agency|newspaper)$",
    re.IGNORECASE,
)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news medium, by the list or by its first or last words."""
    bare = strip_article(name)
    lower = bare.lower()
    if lower in phrases("outlets", "names"):
        return bare != lower
    if name.lower() in phrases("outlets", "lower_case"):
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
    if before is not None and not _person_before(phrase[: before.start("name")]):
        return before.group("name"), True
    after = _NOUN_AFTER.match(phrase)
    if after is not None:
        return after.group("name"), True
    if _STATE_MEDIA.match(strip_article(phrase)):
        return strip_article(phrase), re.search(r"\b[A-Z]", phrase) is not None
    return None


@cache
def _role() -> re.Pattern[str]:
    roles = sorted(phrases("roles", "official", "spokesperson", "person"), key=lambda role: (-len(role), role))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, roles)) + r")s?\b", re.IGNORECASE)


def _person_before(words: str) -> bool:
    return _role().search(words) is not None
