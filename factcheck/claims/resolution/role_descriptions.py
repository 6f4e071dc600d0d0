"""The roles that an article gives to a name, wherever it does: "the harbour minister, Mary Falk", "Mary Falk, the minister"."""

from __future__ import annotations

import re

from factcheck.claims.lexicons import matcher

__all__ = ["RoleDescriptions"]

_CLAUSE = re.compile(r"[.,;:\n\"“”()]")
_OF = re.compile(r"\s+(?:of|for)\s")
_VERBAL = re.compile(r"\b(?:by|said|told|and|with|to|was|is)\s*$")
_APPOSITION = re.compile(
    r",\s+(?:\d{1,3},\s+)?((?:[^.;:\n\"“”]|(?<=\b[A-Z])\.){3,110}?)(?:,|(?<!\b[A-Z])\.|\s(?:said|says|told|who|is|was|has)\b)"
)
_CLAUSAL = re.compile(r"(?:and|but|who|which)\b")


class RoleDescriptions:
    """The roles beside the names of one article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The roles that stand right before or after the full name somewhere, joined by " ; "; empty for a single word."""
        if name not in self._known:
            self._known[name] = " ; ".join(self._beside(name)) if " " in name else ""
        return self._known[name]

    def _beside(self, name: str) -> list[str]:
        roles = matcher("roles", "official", "spokesperson", "person", "past_markers", "candidate_markers")
        found: list[str] = []
        for match in re.finditer(re.escape(name), self._text):
            before = _CLAUSE.split(self._text[max(0, match.start() - 90) : match.start()].rstrip(", "))[-1]
            last = [role for role in roles.finditer(before) if not before[role.end() :].strip()]
            if last:
                found.append(" ".join(before.split()[-7:]))
            elif (
                (starting := roles.search(before)) is not None
                and _OF.match(before[starting.end() :])
                and before.rstrip()[-1:].isalpha()
                and not _VERBAL.search(before)
            ):
                found.append(before[starting.start() :])
            apposition = _APPOSITION.match(self._text[match.end() : match.end() + 140])
            if apposition is not None and roles.search(apposition.group(1)) and not _CLAUSAL.match(apposition.group(1)):
                found.append(apposition.group(1))
        return list(dict.fromkeys(found))
