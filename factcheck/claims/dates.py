"""Dates that an article mentions, relative ones anchored to its date of publication.

A cheap pattern finds the expressions; `dateparser` reads those that name or count days, calendar arithmetic those that name a period.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from factcheck.claims.ahead import is_present, points_ahead
from factcheck.claims.counts import COUNT, number_of
from factcheck.claims.not_dates import counts_things, names_a_day, names_an_event
from factcheck.claims.periods import Period, find_periods
from factcheck.claims.tense import Tense, tense_of
from factcheck.models import ResolvedDate, Span
from factcheck.months import MONTHS, month_number

__all__ = ["DateMention", "find_dates"]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NAMED_DAY = rf"(?:(?:[Oo]n\s)?(?:{_DAYS}),?\s(?:the\s)?)?"
_NAMED = re.compile(rf"(?P<on>[Oo]n\s)?(?P<day>{_DAYS}),?\s(?:the\s)?")
_EXPRESSION = re.compile(
    rf"\b(?:"
    rf"(?P<ofyear>(?:(?:{_MONTHS})(?:\s\d{{1,2}})?|\d{{1,2}}\s(?:{_MONTHS}))\s(?:of\s)?(?:this|last|next)\syear\b)"
    rf"|(?P<agoon>(?<![\d.,])(?i:{COUNT}|an?)\s(?:weeks?|months?|years?)\sago\s(?:this\s(?:week|month)|today)\b)"
    r"|(?P<beyond>(?:[Tt]he\s)?day\s(?:before\syesterday|after\stomorrow)\b)"
    rf"|(?P<range>(?:{_MONTHS})\s\d{{1,2}}\s?(?:-|–|to)\s?\d{{1,2}}\b(?!,?\s?\d{{4}}))"
    rf"|(?P<full>{_NAMED_DAY}(?:{_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|{_NAMED_DAY}\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS}),?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<monthyear>(?:{_MONTHS})\s(?:of\s)?\d{{4}})"
    rf"|(?P<day>{_NAMED_DAY}(?:{_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[.,]\d)|{_NAMED_DAY}\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS}))"
    rf"|(?P<relmonth>(?:[Tt]his|[Ll]ast|[Nn]ext|this\spast)\s(?:{_MONTHS}))"
    rf"|(?P<weekdayof>(?:[Oo]n\s)?(?:{_DAYS})\s(?:of\s)?(?:this|last|next)\sweek\b)"
    rf"|(?P<weekday>(?:(?:[Oo]n|[Ll]ast|[Nn]ext|[Tt]his)\s)?(?:{_DAYS})(?:\s(?:morning|afternoon|evening|night))?)"
    r"|(?P<week>(?:[Ee]arlier\s|[Ll]ater\s)?(?:[Tt]his|[Ll]ast|[Nn]ext|the\spast)\s(?:weekend|week|month|year|summer|winter|spring|autumn|fall)\b)"
    r"|(?P<today>(?:[Yy]esterday|[Tt]oday|[Tt]omorrow)(?:\s(?:morning|afternoon|evening|night))?\b|[Tt]onight\b)"
    rf"|(?P<ago>(?<![\d.,])(?i:{COUNT}|an?)\s(?:days?|weeks?|months?|years?)\sago)"
    rf"|(?P<month>(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=[Bb]y\s)|(?<=[Dd]uring\s))(?:{_MONTHS})\b(?!\s\d{{1,2}}(?!\d|,\d)))"
    r"|(?P<year>(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=[Bb]y\s)|(?<=year\s))(?:1[5-9]|20)\d{2}(?:[-–/]\d{2}(?!\d))?\b)"
    r")",
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_BOUNDARY = re.compile(r"[;:“”\"]|,\s(?!\d{4})|\s(?:that|and|but|while|because|which|who|when|where|although|though)\s")
_COMPARED = re.compile(r"\b(?:than|behind|against|over|versus|from|on)\s$", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their)\s$", re.IGNORECASE)


class DateMention(NamedTuple):
    """A resolved date and how a self-contained sentence says it; None where the wording already stands by itself."""

    date: ResolvedDate
    wording: str | None


def find_dates(text: str, span: Span, base: dt.date | None, *, context: str = "") -> list[DateMention]:
    """The dates mentioned within `span`, in reading order.

    Args:
        text: the article's text.
        span: where to look.
        base: the day of publication; without it, relative dates stay unresolved.
        context: the sentence; its tense tells whether "Friday" lies before or after `base` where that of the words under `span` does not.
    """
    tense_at = _Tenses(text, span, context).at
    found: list[DateMention] = []
    for match in _EXPRESSION.finditer(text, span.start, span.end):
        kind = match.lastgroup or ""
        if _is_none(kind, text, match):
            continue
        behind = kind == "month" and text[max(span.start, match.start() - 6) : match.start()].lower().endswith("since ")
        try:
            resolved = _resolve(kind, match.group(), base, tense="past" if behind else tense_at(*match.span()))
        except (ValueError, OverflowError):
            continue  # before the first year of the calendar, or after its last
        if resolved is None:
            continue
        first, last, wording = resolved
        if wording and _COMPARED.search(text[max(span.start, match.start() - 10) : match.start()]):
            wording = _as_compared(match.group(), wording)
        if kind == "weekday" and wording and _DETERMINED.search(text[max(span.start, match.start() - 6) : match.start()]):
            wording = wording.removeprefix("on ")  # "the Friday deadline"
        where = Span(start=match.start(), end=match.end())
        found.append(DateMention(ResolvedDate(text=match.group(), span=where, first=first, last=last), wording))
    loose = [_loose(text, period) for period in find_periods(text, span.start, span.end, base, tense_at=tense_at)]
    return sorted([*_outside(found, loose), *loose], key=lambda mention: mention.date.span.start)


def _as_compared(words: str, wording: str) -> str:
    """How a date is said after "than" or "behind": "6% behind 2023", "more than a year earlier"."""
    ago = re.fullmatch(r"(.+)\sago", words)
    return f"{ago.group(1)} earlier" if ago is not None else re.sub(r"^(?:in|on)\s", "", wording)


class _Tenses:
    """The tenses of the clauses of a statement, each told once; where a clause does not show one, that of the whole."""

    def __init__(self, text: str, span: Span, context: str) -> None:
        self._text, self._span = text, span
        marks = [mark.span() for mark in _BOUNDARY.finditer(text, span.start, span.end)]
        self._starts = [span.start, *(end for _, end in marks)]
        self._ends = [*(start for start, _ in marks), span.end]
        self._whole = tense_of(span.of(text)) or tense_of(context) or ("future" if is_present(text, span) else None)
        self._known: dict[Span, Tense | None] = {}

    def at(self, start: int, end: int) -> Tense | None:
        """Of the clauses that a range touches; the future where the words before it say that it lies ahead."""
        clause = Span(
            start=self._starts[max(0, bisect_right(self._starts, start) - 1)],
            end=self._ends[min(bisect_left(self._ends, end), len(self._ends) - 1)],
        )
        if points_ahead(self._text, start, clause, self._span):
            return "future"
        told = self._told(clause)
        if told is None:
            # "opens on Monday", "on Monday it opens", but not "ordered them on Monday to pay what the mine owes"
            led = Span(start=clause.start, end=start)
            told = "future" if is_present(self._text, led if self._text[clause.start : start].strip() else clause) else None
        return told or self._after(clause) or self._whole

    def _told(self, clause: Span) -> Tense | None:
        if clause not in self._known:
            self._known[clause] = tense_of(clause.of(self._text))
        return self._known[clause]

    def _after(self, clause: Span) -> Tense | None:
        """Of the clause that a phrase opens: "On May 9, there were reports that …"."""
        if clause.start != self._span.start:
            return None
        following = bisect_right(self._starts, clause.start)
        return self._told(Span(start=self._starts[following], end=self._ends[following])) if following < len(self._starts) else None


def _is_none(kind: str, text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a date of `kind` names something else, or a day of which nothing here tells the year."""
    if kind == "year":
        return counts_things(text, *match.span())
    if kind == "weekday":
        return names_a_day(text, match.start())
    return kind == "day" and names_an_event(text, *match.span())


def _loose(text: str, period: Period) -> DateMention:
    where = Span(start=period.start, end=period.end)
    return DateMention(ResolvedDate(text=where.of(text), span=where, first=period.first, last=period.last), period.wording)


def _outside(found: list[DateMention], loose: list[DateMention]) -> list[DateMention]:
    """The dates that are no part of a stretch of time: "last month" in "late last month"."""
    spans = [mention.date.span for mention in loose]
    return [m for m in found if not any(s.start < m.date.span.end and m.date.span.start < s.end for s in spans)]


def _resolve(kind: str, words: str, base: dt.date | None, *, tense: Tense | None) -> tuple[dt.date, dt.date, str | None] | None:
    named = _NAMED.match(words) if kind in ("full", "day") else None
    if named is not None:
        words = words[named.end() :]
    if kind == "full":
        day = _parse(words, dt.date(2000, 1, 1), prefer="current_period")
        return (day, day, None) if day else None
    if kind == "year":
        first = int(words[:4])
        return dt.date(first, 1, 1), dt.date(first + (len(words) > 4), 12, 31), None
    if kind == "monthyear":
        month = _parse(f"1 {words.replace(' of ', ' ')}", dt.date(2000, 1, 1), prefer="current_period")
        return (*_month(month), None) if month else None
    if base is None:
        return None
    if kind in ("ofyear", "agoon", "beyond"):
        return _composed(kind, words, base)
    if kind in ("week", "relmonth", "month"):
        return _period(kind, words, base, tense=tense)
    found = _day(kind, words, base, tense=tense, weekday=named["day"] if named else None)
    if found is not None and named is not None and named["on"]:
        found = (found[0], found[1], f"on {found[2]}")
    return found


def _composed(kind: str, words: str, base: dt.date) -> tuple[dt.date, dt.date, str | None] | None:
    """Dates of two parts that fix one another: "April 15 last year", "two years ago this week", "the day before yesterday"."""
    if kind == "beyond":
        day = base + dt.timedelta(days=2 if words.endswith("tomorrow") else -2)
        return day, day, f"on {_spell(day)}"
    if kind == "ofyear":
        named = re.sub(r"\sof$", "", words.rsplit(maxsplit=2)[0])
        year = base.year + {"last": -1, "next": 1}.get(words.split()[-2], 0)
        if not re.search(r"\d", named):
            month = dt.date(year, month_number(named) or 1, 1)
            return (*_month(month), _month_name(month))
        named_day = _parse(f"{named} {year}", base, prefer="current_period")
        return (named_day, named_day, _spell(named_day)) if named_day else None
    ago, _, unit = words.partition(" ago ")
    *count, measure = ago.split()
    past = _parse(f"{number_of(' '.join(count))} {measure} ago", base, prefer="past")
    if past is None:
        return None
    if unit == "today":
        return past, past, f"on {_spell(past)}"
    if unit.endswith("month"):
        return (*_month(past), f"in {_month_name(past)}")
    monday = past - dt.timedelta(days=past.weekday())
    return monday, monday + dt.timedelta(days=6), f"in the week of {_spell(monday)}"


def _day(
    kind: str, words: str, base: dt.date, *, tense: Tense | None, weekday: str | None = None
) -> tuple[dt.date, dt.date, str | None] | None:
    if kind == "range":
        numbers = re.findall(r"\d{1,2}", words)
        month = words.split(maxsplit=1)[0]
        first = _nearest_year(f"{month} {numbers[0]}", base, tense)
        last = _parse(f"{month} {numbers[1]} {first.year}", base, prefer="current_period") if first else None
        return (first, last, f"{words}, {first.year}") if first and last and first <= last else None
    if kind == "day":
        day = _nearest_year(re.sub(r"(?:st|nd|rd|th)\b|\bof\s", "", words), base, tense, weekday)
        return (day, day, _spell(day)) if day else None
    if kind == "weekdayof":
        monday = base - dt.timedelta(days=base.weekday()) + dt.timedelta(weeks={"last": -1, "next": 1}.get(words.split()[-2], 0))
        day = monday + dt.timedelta(days=next(n for n, name in enumerate(_DAYS.split("|")) if name in words))
        return day, day, f"on {_spell(day)}"
    if kind == "weekday":
        return _weekday(words, base, tense=tense)
    if kind == "today":
        shift = {"yesterday": -1, "tomorrow": 1}.get(words.lower().split()[0], 0)
        day = base + dt.timedelta(days=shift)
        return day, day, f"on {_spell(day)}"
    return _ago(words, base)


def _ago(words: str, base: dt.date) -> tuple[dt.date, dt.date, str | None] | None:
    *count, unit, _ = words.split()
    day = _parse(f"{number_of(' '.join(count))} {unit} ago", base, prefer="past")
    if day is None:
        return None
    if unit.startswith("year"):
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), f"in {day.year}"
    if unit.startswith("month"):
        return (*_month(day), f"in {_month_name(day)}")
    if unit.startswith("week"):
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6), f"in the week of {_spell(monday)}"
    return day, day, f"on {_spell(day)}"


def _weekday(words: str, base: dt.date, *, tense: Tense | None) -> tuple[dt.date, dt.date, str | None]:
    name = next(day for day in _DAYS.split("|") if day in words)
    behind = (base.weekday() - _DAYS.split("|").index(name)) % 7
    ahead = (7 - behind) % 7
    lower = words.lower()
    if lower.startswith("last"):
        day = base - dt.timedelta(days=behind or 7)
    elif lower.startswith("next"):
        day = base + dt.timedelta(days=ahead or 7)
    else:
        day = base + dt.timedelta(days=ahead) if tense == "future" and behind else base - dt.timedelta(days=behind)
    return day, day, f"on {_spell(day)}"


def _period(kind: str, words: str, base: dt.date, *, tense: Tense | None) -> tuple[dt.date, dt.date, str | None] | None:
    lower = words.lower()
    shift = -1 if re.search(r"\blast\b|\bpast\b", lower) else 1 if re.search(r"\bnext\b", lower) else 0
    unit = words.rsplit(maxsplit=1)[-1]
    if kind in ("relmonth", "month"):
        number = month_number(unit)
        if number is None:
            return None
        year = base.year
        if kind == "month":
            year += _years_away(number - base.month, tense)
        elif shift < 0:
            year -= number >= base.month
        elif shift > 0:
            year += number <= base.month
        day = dt.date(year, number, 1)
        return (*_month(day), _month_name(day) if kind == "month" else f"in {_month_name(day)}")
    if unit in ("week", "weekend"):
        monday = base - dt.timedelta(days=base.weekday()) + dt.timedelta(weeks=shift)
        if unit == "week":
            return monday, monday + dt.timedelta(days=6), f"in the week of {_spell(monday)}"
        saturday = monday + dt.timedelta(days=5) if shift or base.weekday() >= 5 or tense == "future" else monday - dt.timedelta(days=2)
        return saturday, saturday + dt.timedelta(days=1), f"on the weekend of {_spell(saturday)}"
    earlier, later = lower.startswith("earlier"), lower.startswith("later")
    if unit == "month":
        total = base.year * 12 + base.month - 1 + shift
        day = dt.date(total // 12, total % 12 + 1, 1)
        first, last = _month(day)
        return base if later else first, base if earlier else last, f"in {_month_name(day)}"
    if unit == "year":
        first, last = dt.date(base.year + shift, 1, 1), dt.date(base.year + shift, 12, 31)
        return base if later else first, base if earlier else last, f"in {base.year + shift}"
    return _winter(base, shift, tense) if unit == "winter" else _season(unit, base, shift)


def _winter(base: dt.date, shift: int, tense: Tense | None) -> tuple[dt.date, dt.date, str | None]:
    """December to February. "This winter" is the one that is under way, else the nearer one, or the one that the tense tells."""
    begun = base.year - (base.month < 12)
    if shift < 0:
        begun -= base.month in {12, 1, 2}
    elif shift > 0 or (3 <= base.month < 12 and (tense == "future" or (tense is None and base.month >= 9))):
        begun += 1
    last = calendar.monthrange(begun + 1, 2)[1]
    return dt.date(begun, 12, 1), dt.date(begun + 1, 2, last), f"in the winter of {begun}-{(begun + 1) % 100:02}"


def _season(unit: str, base: dt.date, shift: int) -> tuple[dt.date, dt.date, str | None]:
    first, last = _SEASONS[unit]
    year = base.year
    if shift < 0 and base.month <= last:
        year -= 1
    if shift > 0 and base.month >= first:
        year += 1
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), f"in the {unit} of {year}"


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month_name(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _spell(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _years_away(months: int, tense: Tense | None) -> int:
    """In which year, as seen from this one, a month lies that is `months` later in the calendar: the last, the next, else the nearest."""
    if tense == "past":
        return -1 if months > 0 else 0
    if tense == "future":
        return 1 if months < 0 else 0
    return min((-1, 0, 1), key=lambda year: abs(12 * year + months))


def _nearest_year(words: str, base: dt.date, tense: Tense | None, weekday: str | None = None) -> dt.date | None:
    """A day without its year: where a day of the week is named, of a fitting year; the last in the past, the next in the future tense."""
    days = [day for year in (base.year - 1, base.year, base.year + 1) if (day := _parse(f"{words} {year}", base, prefer="current_period"))]
    days = [day for day in days if weekday is None or _DAYS.split("|")[day.weekday()] == weekday] or days
    fitting = [day for day in days if (tense != "past" or day <= base) and (tense != "future" or day >= base)]
    return min(fitting or days, key=lambda day: abs((day - base).days), default=None)


@lru_cache(maxsize=4096)
def _parse(words: str, base: dt.date, *, prefer: str) -> dt.date | None:
    import dateparser

    parsed = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": dt.datetime(base.year, base.month, base.day),  # noqa: DTZ001 - dateparser wants a naive base
            "PREFER_DATES_FROM": prefer,
            "PARSERS": ["relative-time", "absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
            "DATE_ORDER": "MDY" if not words[:1].isdigit() else "DMY",
        },
    )
    return parsed.date() if parsed is not None else None
