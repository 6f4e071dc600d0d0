"""When two names are one person's."""

from __future__ import annotations

import unicodedata

__all__ = ["same_person"]


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, spaces and Unicode form."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
