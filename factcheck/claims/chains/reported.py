"""What chain assembly yields."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.models import Attribution, Span

__all__ = ["Reported"]


class Reported(NamedTuple):
    """One attributed content with its chain."""

    content: tuple[Span, ...]
    """What is asserted, without the attributions inside it."""
    chain: tuple[Attribution, ...]
    extents: tuple[Span, ...]
    """Everything that belongs to the attribution: source, cue, content."""
    cue: str
    position: int
    """Where the attribution is expressed: its source, else its cue, else its content."""
