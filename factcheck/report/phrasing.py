"""Small phrases that every rendering for people shares."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from factcheck.legibility import UNSAFE_CHARACTERS, legible
from factcheck.models import Usage
from factcheck.months import MONTHS

__all__ = ["count", "date_text", "legible", "link_or_none", "listing", "shorten", "usage_text"]


def count(number: int, one: str, many: str | None = None) -> str:
    """`3 claims`, `1 claim`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def date_text(date: dt.date | None) -> str | None:
    """A date as newspapers print it, independent of the machine's locale."""
    return None if date is None else f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def link_or_none(url: str | None) -> str | None:
    """`url` when it is an absolute http or https address without white space or control characters; otherwise None."""
    if not url or UNSAFE_CHARACTERS.search(url) or re.search(r"[\s<>\"\\`]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def listing(items: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def shorten(text: str, width: int = 240) -> str:
    """`text` on one line, cut at a word with an ellipsis when it is longer than `width` characters."""
    # Only a stretch that can matter is looked at, so that a claim of a megabyte costs nothing.
    line = " ".join(text[: width * 4].split())
    if len(line) <= width and len(text) <= width * 4:
        return line
    head = line[: width - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[width // 2 :] else head).rstrip(" ,;:") + "…"


def usage_text(used: Usage) -> str:
    """What a language model was asked and what that cost, as the rest of a line that begins with its name."""
    if used.requests:
        tokens = f"{count(used.input_tokens, 'token')} in and {used.output_tokens:,} out"
        cost = f"about ${used.cost_usd:.4f} by list price" if used.cost_usd is not None else "cost not known"
        asked = f"{count(used.requests, 'answer')} from {legible(used.host)}, {tokens}, {cost}"
    else:
        asked = f"nothing sent to {legible(used.host)} in this run"
    return f"{asked}; {count(used.cached, 'answer')} from this machine's cache" if used.cached else asked
