"""Reading saved HTML pages by trafilatura: the limits and options that articles and evidence share."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

__all__ = ["MAX_CHARACTERS", "extract", "load", "too_deep"]

MAX_CHARACTERS: Final = 5_000_000
"""A longer page is no article."""
MAX_DEPTH: Final = 500
"""Deeper nesting is no article, and would exhaust recursive code."""
MAX_THOROUGH: Final = 10_000
"""Elements; larger pages are read without trafilatura's second opinions, whose time grows with the square."""

_DATES: Final[dict[str, Any]] = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""Only dates that the page states, as a guess would take evidence out of its time; the limit is fixed, so that a page reads the same
on every day."""


def load(source: str) -> HtmlElement | None:
    """The tree of a page, None where there is none or it is beyond the limits."""
    from lxml.etree import LxmlError
    from trafilatura import load_html

    if not source.strip() or len(source) > MAX_CHARACTERS:
        return None
    try:
        tree = load_html(source)
    except (LxmlError, RecursionError, ValueError):
        return None
    return None if tree is None or too_deep(tree) else tree


def extract(tree: HtmlElement) -> Document | None:
    """The article of a page and what the page states about it, without comments and page furniture; None where there is none."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    # What trafilatura has to say about a broken page is not for the user of this tool.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    fast = sum(1 for _ in tree.iter()) > MAX_THOROUGH
    try:
        found = bare_extraction(tree, with_metadata=True, include_comments=False, fast=fast, date_extraction_params=_DATES)
    except (LxmlError, RecursionError, ValueError):
        return None
    return cast("Document | None", found)


def too_deep(tree: HtmlElement) -> bool:
    """Whether a tree is nested deeper than any article."""
    depth, level = 0, [tree]
    while level and depth <= MAX_DEPTH:
        level = [child for element in level for child in element]
        depth += 1
    return depth > MAX_DEPTH
