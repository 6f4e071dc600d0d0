"""Templates and assets of the review page; they stand on those of the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from factcheck.report.html_report import asset
from factcheck.report.labels import ATTRIBUTION, CLAIM_KINDS, GRADES, MODES, SOURCE_KINDS, SUPPORT
from factcheck.report.phrasing import count, date_text, legible

__all__ = ["ASSETS", "draw"]

_REPORT_STYLES = ("tokens", "base", "controls", "summary", "article", "card", "evidence", "narrow")
_STYLES = ("frame", "strip", "claim", "forms", "phone")
_SCRIPTS = ("base", "offsets", "server", "rows", "claim", "decide", "correct", "add", "divide", "search", "poll", "keys", "start")
"""In the order in which they run; they share one scope."""
_PACKAGE = "factcheck.review.page"
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" fill="none" stroke="#1c4f82" '
    'stroke-width="1.5"/><path d="M4.8 8.3l2.2 2.3 4.2-5" fill="none" stroke="#1c4f82" stroke-width="1.5"/></svg>'
)


@cache
def _style() -> str:
    return "\n".join([asset(f"{name}.css") for name in _REPORT_STYLES] + [asset(f"{name}.css", _PACKAGE) for name in _STYLES])


@cache
def _script() -> str:
    return '(() => {\n"use strict";\n' + "\n".join(asset(f"{name}.js", _PACKAGE) for name in _SCRIPTS) + "})();\n"


ASSETS: dict[str, tuple[Callable[[], str], str]] = {
    "page.css": (_style, "text/css; charset=utf-8"),
    "page.js": (_script, "text/javascript; charset=utf-8"),
    "icon.svg": (lambda: _ICON, "image/svg+xml"),
}
"""Everything that is served as a file, by name: its text, and its type."""


def draw(template: str, **content: object) -> str:
    """A page or a part of it; the template engine escapes every text."""
    return _environment().get_template(template).render(**content)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(_PACKAGE), PackageLoader("factcheck.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(legible=legible, date_text=date_text)
    environment.globals.update(
        count=count,
        SUPPORT=SUPPORT,
        ATTRIBUTION=ATTRIBUTION,
        GRADES=GRADES,
        CLAIM_KINDS=CLAIM_KINDS,
        MODES=MODES,
        SOURCE_KINDS=SOURCE_KINDS,
    )
    return environment
