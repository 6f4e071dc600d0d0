"""Amounts in running text: numbers in digits or words, with scale, unit, tolerance and range.

Spelled-out numbers are evaluated by text2num and units by pint. The reading of running text is ours: quantulum3 0.10 loads pickled
classifiers, needs seconds to start and misreads `$13 009 million` (its issue 45), and the recognizers of Microsoft have had no release
for Python in years. Everything else of the diff sees only `Quantity`, so that another parser can replace this one.
"""

from __future__ import annotations

import bisect
import re
from typing import Literal, NamedTuple

from text_to_num import text2num

from factcheck.claims.not_dates import counts_things, names_an_event
from factcheck.months import month_number
from factcheck.verdict.diff.units import CURRENCY_SIGNS, CURRENCY_WORDS, SCALES, TEMPERATURES, UNITS, in_base_units

__all__ = ["Bound", "Quantity", "find_quantities"]

Bound = Literal["exact", "about", "at_least", "at_most"]
Kind = Literal["money", "percent", "measure", "count", "ordinal"]


class Quantity(NamedTuple):
    """An amount; `low` and `high` are equal unless the text gives a range, both in `unit`."""

    start: int
    end: int
    low: float
    high: float
    step: float
    """Half of the last written digit: the rounding that the notation allows."""
    unit: str
    """Base unit, currency, or the counted noun as written; empty when nothing is named."""
    kind: Kind
    bound: Bound
    direction: Literal["", "from", "to"]
    """Whether the amount is one end of a change ("cut from 9 to 4")."""
    anaphoric: bool
    """A count that points back ("the two firms")."""
    written: float = 0.0
    """The number before its unit, with its scale."""


_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SPELLED = rf"(?:{_WORD})\b(?:[- ](?:hundred and |hundred |thousand and |thousand )?(?:{_WORD})\b){{0,4}}"
_SIGN = r"(?:US|A|C|HK|NT|S|NZ)?\$|[€£¥₹₩]"
_SCALE = "lakh crore|hundred|thousand|million|billion|trillion|lakh|crore|bn|mn|tn|[mbk]"
_UNIT = "|".join(re.escape(u) for u in sorted([*UNITS, *CURRENCY_WORDS, *TEMPERATURES], key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<sign>{_SIGN})\s?)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,6}})?|\d{{1,15}}(?:\.\d{{1,6}})?)|(?P<spelled>{_SPELLED})\b)"
    r"(?:\s?[-–—]\s?(?P<high>\d{1,15}(?:\.\d{1,6})?)(?![\d.]))?"
    rf"(?:(?:\s|-)?(?P<scale>{_SCALE})\b)?"
    rf"(?:(?:\s|-)?(?P<unit>{_UNIT})(?!\w)|(?<=\d\d)(?P<bare>(?-i:[CF]))(?!\w))?",
    re.IGNORECASE,
)
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            r"\b(?:(?<!no )(?<!not )more than|(?:no|not) (?:fewer|less) than|over|above|at least|exceeding|upwards of|surpassing|topping)"
            r"(?: an?)?\s$",
            re.IGNORECASE,
        ),
    ),
    (
        "at_most",
        re.compile(
            r"\b(?:(?<!no )(?<!not )(?:less|fewer) than|(?:no|not) more than|under|below|up to|at most|as much as|as many as|maximum of)"
            r"(?: about)?\s$",
            re.IGNORECASE,
        ),
    ),
    (
        "about",
        re.compile(
            r"(?:\b(?:about|around|roughly|approximately|some|nearly|almost|close to|estimated|circa|an average of)|~)\s?$", re.IGNORECASE
        ),
    ),
)
MIN_HEAT_STEP = 0.8
"""Degrees Celsius by which a temperature in Fahrenheit may be off."""
_DIFFERENCE = re.compile(r"\b(?:by|warming of|rise of|increase of|drop of|fall of|another)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_MONTH_BEFORE = re.compile(r"\b([A-Z][a-z]+\.?)\s$")
_UP_TO = re.compile(r"\bup to $")
_ANAPHORIC = re.compile(r"\b(?:the|these|those|both|all|its|their|his|her|our|other|one of|each of|any of)\s$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:\s|-)(?:of\s(?:the\s)?)?((?:[^\W\d_][\w'’-]*\s){0,3}?)([^\W\d_]{2,}s|people|men|women|children|police|troops|personnel|staff)\b"
)
_NOT_IN_NOUN = re.compile(
    r"\b(?:and|or|in|on|at|to|from|by|with|as|is|are|was|were|has|have|had|who|that|which|than|if|but|for|says|of)\s", re.IGNORECASE
)
_NO_COUNT = re.compile(r"1[5-9]\d\d|20\d\d|\d{1,3}\.\d{3}")
"""A year; or thousands with a stop, as many languages write them, which cannot be told from decimals."""
_RANGE_JOIN = re.compile(rf"\s?(?:–|-|—)\s?(?:{_SIGN})?$|\sto\s$|\sand\s$|\sor\s$")


def find_quantities(text: str, *, skip: tuple[tuple[int, int], ...] = ()) -> list[Quantity]:
    """Every amount of `text` in order.

    Args:
        text: running text.
        skip: ranges already read as something else (dates), in order, in which no amount begins.
    """
    found: list[Quantity] = []
    starts = [start for start, _ in skip]
    matches = []
    for match in _AMOUNT.finditer(text):
        before = bisect.bisect_right(starts, match.start()) - 1
        if before < 0 or skip[before][1] <= match.start():
            matches.append(match)
    at = 0
    while at < len(matches):
        match = matches[at]
        at += 1
        upper = _range_end(text, match, matches[at]) if at < len(matches) else None
        if upper is not None:
            at += 1
        quantity = _read(text, match, upper)
        if quantity is not None:
            found.append(quantity)
    return found


def _range_end(text: str, match: re.Match[str], following: re.Match[str]) -> re.Match[str] | None:
    """The match that closes a range opened by `match`: "5 to 7 million", "between $2bn and $3bn", "$5-$7"."""
    gap = text[match.end() : following.start()]
    if match["high"] or not _RANGE_JOIN.fullmatch(gap) or not _one_measure(text, match, following):
        return None
    lead = text[max(0, match.start() - 9) : match.start()].lower()
    if " and" in gap:
        return following if lead.endswith("between ") else None
    return None if lead.endswith("from ") else following


def _one_measure(text: str, low: re.Match[str], high: re.Match[str]) -> bool:
    """Whether two amounts may be the ends of a range: not the percent and the dollars of "12 percent to $45 million"."""
    for part in ("sign", "unit"):
        if low[part] and high[part]:
            return low[part].lower() == high[part].lower()
    if high["sign"] or (low["sign"] and high["unit"]):
        return False
    if low["scale"]:
        return bool(high["scale"])
    # "$5 to 7 million", and not "$200 to 20 charities"
    return not (low["sign"] or low["unit"]) or bool(high["scale"]) or not _noun(text, high.end())


def _value(match: re.Match[str]) -> tuple[float, float]:
    """Number and half of its last digit, before scale and unit."""
    digits = match["digits"]
    if digits is None:
        return float(text2num(re.sub(r"[-\s]+(?:and\s)?", " ", match["spelled"].lower()), "en")), 0.0
    plain = digits.replace(",", "")
    decimals = len(plain.partition(".")[2])
    if decimals:
        return float(plain), 0.5 * 10.0**-decimals
    zeros = len(plain) - len(plain.rstrip("0"))
    # a round number may be rounded to its zeros, but one digit always counts
    return float(plain), 0.5 * 10.0 ** min(zeros, max(0, len(plain) - 2))


def _read(text: str, match: re.Match[str], upper: re.Match[str] | None) -> Quantity | None:
    last = upper or match
    sign, unit_word = match["sign"] or last["sign"], (last["unit"] or match["unit"] or "").lower()
    heat = TEMPERATURES.get(unit_word) or (last["bare"] or match["bare"] or "").lower()
    scale_word = (last["scale"] or match["scale"] or "").lower()
    if _part_of_other(text, last.end()) or (len(scale_word) == 1 and not sign):
        return None
    try:
        low, step = _value(match)
    except ValueError:  # words that are no number together: "one five hundred"
        return None
    high = _value(upper)[0] if upper else float(match["high"]) if match["high"] else low
    factor = SCALES.get(scale_word, 1.0)
    # the scale of the upper end is that of both ("5 to 7 million"), but not of 500,000 to 2 million
    low_factor = SCALES.get((match["scale"] or "").lower(), factor if low <= high else 1.0)
    low, high, step = low * low_factor, high * factor, step * low_factor
    written = low
    before = text[max(0, match.start() - 24) : match.start()]
    kind: Kind
    anaphoric = False
    if sign or unit_word in CURRENCY_WORDS:
        kind, unit = "money", CURRENCY_SIGNS[sign.lower()] if sign else CURRENCY_WORDS[unit_word]
    elif heat:
        kind, unit = "measure", "degree of difference" if _DIFFERENCE.search(before) else "degree Celsius"
        if heat == "f":
            zero = 0.0 if unit == "degree of difference" else 32.0
            # a figure converted once and rounded in both scales
            low, high, step = (low - zero) * 5 / 9, (high - zero) * 5 / 9, max(step, MIN_HEAT_STEP)
    elif unit_word:
        unit, ratio = in_base_units(" ".join(unit_word.split()))
        kind = "percent" if unit in {"percent", "percentage point"} else "measure"
        low, high, step = low * ratio, high * ratio, step * ratio
    else:
        kind, unit = "count", _noun(text, last.end())
        anaphoric = bool(_ANAPHORIC.search(before)) or (match["spelled"] is not None and not scale_word and low == 1)
    if high < low or (kind == "count" and not scale_word and _is_of_a_date(text, match)):
        return None
    bound: Bound = next((name for name, pattern in _BEFORE if pattern.search(before)), "exact")
    lead = before.lower()
    direction: Literal["", "from", "to"] = (
        "from" if lead.endswith("from ") else "to" if lead.endswith(" to ") and not _UP_TO.search(lead) else ""
    )
    return Quantity(match.start(), last.end(), low, high, step, unit, kind, bound, direction, anaphoric, written)


def _is_of_a_date(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is a year, the day by which an event is called, or thousands with a stop."""
    if _NO_COUNT.fullmatch(match["digits"] or "") and not counts_things(text, *match.span()):
        return True
    month = _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start())
    return month is not None and month_number(month[1]) is not None and names_an_event(text, month.start(), match.end())


def _part_of_other(text: str, end: int) -> bool:
    """Whether what follows makes of a number a name, a time, a score or a span of years."""
    following, after = text[end : end + 1], text[end + 1 : end + 2]
    return bool(following) and (following.isalnum() or following in "/_" or (following in ":-–" and after.isdigit()))


def _noun(text: str, end: int) -> str:
    """The plural noun that a bare number counts, if it follows within four words."""
    match = _NOUN.match(text, end, end + 80)
    if match is None or _NOT_IN_NOUN.search(match[1]):
        return ""
    return match[2].lower()
