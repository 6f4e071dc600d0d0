"""The word lists of `lists.toml`, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.claims.lexicons import wildcard

__all__ = ["agencies", "agency_forms", "alternatives", "pairs", "words"]

_FILE = Path(__file__).with_name("lists.toml")


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """A list, the longest phrase first."""
    return tuple(sorted(_load()[section][key], key=lambda phrase: (-len(phrase), phrase)))


@cache
def alternatives(section: str, key: str) -> str:
    """A list as alternatives of a regular expression, the longest first; `*` stands for any ending."""
    return "|".join(map(wildcard, words(section, key)))


@cache
def pairs(section: str) -> tuple[tuple[str, str], ...]:
    """The names of a section with what each stands for."""
    return tuple(_load()[section].items())


@cache
def agencies() -> dict[str, re.Pattern[str]]:
    """News agencies by name, each with what finds it under any form of its name."""
    return {
        name: re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in sorted((name, *forms), key=len, reverse=True))})(?![\w-])")
        for name, forms in _load()["agencies"].items()
    }


@cache
def agency_forms(name: str) -> tuple[str, ...]:
    """The forms in which a news agency is credited, its name among them."""
    return (name, *_load()["agencies"][name])
