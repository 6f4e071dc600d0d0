"""How long work tells whoever waits what it is doing, without knowing who that is."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Called with a stage's name, the units done and the units in all (0 when unknown)."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Take note of how far the work is."""


def silent(_stage: str, _done: int, _total: int, /) -> None:
    """Say nothing."""
