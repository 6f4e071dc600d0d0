"""Pull quotes: short blocks that repeat a sentence of the body word for word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.article.lexicon import words

__all__ = ["find_pull_quotes"]

_KEY = 6
"""Words by which a repeated passage is looked up; shorter blocks repeat each other by chance."""
_MAX_WORDS = 60
_MAX_PLACES = 8
_SPEAKER_WORDS = 6
"""At most so many words after the quotation may name its speaker."""
_LONGEST_SPEAKER = 300
"""Characters."""
_LONGER = 1.2
"""The block that is quoted from is at least so many times as long."""
_SPEAKER = re.compile(r"(?:[-–—~,.!?\"”’]\s*)[-–—~]?\s*[A-Z][\w.'’-]*(?: [\w.'’-]+){0,5}$")


def find_pull_quotes(blocks: Mapping[int, str]) -> set[int]:
    """Find the blocks that only repeat a part of another, longer one.

    Args:
        blocks: Number and text of each block of the body.

    Returns:
        The numbers of the pull quotes.
    """
    tokens = {number: words(text) for number, text in blocks.items()}
    candidates = {number for number, own in tokens.items() if _KEY <= len(own) <= _MAX_WORDS}
    keys = {tuple(tokens[number][:_KEY]) for number in sorted(candidates)}
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {key: [] for key in keys}
    for number, own in tokens.items():
        for at in range(len(own) - _KEY + 1):
            found = places.get(tuple(own[at : at + _KEY]))
            if found is not None and len(found) < _MAX_PLACES:
                found.append((number, at))
    return {
        number
        for number in sorted(candidates)
        if any(
            other != number
            and len(tokens[other]) >= _LONGER * len(tokens[number])
            and _repeats(blocks[number], tokens[number], tokens[other][at:])
            for other, at in places[tuple(tokens[number][:_KEY])]
        )
    }


def _repeats(text: str, own: Sequence[str], other: Sequence[str]) -> bool:
    same = next((size for size, (mine, theirs) in enumerate(zip(own, other, strict=False)) if mine != theirs), min(len(own), len(other)))
    if same == len(own):
        return True
    return len(own) - same <= _SPEAKER_WORDS and same >= _KEY and bool(_SPEAKER.search(text, max(0, len(text) - _LONGEST_SPEAKER)))
