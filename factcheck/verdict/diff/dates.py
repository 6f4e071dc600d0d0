"""Dates in running text, as ranges of days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from factcheck.claims.not_dates import counts_things, names_an_event
from factcheck.claims.tense import Tense, tense_of
from factcheck.months import month_number
from factcheck.words import sentence_bounds

__all__ = ["ANY_YEAR", "DateMention", "Precision", "find_dates", "precision_of"]

Precision = Literal["day", "week", "month", "year", "decade"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ANY_YEAR = 2000
"""Stands for a year that nobody knows; a leap year, so that every day exists."""
_LONGEST_SENTENCE = 1000
"""Characters of a sentence that its tense is told by."""
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.?|May|June|July|Jun\.|Jul\."
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
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
    r"(?!['’]?s\b)"
    r"|(?<![\w$€£¥₹₩.,/#-])(?P<year_e>1[4-9]\d\d|20[0-4]\d)(?:\s?(?:--?|–)\s?(?P<year_z>\d\d)(?![\w-]))?"
    r"(?![\w%/]|['’]s\b|[.,:]\d|\s?(?:km|m|ft|miles?|feet|met(?:er|re)s)\b)"
    r"|\b(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b|\b(?P<century>1\d|2[01]|[1-9])(?:st|nd|rd|th)[- ]century\b",
)
_RELATIVE = re.compile(r"\b(?:yesterday|today|(?:last|on|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE)


class DateMention(NamedTuple):
    """A date expression: its place, and the days it may mean, both ends inclusive."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    precision: Precision
    yearless: bool = False
    """The text gives no year and nothing says which; the days are those of `ANY_YEAR`."""


def precision_of(first: dt.date, last: dt.date) -> Precision:
    """How finely a range of days says when."""
    days = (last - first).days
    return "day" if days <= 4 else "week" if days <= 10 else "month" if days <= 31 else "year" if days <= 366 else "decade"


@lru_cache(maxsize=1024)
def find_dates(text: str, base: dt.date | None, *, yearless: bool = False) -> tuple[DateMention, ...]:
    """The dates of `text` in order.

    Args:
        text: running text.
        base: day of publication; a date without a year is the last before it or the next after it, as the tense of its sentence has it,
            else the nearest. Without a base such dates are left out.
        yearless: without a base, give them all the same, in `ANY_YEAR`.
    """
    found: list[DateMention] = []
    tenses = _Tenses(text)
    for match in _EXPLICIT.finditer(text):
        bare = "year_d" if match["year_d"] else "year_e"
        if match[bare] and counts_things(text, match.start(bare), match.end()):
            continue
        lacking = _lacks_year(match)
        if lacking and names_an_event(text, *match.span()):
            continue
        anchor = dt.date(ANY_YEAR, 7, 1) if lacking and base is None and yearless else base
        days = _explicit(match, anchor, tenses.at(match.start()) if base and lacking else None)
        if days is not None:
            start = match.start("bare") + 1 if match["bare"] else match.start("year_d") if match["year_d"] else match.start()
            found.append(DateMention(start, match.end(), *days, precision_of(*days), lacking and base is None))
    if base is not None:
        for match in _RELATIVE.finditer(text):
            day = _relative(match.group(), base, tenses.at(match.start()))
            found.append(DateMention(match.start(), match.end(), day, day, "day"))
    return tuple(sorted(found))


class _Tenses:
    """The tenses of a text's sentences, each told once and only where a date hangs on it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, Tense | None] = {}

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return sentence_bounds(self._text)

    def at(self, offset: int) -> Tense | None:
        number = max(0, bisect_right(self._bounds, offset, key=lambda bounds: bounds[0]) - 1)
        if number not in self._known:
            start, end = self._bounds[number]
            self._known[number] = tense_of(self._text[start : min(end, start + _LONGEST_SENTENCE)])
        return self._known[number]


def _lacks_year(match: re.Match[str]) -> bool:
    return not any(match[group] for group in ("iso", "year_a", "year_b", "year_c", "year_d", "year_e", "decade", "century"))


def _explicit(match: re.Match[str], base: dt.date | None, tense: Tense | None) -> tuple[dt.date, dt.date] | None:
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
            return day, day
        span = _years(match)
        if span is not None:
            return dt.date(span[0], 1, 1), dt.date(span[1], 12, 31)
        name = match["month_a"] or match["month_b"] or match["month_c"] or match["bare"].strip(" -")
        month = month_number(name)
        first_day, last_day = match["day_a"] or match["day_first"], match["day_z"] or match["day_last"]
        year_text = match["year_a"] or match["year_b"] or match["year_c"]
        number = int(first_day.rstrip("stndrh")) if first_day else None
        if month is None or (base is None and not year_text):
            return None
        year = int(year_text) if year_text or base is None else _year_for(month, number, base, tense)
        if number is None:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        first = dt.date(year, month, number)
        last = dt.date(year, month, int(last_day.rstrip("stndrh"))) if last_day else first
    except ValueError:
        return None
    return (first, last) if last >= first else None


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    """First and last year of a bare year, a decade or a century."""
    if match["decade"]:
        first = int(match["decade"])
        return first, first + (9 if first % 100 else 99)
    if match["century"]:
        last = int(match["century"]) * 100
        return (last - 99, last) if last else None
    year = match["year_d"] or match["year_e"]
    if not year:
        return None
    last = int(f"{year[:2]}{match['year_z']}") if match["year_z"] else int(year)
    return (int(year), last) if int(year) <= last <= int(year) + 20 else (int(year), int(year))


def _year_for(month: int, day: int | None, base: dt.date, tense: Tense | None) -> int:
    """The year of a date without one: in the past tense the last up to publication, in the future the next, else within half a year."""
    then, now = ((month, day), (base.month, base.day)) if day is not None else ((month,), (base.month,))
    if tense == "past":
        return base.year - (then > now)
    if tense == "future":
        return base.year + (then < now)
    shift = month - base.month
    return base.year - 1 if shift > 6 else base.year + 1 if shift < -6 else base.year


def _relative(phrase: str, base: dt.date, tense: Tense | None) -> dt.date:
    # a weekday is three lines of arithmetic; dateparser would add 0.4 s to the first verdict for it
    lead, _, word = phrase.lower().rpartition(" ")
    if word in {"yesterday", "today"}:
        return base - dt.timedelta(days=1 if word == "yesterday" else 0)
    behind = (base.weekday() - _WEEKDAYS.index(word)) % 7
    if lead == "last":
        return base - dt.timedelta(days=behind or 7)
    return base + dt.timedelta(days=(7 - behind) % 7 if tense == "future" else -behind)
