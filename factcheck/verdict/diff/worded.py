"""Amounts without a number in front: ordinals, fractions, multiples, dozens and hundreds."""

from __future__ import annotations

import re

from factcheck.verdict.diff.quantities import Bound, Kind, Quantity

__all__ = ["find_ratios", "find_worded"]

_ORDINALS = tuple(
    re.findall(
        r"\w+",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth",
    )
)
_TENS = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_MULTIPLES = {
    "doubled": 2, "doubling": 2, "doubles": 2, "tripled": 3, "tripling": 3, "triples": 3, "quadrupled": 4, "twofold": 2, "threefold": 3,
    "fourfold": 4, "tenfold": 10, "halved": 0.5, "halving": 0.5,
}  # fmt: skip
_CROWDS = {"dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
CROWD_SPAN = 99
"""So many times its word a crowd may count: "hundreds" may be 9,900, and nobody says it of 10,000."""

_WORDED = re.compile(
    rf"(?<![\w.,])(?P<digits>\d{{1,4}})(?:st|nd|rd|th)\b(?![- ]century)"
    rf"|\b(?P<ordinal>{'|'.join([*_ORDINALS, *_TENS])})\b(?![- ](?:century|quarter|half|thirds?)\b)"
    r"|\b(?:(?P<top>two|three|four)[- ](?P<parts>thirds|quarters|fifths|tenths)|(?:an?|one)[- ](?P<part>third|quarter|fifth|tenth)"
    r"|(?P<half>half))(?=\sof\b|\s(?:the|its|their|all|his|her)\b)"
    rf"|\b(?P<multiple>{'|'.join(_MULTIPLES)})\b"
    rf"|\b(?P<crowd>{'|'.join(_CROWDS)})(?=\sof\b)",
    re.IGNORECASE,
)
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "twenty": 20, "fifty": 50, "hundred": 100,
}  # fmt: skip
_COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,3}})"
_RATIO = re.compile(
    rf"(?<![\w.,-])(?P<top>{_COUNT}) (?:in|out of)(?: every)? (?P<bottom>{_COUNT})\b(?![.,]?\d|[-–]|\s?%)"
    r"(?! (?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|percent|per cent|hundred|thousand|million|billion)\b)",
    re.IGNORECASE,
)
_FRACTION_OF_ONE = re.compile(r"\b(?:a|one)\s$", re.IGNORECASE)


def find_worded(text: str) -> list[Quantity]:
    """The worded amounts of `text`, in order; a fraction counts as a percentage and a multiple as a number of times."""
    found = []
    for match in _WORDED.finditer(text):
        if match["ordinal"] and _FRACTION_OF_ONE.search(text[max(0, match.start() - 5) : match.start()]):
            continue
        found.append(_quantity(match))
    return found


def find_ratios(text: str) -> list[Quantity]:
    """Shares given as so many of so many ("one in five"), as percentages."""
    found = []
    for match in _RATIO.finditer(text):
        top, bottom = _number(match["top"]), _number(match["bottom"])
        if 0 < top < bottom:
            share = 100 * top / bottom
            found.append(Quantity(*match.span(), share, share, 0.0, "percent", "percent", "about", "", anaphoric=False, written=share))
    return found


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float(_COUNTS[word.lower()])


def _quantity(match: re.Match[str]) -> Quantity:
    kind: Kind = "ordinal"
    bound: Bound = "exact"
    unit = ""
    if match["digits"] or match["ordinal"]:
        low = high = float(match["digits"] or _rank(match["ordinal"].lower()))
    elif match["multiple"]:
        kind, unit, bound = "measure", "times", "about"
        low = high = float(_MULTIPLES[match["multiple"].lower()])
    elif match["crowd"]:
        kind, unit = "count", "of"
        low = 2 * _CROWDS[match["crowd"].lower()]
        high = low / 2 * CROWD_SPAN
    else:
        kind, unit, bound = "percent", "percent", "about"
        low = high = 100 * _share(match)
    return Quantity(match.start(), match.end(), low, high, 0.0, unit, kind, bound, "", anaphoric=False, written=low)


def _rank(word: str) -> int:
    return _TENS.get(word) or _ORDINALS.index(word) + 1


def _share(match: re.Match[str]) -> float:
    if match["half"]:
        return _FRACTIONS["half"]
    if match["part"]:
        return _FRACTIONS[match["part"].lower()]
    tops = {"two": 2, "three": 3, "four": 4}
    return tops[match["top"].lower()] * _FRACTIONS[match["parts"].lower().removesuffix("s")]
