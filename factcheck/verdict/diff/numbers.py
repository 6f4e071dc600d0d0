"""Amounts of a claim against those of a passage."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.models import DiffItem, DiffKind, Span
from factcheck.verdict.diff.agreement import agree, difference, not_contradicted
from factcheck.verdict.diff.align import ClaimView, PassageView, overlap, owners_before, periods_around, role_near, same_days
from factcheck.verdict.diff.dates import DateMention
from factcheck.verdict.diff.measured import dates_of, fates_of, other_people, qualifiers_of, same_time
from factcheck.verdict.diff.pairing import Pairing, Place
from factcheck.verdict.diff.quantities import Quantity
from factcheck.verdict.diff.reading import Reading
from factcheck.verdict.diff.units import ROLES
from factcheck.words import stem

__all__ = ["compare_numbers"]

MIN_OVERLAP = 0.25
"""Share of content words that sentence and claim must have in common for a mismatch to mean anything."""
BARE_OVERLAP = 0.4
"""Likewise, where no word says what the amounts measure."""
VETO_OVERLAP = 0.5
"""Likewise, for a mismatch that keeps a passage from supporting."""
_COMPARED = re.compile(r"\b(?:against|compared (?:with|to)|versus|vs\.?|as opposed to)\s(?:\w+\s){0,2}[$€£¥]?$")
NEAR_NOUN = 3
"""Words before and after a count among which its noun stands."""
LEAST_SUM = 20
"""A smaller number may be the sum of others by chance."""
_ENUMERATED = re.compile(r"\s[^.;:()\d]{1,40}?(?:,\s(?:and\s)?|\sand\s)(?:[a-z]+\s){0,2}")
OTHER_NOUN = 0.2
"""What it costs an alignment that two counts do not name the same noun."""
MIN_ALIGNMENT = 0.42
"""Least alignment at which two amounts that differ are shown as a mismatch."""
VETO_ALIGNMENT = 0.8
"""Least alignment at which a mismatch keeps a passage from supporting."""


_ACCOUNTS = frozenset({"loss", "revenue", "profit"})
"""What equal sums may be in accounts, so that one for the other is an error."""
_OF_WHAT = 4
"""Words after a sum that may say of what it is: "a loss of 5 million in sales"."""


class _Context(NamedTuple):
    quantity: Quantity
    role: str
    owners: frozenset[str]
    periods: frozenset[str]
    stems: frozenset[str]
    fates: frozenset[int]
    qualifiers: frozenset[str]
    dates: list[DateMention]

    @property
    def place(self) -> Place:
        return Place(self.quantity.start, self.quantity.end)


def compare_numbers(pair: Pairing) -> list[DiffItem]:
    """One item for each amount of the claim that has a comparable counterpart."""
    claim, passage = pair.claim, pair.passage
    ours = [_context(claim.reading, q, None) for q in claim.reading.quantities if claim.holds(q.start, q.end)]
    theirs = [_context(passage.reading, q, passage.passage.title or "") for q in passage.reading.quantities]
    items = []
    for mine in ours:
        comparable = [other for other in theirs if _unit_fit(mine.quantity, other.quantity) is not None]
        alike = [o for o in comparable if agree(mine.quantity, o.quantity)]
        equal = [o for o in alike if not _other_fate(mine, o)]
        agreeing = [o for o in equal if _unit_fit(mine.quantity, o.quantity) == 0 and _related(claim, mine, passage, o)]
        best = max(agreeing, key=lambda o: (_strength(claim, mine, o), -o.quantity.start)) if agreeing else None
        if best is not None:
            sure = pair.alignment(mine.place, best.place)
            reframed = _reframed(pair, mine, best) and not any(o.role == mine.role for o in agreeing)
            agreed = _item(pair, mine, best, sure, agrees=True, veto=False)
            items.append(_measured_otherwise(agreed, mine, best) if reframed else agreed)
        # the same number of those who met another fate says nothing of these
        stated = bool(equal) or (not alike and _stated(pair, mine.quantity))
        found = _counterpart(pair, mine, comparable, ours) if best is not None or not stated else None
        # an equal amount elsewhere in the passage settles it, unless the other one alone is the same kind of amount
        if found is not None and (best is None or _outdoes(claim, mine, found[1], best)):
            veto = best is None and (found[0] >= VETO_ALIGNMENT or _sure(claim, mine, found[1]))
            items.append(_item(pair, mine, found[1], found[0], agrees=False, veto=veto))
    return items


def _reframed(pair: Pairing, mine: _Context, other: _Context) -> bool:
    """Whether two equal sums are of different things in an account: sales that were missed are no loss."""
    if mine.quantity.kind != "money" or not {mine.role, other.role} <= _ACCOUNTS or mine.role == other.role:
        return False
    reading = pair.claim.reading
    beside = reading.words_in(mine.quantity.end, reading.sentence_at(mine.quantity.start)[1])[:_OF_WHAT]
    return all(ROLES.get(stem(part)) != other.role for word in beside for part in word.text.split("-"))


def _measured_otherwise(item: DiffItem, mine: _Context, other: _Context) -> DiffItem:
    detail = f"both have {item.passage_text}, which the article gives as {mine.role} and the passage as {other.role}"
    return item.model_copy(update={"agrees": False, "detail": detail, "difference": "measure"})


def _outdoes(claim: ClaimView, mine: _Context, other: _Context, best: _Context) -> bool:
    same_kind = bool(mine.role) and mine.role == other.role and best.role != mine.role
    return same_kind and _strength(claim, mine, other) >= _strength(claim, mine, best)


def _counterpart(pair: Pairing, mine: _Context, comparable: list[_Context], ours: list[_Context]) -> tuple[float, _Context] | None:
    """The amount that stands where the claim has `mine`, and how sure that is; None when none does."""
    if mine.quantity.anaphoric and mine.quantity.kind == "count" and mine.quantity.low <= 2:
        return None
    best: tuple[float, int, _Context] | None = None
    for other in comparable:
        taken = any(c is not mine and _unit_fit(c.quantity, other.quantity) is not None and agree(c.quantity, other.quantity) for c in ours)
        if (
            taken
            or not _same_noun(pair, mine, other)
            or (other.quantity.anaphoric and other.quantity.low <= 1)
            or agree(mine.quantity, other.quantity)
            or not_contradicted(mine.quantity, other.quantity)
            or _clash(pair, mine, other)
            or (_compared(pair.passage.reading, other) and not _compared(pair.claim.reading, mine))
        ):
            continue
        sure = pair.alignment(mine.place, other.place) - OTHER_NOUN * (_unit_fit(mine.quantity, other.quantity) or 0)
        if _aligned(pair.claim, mine, pair.passage, other):
            sure = max(sure, MIN_ALIGNMENT)
        if sure >= MIN_ALIGNMENT and (best is None or (sure, -other.quantity.start) > best[:2]):
            best = (round(sure, 2), -other.quantity.start, other)
    return (best[0], best[2]) if best is not None else None


def _compared(reading: Reading, amount: _Context) -> bool:
    """Whether an amount is what another one is compared with: "26% …, against 28% for the others"."""
    return bool(_COMPARED.search(reading.text, max(0, amount.quantity.start - 40), amount.quantity.start))


def _same_noun(pair: Pairing, mine: _Context, other: _Context) -> bool:
    """Whether two counts that name different nouns may count the same all the same: one of the nouns stands beside the other amount too."""
    a, b = mine.quantity, other.quantity
    if a.kind != "count" or "of" in {a.unit, b.unit} or not (a.unit and b.unit) or stem(a.unit) == stem(b.unit):
        return True
    theirs = pair.passage.reading.near(b.start, b.end, NEAR_NOUN)
    return stem(a.unit) in theirs or stem(b.unit) in pair.claim.reading.near(a.start, a.end, NEAR_NOUN)


def _stated(pair: Pairing, mine: Quantity) -> bool:
    """Whether the passage has the number in another role, or it follows from two years there."""
    if mine.kind == "count" and _summed(pair.passage.reading, mine):
        return True
    if mine.unit != "day":
        return pair.presence.has_number(mine.written) or (mine.kind == "ordinal" and mine.low == 1)
    years = sorted({y for d in pair.passage.reading.dates if d.precision != "decade" for y in (d.first.year, d.last.year)})
    return any(abs(b - a - mine.written) <= 1 for i, a in enumerate(years) for b in years[i + 1 :])


def _summed(reading: Reading, mine: Quantity) -> bool:
    """Whether counts that a sentence enumerates make up the number: "170 drones, 30 cruise missiles and 120 ballistic missiles"."""
    if mine.low < LEAST_SUM:
        return False
    runs: list[list[Quantity]] = []
    for count in (q for q in reading.quantities if q.kind == "count"):
        if runs and _ENUMERATED.fullmatch(reading.text, runs[-1][-1].end, count.start):
            runs[-1].append(count)
        else:
            runs.append([count])
    sums = [run[0]._replace(low=sum(q.low for q in run), high=sum(q.high for q in run), step=0.0) for run in runs if len(run) > 1]
    return any(agree(mine, total) for total in sums)


def _clash(pair: Pairing, mine: _Context, other: _Context) -> bool:
    """Whether something says that two amounts are of different things: what is measured, the period, the owner."""
    if (mine.role and other.role and mine.role != other.role) or not same_period(mine.periods, other.periods):
        return True
    if mine.periods != other.periods and mine.periods and mine.role:
        return True
    if _other_fate(mine, other) or mine.qualifiers != other.qualifiers or not same_time(mine.dates, other.dates):
        return True
    subjects = pair.claim.subjects
    if subjects and other.owners and not any(pair.presence.has_word(word) for word in subjects):
        return True
    names = [name for name in pair.claim.names if name.start > mine.quantity.start or name.end <= mine.quantity.start]
    return bool(names and other.owners) and not any(pair.has_name(name) for name in names)


def _other_fate(mine: _Context, other: _Context) -> bool:
    return bool(mine.fates) and bool(other.fates) and not mine.fates & other.fates


def _context(reading: Reading, quantity: Quantity, title: str | None) -> _Context:
    first, last = reading.sentence_at(quantity.start)
    return _Context(
        quantity,
        role_near(reading, quantity.start, quantity.end),
        owners_before(reading, quantity.start),
        periods_around(reading, quantity.start, title),
        reading.stems_in(first, last),
        fates_of(reading, quantity),
        qualifiers_of(reading, quantity),
        dates_of(reading, quantity),
    )


def _unit_fit(mine: Quantity, other: Quantity) -> int | None:
    """0 where two amounts are of one unit, 1 where they may be, None where they are not."""
    if mine.kind != other.kind or (mine.direction and other.direction and mine.direction != other.direction):
        return None
    if mine.kind == "count":
        if other_people(mine.unit, other.unit):
            return None
        if "of" in {mine.unit, other.unit}:  # a crowd: hundreds of whatever follows
            return 1
        return 0 if mine.unit and stem(mine.unit) == stem(other.unit) else 1
    return 0 if mine.unit == other.unit else None


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


def _item(pair: Pairing, mine: _Context, other: _Context, sure: float, *, agrees: bool, veto: bool) -> DiffItem:
    ours, theirs, shift = mine.quantity, other.quantity, pair.passage.shift
    claim_text = pair.claim.reading.text[ours.start : ours.end]
    passage_text = pair.passage.reading.text[theirs.start : theirs.end]
    if agrees:
        detail = (
            f"both give {passage_text}" if claim_text == passage_text else f"{claim_text} and {passage_text} agree within their wording"
        )
    else:
        detail = f"the article has {claim_text}, the passage {passage_text}: {difference(ours, theirs, (claim_text, passage_text))}"
    return DiffItem(
        kind=_kind(ours),
        agrees=agrees,
        claim_text=claim_text,
        claim_span=Span(start=ours.start, end=ours.end),
        passage_text=passage_text,
        passage_span=Span(start=theirs.start + shift, end=theirs.end + shift),
        detail=detail,
        veto=veto,
        alignment=sure,
        difference=None if agrees else "value",
    )


def _kind(quantity: Quantity) -> DiffKind:
    if quantity.kind in {"money", "ordinal"}:
        return "money" if quantity.kind == "money" else "ordinal"
    return "duration" if quantity.unit == "day" else "number"
