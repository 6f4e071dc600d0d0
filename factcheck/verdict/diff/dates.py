"""Dates in running text, as ranges of days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Literal, NamedTuple

__all__ = ["DateMention", "Precision", "find_dates", "precision_of"]

Precision = Literal["day", "week", "month", "year"]

_MONTH_NAMES = [name.lower() for name in calendar.month_name[1:]]
_MONTHS = (
    {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
    | {"sept": 9}
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.?|May|June|July|Jun\.|Jul\."
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_EXPLICIT = re.compile(
    rf"\b(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b"
    rf"|\b(?P<day_first>{_DAY})(?:\s?(?:[-–]|to|and)\s?(?P<day_last>{_DAY}))?(?: of)?"
    rf" (?P<month_b>{_MONTH})(?![a-z])(?:,? (?P<year_b>{_YEAR}))?\b"
    rf"|\b(?P<month_a>{_MONTH}) (?P<day_a>{_DAY})(?:\s?(?:[-–]|to|and|through)\s?(?P<day_z>{_DAY}))?(?![\w.]?\d)"
    rf"(?:,? (?P<year_a>{_YEAR}))?\b"
    rf"|\b(?:(?P<part>early|mid|late)[- ])?(?P<month_c>{_MONTH}),? (?P<year_c>{_YEAR})\b"
    rf"|\b(?i:in|since|until|by|before|after|of|this|early|late|from)(?P<bare>[ -]{_MONTH})(?![\w.]|\s\d)"
    rf"|\b(?i:in|since|until|by|before|after|of|from|between|during|year|the|and|to) (?P<year_d>{_YEAR})\b"
    r"(?!['’]?s\b|\s(?:[a-z]+\s)?(?:people|dollars|euros))",
)
_RELATIVE = re.compile(r"\b(?:yesterday|today|(?:last|on|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE)


class DateMention(NamedTuple):
    """A date expression: its place, and the days it may mean, both ends inclusive."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    precision: Precision


def precision_of(first: dt.date, last: dt.date) -> Precision:
    """How finely a range of days says when."""
    days = (last - first).days
    return "day" if days <= 4 else "week" if days <= 10 else "month" if days <= 31 else "year"


@lru_cache(maxsize=1024)
def find_dates(text: str, base: dt.date | None) -> tuple[DateMention, ...]:
    """The dates of `text` in order.

    Args:
        text: running text.
        base: day of publication; a date without a year is the one nearest to it, and without a base such dates are left out.
    """
    found: list[DateMention] = []
    for match in _EXPLICIT.finditer(text):
        days = _explicit(match, base)
        if days is not None:
            start = match.start("bare") + 1 if match["bare"] else match.start("year_d") if match["year_d"] else match.start()
            found.append(DateMention(start, match.end(), *days, precision_of(*days)))
    if base is not None:
        for match in _RELATIVE.finditer(text):
            day = _relative(match.group(), base)
            found.append(DateMention(match.start(), match.end(), day, day, "day"))
    return tuple(sorted(found))


def _explicit(match: re.Match[str], base: dt.date | None) -> tuple[dt.date, dt.date] | None:
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
            return day, day
        if match["year_d"]:
            year = int(match["year_d"])
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        name = match["month_a"] or match["month_b"] or match["month_c"] or match["bare"].strip(" -")
        month = _MONTHS[name.lower().rstrip(".")]
        first_day, last_day = match["day_a"] or match["day_first"], match["day_z"] or match["day_last"]
        year_text = match["year_a"] or match["year_b"] or match["year_c"]
        if year_text is None and base is None:
            return None
        year = int(year_text) if year_text else _nearest_year(month, base)
        if first_day is None:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        first = dt.date(year, month, int(first_day.rstrip("stndrh")))
        last = dt.date(year, month, int(last_day.rstrip("stndrh"))) if last_day else first
    except ValueError:
        return None
    return (first, last) if last >= first else None


def _nearest_year(month: int, base: dt.date | None) -> int:
    """The year that puts `month` within half a year of publication."""
    if base is None:
        return 0
    shift = month - base.month
    return base.year - 1 if shift > 6 else base.year + 1 if shift < -6 else base.year


def _relative(phrase: str, base: dt.date) -> dt.date:
    # a weekday is three lines of arithmetic; dateparser would add 0.4 s to the first verdict for it
    word = phrase.lower().split()[-1]
    if word in {"yesterday", "today"}:
        return base - dt.timedelta(days=1 if word == "yesterday" else 0)
    weekday = [name.lower() for name in calendar.day_name].index(word)
    return base - dt.timedelta(days=(base.weekday() - weekday) % 7)
