"""Claim-level fact-checking for newsrooms: who said it, how strongly is it sourced, and is it so?"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.article import fetch_article, parse_article, read_article
    from factcheck.models import Article, Claim, Report
    from factcheck.pipeline import check, extract
    from factcheck.report import render

__version__ = "0.1.0"

__all__ = ["Article", "Claim", "Report", "check", "extract", "fetch_article", "parse_article", "read_article", "render"]

_HOMES = {
    "Article": "models",
    "Claim": "models",
    "Report": "models",
    "check": "pipeline",
    "extract": "pipeline",
    "fetch_article": "article",
    "parse_article": "article",
    "read_article": "article",
    "render": "report",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    """Import a public name when it is first used, so that `import factcheck` stays instant."""
    if name in _HOMES:
        return getattr(import_module(f"factcheck.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
