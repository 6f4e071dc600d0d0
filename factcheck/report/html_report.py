"""The report as one HTML file that fetches nothing: style and script stand in it, and its policy allows those two texts only."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from factcheck.models import Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.labels import GRADES, SUPPORT
from factcheck.report.page_view import page_view
from factcheck.report.phrasing import count, date_text, legible, usage_text
from factcheck.report.plots import STRIP_WIDTH

__all__ = ["SCRIPTS", "STYLES", "HtmlRenderer", "asset", "policy", "policy_of", "script", "style"]

STYLES = ("tokens", "base", "masthead", "summary", "controls", "article", "card", "evidence", "narrow", "print")
"""Style sheets in the order in which they apply."""

SCRIPTS = ("page", "state", "filters", "reading", "keyboard", "theme", "start")
"""Scripts in the order in which they run; they share one scope."""


class HtmlRenderer:
    """A page for editors. It is readable without script, in print, and by a screen reader."""

    suffixes: tuple[str, ...] = (".html", ".htm")

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """The page; every text of the article and of the evidence is escaped by the template engine."""
        template = _environment().get_template("report.html.j2")
        page = page_view(report, beside.annotation)
        return template.render(page=page, style=Markup(style()), script=Markup(script()), policy=policy()) + "\n"  # noqa: S704


@cache
def style() -> str:
    """The text of the style element."""
    return "\n" + "\n".join(asset(f"{name}.css") for name in STYLES)


@cache
def script() -> str:
    """The text of the script element."""
    return '\n(() => {\n"use strict";\n' + "\n".join(asset(f"{name}.js") for name in SCRIPTS) + "})();\n"


@cache
def policy() -> str:
    """The content security policy of the report."""
    return policy_of(style(), script())


def policy_of(style: str, script: str) -> str:
    """A content security policy: nothing may load, and only our own style and script, known by their hashes, may apply."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; img-src 'none'; connect-src 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def asset(name: str, package: str = "factcheck.report") -> str:
    """A file of a package's `static` folder."""
    # A checkout with CRLF line ends would change the hash that the browser, which reads LF, computes.
    return (files(package) / "static" / name).read_text("utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("factcheck.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(legible=legible, date_text=date_text)
    environment.globals.update(count=count, usage_text=usage_text, SUPPORT=SUPPORT, GRADES=GRADES, STRIP_WIDTH=STRIP_WIDTH)
    return environment
