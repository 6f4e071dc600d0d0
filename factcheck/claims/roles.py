"""In what capacity a named person speaks: official, spokesperson or private person, by the roles beside the name."""

from __future__ import annotations

import re

from factcheck.claims.lexicons import matcher
from factcheck.models import SourceKind

__all__ = ["person_kind"]

_SPOKES = re.compile(r"\bspokes(?:person|man|woman|people|men|women)\b", re.IGNORECASE)
_PUBLIC_BODY = re.compile(
    r"\b(?:department|ministry|agency|bureau|commission|office|government|city|county|state|u\.?s\.?|federal|national|pentagon"
    r"|police|army|navy|authority|service|parliament|senate|house|court|committee|white house)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:association|company|university|college|institute|society|union|foundation|club|federation|group|organi[sz]ation|council|league|inc|corp"
    r"|executive|network|chamber|forum|center|centre|bank|school|team|board|alliance|coalition|committee for|conference|student)\b"
)


def person_kind(around: str, description: str) -> SourceKind:
    """Official, spokesperson or person, from the roles beside the name here, else those given elsewhere."""
    here = _role_kind(around)
    if here in ("official", "spokesperson") or (here is not None and matcher("roles", "past_markers", "candidate_markers").search(around)):
        return here
    return _role_kind(description) or here or "person"


def _role_kind(words: str) -> SourceKind | None:
    lower = words.lower()
    if not lower.strip(" ,."):
        return None
    if _SPOKES.search(lower) or "press secretary" in lower or "press officer" in lower:
        return "spokesperson"
    if matcher("roles", "past_markers", "candidate_markers").search(lower):
        return "person"
    if re.search(
        r"\b(?:lawyer|attorney|counsel|solicitor|barrister)s?\s+(?:for|representing)\b|(?:[A-Z][\w.]+|['’]s)\s+(?:lawyer|attorney|counsel)\b",
        words,
    ):
        return "spokesperson"
    official = matcher("roles", "official").search(lower)
    spokesperson = matcher("roles", "spokesperson").search(lower)
    person = matcher("roles", "person").search(lower)
    if official is not None and official.group() in (
        "representative",
        "officer",
        "major",
        "general",
        "president",
        "vice president",
        "justice",
        "speaker",
        "clerk",
        "administrator",
        "captain",
        "treasurer",
        "superintendent",
        "secretary",
    ):
        return _ambiguous_office(lower, official.group())
    if official is not None:
        return "official"
    if spokesperson is not None:
        group = spokesperson.group()
        if (
            group in ("head", "deputy head", "director", "deputy director", "chief", "chair", "chairman", "chairwoman", "chairperson")
            and _PUBLIC_BODY.search(lower)
            and not re.search(r"\b(?:university|union|institute|party)\b", lower)
        ):
            return "official"
        if group in ("leader", "founder", "co-founder", "owner", "manager", "publisher", "editor-in-chief") and not re.search(
            r"\bof\b|\bfor\b|['’]s\b|[A-Z]", words
        ):
            return "person"
        return "person" if group in ("co-founder", "cofounder", "founder") else "spokesperson"
    return "person" if person is not None else None


def _ambiguous_office(lower: str, office: str) -> SourceKind:
    if office == "representative":
        return "spokesperson" if re.search(r"representative (?:of|for|from)\b", lower) else "official"
    if office in (
        "president",
        "vice president",
        "secretary",
        "treasurer",
        "captain",
        "superintendent",
        "administrator",
        "officer",
        "clerk",
    ):
        institution = _INSTITUTION.search(lower)
        return "spokesperson" if institution else "official"
    return "official"
