"""Plug point of the verdict room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from factcheck.models import Probabilities
from factcheck.progress import Progress, silent

__all__ = ["Verifier"]


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
