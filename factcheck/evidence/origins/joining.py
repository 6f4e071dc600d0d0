"""Putting together what belongs together, pair by pair."""

from __future__ import annotations

__all__ = ["Links"]


class Links:
    """Which of so many items are joined, be it through others (union-find); whatever the order of joining, the groups are the same."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        """The lowest number in an item's group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of two items' groups."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def groups(self) -> list[list[int]]:
        """All groups, by their lowest number, each in ascending order."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return list(found.values())
