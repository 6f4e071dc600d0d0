"""Names for the files of an article: safe on every file system, never two alike, and the same in every run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

from factcheck.article.reading import slug

__all__ = ["assign_names"]

_LONGEST: Final = 80
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for devices, whatever their ending."""


def assign_names(wanted: Iterable[tuple[str, str]], taken: Mapping[str, str]) -> dict[str, str]:
    """A name for every article: a slug of what it is called, with a checksum of its key where that is taken.

    Args:
        wanted: Key and stem of each; in the order of keys the first that asks for a name gets it.
        taken: Names given in earlier runs, by key; they are kept.

    Returns:
        Names of lower-case ASCII letters, digits and hyphens, by key.
    """
    names = dict(taken)
    used = set(taken.values())
    for key, stem in sorted(wanted):
        if key in names:
            continue
        plain = slug(stem)[:_LONGEST].strip("-")
        checksum = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        digits = 8
        name = f"{plain}-{checksum[:digits]}" if _RESERVED.fullmatch(plain) else plain
        while name in used:
            name, digits = f"{plain}-{checksum[:digits]}", digits + 4
        names[key] = name
        used.add(name)
    return names
