"""Research teams: "the scientists", once the article has said of which institution they are.

Nobody in such a team is named, but its institution is, and the team publishes under that name: whoever wants to ask knows whom.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck.claims.lexicons import phrases
from factcheck.claims.person_names import is_institutional
from factcheck.models import Source, Span

__all__ = ["Teams"]

_NAME = r"(?:[Tt]he\s)?[A-Z][\w'’&-]*(?:\s(?:(?:of|for|and|the)\s){0,2}[A-Z][\w'’&-]*){0,7}"
_ISSUED = re.compile(
    r"\b(?:study|studies|research|paper|analysis|findings)\s(?:(?:carried out|conducted|led|made|published|done)\s)?(?:by|from|at)\s"
    rf"(?P<where>{_NAME})"
)


class _Introduction(NamedTuple):
    position: int
    canonical: str
    institution: str


class Teams:
    """The teams that one article introduces together with their institutions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[_Introduction] | None = None

    def antecedent(self, phrase: str, span: Span) -> Source | None:
        """The team that a definite phrase ("the researchers") means; None when it is no such phrase, or it may be one of several teams."""
        if _definite().fullmatch(phrase.strip()) is None:
            return None
        before = [item for item in self._introductions() if item.position < span.start]
        if not before or len({item.institution for item in before}) > 1:
            return None
        return Source(name=phrase, canonical=before[0].canonical, kind="organization", named=True, span=span)

    def introduced(self, phrase: str, span: Span) -> Source | None:
        """The team that a phrase introduces ("researchers at Example University"); None when it introduces none."""
        match = _introducing().match(phrase.strip())
        if match is None or not _is_institution(match.group("where")):
            return None
        return Source(name=phrase, canonical=match.group("who"), kind="organization", named=True, span=span)

    def _introductions(self) -> list[_Introduction]:
        if self._known is None:
            found = [
                _Introduction(match.start(), match.groupdict().get("who") or match.group("where"), _institution(match.group("where")))
                for pattern in (_introducing(), _ISSUED)
                for match in pattern.finditer(self._text)
                if _is_institution(match.group("where"))
            ]
            self._known = sorted(found)
        return self._known


def _institution(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _is_institution(name: str) -> bool:
    return (
        any(is_institutional(word.lower()) for word in re.findall(r"[\w-]+", name))
        or re.fullmatch(r"(?:the )?[A-Z]{3,6}", name) is not None
    )


@cache
def _heads() -> str:
    return "|".join(sorted(phrases("anonymous", "teams"), key=lambda head: (-len(head), head)))


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"(?:the|these|those|this)\s(?:research\s|study\s|study['’]s\s)?(?:{_heads()})", re.IGNORECASE)


@cache
def _introducing() -> re.Pattern[str]:
    """Such as "a research team from the University of Example", "scientists at Example Institute and at Example College"."""
    return re.compile(
        rf"\b(?:(?:[Aa]n?|[Tt]he)\s)?(?P<who>(?:(?:research|international|joint)\s)?(?:{_heads()}|{_heads().title()})"
        rf"(?:\s(?:of|led by)\s(?:[a-z]+\s)?(?:{_heads()}|[a-z]+ists))?"
        rf"\s(?:from|at|with|of|based at)\s(?P<where>{_NAME})(?:\s(?:and|of)\s(?:from\s|at\s)?{_NAME}){{0,3}})"
    )
