"""What models have to say about a run: what was used up, and what a reader of the result must know.

A model is loaded once and may serve many checks at the same time, so it cannot keep this itself; whoever runs a check opens the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from factcheck.models import Usage

__all__ = ["Notes", "note_usage", "remark"]


class Notes:
    """What was noted while it was open, by any model that the same thread called."""

    def __init__(self) -> None:
        self._remarks: dict[str, None] = {}
        self._usage: dict[str, Usage] = {}

    @property
    def remarks(self) -> tuple[str, ...]:
        """One sentence each, every one once, in the order in which they came."""
        return tuple(self._remarks)

    def usage(self, role: str) -> Usage | None:
        """What the model in that role used up; None where it noted nothing."""
        return self._usage.get(role)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take down what is noted inside; may be opened again."""
        token = _open.set(self)
        try:
            yield
        finally:
            _open.reset(token)

    def add_remark(self, sentence: str) -> None:
        """Add a sentence, unless it is there."""
        self._remarks[sentence] = None

    def add_usage(self, role: str, used: Usage) -> None:
        """Add to what the model in that role used up."""
        known = self._usage.get(role)
        self._usage[role] = known + used if known is not None else used


_open: ContextVar[Notes | None] = ContextVar("notes", default=None)


def remark(sentence: str) -> None:
    """Tell whoever reads the result; nobody, where no notes are taken."""
    notes = _open.get()
    if notes is not None:
        notes.add_remark(sentence)


def note_usage(role: str, used: Usage) -> None:
    """Note what the model in a role used up; nothing happens where no notes are taken."""
    notes = _open.get()
    if notes is not None:
        notes.add_usage(role, used)
