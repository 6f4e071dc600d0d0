"""Dates of a claim against those of a passage, each at the precision it is given in."""

from __future__ import annotations

import datetime as dt
import re

from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.dates import LONGEST_YEAR, DateMention
from factcheck.verdict.diff.governing import governing_verb, may_be_one_event
from factcheck.verdict.diff.pairing import Pairing, Place
from factcheck.verdict.diff.presence import same_days
from factcheck.verdict.diff.reading import Reading

__all__ = ["compare_dates"]

MIN_ALIGNMENT = 0.45
"""Least alignment at which two dates that differ are shown: two texts on one subject give many dates, each of another event."""
VETO_ALIGNMENT = 0.75
LONGEST_NAMED, SHORTEST_YEAR = 31, 364
"""Days of the longest month and of the shortest year: a range between the two has no exact ends."""
_BOUND = re.compile(
    r"\b(?:(?P<before>before|until|till|by|prior to|up to)|(?P<after>after|since|from|following))\s(?:the\s)?(?:\w+\s)?$", re.IGNORECASE
)
"""Words that make of a date one end of a longer time, in which other dates may lie."""
_REPORTING = re.compile(
    r"\b(?:said|says|saying|told|tells|stated|reported|wrote|according|repeated|added|noted|statement|briefing|interview|speaking|asked)\b",
    re.IGNORECASE,
)
"""Near a date, these make it the day of saying, which says nothing about the event."""
FURTHEST_WEEKDAY = 14
"""Days between two weekdays of one name that may be one day, read from two days of publication."""
_WEEKDAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_LATE = re.compile(r"\b(?:late|night|evening|overnight|midnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|overnight|midnight)\b", re.IGNORECASE)
_TWO_YEARS = re.compile(r"\d{4}\D{1,5}\d{2}")
_YEAR = re.compile(r"\b\d{4}\b")
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3, "decade": 4}


def compare_dates(pair: Pairing) -> list[DiffItem]:
    """One item for each date of the claim that the passage gives too, or gives otherwise for what reads as the same event."""
    items = []
    mentions = pair.passage.reading.dates
    for ours in pair.dates:
        near = [m for m in mentions if _agree(pair, ours, m) and _FINENESS[m.precision] <= _FINENESS[ours.precision]]
        if _span(pair.claim.reading, ours) and any(_span(pair.passage.reading, m) and same_days(ours, m) for m in mentions):
            near = [m for m in near if _span(pair.passage.reading, m)]
        agreeing = [m for m in near if _informative(ours, m)]
        if agreeing:
            best = min(agreeing, key=lambda m: ((m.last - m.first), m.start))
            items.append(_item(pair, ours, best, pair.alignment(_place(ours), _place(best)), agrees=True))
        elif not near:
            found = _other_date(pair, ours)
            if found is not None:
                items.append(_item(pair, ours, found[1], found[0], agrees=False))
    return items


def _agree(pair: Pairing, ours: DateMention, mention: DateMention) -> bool:
    """Whether two dates may be one: they share a day, or the same words where one of them does not tell behind from ahead."""
    if same_days(ours, mention):
        # two spans that are given by their ends differ where one end does
        return not (_span(pair.claim.reading, ours) and _span(pair.passage.reading, mention)) or ours[2:4] == mention[2:4]
    return (ours.unsure or mention.unsure) and _same_words(pair, ours, mention)


def _one(ours: DateMention, mention: DateMention) -> bool:
    """Whether two dates of one precision are one, a span only where both of its ends are."""
    spans = (ours.last - ours.first).days > LONGEST_YEAR or (mention.last - mention.first).days > LONGEST_YEAR
    return same_days(ours, mention) and ours.precision == mention.precision and (not spans or ours[2:4] == mention[2:4])


def _span(reading: Reading, date: DateMention) -> bool:
    """Whether a date is given as two years: "2019-20", "between 1885 and 1888"."""
    return (date.last - date.first).days > LONGEST_YEAR and _TWO_YEARS.search(reading.text, date.start, date.end) is not None


def _same_words(pair: Pairing, ours: DateMention, mention: DateMention) -> bool:
    """Whether two dates have the same weekday, or the same day and month, and neither has a year."""
    mine = pair.claim.reading.text[ours.start : ours.end].lower()
    other = pair.passage.reading.text[mention.start : mention.end].lower()
    gap = abs((mention.first - ours.first).days)
    if _YEAR.search(mine) or _YEAR.search(other):
        return False
    day, other_day = _WEEKDAY.search(mine), _WEEKDAY.search(other)
    if day and other_day:
        return day[1] == other_day[1] and gap <= FURTHEST_WEEKDAY
    return (ours.first.month, ours.first.day) == (mention.first.month, mention.first.day) and gap <= LONGEST_YEAR


def _place(date: DateMention) -> Place:
    return Place(date.start, date.end)


def _informative(ours: DateMention, mention: DateMention) -> bool:
    """Agreement between a day and a whole year says nothing."""
    return (mention.last - mention.first).days <= max(31, (ours.last - ours.first).days)


def _other_date(pair: Pairing, ours: DateMention) -> tuple[float, DateMention] | None:
    """The date that stands where the claim has `ours`, and how sure that is; None when none does."""
    text = pair.claim.reading.text
    if _said_then(text, ours, *pair.claim.reading.sentence_at(ours.start)):
        return None
    best: tuple[float, int, DateMention] | None = None
    bound = _BOUND.search(text[max(0, ours.start - 30) : ours.start])
    verb, reading = governing_verb(pair.claim.reading, ours.start, ours.end), pair.passage.reading
    for mention in pair.passage.reading.dates:
        claimed = any(d is not ours and _one(d, mention) for d in pair.dates)
        if _near_a_loose(ours, mention) or _one_night(pair, ours, mention):
            continue
        if claimed or _FINENESS[mention.precision] > _FINENESS[ours.precision] or _within_bound(bound, ours, mention):
            continue
        if _said_then(pair.passage.reading.text, mention, *pair.passage.reading.sentence_at(mention.start)) or not _subject_known(pair):
            continue
        if not pair.same_event(_place(ours), _place(mention)) or not may_be_one_event(
            verb, governing_verb(reading, mention.start, mention.end)
        ):
            continue
        sure = pair.alignment(_place(ours), _place(mention))
        if sure >= MIN_ALIGNMENT and (best is None or (sure, -mention.start) > best[:2]):
            best = (sure, -mention.start, mention)
    return (best[0], best[2]) if best is not None else None


def _near_a_loose(ours: DateMention, mention: DateMention) -> bool:
    """Whether a date lies no further from a loosely named time ("in recent weeks") than that is long, so that the words may mean it."""
    length = (ours.last - ours.first).days
    if not LONGEST_NAMED < length < SHORTEST_YEAR:
        return False
    return max((mention.first - ours.last).days, (ours.first - mention.last).days) <= length


def _one_night(pair: Pairing, ours: DateMention, mention: DateMention) -> bool:
    """Whether one date is late on a day and the other early on the next."""
    places = sorted([(ours.first, pair.claim.reading.text, ours), (mention.first, pair.passage.reading.text, mention)], key=lambda p: p[0])
    (before, text, date), (after, later_text, later) = places
    late = _LATE.search(text, max(0, date.start - 12), date.end + 8)
    early = _EARLY.search(later_text, max(0, later.start - 12), later.end + 8)
    return (after - before).days == 1 and bool(late or early)


def _within_bound(bound: re.Match[str] | None, ours: DateMention, mention: DateMention) -> bool:
    """Whether the claim's date is only one end of a time in which the other lies."""
    if bound is None:
        return False
    return mention.last < ours.first if bound["before"] else mention.first > ours.last


def _said_then(text: str, date: DateMention, first: int, last: int) -> bool:
    """Whether a date is the day of a statement."""
    lead = text[max(first, date.start - 60) : date.start]
    return bool(_REPORTING.search(lead) or _REPORTING.search(text[date.end : min(last, date.end + 60)]))


def _subject_known(pair: Pairing) -> bool:
    """Whether the passage names somebody or something that the claim names, if the claim names anything."""
    return not pair.claim.names or any(pair.has_name(name) for name in pair.claim.names)


def _item(pair: Pairing, ours: DateMention, mention: DateMention, sure: float, *, agrees: bool) -> DiffItem:
    shift = pair.passage.shift
    their_days = _days(mention.first, mention.last, yearless=mention.yearless)
    if agrees:
        words = pair.passage.reading.text[mention.start : mention.end]
        detail = f"both give {their_days if same_days(ours, mention) else words.removeprefix('on ')}"
    else:
        side = "later" if mention.first > ours.first else "earlier"
        our_days = _days(ours.first, ours.last, yearless=ours.yearless)
        detail = f"the article dates it {our_days}, the passage {their_days}: {_gap(ours, mention)} {side}"
    return DiffItem(
        kind="date",
        agrees=agrees,
        claim_text=pair.claim.reading.text[ours.start : ours.end],
        claim_span=Span(start=ours.start, end=ours.end),
        passage_text=pair.passage.reading.text[mention.start : mention.end],
        passage_span=Span(start=mention.start + shift, end=mention.end + shift),
        detail=detail,
        veto=not agrees and sure >= VETO_ALIGNMENT,
        alignment=sure,
        difference=None if agrees else "value",
    )


def _gap(ours: DateMention, mention: DateMention) -> str:
    """The distance of two beginnings, in the coarser of the units that they are given in."""
    first = mention.first.replace(year=ours.first.year, day=min(28, mention.first.day)) if ours.yearless else mention.first
    coarser = max(ours.precision, mention.precision, key=lambda p: _FINENESS[p])
    years, months = abs(first.year - ours.first.year), abs((first.year - ours.first.year) * 12 + first.month - ours.first.month)
    count, unit = (
        (years, "year")
        if coarser in {"year", "decade"} and years
        else (months, "month")
        if coarser not in {"day", "week"} and months
        else (0, "day")
    )
    if unit == "day":
        count = abs((first - ours.first).days)
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def _days(first: dt.date, last: dt.date, *, yearless: bool) -> str:
    """A range of days as briefly as it can be said."""
    if yearless:
        return f"{first:%m-%d}" if first == last else f"{first:%m-%d} to {last:%m-%d}"
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1 and first.month == last.month:
        return f"{first:%Y-%m}"
    return f"{first.isoformat()} to {last.isoformat()}"
