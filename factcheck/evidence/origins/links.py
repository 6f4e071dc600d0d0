"""Web addresses: of a document, and of those that it links to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["address", "linked"]

_URL = re.compile(r"https?://[^\s<>\"'“”)\]]+", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|&)(?:p|id|article|story|[a-z]+_?id|seq_?code)=", re.IGNORECASE)


def address(url: str | None) -> str | None:
    """Host and path, without "www.", query and fragment; None where there is no page to tell from others."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host, path = parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/")
    if host and _PAGE.search(parts.query):
        return f"{host}{path}?{parts.query}"  # the query picks the page: the path alone would make one page of many
    return host + path if host and path else None  # a front page says nothing of the report


def linked(text: str) -> frozenset[str]:
    """Addresses of the pages that a text links to."""
    found = (address(match[0].rstrip(".,;:!?")) for match in _URL.finditer(text))
    return frozenset(page for page in found if page is not None)
