"""Telling the format of a file or of what was fetched, by what is in it before what it is called."""

from __future__ import annotations

import re
from typing import Literal

from factcheck.formats.feeds import FEED_ROOTS
from factcheck.formats.xml import root_name

__all__ = ["FileFormat", "Format", "detect_format", "is_page"]

Format = Literal["text", "markdown", "html"]
"""Formats of an article that is a string."""
FileFormat = Literal["text", "markdown", "html", "docx", "pdf", "json", "feed"]
"""Formats of a file."""

_SUFFIXES: dict[str, FileFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".docx": "docx",
    ".pdf": "pdf",
    ".json": "json",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
_TYPES: dict[str, FileFormat] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/json": "json",
}
_PDF_HEAD = 1024
"""A PDF's mark may stand so many bytes into the file."""
# atomic, as a comment could otherwise end at any later end of one, in exponentially many ways
_PAGE = re.compile(rb"\s*+(?><\?xml[^>]*>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_OBJECT = re.compile(rb'\s*(?:\[\s*)?\{\s*"')


def detect_format(data: bytes, *, suffix: str, content_type: str | None = None) -> FileFormat:
    """The format of some bytes.

    PDF, zip packages and feeds are known by their first bytes whatever the name says. A name that says HTML, Markdown or text is
    believed otherwise, unless a server states the type too.

    Args:
        data: The whole file.
        suffix: The ending of its name, with the dot, in lower case; may be empty.
        content_type: What a server said it is.
    """
    head = data.removeprefix(b"\xef\xbb\xbf")
    return _marked(data, head, suffix) or _typed(content_type) or _named(head, suffix)


def is_page(source: str) -> bool:
    """Whether some HTML is a whole page, and no part of one."""
    return bool(_PAGE.match(source.removeprefix("\ufeff").encode("utf-8", "replace")))


def _marked(data: bytes, head: bytes, suffix: str) -> FileFormat | None:
    """The format that the bytes give away."""
    if b"%PDF-" in data[:_PDF_HEAD] and not head.lstrip().startswith((b"<", b"{", b"[")):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if root_name(data) in FEED_ROOTS:
        return "feed"
    return "json" if _OBJECT.match(head) and _SUFFIXES.get(suffix) not in {"markdown", "html"} else None


def _typed(content_type: str | None) -> FileFormat | None:
    """The format that a server states."""
    kind = (content_type or "").split(";", 1)[0].strip().lower()
    return _TYPES.get(kind) or ("json" if kind.endswith("+json") else None)


def _named(head: bytes, suffix: str) -> FileFormat:
    """The format that the name says."""
    named = _SUFFIXES.get(suffix)
    # What is not marked as a PDF or a package is none, and decoding will say what it is instead.
    if named in {None, "docx", "pdf"} or (named == "feed" and _PAGE.match(head)):
        return "html" if _PAGE.match(head) else "text"
    return named or "text"
