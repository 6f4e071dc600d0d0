"""The plug point of the room: what a renderer is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from factcheck.models import Report

if TYPE_CHECKING:
    from factcheck.review import Annotation

__all__ = ["ALONE", "BINARY_FORMATS", "FORMATS", "TEXT_FORMATS", "Beside", "FileRenderer", "Format", "Renderer"]

Format = Literal["html", "markdown", "json", "sarif", "junit", "github", "github-summary", "csv", "docx", "pdf"]

TEXT_FORMATS: tuple[Format, ...] = ("html", "markdown", "json", "sarif", "junit", "github", "github-summary", "csv")
BINARY_FORMATS: tuple[Format, ...] = ("docx", "pdf")
FORMATS: tuple[Format, ...] = TEXT_FORMATS + BINARY_FORMATS
"""Every format that a report can be rendered in."""


@dataclass(frozen=True)
class Beside:
    """What lies beside a report and a rendering may use."""

    article: Path | None = None
    """The file that the article was read from: places are given as lines of it, and a .docx is annotated in a copy."""
    annotation: Annotation | None = None
    """The annotation file: its ids are the lasting ones, its decisions count."""


ALONE = Beside()


class Renderer(Protocol):
    """Turns a report into one text. The same report gives the same text, byte for byte."""

    suffixes: tuple[str, ...]
    """File name endings that ask for this rendering, in lower case with the dot."""

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """The whole file's text; it ends in a line feed and is meant to be written as UTF-8.

        Raises:
            InputError: a file of `beside` cannot be used.
        """
        ...


class FileRenderer(Protocol):
    """Turns a report into one binary file."""

    suffixes: tuple[str, ...]

    def ready(self) -> None:
        """Tell before the work is done whether something is missing on this machine.

        Raises:
            OutputError: it is; the message says what to install.
        """
        ...

    def render_bytes(self, report: Report, beside: Beside = ALONE) -> bytes:
        """The whole file.

        Raises:
            InputError: a file of `beside` cannot be used.
            OutputError: something is missing on this machine.
        """
        ...
