"""Stretches of time that an article names loosely: "in recent weeks", "late last month", "the past three months", "the first quarter".

They are anchored to the day of publication like other dates, at a range as wide as the words: "a few weeks ago" is no week.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from factcheck.claims.counts import COUNT, number_of
from factcheck.claims.tense import Tense
from factcheck.months import MONTHS, month_number

__all__ = ["Period", "find_periods"]

RECENT = {"day": dt.timedelta(days=10), "week": dt.timedelta(weeks=8), "month": dt.timedelta(days=183), "year": dt.timedelta(days=5 * 366)}
"""How far back "recent days", "recent weeks", … reach at most, and "a few weeks ago" likewise; "coming weeks" as far ahead."""
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_UNIT = r"(?:day|week|month|year)"
_YEAR = r"(?:1[5-9]|20)\d{2}"
_PART = r"(?:early|mid|late)"
_EXPRESSION = re.compile(
    rf"\b(?:"
    rf"(?P<past>(?:the\s)?(?:past|last|previous)\s(?:(?P<past_count>{COUNT}|few|couple\sof|several)\s)(?P<past_unit>{_UNIT})s)"
    rf"|(?P<recent>(?:the\s)?(?P<way>recent|coming|(?:next|following)\s(?:few|several|couple\sof))\s(?P<recent_unit>{_UNIT})s)"
    rf"|(?P<ago>(?:(?:a\s)?few\s|several\s|some\s|a\scouple\sof\s)?(?P<ago_unit>{_UNIT})s\s(?:ago|earlier\sthis\s(?:month|year)))"
    rf"|(?P<week>(?:the\s)?(?P<nth>first|second|third|last|final)\sweek\s(?:of|in)\s(?P<week_month>{_MONTHS})(?:,?\s(?P<week_year>{_YEAR}))?)"
    rf"|(?P<quarter>(?:the\s)?(?P<number>first|second|third|fourth)(?P<span>\squarter|\shalf)(?:\s(?:of|in)\s(?P<quarter_year>{_YEAR}|this\syear|last\syear))?(?!\s(?:in\sa\srow|running|straight)))"
    rf"|(?P<relquarter>(?:this|last|the\scurrent|the\sprevious)\squarter)"
    rf"|(?P<part>(?P<part_word>{_PART})[\s-](?P<part_of>(?:{_MONTHS})(?:,?\s{_YEAR})?|(?:this|last|next)\s(?:week|month|year)|{_YEAR}))"
    rf"|(?P<edge>(?:the\s)?(?P<edge_word>end|start|beginning|middle)\sof\s(?P<edge_of>(?:{_MONTHS})(?:,?\s{_YEAR})?|(?:this|last|next|the)\s(?:month|year)|{_YEAR}))"
    r")(?![\w-])",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_VAGUE = {"few": 5, "several": 8, "couple of": 3}
"""The most of a unit that a vague number means."""
_THIRDS = {"early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "late"}
_OTHERWISE = re.compile(
    rf"\b(?:fiscal|financial|trading|an?|many|(?:hundred|thousand|million|billion|dozen|score)(?:s\sof)?|{COUNT})\s$|\d\s$", re.IGNORECASE
)
"""What before an expression makes another of it: "two weeks ago" is counted, a fiscal quarter is no calendar's."""


_FISCAL = re.compile(r"\s(?:of\s)?(?:(?:its|the|their|our)\s)?(?:fiscal|financial)\b", re.IGNORECASE)


class Period(NamedTuple):
    """A stretch of time: its place in the text, its days, both ends inclusive, and how a sentence by itself says it."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    wording: str | None
    """None where the words already stand by themselves."""


def find_periods(
    text: str, start: int, end: int, base: dt.date | None, *, tense_at: Callable[[int, int], Tense | None]
) -> Iterator[Period]:
    """The loosely named stretches of time within a range, in reading order.

    Args:
        text: the article's text.
        start: of the range.
        end: of the range.
        base: the day of publication; without it, only those that name their year are found.
        tense_at: of the statement around a range; tells which year a month or a quarter without one is of.
    """
    for match in _EXPRESSION.finditer(text, start, end):
        if _OTHERWISE.search(text[max(start, match.start() - 20) : match.start()]):
            continue
        if match["quarter"] and _FISCAL.match(text, match.end()):
            continue
        try:
            found = _resolve(match, base, tense_at(*match.span()))
        except (ValueError, OverflowError):
            continue  # before the first year of the calendar, or after its last
        if found is not None:
            yield Period(match.start(), match.end(), *found)


_Days = tuple[dt.date, dt.date, str | None]


def _resolve(match: re.Match[str], base: dt.date | None, tense: Tense | None) -> _Days | None:
    if match["week"]:
        month = _month(match["week_month"], match["week_year"], base, tense)
        return _week(month, match["nth"].lower(), told=match["week_year"] is not None) if month else None
    if match["quarter"]:
        return _quarter(match, base, tense)
    if match["part"] or match["edge"]:
        third = _THIRDS[(match["part_word"] or match["edge_word"]).lower()]
        found = _third(third, (match["part_of"] or match["edge_of"]).lower(), base, tense)
        if found is None or found[2] is None or match["part"]:
            return found
        of = re.sub(rf"^in {third} |^{third} in |^in ", "", found[2])
        return found[0], found[1], f"the {match['edge_word'].lower()} of {of}"
    if base is None:
        return None
    if match["past"]:
        count = " ".join(match["past_count"].lower().split())
        number = _VAGUE.get(count) or number_of(count)
        unit = match["past_unit"].lower()
        return _back(base, number, unit, f"the {count} {unit}s before {_spell(base)}")
    if match["recent"]:
        unit = match["recent_unit"].lower()
        if match["way"].lower() == "recent":
            return _earliest(base, unit), base, f"the {unit}s before {_spell(base)}"
        return base, base + RECENT[unit], f"the {unit}s after {_spell(base)}"
    if match["ago"]:
        unit = match["ago_unit"].lower()
        return _earliest(base, unit), base - dt.timedelta(days=1), f"some {unit}s before {_spell(base)}"
    first = dt.date(base.year, 3 * ((base.month - 1) // 3) + 1, 1)
    if match["relquarter"].lower().split()[-2] in {"last", "previous"}:
        first = dt.date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
    return first, _end_of_month(first, 2), f"in the {_rank(first)} quarter of {first.year}"


def _earliest(base: dt.date, unit: str) -> dt.date:
    return base - RECENT[unit]


def _back(base: dt.date, number: int, unit: str, wording: str) -> _Days | None:
    if unit in {"day", "week"}:
        return base - dt.timedelta(days=number * (7 if unit == "week" else 1)), base, wording
    total = base.year * 12 + base.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(total, 12)
    if year < 1:
        return None
    day = min(base.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day), base, wording


def _week(month: dt.date, nth: str, *, told: bool) -> _Days:
    length = calendar.monthrange(month.year, month.month)[1]
    if nth in {"last", "final"}:
        first, last = length - 6, length
    else:
        first = 7 * _ORDINALS[nth] - 6
        last = first + 6
    wording = None if told else f"the {nth} week of {MONTHS[month.month - 1]} {month.year}"
    return month.replace(day=first), month.replace(day=last), wording


def _quarter(match: re.Match[str], base: dt.date | None, tense: Tense | None) -> _Days | None:
    """A quarter or half of a calendar year; which year, where none is named, as for a month."""
    number, length = _ORDINALS[match["number"].lower()], 3 if "quarter" in match["span"].lower() else 6
    if number * length > 12:
        return None
    told = (match["quarter_year"] or "").lower()
    if told.isdigit():
        year = int(told)
    elif base is None or (length == 6 and not told):
        # "the second half" alone may be of a match or of a book
        return None
    elif told:
        year = base.year - told.startswith("last")
    else:
        begins = dt.date(base.year, length * (number - 1) + 1, 1)
        year = base.year - (begins > base and tense != "future")
    first = dt.date(year, length * (number - 1) + 1, 1)
    unit = "quarter" if length == 3 else "half"
    return first, _end_of_month(first, length - 1), None if told.isdigit() else f"the {match['number'].lower()} {unit} of {year}"


def _third(third: str, of: str, base: dt.date | None, tense: Tense | None) -> _Days | None:
    """The early, middle or late part of a month, a year or a week."""
    words = of.replace(",", "").split()
    if words[-1].isdigit() and len(words) == 1:
        return _of_year(third, int(words[0]), None)
    if month_number(words[0]) is not None and words[0] not in {"the", "this", "last", "next"}:
        month = _month(words[0], words[1] if len(words) > 1 else None, base, tense)
        return _of_month(third, month, named=len(words) > 1) if month else None
    if base is None:
        return None
    shift = {"last": -1, "next": 1}.get(words[0], 0)
    if words[1] == "year":
        return _of_year(third, base.year + shift, f"{third} in {base.year + shift}")
    if words[1] == "week":
        monday = base - dt.timedelta(days=base.weekday()) + dt.timedelta(weeks=shift)
        return monday, monday + dt.timedelta(days=6), f"in the week of {_spell(monday)}"
    year, number = divmod(base.year * 12 + base.month - 1 + shift, 12)
    return _of_month(third, dt.date(year, number + 1, 1), named=False)


def _of_month(third: str, month: dt.date, *, named: bool) -> _Days:
    length = calendar.monthrange(month.year, month.month)[1]
    first, last = {"early": (1, 10), "mid": (8, 22), "late": (20, length)}[third]
    return month.replace(day=first), month.replace(day=last), None if named else f"in {third} {MONTHS[month.month - 1]} {month.year}"


def _of_year(third: str, year: int, wording: str | None) -> _Days:
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[third]
    return dt.date(year, first, 1), _end_of_month(dt.date(year, last, 1), 0), wording


def _month(name: str, year: str | None, base: dt.date | None, tense: Tense | None) -> dt.date | None:
    number = month_number(name)
    if number is None:
        return None
    if year is not None:
        return dt.date(int(year), number, 1)
    if base is None:
        return None
    away = number - base.month
    if tense == "past":
        shift = -1 if away > 0 else 0
    elif tense == "future":
        shift = 1 if away < 0 else 0
    else:
        shift = min((-1, 0, 1), key=lambda y: abs(12 * y + away))
    return dt.date(base.year + shift, number, 1)


def _end_of_month(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _rank(first: dt.date) -> str:
    return tuple(_ORDINALS)[(first.month - 1) // 3]


def _spell(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
