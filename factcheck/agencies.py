"""News agencies and the forms of their names, from `agencies.toml`: one list for articles, claims and evidence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["agency_forms", "agency_named", "agency_signed", "has_other_bearers"]

_ARTICLE = re.compile(r"^the\s", re.IGNORECASE)
_NOUN = re.compile(r"\s(?:state\s)?news\s?(?:agency|wire)$", re.IGNORECASE)


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def agency_forms() -> Mapping[str, tuple[str, ...]]:
    """Of every agency the forms in which running text calls it, its name first."""
    return {name: (name, *forms) for name, forms in _load()["agencies"].items()}


@cache
def _by_form(*sections: str) -> Mapping[str, str]:
    named = {name: name for name in _load()["agencies"]}
    further = ((form, name) for section in sections for name, forms in _load()[section].items() for form in forms)
    return {form.casefold(): name for form, name in (*named.items(), *further)}


def agency_named(name: str) -> str | None:
    """The agency of which this is the whole name in running text, whatever its case; None if it is none's."""
    bare = _ARTICLE.sub("", name)
    forms = _by_form("agencies")
    return forms.get(bare.casefold()) or forms.get(_NOUN.sub("", bare).casefold())


def agency_signed(name: str) -> str | None:
    """The agency that signs so in a dateline or a byline."""
    return _by_form("agencies", "signs").get(_ARTICLE.sub("", name.strip()).casefold())


def has_other_bearers(name: str) -> bool:
    """Whether others than the agency bear this name too, such as a party."""
    return _ARTICLE.sub("", name) in _load()["shared"]["forms"]
