"""The names by which news calls a country, by `countries.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from factcheck.words import stem

__all__ = ["countries", "is_country"]


@cache
def countries() -> dict[str, frozenset[int]]:
    """The countries that a folded word, or its stem, stands for."""
    families = tomllib.loads((files("factcheck.verdict.diff") / "countries.toml").read_text(encoding="utf-8"))["families"]
    table: dict[str, set[int]] = {}
    for number, family in enumerate(families):
        for word in family.split():
            for form in (word, stem(word)):
                table.setdefault(form, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


def is_country(word: str) -> bool:
    """Whether a folded word stands for a country, its people or its government."""
    return word in countries()
