"""Dates of a claim against those of a passage."""

from __future__ import annotations

import datetime as dt
import re

from factcheck.models import DiffItem, ResolvedDate, Span
from factcheck.verdict.diff.align import ClaimView, PassageView, overlap, within
from factcheck.verdict.diff.dates import DateMention, precision_of
from factcheck.verdict.diff.words import content_stems, split_words, stem

__all__ = ["compare_dates"]

MIN_OVERLAP = 0.5
"""Share of the event's words that both sentences must hold: two texts on one subject give many dates, each of another event."""
VETO_OVERLAP = 0.7
_REPORTING = re.compile(r"\b(?:said|says|told|tells|stated|reported|reports|wrote|according|repeated|added|announced|statement|briefing|report|story|interview)\b[^.;]{0,40}$", re.IGNORECASE)


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
                items.append(_item(ours, passage, found[1], agrees=False, veto=found[0] >= VETO_OVERLAP))
    return items


def _informative(ours: ResolvedDate, mention: DateMention) -> bool:
    """Agreement between a day and a whole year says nothing."""
    return (mention.last - mention.first).days <= max(31, (ours.last - ours.first).days)


def _other_date(claim: ClaimView, ours: ResolvedDate, passage: PassageView) -> tuple[float, DateMention] | None:
    first, _ = claim.reading.sentence_at(ours.span.start)
    dated = content_stems(split_words(ours.text))
    event = claim.stems - dated
    names = frozenset(stem(token) for name in claim.names for token in name.tokens)
    best: tuple[float, DateMention] | None = None
    if _REPORTING.search(claim.reading.text[max(first, ours.span.start - 60) : ours.span.start]):
        return None
    for mention in passage.reading.dates:
        start, end = passage.reading.sentence_at(mention.start)
        alone = sum(1 for m in passage.reading.dates if start <= m.start < end) == 1
        other_claim_date = any(within(d.first, d.last, mention) for d in claim.claim.dates)
        if precision_of(ours.first, ours.last) != mention.precision or other_claim_date or not alone:
            continue
        if _REPORTING.search(passage.reading.text[max(start, mention.start - 60) : mention.start]):
            continue
        theirs = passage.reading.stems_in(start, end) - content_stems(split_words(passage.reading.text[mention.start : mention.end]))
        shared = event & theirs
        share = overlap(event, theirs)
        if share >= MIN_OVERLAP and len(shared - names) >= 3 and (best is None or share > best[0]):
            best = (share, mention)
    return best


def _item(ours: ResolvedDate, passage: PassageView, mention: DateMention, *, agrees: bool, veto: bool) -> DiffItem:
    passage_text = passage.reading.text[mention.start : mention.end]
    if agrees:
        detail = f"both give {_days(mention.first, mention.last)}"
    else:
        gap = (mention.first - ours.last).days if mention.first > ours.last else (ours.first - mention.last).days
        side = "later" if mention.first > ours.last else "earlier"
        detail = (
            f"the article dates it {_days(ours.first, ours.last)}, the passage {_days(mention.first, mention.last)}: {gap:,} day{'s' if gap != 1 else ''} {side}"
        )
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


def _days(first: dt.date, last: dt.date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
