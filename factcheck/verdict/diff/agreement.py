"""When two amounts are one figure, and in words by how much they differ."""

from __future__ import annotations

import re

from factcheck.verdict.diff.quantities import Quantity

__all__ = ["agree", "difference", "not_contradicted"]

ABOUT_TOLERANCE = 0.1
"""Relative slack of "about", "nearly", "some"."""
ROUND_TOLERANCE = 0.02
"""Relative slack of a round number in the thousands and above."""
OPEN_TOLERANCE = 2.0
"""Largest factor by which an amount may exceed what "more than" promises and still be what was meant."""
FAR_OPEN = 10.0
"""Factor from which on the larger figure is another one, whatever "more than" promises."""
LEAST_ROUND = 1000
"""From here on zeros at the end of a number may be rounding."""
_TIME_UNIT = re.compile(r"(second|minute|hour|day|week|month|year|decade)s?$", re.IGNORECASE)
_SINGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "police": "police",
    "staff": "staff",
    "personnel": "personnel",
}


def agree(mine: Quantity, other: Quantity) -> bool:
    """Whether two amounts of one unit may be one figure, as far as their wording and rounding allow."""
    slack = max(mine.step, other.step) if max(mine.low, other.low) > 20 or mine.kind != "count" else 0.0
    if any(q.low == q.high >= 1000 and _is_round(q) for q in (mine, other)):
        slack = max(slack, ROUND_TOLERANCE * max(mine.high, other.high))
    if "about" in {mine.bound, other.bound}:
        slack = max(slack, ABOUT_TOLERANCE * max(mine.high, other.high))
    gap = max(mine.low - other.high, other.low - mine.high)
    if gap <= 0 or gap < slack or (slack and "about" in {mine.bound, other.bound} and gap <= slack) or _rounded(mine, other):
        return True
    for a, b in ((mine, other), (other, mine)):
        if a.bound == "at_least" and a.low <= b.high <= OPEN_TOLERANCE * a.low:
            return True
        if a.bound == "at_most" and a.high / OPEN_TOLERANCE <= b.low <= a.high:
            return True
    return False


def _rounded(mine: Quantity, other: Quantity) -> bool:
    """Whether one amount is the other, rounded to the digits that it gives; where both halves are as near, either way."""
    precise, round_one = sorted((mine, other), key=_last_place)
    place = _last_place(round_one)
    if mine.low != mine.high or other.low != other.high or _last_place(precise) >= place or mine.kind == "ordinal":
        return False
    gap = abs(precise.low - round_one.low)
    return gap <= place / 2 and gap <= ABOUT_TOLERANCE * round_one.low


def _last_place(quantity: Quantity) -> float:
    """What one is in the last digit that an amount gives: 1,000 in 3,000 and 0.1 in 10.5; below a thousand, zeros count."""
    if not quantity.step:
        return 1.0
    place = 2 * quantity.step
    while quantity.low >= LEAST_ROUND and quantity.low % (10 * place) == 0:
        place *= 10
    return place


def not_contradicted(mine: Quantity, other: Quantity) -> bool:
    """Whether a claim's "at least" leaves room for the passage's figure, though nobody would say it of that."""
    return mine.bound == "at_least" and mine.low <= other.high <= FAR_OPEN * mine.low


def _is_round(quantity: Quantity) -> bool:
    """Whether no more than two digits of a number count: "1,200", "45 million", "two thousand", and not "101.5 billion"."""
    return quantity.low % 100 == 0 and (not quantity.step or round(quantity.low / (2 * quantity.step)) < 100)


def difference(ours: Quantity, theirs: Quantity, texts: tuple[str, str]) -> str:
    """By how much two amounts differ, in words; `texts` are their own words."""
    gap = theirs.low - ours.high if theirs.low > ours.high else ours.low - theirs.high
    word = "more" if theirs.low > ours.high else "less"
    if ours.kind == "ordinal":
        return f"{_plain(gap)} place{'' if gap == 1 else 's'} apart"
    if ours.kind == "percent":
        return f"{_plain(gap)} percentage point{'' if gap == 1 else 's'} {word}"
    share = f"{100 * gap / ours.high:.0f}%" if ours.high else ""
    if ours.kind == "measure":
        if ours.unit.startswith("degree"):
            return f"{gap:.1f} degrees Celsius {word}".replace(".0 ", " ")
        units = [match[1].lower() if (match := _TIME_UNIT.search(text)) else "" for text in texts]
        if units[0] and units[0] == units[1]:
            gap = abs(theirs.written - ours.written)
            return f"{_plain(gap)} {units[0]}{'' if gap == 1 else 's'} {word}"
        # in the base unit, a difference of years would be told in days
        return f"{share} {word}"
    unit = ours.unit + ("s" if ours.kind == "money" and gap != 1 and ours.unit.endswith(("r", "o", "d")) else "")
    if ours.kind == "count":
        unit = "" if unit == "of" else _SINGULAR.get(unit, unit.removesuffix("s")) if gap == 1 else unit
    return " ".join(part for part in (_plain(gap), unit, word, f"({share})" if share else "") if part)


def _plain(value: float) -> str:
    for factor, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= factor:
            return f"{value / factor:,.2f}".rstrip("0").rstrip(".") + word
    return f"{value:,.2f}".rstrip("0").rstrip(".")
