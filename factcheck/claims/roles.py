"""In what capacity a named person speaks: official, spokesperson or private person, by the roles beside the name.

A role alone often does not tell: a president heads a country or a club, a director an agency or a film. What it is a role in does, so the
ambiguous ones are read together with the institution beside them.
"""

from __future__ import annotations

import re

from factcheck.claims.lexicons import matcher, phrases
from factcheck.models import SourceKind

__all__ = ["is_spokesperson", "person_kind"]

_SPOKES = re.compile(r"\bspokes(?:person|man|woman|people|men|women|persons)\b|\bpress (?:secretary|officer|office)\b", re.IGNORECASE)
_COUNSEL = re.compile(
    r"\b(?:lawyer|attorney|counsel|solicitor|barrister)s?\s+(?:for|representing)\b|(?:[A-Z][\w.]+|['’]s?|\bhis|\bher|\btheir)\s+(?:[a-z]+\s)?(?:lawyer|attorney|counsel)\b"
)
_SPEAKS_FOR = re.compile(r"^\s*(?:,\s*)?for\s+(?:the\s+)?[A-Z]")
_PARTY_AND_PLACE = re.compile(
    r"\(\s*(?:Rep(?:ublican)?|Dem(?:ocrat)?|R|D|I|Ind)\b\.?\s*(?:[-–—,]\s*[A-Z][\w. ]*)?\)|\b[RDI]-[A-Z][\w.]+"
    r"|\b(?:Republican|Democrat) of [A-Z]"
)
_SPEAKER = re.compile(r"\bSpeaker\b|\b(?:house|parliament\w*|assembly|senate|legislature|knesset|duma)\b", re.IGNORECASE)
_LED = re.compile(
    r"\b[A-Z][\w-]*(?:['’]s?)?\s(?:[\w-]+\s)?(?:co-|deputy\s)?(?:leader|owner|publisher|editor)|['’]s?\s(?:[\w-]+\s){0,2}(?:leader|owner|publisher|editor)|\b(?:of|for)\b"
)
_PRESIDES_COMPANY = re.compile(r"\b(?P<body>[A-Z][\w&.-]*)(?:['’]s?)?\s(?:(?:vice|supreme)\s)?(?:president|leader)\b")
_RANKS = frozenset({"general", "major", "captain", "lieutenant", "colonel", "sergeant", "commander", "private", "officer"})
_REPRESENTS = re.compile(r"\brepresentatives?\s(?:for|of|from|at)\b")
_DONE = re.compile(r"\b(?:who\s(?!is\b|heads\b|leads\b|chairs\b|runs\b|represents\b)|whom\s|whose\s|along with\s)[^;]*")
_SERVED = re.compile(r"\b(?:of|for|to|under|by|with|against|than|supporting|including)\b")
_LEADS = re.compile(r"\b(?:heads?|leads?|runs?|chairs?|founded)\s+(?:the|an?|[A-Z])")


def is_spokesperson(words: str) -> bool:
    """Whether a phrase says that somebody is the voice of an institution."""
    return _SPOKES.search(words) is not None


def person_kind(around: str, description: str) -> SourceKind:
    """Official, spokesperson or person, from the roles beside the name here, else those given elsewhere.

    Args:
        around: the words around the name where it speaks.
        description: the roles that the article gives to the same name elsewhere, separated by semicolons.
    """
    here = _role_kind(around)
    if here in ("official", "spokesperson") or (here is not None and _past_or_candidate(around)):
        return here
    parts = description.split(" ; ")
    if any(map(is_spokesperson, parts)):
        return "spokesperson"
    elsewhere = [kind for part in parts if (kind := _role_kind(part)) is not None]
    for kind in ("official", "spokesperson"):
        if kind in elsewhere:
            return kind
    return "person"


def _past_or_candidate(words: str) -> bool:
    own = re.split(r"\b(?:who|whom|whose)\b", words, maxsplit=1)[0]
    return matcher("roles", "past_markers", "candidate_markers").search(own) is not None


def _role_kind(words: str) -> SourceKind | None:
    """What one description makes of a person; None when it says nothing of a role."""
    lower = words.lower()
    if not lower.strip(" ,."):
        return None
    if is_spokesperson(words):
        return "spokesperson" if not re.search(r"\b(?:former|ex|onetime)[\s-]+(?:[\w’'-]+\s){0,3}(?:spokes|press)", lower) else "person"
    if _past_or_candidate(lower):
        return "person"
    if _PARTY_AND_PLACE.search(re.split(r"\bwho\b", words, maxsplit=1)[0]):
        return "official"
    if _COUNSEL.search(words) or _REPRESENTS.search(words) or _SPEAKS_FOR.match(words):
        return "spokesperson"
    found = [kind for role in _roles_in(words) if (kind := _kind_of_role(role, words, lower)) is not None]
    for kind in ("official", "spokesperson"):
        if kind in found:
            return kind
    if _LEADS.search(words) and _institution(lower) is not None:
        return "spokesperson" if _institution(lower) == "private" else "official"
    return "person" if found else None


def _roles_in(words: str) -> list[str]:
    """The roles that are the person's own, in lower case: not what they did once, nor whom they serve ("an aide to Senator Roe")."""
    lower = _DONE.sub(" ", words).lower().strip()
    found: list[re.Match[str]] = []
    for match in matcher("roles", "official", "spokesperson", "person").finditer(lower):
        between = lower[found[-1].end() : match.start()] if found else ""
        # In "chief pollster" the role is the pollster's.
        adjective = match.group() == "chief" and re.match(r"\s*(?:$|,|;|(?:of|at|in)\b)", lower[match.end() :]) is None
        if not adjective and not (_SERVED.search(between) and not re.search(r"[,;]|\band\b", between)):
            found.append(match)
    if found and found[-1].end() == len(lower) and not re.match(r"(?:the|an?|its|his|her)\s", lower):
        # What stands before a name may begin in the middle of a sentence: only what is joined to the last role belongs to it.
        last = [
            match
            for match in found[:-1]
            if re.fullmatch(r"\s(?:and|&)\s(?:[\w-]+\s){0,3}|[\s,-]*(?:[\w-]+\s)?", lower[match.end() : found[-1].start()])
        ]
        found = [*last[-1:], found[-1]]
    return [match.group() for match in found]


def _kind_of_role(role: str, words: str, lower: str) -> SourceKind | None:
    """The kind that one role makes, with the institution in which it is held where the role is ambiguous."""
    institution = _institution(lower)
    if role in ("president", "vice president") and _PRESIDES_COMPANY.search(words) and not _of_nation(words):
        return "spokesperson"
    if role in _RANKS and not re.search(
        rf"\b{role[0].upper()}{role[1:]}\b|\b(?:police|army|military|navy|air force|marine|retired)\b", words
    ):
        return None
    if role == "leader" and _PRESIDES_COMPANY.search(words) and _of_nation(words):
        return "official"
    if role == "speaker" and not re.search(r"\bSpeaker\b", words) and not _SPEAKER.search(words):
        return "person"
    if role in phrases("roles", "ambiguous_offices"):
        if institution is not None:
            return "official" if institution == "public" else "spokesperson"
        return "official"
    if role in phrases("roles", "official"):
        return "official"
    if role in phrases("roles", "heads"):
        return "official" if institution == "public" else "spokesperson"
    if role in phrases("roles", "staff"):
        return "official" if institution == "public" else "spokesperson" if institution == "private" else "person"
    if role in phrases("roles", "leaders"):
        # "a community leader", "the owner" lead nothing that the article names.
        return "spokesperson" if institution is not None or _LED.search(words) else "person"
    if role in phrases("roles", "spokesperson"):
        return "spokesperson"
    return "person"


def _institution(lower: str) -> str | None:
    """Whether the words name a public body, a private institution or neither."""
    plain = matcher("roles", "public_first").sub(" government ", lower)
    if matcher("roles", "private_institutions").search(plain):
        return "private"
    return "public" if matcher("roles", "public_bodies").search(plain) or _nation(plain) else None


def _of_nation(words: str) -> bool:
    """Whether a country or its people stands before "president"."""
    match = _PRESIDES_COMPANY.search(words)
    body = match.group("body").lower() if match is not None else ""
    return (
        body in phrases("organizations", "places")
        or body + "s" in phrases("anonymous", "peoples")
        or body.endswith(("an", "ese", "ish", "i", "ch", "iss", "u.s."))
    )


def _nation(lower: str) -> bool:
    places = phrases("organizations", "places")
    match = re.search(r"\b(?:of|for|to)\s+(?:the\s+)?([\w.]+(?:\s[\w.]+)?)", lower)
    return match is not None and (match.group(1) in places or match.group(1).split()[0] in places)
