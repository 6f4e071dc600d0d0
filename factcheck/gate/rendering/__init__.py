"""What the gate says, for people and for programs: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from factcheck.gate.outcome import Judgement

__all__ = ["FORMATS", "render"]

FORMATS: Mapping[str, str] = {
    "text": "text",
    "json": "as_json",
    "github": "github",
    "markdown": "markdown",
    "junit": "junit",
    "sarif": "sarif",
}
"""Every format, and the module of this folder that renders it."""


def render(judgement: Judgement, form: str = "text") -> str:
    """What the gate says, in a format of `FORMATS`; it ends in a line feed.

    Whatever stands in a claim, a name or a note: no control character gets out, and no line of it is a command to GitHub Actions, to whose
    log any of this may be printed. The same judgement gives the same text.

    Raises:
        KeyError: there is no such format.
    """
    renderer: Callable[[Judgement], str] = import_module(f"{__name__}.{FORMATS[form]}").render
    return renderer(judgement)
