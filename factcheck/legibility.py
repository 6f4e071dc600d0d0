"""Text of others, made safe to look at wherever it is printed."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["UNSAFE_CHARACTERS", "legible"]

UNSAFE_CHARACTERS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufff9-\ufffb]")
"""Overrides can make "exe.txt" of "txt.exe", and controls command a terminal; none has any business in a news text."""


def legible(text: str) -> str:
    """`text` with control characters and direction overrides made visible as U+FFFD, of the same length."""
    return UNSAFE_CHARACTERS.sub("\ufffd", text)
