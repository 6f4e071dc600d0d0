"""Claims with exactly one number, date or name changed: what measuring the diff and training the verifier are made from.

Nothing here knows how the diff reads a text, so that measuring with it is no circle: the patterns are plainer than the diff's own.
A detail is changed only where the passage states it, and only to what the passage does not have.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from factcheck.claims.lexicons import phrases
from factcheck.months import MONTHS, month_number

__all__ = ["Change", "ChangeKind", "NamePool", "change_date", "change_name", "change_number", "name_pool"]

ChangeKind = Literal["number", "date", "name"]
NameType = Literal["person", "place", "people", "other"]

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MONTH = "|".join(MONTHS)
_YEAR = r"(?<![\w.,$€£-])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d|-\d)"
_DATE = re.compile(
    rf"\b(?:{_MONTH})(?=\s\d)|(?<=\b\d\s)(?:{_MONTH})\b|(?<=\b\d\d\s)(?:{_MONTH})\b|\b(?:{_MONTH})(?=,?\s(?:1[0-9]|20)\d\d\b)"
    rf"|(?:(?<=January\s)|(?<=February\s)|(?<=March\s)|(?<=April\s)|(?<=May\s)|(?<=June\s)|(?<=July\s)|(?<=August\s)|(?<=September\s)"
    rf"|(?<=October\s)|(?<=November\s)|(?<=December\s))\d{{1,2}}(?!\w)|\b\d{{1,2}}(?=\s(?:{_MONTH})\b)|{_YEAR}"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/:-])(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,12}}(?:\.\d+)?)(?![\w/]|[.,:-]\d|(?:\s(?:{_MONTH})\b))"
    rf"|\b(?:{'|'.join(_SMALL[2:])})\b(?!-)",
    re.IGNORECASE,
)
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTH})\s$")
_NAME = re.compile(r"\b[A-Z][\w'’-]*[a-z](?:\s(?:(?:of|de|van|von|al|bin)\s)?[A-Z][\w'’-]*[a-z]\b)*")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|from|near|to)\s(?:the\s)?$")
_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ish|ese|ian|ican|ean)s?|French|German|Dutch|Greek")
_PART = re.compile(r"(?:[A-Z][\w.]*|\d+|\b(?:da|de|of|the|for|and|to|with|&))\s$|[-/\"“(]$")
"""Before a name, these make it a part of a longer one; so does what `_GOES_ON` finds after it."""
_GOES_ON = re.compile(r"[-/]|\s(?:[A-Z]|\d|(?:of|the|for|and|da|de)\s[A-Z])")
_NO_NAME = frozenset(
    re.findall(
        r"\w+",
        "the a an in on at by for from to of and but or as is was are were he she it they his her its their this that these those there "
        "here when while if after before during since both all some many most one two three people not no i we you who what which how "
        "monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr sir",
    )
) | {month.lower() for month in MONTHS}


class Change(NamedTuple):
    """A claim with one detail changed."""

    kind: ChangeKind
    text: str
    """The changed claim."""
    start: int
    end: int
    """Where the new detail stands in it, half-open."""
    before: str
    after: str


class _Known(NamedTuple):
    text: str
    type: NameType


class NamePool(NamedTuple):
    """Names that claims mention, by type, each once, in order of first mention."""

    names: tuple[_Known, ...]


def change_number(claim: str, premise: str, rng: random.Random) -> Change | None:
    """`claim` with one number that `premise` states replaced by another of plausible size; None when there is none.

    A year, a part of a date, of a name or of a score is not a number here.
    """
    stated = {value for match in _NUMBER.finditer(premise) if (value := _value(match.group())) is not None}
    stated |= {float(digits) for digits in re.findall(r"\d{1,12}", premise)}
    found = [
        match
        for match in _NUMBER.finditer(claim)
        if _value(match.group()) in stated and not re.fullmatch(_YEAR, match.group()) and not _AFTER_MONTH.search(claim[: match.start()])
    ]
    for match in _shuffled(found, rng):
        for _ in range(20):
            after = _other_number(match.group(), rng)
            if _value(after) not in stated and after.lower() not in premise.lower():
                return _changed("number", claim, match, after)
    return None


def change_date(claim: str, premise: str, rng: random.Random) -> Change | None:
    """`claim` with one year, month or day of the month that `premise` states replaced by another; None when there is none."""
    stated = {match.group() for match in _DATE.finditer(premise)}
    for match in _shuffled([m for m in _DATE.finditer(claim) if m.group() in stated], rng):
        for _ in range(20):
            after = _other_date(match.group(), rng)
            if after not in stated and not re.search(rf"(?<!\w){after}(?!\w)", premise):
                return _changed("date", claim, match, after)
    return None


def change_name(claim: str, premise: str, pool: NamePool, rng: random.Random) -> Change | None:
    """`claim` with one name that `premise` states replaced by another of the same type from `pool`; None when there is none.

    No word of the new name stands in the premise or in the claim.
    """
    taken = set(re.findall(r"\w+", f"{premise} {claim}".lower()))
    for match in _shuffled([m for m in _names(claim) if _stated(m, premise)], rng):
        kind = _type(match, claim)
        alike = [n.text for n in pool.names if n.type == kind and not taken & set(re.findall(r"\w+", n.text.lower()))]
        if alike:
            same_length = [n for n in alike if len(n.split()) == len(match.group().split())]
            return _changed("name", claim, match, rng.choice(same_length or alike))
    return None


def name_pool(claims: Iterable[str]) -> NamePool:
    """The names of `claims`, from which `change_name` takes the new one."""
    known: dict[str, NameType] = {}
    for claim in claims:
        for match in _names(claim):
            if match.start() or " " in match.group():
                known.setdefault(match.group(), _type(match, claim))
    return NamePool(tuple(_Known(text, kind) for text, kind in known.items()))


def _names(claim: str) -> list[re.Match[str]]:
    found = [m for m in _NAME.finditer(claim) if m.group().split()[0].lower() not in _NO_NAME and len(m.group()) > 2]
    return [m for m in found if not _PART.search(claim[: m.start()]) and not _GOES_ON.match(claim, m.end())]


def _stated(match: re.Match[str], premise: str) -> bool:
    """Whether the premise has the name; a single word that opens the claim must stand inside a sentence there, where capitals tell."""
    name = re.escape(match.group())
    if match.start() == 0 and " " not in match.group():
        return bool(re.search(rf"[a-z,] {name}(?!\w)", premise)) and not re.search(rf"(?<!\w){name.lower()}(?!\w)", premise)
    return bool(re.search(rf"(?<!\w){name}(?!\w)", premise))


def _type(match: re.Match[str], claim: str) -> NameType:
    first = match.group().split()[0].lower()
    if " " in match.group() and (first in phrases("given_names", "female") or first in phrases("given_names", "male")):
        return "person"
    if " " not in match.group() and _PEOPLE.fullmatch(match.group()):
        return "people"
    return "place" if _PLACE_BEFORE.search(claim[: match.start()]) else "other"


def _value(text: str) -> float | None:
    lowered = text.lower()
    return float(_SMALL.index(lowered)) if lowered in _SMALL else float(text.replace(",", "")) if text[0].isdigit() else None


def _other_number(text: str, rng: random.Random) -> str:
    """Another number of about the same size, in the same notation."""
    value = _value(text) or 0.0
    if text[0].isalpha():
        word = rng.choice(_SMALL[2:])
        return word.capitalize() if text[0].isupper() else word
    decimals = len(text.partition(".")[2])
    factor = rng.choice((0.4, 0.5, 0.6, 0.75, 1.3, 1.5, 1.8, 2.2))
    other = value * factor
    if value < 20 and not decimals:
        other = value + rng.choice((-3, -2, -1, 1, 2, 3, 4, 5))
    if not decimals and value >= 100:
        zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
        other = round(other / 10**zeros) * 10.0**zeros
    other = max(other, 2.0 if not decimals else 0.1)
    return f"{other:,.{decimals}f}" if "," in text else f"{other:.{decimals}f}"


def _other_date(text: str, rng: random.Random) -> str:
    if month_number(text) is not None:
        return rng.choice([month for month in MONTHS if month != text])
    if len(text) == 4:
        return str(int(text) + rng.choice((-1, 1)) * rng.choice((1, 1, 2, 3, 5, 8, 10, 20)))
    return str(rng.choice([day for day in range(1, 29) if day != int(text)]))


def _changed(kind: ChangeKind, claim: str, match: re.Match[str], after: str) -> Change:
    text = claim[: match.start()] + after + claim[match.end() :]
    return Change(kind, text, match.start(), match.start() + len(after), match.group(), after)


def _shuffled(found: Sequence[re.Match[str]], rng: random.Random) -> list[re.Match[str]]:
    return rng.sample(list(found), len(found))


Changer = Callable[[str, str, random.Random], Change | None]
