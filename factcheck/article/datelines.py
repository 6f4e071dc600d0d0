"""Datelines: lines of date and place, and the place that leads a story ("LONDON, June 3 (Reuters) - ")."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.article.dates import DATE, MONTH, WEEKDAY
from factcheck.article.lexicon import canonical, furniture, word_set

__all__ = ["Dateline", "is_date_line", "leading_dateline"]

_LONGEST_LEAD = 90
_DASH = re.compile(r" ?(?:--+|[—–―])[ —–―-]*| -+ ")
_COLON = re.compile(r": ")
_AGENCY = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]$")
_DAY = rf"(?:{DATE}|{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})"
_DAY_AT_END = re.compile(rf"(?:^|[,;/|]? ?)(?:{WEEKDAY},? )?{_DAY}\.?$", re.IGNORECASE)
_DATED_LEAD = re.compile(rf"(?:(?:{WEEKDAY}),? {DATE}[ :|–—-]+|{DATE}(?: ?[:|–—]| -) ?)(?=[A-Z\"“'‘])")
_SECOND_DASH = re.compile(r"(?!(?:The|An?|This|These|Many|Some|More)\b)[^.!?\n]{3,200}? [—–―-]+ [a-z]")
"""What follows the dash of an aside, and not of a dateline: "Jane Doe — head of the union for years — said"."""
_CAPITALISED = re.compile(r"[A-Z][\w.'’]*(?:[-/][\w.'’]*)*$")
_SMALL = frozenset({"of", "the", "and", "de", "la", "del", "on", "upon", "al", "el", "in", "near"})
_OPENS_SENTENCE = re.compile(r"[A-Z0-9\"“'‘(\[$€£]")

_DATE_LINE_MAX = 140
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:a\.?m\.?|p\.?m\.?|hrs?|hours)?|\d{1,2} ?(?:a\.?m\.?|p\.?m\.?)"
_ZONE = r"(?:UTC|GMT|EST|EDT|ET|CST|CDT|PST|PDT|PT|BST|CET|CEST|IST|JST|AEST|AEDT|SGT|HKT)(?:[+-]\d{1,2}(?::?\d{2})?)?"
_DATE_LABEL = r"(?:first |last )?(?:published|posted|updated|modified|issued|created|date|dated|on|at)\b:?"
_DATE_LINE_PART = re.compile(rf"{_DAY}|\b{WEEKDAY}(?![a-z])|{_TIME}|\b{_ZONE}|\b{_DATE_LABEL}", re.IGNORECASE)
_HAS_DAY = re.compile(_DAY, re.IGNORECASE)


class Dateline(NamedTuple):
    """A dateline at the start of a paragraph."""

    end: int
    """Offset of the first character after it that is not a blank or the dash."""
    mark: int
    """Offset of its own end, the dash left out."""
    place: str | None
    agency: str | None
    """The news agency in full."""


def leading_dateline(text: str, *, first: bool, colon: bool = False) -> Dateline | None:
    """Find the dateline that opens a paragraph.

    Args:
        text: The paragraph.
        first: It opens the body. Elsewhere only a dateline with its agency or date counts, as in round-ups.
        colon: A colon may close it ("NEW DELHI: ..."); not so in transcripts.
    """
    if first and (dated := _DATED_LEAD.match(text)):
        return Dateline(dated.end(), len(dated.group().rstrip(" :|–—-")), None, None)
    stop = _DASH.search(text, 0, _LONGEST_LEAD)
    by_colon = False
    if first and colon and (at := _COLON.search(text, 0, _LONGEST_LEAD)) and (not stop or at.start() < stop.start()):
        stop, by_colon = at, True
    if not stop or stop.start() == 0 or not _OPENS_SENTENCE.match(text, stop.end()):
        return None
    head = text[: stop.start()].strip()
    agency = None
    if (paren := _AGENCY.search(head)) and not _HAS_DAY.fullmatch(paren.group(1)):
        agency = _agency(paren.group(1))
        if agency is None:
            return None
        head = head[: paren.start()].rstrip(" ,")
    day = _DAY_AT_END.search(head)
    place = (head[: day.start()] if day else head).strip(" ,;/|")
    if place and not _is_place(place, loose=agency is not None or day is not None or (first and not by_colon)):
        return None
    if not (agency or day) and (not place or not first or (not head.isupper() and _SECOND_DASH.match(text, stop.end()))):
        return None
    return Dateline(stop.end(), stop.start(), place or None, agency)


def is_date_line(text: str) -> bool:
    """Whether a line says nothing but when, and perhaps where, an article appeared."""
    if len(text) > _DATE_LINE_MAX or not _HAS_DAY.search(text):
        return False
    rest = re.findall(r"[^\s|,;:.()\[\]•·–—/-]+", _DATE_LINE_PART.sub(" ", text))
    # What is left may be a place.
    return len(rest) <= 3 and all(_CAPITALISED.match(word) for word in rest)


def _agency(printed: str) -> str | None:
    agencies = {canonical(name): full for name, full in furniture()["byline"]["agencies"].items()}
    return next((agencies[name] for name in map(canonical, re.split(r"[/,|]| - ", printed)) if name in agencies), None)


def _is_place(text: str, *, loose: bool) -> bool:
    words = text.replace(",", " ").split()
    if (
        len(words) > 6
        or canonical(text) in word_set("dateline", "not_places")
        or not all(_CAPITALISED.match(word) or word in _SMALL for word in words)
    ):
        return False
    head = text.split(",", maxsplit=1)[0]
    letters = [character for character in head if character.isalpha()]
    capitals = len(letters) > 1 and all(character.isupper() for character in letters)
    return capitals or (loose and len(head.split()) <= 3 and words[0] not in _SMALL)
