"""The plug point of the room: what a renderer is."""

from __future__ import annotations

from typing import Literal, Protocol

from factcheck.models import Report

__all__ = ["FORMATS", "Format", "Renderer"]

Format = Literal["html", "markdown", "json"]

FORMATS: tuple[Format, ...] = ("html", "markdown", "json")
"""Every format that a report can be rendered in."""


class Renderer(Protocol):
    """Turns a report into one text. The same report gives the same text, byte for byte."""

    suffixes: tuple[str, ...]
    """File name endings that ask for this rendering, in lower case with the dot."""

    def render(self, report: Report) -> str:
        """The whole file's text; it ends in a line feed and is meant to be written as UTF-8."""
        ...
