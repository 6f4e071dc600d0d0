"""Lines by which agency copy is told: datelines, bylines above the text, signatures at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from factcheck.agencies import agency_named, agency_signed
from factcheck.article.datelines import leading_dateline
from factcheck.claims.outlets import is_outlet

__all__ = ["agency_line", "without_dateline"]

_HEAD: Final = 400
"""Code points from the beginning in which a dateline or a byline may stand."""
_HEADERS: Final = 3
"""Lines in which it may: below a headline and a byline."""
_FOOT: Final = 80
_BYLINE = re.compile(r"^[Bb][Yy]\s+(?P<names>\S.{0,80})$")
_ROLE = re.compile(
    r"(?:\s[A-Za-z-]+){0,3}\s(?:writers?|reporters?|correspondents?|editors?|journalists?|staff|bureau|desk)$", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:[-–—]{1,2}\s?|\(|(?:©|\([Cc]\)|Copyright)\s?\d{4}\s|Copyright\s|©\s?(?=[^\n]*\d))(?:The\s)?(?P<names>[^()\n–—]{2,60}?)\)?\.?\s*$"
)
"""A bare "© AFP" is the credit of a picture."""
_DESK = re.compile(r"[.!?”\"]\s(?P<names>[A-Z]{2,6})(?:\s[A-Z]{2,4}){1,4}$")
"""The agency before the initials of those who handled the text."""
_PARTS = re.compile(r"\s?[/|,:]\s?|\s(?:and|with|via)\s|\s[–—-]\s")


def agency_line(text: str) -> tuple[str, str] | None:
    """The agency of a dateline ("PORT ALDER (AP) -"), of a byline or at the foot, with the words for a reader; None without one."""
    for found, kind in ((_dateline(text), "dateline"), (_byline(text), "byline"), (_signature(text), "last line")):
        if found is not None:
            return found, f"credits {found} in its {kind}"
    return None


@lru_cache(maxsize=4096)
def without_dateline(text: str) -> str:
    """A text without the dateline that leads one of its first lines."""
    lines = text.split("\n", _HEADERS)
    for number, line in enumerate(lines[:_HEADERS]):
        if (found := leading_dateline(line.lstrip(), first=True)) is not None:
            return "\n".join([*lines[:number], line.lstrip()[found.end :], *lines[number + 1 :]])
    return text


def _headers(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[:_HEAD].split("\n"))
    yield from [line for line in lines if line][:_HEADERS]


def _dateline(text: str) -> str | None:
    found = (leading_dateline(line, first=True) for line in _headers(text))
    return next((dateline.agency for dateline in found if dateline is not None and dateline.agency is not None), None)


def _byline(text: str) -> str | None:
    for line in _headers(text):
        byline = _BYLINE.match(line)
        parts = _PARTS.split(byline["names"] if byline else line)
        for part in parts if byline or len(parts) == 1 else parts[1:]:
            role = _ROLE.search(part)
            plain = part[: role.start()] if role else part
            # "Harrisburg, PA" is a place, "Bloomberg" alone a line of its own
            found = agency_signed(plain) if byline or role else agency_named(plain) if len(parts) == 1 else None
            if found is not None:
                return found
    return None


def _signature(text: str) -> str | None:
    foot = text.rstrip()[-_FOOT:]
    for pattern in (_SIGNED, _DESK):
        if (match := pattern.search(foot)) and (found := agency_signed(_PARTS.split(match["names"], maxsplit=1)[0])):
            return found
    last = foot.rpartition("\n")
    if not last[1]:
        return None
    parts = last[2].strip("() ").split("/")
    agencies = [agency_signed(part) for part in parts]
    # "AFP/The Local", not "Reuters/Jane Roe", who took a picture
    papers = all(found or part.startswith("The ") or is_outlet(part) for part, found in zip(parts, agencies, strict=True))
    return next((found for found in agencies if found), None) if papers else None
