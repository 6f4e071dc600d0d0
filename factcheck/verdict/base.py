"""Plug points of the verdict room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from factcheck.models import Probabilities, Span
from factcheck.progress import Progress, silent

__all__ = ["PassageVerifier", "Reading", "Verifier"]


class Verifier(Protocol):
    """Weighs a passage against a claim."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    @property
    def sha256(self) -> str:
        """Checksum of the weights, or of whatever decides the probabilities."""
        ...

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """One reading for each (claim, passage text) pair, in order, each independent of the rest of the batch."""
        ...


class Reading(NamedTuple):
    """What a verifier that reads whole passages makes of one."""

    probabilities: Probabilities
    rationale: Span | None
    """The words that decide, as offsets into the text that was read; None where none do."""
    unusable: str | None = None
    """Why the passage cannot count, as words that follow "is": nothing that can be checked was said of it."""


@runtime_checkable
class PassageVerifier(Verifier, Protocol):
    """A verifier that is given a passage whole and says itself which of its words decide."""

    def read(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Reading]:
        """One reading for each (claim, passage text) pair, in order, each independent of the rest of the batch."""
        ...
