"""Dates of a claim against those of a passage."""

from __future__ import annotations

import datetime as dt
import re

from factcheck.models import DiffItem, ResolvedDate, Span
from factcheck.verdict.diff.align import ClaimView, PassageView, overlap, within
from factcheck.verdict.diff.dates import DateMention, precision_of
from factcheck.verdict.diff.names import same_name
from factcheck.verdict.diff.words import content_stems, split_words, stem

__all__ = ["compare_dates"]

MIN_OVERLAP = 0.4
"""Share of the event's words that both sentences must hold: two texts on one subject give many dates, each of another event."""
VETO_OVERLAP = 0.7
_OPEN_END = re.compile(r"\b(?:before|after|since|until|till|by|between)\s(?:the\s)?(?:\w+\s)?$", re.IGNORECASE)
"""Words that make of a date the end of a longer time, which another date need not contradict."""
_REPORTING = re.compile(
    r"\b(?:said|says|saying|told|tells|stated|reported|reports|wrote|according|repeated|added|noted|statement|briefing|report|story|interview|speaking|asked)\b",
    re.IGNORECASE,
)
"""Near a date, these make it the day of saying, which says nothing about the event."""


def compare_dates(claim: ClaimView, passage: PassageView) -> list[DiffItem]:
    """One item for each date of the claim that the passage gives too, or gives otherwise for what reads as the same event."""
    items = []
    mentions = passage.reading.dates
    for ours in claim.claim.dates:
        near = [m for m in mentions if within(ours.first, ours.last, m)]
        agreeing = [m for m in near if _informative(ours, m)]
        if agreeing:
            items.append(_item(ours, passage, min(agreeing, key=lambda m: (m.last - m.first, m.start)), agrees=True, veto=False))
        elif not near:
            found = _other_date(claim, ours, passage)
            if found is not None:
                items.append(_item(ours, passage, found[1], agrees=False, veto=found[0] >= VETO_OVERLAP and len(claim.claim.dates) == 1))
    return items


def _informative(ours: ResolvedDate, mention: DateMention) -> bool:
    """Agreement between a day and a whole year says nothing."""
    return (mention.last - mention.first).days <= max(31, (ours.last - ours.first).days)


def _other_date(claim: ClaimView, ours: ResolvedDate, passage: PassageView) -> tuple[float, DateMention] | None:
    first, last = claim.reading.sentence_at(ours.span.start)
    dated = content_stems(split_words(ours.text))
    event = claim.stems - dated
    names = frozenset(stem(token) for name in claim.names for token in name.tokens)
    best: tuple[float, DateMention] | None = None
    if _unfit(claim.reading.text, first, last, ours.span.start, ours.span.end):
        return None
    near = claim.reading.near(ours.span.start, ours.span.end) - dated
    for mention in passage.reading.dates:
        start, end = passage.reading.sentence_at(mention.start)
        alone = sum(1 for m in passage.reading.dates if start <= m.start < end) == 1
        other_claim_date = any(within(d.first, d.last, mention) for d in claim.claim.dates)
        if precision_of(ours.first, ours.last) != mention.precision or other_claim_date or not alone:
            continue
        if _unfit(passage.reading.text, start, end, mention.start, mention.end):
            continue
        theirs = (passage.reading.stems_in(start, end) | passage.title_stems) - content_stems(
            split_words(passage.reading.text[mention.start : mention.end])
        )
        shared = event & theirs
        share = overlap(event, theirs)
        if (
            share >= MIN_OVERLAP
            and len(near & passage.reading.near(mention.start, mention.end) - names) >= 1
            and len(shared - names) >= 2
            and _same_subject(claim, passage, start, end)
            and (best is None or share > best[0])
        ):
            best = (share, mention)
    return best


def _unfit(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a date is the day of a statement, or one end of a time."""
    lead = text[max(first, start - 60) : start]
    return bool(_OPEN_END.search(lead) or _REPORTING.search(lead) or _REPORTING.search(text[end : min(last, end + 60)]))


def _same_subject(claim: ClaimView, passage: PassageView, start: int, end: int) -> bool:
    """Whether the sentence, or the title, names somebody or something that the claim names; true when one of the two names nothing."""
    theirs = passage.reading.names_in(start, end)
    if not claim.names or not (theirs or passage.title_words):
        return True
    return any(same_name(ours.full, other.full) for ours in claim.names for other in theirs) or any(
        ours.full[-1] in passage.title_words for ours in claim.names
    )


def _item(ours: ResolvedDate, passage: PassageView, mention: DateMention, *, agrees: bool, veto: bool) -> DiffItem:
    passage_text = passage.reading.text[mention.start : mention.end]
    if agrees:
        detail = f"both give {_days(mention.first, mention.last)}"
    else:
        side = "later" if mention.first > ours.last else "earlier"
        ours_days, their_days = _days(ours.first, ours.last), _days(mention.first, mention.last)
        detail = f"the article dates it {ours_days}, the passage {their_days}: {_gap(ours.first, mention)} {side}"
    return DiffItem(
        kind="date",
        agrees=agrees,
        claim_text=ours.text,
        claim_span=ours.span,
        passage_text=passage_text,
        passage_span=Span(start=mention.start + passage.shift, end=mention.end + passage.shift),
        detail=detail,
        veto=veto,
    )


def _gap(first: dt.date, mention: DateMention) -> str:
    """The distance of two beginnings, in the unit that both are given in."""
    months = abs((mention.first.year - first.year) * 12 + mention.first.month - first.month)
    count, unit = {"year": (abs(mention.first.year - first.year), "year"), "month": (months, "month")}.get(
        mention.precision, (abs((mention.first - first).days), "day")
    )
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def _days(first: dt.date, last: dt.date) -> str:
    """A range of days as briefly as it can be said."""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1 and first.month == last.month:
        return f"{first:%Y-%m}"
    return f"{first.isoformat()} to {last.isoformat()}"
