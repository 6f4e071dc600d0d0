"""Which part of two wordings differs, so that a reader sees one letter in a name at a glance."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

__all__ = ["Run", "contrast"]


class Run(NamedTuple):
    """A stretch of a wording."""

    text: str
    differs: bool


def contrast(here: str, there: str, *, by_letter: bool = False) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both wordings in runs of words, or of letters for names; what differs is marked. When little is common, all of it is."""
    a = list(here) if by_letter else re.findall(r"\s+|\S+", here)
    b = list(there) if by_letter else re.findall(r"\s+|\S+", there)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < 0.6:
        return (Run(here, differs=True),), (Run(there, differs=True),)
    left, right = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 < i2:
            left.append(Run("".join(a[i1:i2]), tag != "equal"))
        if j1 < j2:
            right.append(Run("".join(b[j1:j2]), tag != "equal"))
    return tuple(left), tuple(right)
