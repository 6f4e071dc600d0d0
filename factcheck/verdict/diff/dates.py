"""Dates in running text, as ranges of days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Literal, NamedTuple

from factcheck.claims.not_dates import counts_things, names_a_day, names_an_event
from factcheck.claims.tense import Tense
from factcheck.months import month_number
from factcheck.verdict.diff.date_tense import Tenses

__all__ = ["ANY_YEAR", "LONGEST_YEAR", "DateMention", "Precision", "find_dates", "precision_of"]

Precision = Literal["day", "week", "month", "year", "decade"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ANY_YEAR = 2000
"""Stands for a year that nobody knows; a leap year, so that every day exists."""
LONGEST_YEAR = 366
"""Days."""
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.?|May|June|July|Jun\.|Jul\."
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_TAIL = r"(?:\s?(?:--?|[–/])\s?(?P<{}>(?:19|20)?\d\d)(?![\w-]))?"
"""Behind a year: the last of the span that it begins."""
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_EXPLICIT = re.compile(
    rf"\b(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b"
    rf"|\b(?P<day_first>{_DAY})(?:\s?(?:[-–]|to|and)\s?(?P<day_last>{_DAY}))?(?: of)?"
    rf" (?P<month_b>{_MONTH})(?![a-z])(?:,? (?P<year_b>{_YEAR}))?\b"
    rf"|\b(?P<month_a>{_MONTH}) (?P<day_a>{_DAY})(?:\s?(?:[-–]|to|and|through)\s?(?P<day_z>{_DAY}))?(?![\w.]?\d)"
    rf"(?:,? (?P<year_a>{_YEAR}))?\b"
    rf"|\b(?:(?P<part>early|mid|late)[- ])?(?P<month_c>{_MONTH}),? (?P<year_c>{_YEAR})\b"
    rf"|\b(?i:in|since|until|by|before|after|of|this|early|late|from)(?P<bare>[ -]{_MONTH})(?!\w|\.\w|\.?\s?\d)"
    rf"|\b(?i:between) (?P<year_from>{_YEAR}) and (?P<year_till>{_YEAR})\b"
    rf"|\b(?i:in|since|until|by|before|after|of|from|between|during|year|the|and|to) (?P<year_d>{_YEAR})\b{_TAIL.format('year_y')}"
    r"(?!['’]?s\b)"
    rf"|(?<![\w$€£¥₹₩.,/#-])(?P<year_e>1[4-9]\d\d|20[0-4]\d){_TAIL.format('year_z')}"
    r"(?![\w%/]|['’]s\b|[.,:]\d|\s?(?:km|m|ft|miles?|feet|met(?:er|re)s)\b)"
    r"|\b(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b|\b(?P<century>1\d|2[01]|[1-9])(?:st|nd|rd|th)[- ]century\b",
)
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|(?:(?P<lead>last|on|this) )?(?:late |early )?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b",
    re.IGNORECASE,
)


class DateMention(NamedTuple):
    """A date expression: its place, and the days it may mean, both ends inclusive."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    precision: Precision
    yearless: bool = False
    """The text gives no year and nothing says which; the days are those of `ANY_YEAR`."""
    unsure: bool = False
    """A weekday, or a day without its year, of which the verb does not tell whether it lies behind or ahead."""


def precision_of(first: dt.date, last: dt.date) -> Precision:
    """How finely a range of days says when."""
    days = (last - first).days
    if days > LONGEST_YEAR and last.year - first.year == 1 and (first.month, last.month) == (1, 12):
        return "year"  # a season of two years
    return "day" if days <= 4 else "week" if days <= 10 else "month" if days <= 31 else "year" if days <= LONGEST_YEAR else "decade"


@lru_cache(maxsize=1024)
def find_dates(text: str, base: dt.date | None, *, yearless: bool = False) -> tuple[DateMention, ...]:
    """The dates of `text` in order.

    Args:
        text: running text.
        base: day of publication; a date without a year is the last before it or the next after it, as the verb of its clause has it,
            else the nearest. Without a base such dates are left out.
        yearless: without a base, give them all the same, in `ANY_YEAR`.
    """
    found: list[DateMention] = []
    tenses = Tenses(text)
    for match in _EXPLICIT.finditer(text):
        bare = "year_d" if match["year_d"] else "year_e"
        if match[bare] and counts_things(text, match.start(bare), match.end()):
            continue
        lacking = _lacks_year(match)
        if lacking and names_an_event(text, *match.span()):
            continue
        anchor = dt.date(ANY_YEAR, 7, 1) if lacking and base is None and yearless else base
        start = match.start("bare") + 1 if match["bare"] else match.start("year_d") if match["year_d"] else match.start()
        tense = tenses.at(start, match.end()) if base and lacking else None
        days = _explicit(match, anchor, tense)
        if days is not None:
            unsure = bool(lacking and base and tense is None)
            found.append(DateMention(start, match.end(), *days, precision_of(*days), lacking and base is None, unsure))
    if base is not None:
        for match in _RELATIVE.finditer(text):
            # a weekday by itself may be a verb's subject or a part of a name
            if match["day"] and (names_a_day(text, match.start("day")) or (not match["lead"] and match["day"].islower())):
                continue
            tense = tenses.at(*match.span())
            day = _relative(match.group(), base, tense)
            unsure = bool(match["day"]) and tense is None and (match["lead"] or "").lower() != "last"
            found.append(DateMention(match.start(), match.end(), day, day, "day", unsure=unsure))
    return tuple(sorted(found))


def _lacks_year(match: re.Match[str]) -> bool:
    return not any(match[group] for group in ("iso", "year_a", "year_b", "year_c", "year_d", "year_e", "year_from", "decade", "century"))


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
    year = match["year_from"] or match["year_d"] or match["year_e"]
    if not year:
        return None
    tail = match["year_till"] or match["year_y"] or match["year_z"] or year
    last = int(f"{year[: 4 - len(tail)]}{tail}")
    latest = int(year) + (20 if not match["year_till"] else 200)
    return (int(year), last) if int(year) <= last <= latest else (int(year), int(year))


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
    lead, word = phrase.lower().split()[0], phrase.lower().split()[-1]
    if word in {"yesterday", "today"}:
        return base - dt.timedelta(days=1 if word == "yesterday" else 0)
    behind = (base.weekday() - _WEEKDAYS.index(word)) % 7
    if lead == "last":
        return base - dt.timedelta(days=behind or 7)
    return base + dt.timedelta(days=(7 - behind) % 7 if tense == "future" else -behind)
