"""Texts that may be printed anywhere, a terminal and the log of GitHub Actions included."""

from __future__ import annotations

import re

from factcheck.report.phrasing import legible

__all__ = ["guarded", "plain_line"]

_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_OLD_COMMAND = "##["
"""The runner's older form of a command, which it looks for anywhere in a line."""


def plain_line(text: str) -> str:
    """`text` on one line, without control characters."""
    return " ".join(legible(text).split())


def guarded(text: str) -> str:
    """`text` without anything that GitHub's runner takes for a command: the colons at the start of a line and the old form are parted."""
    return _COMMAND.sub(r"\1: ", text).replace(_OLD_COMMAND, "## [")
