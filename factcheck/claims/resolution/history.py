"""Who has spoken so far, which is where most pronouns and descriptions find whom they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.models import Source, SourceKind

__all__ = ["INSTITUTIONS", "PEOPLE", "History", "Mention", "is_plural"]

PEOPLE: frozenset[SourceKind] = frozenset({"person", "official", "spokesperson"})
INSTITUTIONS: frozenset[SourceKind] = frozenset({"outlet", "organization", "document"})
_MEMORY = 200
"""How many mentions back a pronoun or definite phrase can refer; bounds the work on hostile input."""


class Mention(NamedTuple):
    """A source that spoke, with where."""

    source: Source
    position: int
    female: bool | None
    """By title, role or first name; None when the article does not show it."""
    nested: bool = False
    """In what somebody else says, so that the author's own pronouns do not mean it."""


def is_plural(source: Source) -> bool:
    """Whether a source is several speakers: "two officials", "Mary Falk and Jon Brandt"."""
    words = source.name.split(",")[0].split(" of ")[0].split()
    return " and " in source.name or (source.kind == "anonymous" and bool(words) and words[-1].endswith(("s", "people", "men")))


class History:
    """The sources that spoke so far, in the order in which they were resolved."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []
        self._ordered: list[tuple[int, int]] = []
        self._names: set[str] = set()

    @property
    def mentions(self) -> Sequence[Mention]:
        """Everything so far."""
        return self._mentions

    def add(self, mention: Mention) -> None:
        """Notes one more."""
        key = (mention.position, len(self._mentions))
        self._ordered.insert(bisect_left(self._ordered, key), key)
        self._mentions.append(mention)
        self._names.add(mention.source.name.lower())

    def has_spoken(self, name: str) -> bool:
        """Whether a source has spoken under this name, in whatever case."""
        return name.lower() in self._names

    def before(self, position: int) -> Iterator[Mention]:
        """Those before `position`, the nearest first."""
        last = bisect_left(self._ordered, (position, -1))
        for _, number in reversed(self._ordered[max(0, last - _MEMORY) : last]):
            yield self._mentions[number]

    def between(self, start: int, end: int) -> list[Mention]:
        """Those at `[start, end)` that are written there and not nested, the last first."""
        first, last = bisect_left(self._ordered, (start, -1)), bisect_left(self._ordered, (end, -1))
        found = (self._mentions[number] for _, number in reversed(self._ordered[first:last]))
        return [mention for mention in found if not mention.nested and (mention.source.named or mention.source.span is not None)]
