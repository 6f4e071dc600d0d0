"""Whether a person of an article is a woman or a man, by titles, roles and first names; None when nothing shows it."""

from __future__ import annotations

import re

from factcheck.claims.lexicons import matcher, phrases
from factcheck.claims.names import strip_article
from factcheck.claims.resolution.history import PEOPLE
from factcheck.claims.resolution.role_descriptions import RoleDescriptions
from factcheck.models import Source

__all__ = ["Genders", "by_first_name"]


class Genders:
    """Genders of the people of one article."""

    def __init__(self, text: str, roles: RoleDescriptions) -> None:
        self._text = text
        self._roles = roles
        self._known: dict[str, bool | None] = {}

    def female(self, source: Source) -> bool | None:
        """True for a woman, False for a man, None when the article does not show it or the source is nobody in person."""
        if source.kind == "anonymous":
            return _by_words(source.name)
        if source.kind not in PEOPLE or " and " in source.canonical:
            return None
        if source.canonical not in self._known:
            self._known[source.canonical] = self._of(source)
        return self._known[source.canonical]

    def _of(self, source: Source) -> bool | None:
        words = strip_article(source.canonical).split()
        title = re.search(rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady)\b\.?\s(?:\w+\s)?{re.escape(words[-1])}\b", self._text) if words else None
        if title is not None:
            return title.group(1).lower() in phrases("roles", "female")
        by_role = _by_words(f"{source.name} {self._roles.of(source.canonical)}")
        if by_role is not None or not words:
            return by_role
        return by_first_name(words[0])


def by_first_name(first: str) -> bool | None:
    """Whether a first name is a woman's or a man's; None for one that both bear or that the list lacks."""
    lower = first.lower()
    return True if lower in phrases("given_names", "female") else False if lower in phrases("given_names", "male") else None


def _by_words(words: str) -> bool | None:
    if matcher("roles", "female").search(words):
        return True
    return False if matcher("roles", "male").search(words) else None
