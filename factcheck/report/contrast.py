"""Which part of two wordings differs, so that a reader sees one letter in a name at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

__all__ = ["Run", "contrast", "contrast_names"]

_ALIKE = 0.6
"""Below this share of common parts, two wordings are different as a whole; marking what they happen to share would mislead."""


class Run(NamedTuple):
    """A stretch of a wording."""

    text: str
    differs: bool


Runs = tuple[Run, ...]


def contrast(here: str, there: str) -> tuple[Runs, Runs]:
    """Both wordings in runs of words; those that differ are marked."""
    return _contrast(re.findall(r"\s+|\S+", here), re.findall(r"\s+|\S+", there))


def contrast_names(here: str, there: str) -> tuple[Runs, Runs]:
    """Both names in runs; marked are the letters that differ in words that are nearly alike, and otherwise whole words.

    Words are paired from the last one, the surname: that one side gives a fuller name is no difference.
    """
    left, right = re.findall(r"\s+|\S+", here), re.findall(r"\s+|\S+", there)
    left_runs: list[Runs] = []
    right_runs: list[Runs] = []
    shared = min(len(left), len(right))
    if not shared:
        return (Run(here, differs=bool(here)),), (Run(there, differs=bool(there)),)
    for one, other in zip(left[-shared:], right[-shared:], strict=True):
        a, b = _contrast(list(one), list(other))
        left_runs.append(a)
        right_runs.append(b)
    return _joined(left[:-shared], left_runs), _joined(right[:-shared], right_runs)


def _joined(fuller: Sequence[str], runs: Sequence[Runs]) -> Runs:
    lead = (Run("".join(fuller), differs=False),) if fuller else ()
    return (*lead, *(run for part in runs for run in part))


def _contrast(left: Sequence[str], right: Sequence[str]) -> tuple[Runs, Runs]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (Run("".join(left), differs=True),), (Run("".join(right), differs=True),)
    here, there = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 < i2:
            here.append(Run("".join(left[i1:i2]), tag != "equal"))
        if j1 < j2:
            there.append(Run("".join(right[j1:j2]), tag != "equal"))
    return tuple(here), tuple(there)
