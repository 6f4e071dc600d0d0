"""Amounts of a claim against those of a passage."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.align import ClaimView, PassageView, overlap, owners_before, periods_around, role_near, same_days
from factcheck.verdict.diff.quantities import Quantity
from factcheck.verdict.diff.reading import Reading
from factcheck.verdict.diff.words import stem

__all__ = ["compare_numbers"]

ABOUT_TOLERANCE = 0.1
"""Relative slack of "about", "nearly", "some"."""
ROUND_TOLERANCE = 0.02
"""Relative slack of a round number in the thousands and above."""
OPEN_TOLERANCE = 2.0
"""Largest factor by which an amount may exceed what "more than" promises and still be what was meant."""
MIN_OVERLAP = 0.25
"""Share of content words that sentence and claim must have in common for a mismatch to mean anything."""
BARE_OVERLAP = 0.4
"""Likewise, where no word says what the amounts measure."""
VETO_OVERLAP = 0.5
"""Likewise, for a mismatch that keeps a passage from supporting."""


class _Context(NamedTuple):
    quantity: Quantity
    role: str
    owners: frozenset[str]
    periods: frozenset[str]
    stems: frozenset[str]


def compare_numbers(claim: ClaimView, passage: PassageView) -> list[DiffItem]:
    """One item for each amount of the claim that has a comparable counterpart."""
    ours = [_context(claim.reading, q, None) for q in claim.reading.quantities if claim.holds(q.start, q.end) and not q.anaphoric]
    theirs = [_context(passage.reading, q, passage.passage.title or "") for q in passage.reading.quantities if not q.anaphoric]
    items = []
    for mine in ours:
        comparable = [other for other in theirs if _same_unit(mine.quantity, other.quantity)]
        agreeing = [o for o in comparable if _agree(mine.quantity, o.quantity) and _related(claim, mine, passage, o)]
        taken = {
            (o.quantity.start, o.quantity.end)
            for o in theirs
            for c in ours
            if c is not mine and _same_unit(c.quantity, o.quantity) and _agree(c.quantity, o.quantity)
        }
        differing = [
            (_strength(claim, mine, o), -o.quantity.start, o)
            for o in comparable
            if not _agree(mine.quantity, o.quantity)
            and (o.quantity.start, o.quantity.end) not in taken
            and _aligned(claim, mine, passage, o)
        ]
        best = max(agreeing, key=lambda o: (_strength(claim, mine, o), -o.quantity.start)) if agreeing else None
        if best is not None:
            items.append(_item(claim, mine, passage, best, agrees=True, veto=False))
        if differing:
            strength, _, other = max(differing, key=lambda d: d[:2])
            # an equal amount elsewhere in the passage settles it, unless the other one alone is the same kind of amount
            if best is None or (mine.role and best.role != mine.role and strength >= _strength(claim, mine, best)):
                items.append(_item(claim, mine, passage, other, agrees=False, veto=best is None and _sure(claim, mine, other)))
    return items


def _context(reading: Reading, quantity: Quantity, title: str | None) -> _Context:
    first, last = reading.sentence_at(quantity.start)
    return _Context(
        quantity,
        role_near(reading, quantity.start, quantity.end),
        owners_before(reading, quantity.start),
        periods_around(reading, quantity.start, title),
        reading.stems_in(first, last),
    )


def _same_unit(mine: Quantity, other: Quantity) -> bool:
    if mine.kind != other.kind or (mine.direction and other.direction and mine.direction != other.direction):
        return False
    if mine.kind == "count":
        return bool(mine.unit) and stem(mine.unit) == stem(other.unit)
    return mine.unit == other.unit


def _agree(mine: Quantity, other: Quantity) -> bool:
    slack = max(mine.step, other.step) if max(mine.low, other.low) > 20 or mine.kind != "count" else 0.0
    if any(q.low == q.high >= 1000 and q.low % 100 == 0 for q in (mine, other)):
        slack = max(slack, ROUND_TOLERANCE * max(mine.high, other.high))
    if "about" in {mine.bound, other.bound}:
        slack = max(slack, ABOUT_TOLERANCE * max(mine.high, other.high))
    if mine.low - slack <= other.high and other.low <= mine.high + slack:
        return True
    for a, b in ((mine, other), (other, mine)):
        if a.bound == "at_least" and a.low <= b.high <= OPEN_TOLERANCE * a.low:
            return True
        if a.bound == "at_most" and a.high / OPEN_TOLERANCE <= b.low <= a.high:
            return True
    return False


def _related(claim: ClaimView, mine: _Context, passage: PassageView, other: _Context) -> bool:
    """Enough in common to call two equal amounts the same."""
    shared = claim.stems & (other.stems | frozenset(stem(w) for w in passage.title_words))
    return len(shared) >= (1 if mine.role and mine.role == other.role else 2) and same_period(mine.periods, other.periods)


def same_period(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether nothing says that two amounts are for different periods."""
    return not ours or not theirs or bool(ours & theirs)


def _aligned(claim: ClaimView, mine: _Context, passage: PassageView, other: _Context) -> bool:
    """Whether a difference between two amounts means anything: same thing measured, same owner, same period, same subject."""
    if mine.periods != other.periods and (mine.periods or not same_period(mine.periods, other.periods)):
        return False
    if mine.role != other.role or not _owners_fit(claim, mine, passage, other):
        return False
    noun = {stem(mine.quantity.unit)}
    shared = (claim.stems & other.stems) - noun
    share = overlap(claim.stems, other.stems | passage.title_stems)
    needed = MIN_OVERLAP
    if not mine.role:
        # without a word for what is measured, the surrounding words must carry it
        # a life or a firm has many spans of time, so that those need more than other amounts
        is_time = mine.quantity.unit == "day"
        near = (claim.stems & passage.reading.near(other.quantity.start, other.quantity.end)) - noun
        if len(near) < (2 if is_time else 1):
            return False
        needed = VETO_OVERLAP if is_time else BARE_OVERLAP
    same_quarter = bool(mine.role and mine.periods & other.periods)
    if len(shared) < (1 if same_quarter else 2) or not (share >= needed or same_quarter):
        return False
    start, end = passage.reading.sentence_at(other.quantity.start)
    our_days = [d for d in claim.reading.dates if claim.holds(d.start, d.end)]
    return same_days(our_days, [d for d in passage.reading.dates if start <= d.start < end])


def _owners_fit(claim: ClaimView, mine: _Context, passage: PassageView, other: _Context) -> bool:
    if not other.owners:
        first, _ = passage.reading.sentence_at(other.quantity.start)
        known = frozenset(token for name in passage.reading.names_in(0, first) for token in name.full) | passage.title_words
        return not mine.owners or bool(mine.owners & known)
    return bool(other.owners & (mine.owners or claim.subjects)) or (not mine.owners and not claim.subjects)


def _strength(claim: ClaimView, mine: _Context, other: _Context) -> float:
    """How much speaks for two amounts being the same one; comparable within one claim and passage."""
    return (
        overlap(claim.stems, other.stems)
        + (1.0 if mine.role and mine.role == other.role else 0.0)
        + (0.5 if mine.periods & other.periods else 0.0)
        + (0.25 if mine.owners & other.owners else 0.0)
    )


def _sure(claim: ClaimView, mine: _Context, other: _Context) -> bool:
    same_subject = bool(mine.owners & other.owners) or not (mine.owners or other.owners)
    same_thing = mine.quantity.kind == "count" or bool(mine.role and mine.role == other.role)
    return same_subject and same_thing and mine.periods == other.periods and overlap(claim.stems, other.stems) >= VETO_OVERLAP


def _item(claim: ClaimView, mine: _Context, passage: PassageView, other: _Context, *, agrees: bool, veto: bool) -> DiffItem:
    ours, theirs = mine.quantity, other.quantity
    claim_text = claim.reading.text[ours.start : ours.end]
    passage_text = passage.reading.text[theirs.start : theirs.end]
    if agrees:
        detail = (
            f"both give {passage_text}" if claim_text == passage_text else f"{claim_text} and {passage_text} agree within their wording"
        )
    else:
        detail = f"the article has {claim_text}, the passage {passage_text}: {_difference(ours, theirs)}"
    return DiffItem(
        kind="money" if ours.kind == "money" else "number",
        agrees=agrees,
        claim_text=claim_text,
        claim_span=Span(start=ours.start, end=ours.end),
        passage_text=passage_text,
        passage_span=Span(start=theirs.start + passage.shift, end=theirs.end + passage.shift),
        detail=detail,
        veto=veto,
    )


def _difference(ours: Quantity, theirs: Quantity) -> str:
    gap = theirs.low - ours.high if theirs.low > ours.high else ours.low - theirs.high
    word = "more" if theirs.low > ours.high else "less"
    if ours.kind == "percent":
        return f"{_plain(gap)} percentage points {word}"
    share = f"{100 * gap / ours.high:.0f}%" if ours.high else ""
    if ours.kind == "measure":
        # in the base unit, a difference of years would be told in days
        return f"{share} {word}"
    unit = ours.unit + ("s" if ours.kind == "money" and gap != 1 and ours.unit.endswith(("r", "o", "d")) else "")
    return f"{_plain(gap)} {unit} {word}" + (f" ({share})" if share else "")


def _plain(value: float) -> str:
    for factor, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= factor:
            return f"{value / factor:,.2f}".rstrip("0").rstrip(".") + word
    return f"{value:,.2f}".rstrip("0").rstrip(".")
