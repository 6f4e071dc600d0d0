"""The word lists of `factcheck/claims/data`, loaded once: TOML files that people can read and extend."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load", "matcher", "phrases", "table", "wildcard"]


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed data file `name` (without `.toml`)."""
    return tomllib.loads((files("factcheck.claims") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, *keys: str) -> frozenset[str]:
    """The union of the lists under `keys` of a data file, in lower case."""
    return frozenset(str(phrase).lower() for key in keys for phrase in load(name)[key])


@cache
def table(name: str, key: str) -> dict[str, str]:
    """The string table under `key` of a data file."""
    return {str(left).lower(): str(right) for left, right in load(name)[key].items()}


def wildcard(phrase: str) -> str:
    """A regular expression for one phrase, in which `*` at the end of a word stands for any ending."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return r"\s+".join(words)


@cache
def matcher(name: str, *keys: str) -> re.Pattern[str]:
    """Finds any phrase of the lists under `keys`, as whole words, ignoring case; the longest first."""
    ordered = sorted(phrases(name, *keys), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(wildcard, ordered)) + r")(?!\w)", re.IGNORECASE)
