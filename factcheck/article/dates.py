"""Full dates as English news prints them: with day, month and year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.months import MONTH_PATTERN, month_number

__all__ = ["DATE", "MONTH", "WEEKDAY", "PrintedDate", "infer_date", "printed_dates"]

MONTH = MONTH_PATTERN
WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day|\.)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{MONTH} {_DAY},? \d{{4}}|{_DAY}(?: of)? {MONTH},? \d{{4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
"""Pattern of one full date; not every match is a day that exists."""

_DATE = re.compile(rf"(?<![\w/.-]){DATE}(?![\w/-])", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w$€£.,:/-])(?:19|20)\d{2}(?![\w%]|,\d|\.\d)")
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|to|through|from|start(?:s|ing)?|begin(?:s|ning)?|expires?|due|deadline|(?:scheduled|planned|set) for"
    r"|(?:takes?|taking|come|comes|coming|goes|going) (?:effect|into effect|into force)|effective|opens?|closes?|will \w+(?: \w+){0,3})"
    r"(?: on| of)?(?: \w+day,?)? $",
    re.IGNORECASE,
)
_LONG_PAST = re.compile(
    r"\b(?:born|died|founded|established|created|married|elected|signed|dated|since|after|(?:anniversary|attacks?|events?|bombings?|massacre"
    r"|earthquake|referendum|elections?|treaty|act|law|agreement|ruling|deal) of)(?: on)?(?: \w+day,?)? $",
    re.IGNORECASE,
)
"""Marks the day of something long known, which says nothing of when the text was printed."""
_AHEAD_WINDOW = 40


class PrintedDate(NamedTuple):
    """A full date and where it stands."""

    date: dt.date
    start: int
    end: int


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Every full date in a text that names one day; "3/4/2024" does not, "13/4/2024" does."""
    for match in _DATE.finditer(text):
        if (date := _parse(match.group())) is not None:
            yield PrintedDate(date, match.start(), match.end())


def infer_date(text: str) -> dt.date | None:
    """Date of publication implied by the latest full date that a text prints.

    None unless that is unambiguous: no later year is mentioned, and nothing marks the date as lying ahead ("by May 3, 2024") or as that of
    something long known ("the attacks of May 3, 2004").
    """
    printed = [(found, text[max(0, found.start - _AHEAD_WINDOW) : found.start]) for found in printed_dates(text)]
    latest = max((found for found, before in printed if not _LONG_PAST.search(before)), default=None)
    if latest is None:
        return None
    if any(_AHEAD.search(before) for found, before in printed if found.date >= latest.date):
        return None
    return None if any(int(year.group()) > latest.date.year for year in _YEAR.finditer(text)) else latest.date


def _parse(text: str) -> dt.date | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    name = re.search(r"[a-z]{3}", re.sub(r"\d(?:st|nd|rd|th)", "", text.lower()).replace(" of ", " "))
    if name:
        day, year = numbers
        month = month_number(name.group()) or 0
    elif numbers[0] > 31:
        year, month, day = numbers
    else:
        day, month, year = numbers
        if day != month and day <= 12 and month <= 12:
            return None
        if month > 12:
            day, month = month, day
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
