"""What an amount measures, as far as it tells two amounts apart: what happened to those counted, when, and a qualifier ("core", "net")."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from factcheck.verdict.diff.dates import DateMention
from factcheck.verdict.diff.presence import same_days
from factcheck.verdict.diff.quantities import Quantity
from factcheck.verdict.diff.reading import Reading
from factcheck.words import stem

__all__ = ["dates_of", "fates_of", "other_people", "qualifiers_of", "same_time"]

NEAR = 5
"""Words before and after a count among which its fate stands."""
AROUND = 40
"""Characters before and after an amount in which a qualifier of what it measures stands."""
REACH = 120
"""Characters before and after an amount in which its date stands."""
_OPENING = re.compile(r"\s*(?:(?:in|on|by|during|at|since|of|the|late|early|end)\s)*", re.IGNORECASE)
_PART = re.compile(r"[;,:()—–]|\s(?:and|but|while|as|against|compared)\s|\d")


@cache
def _load() -> dict[str, list[str]]:
    return tomllib.loads((files("factcheck.verdict.diff") / "measured.toml").read_text(encoding="utf-8"))


@cache
def _fates() -> dict[str, int]:
    return {stem(word): number for number, line in enumerate(_load()["fates"]) for word in line.split()}


@cache
def _qualifiers() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _load()['qualifiers']))})\b", re.IGNORECASE)


def fates_of(reading: Reading, amount: Quantity) -> frozenset[int]:
    """What happened to those counted: the nearest words of a fate in the amount's part of the sentence, with all that "or" joins to it."""
    if amount.kind != "count":
        return frozenset()
    first, last = reading.sentence_at(amount.start)
    before = reading.words_in(first, amount.start)[-NEAR:]
    after = reading.words_in(amount.end, last)[:NEAR]
    text = reading.text
    found: list[tuple[int, int]] = []
    for steps, word in [*enumerate(reversed(before), 1), *enumerate(after, 1)]:
        fate = _fates().get(stem(word.text))
        between = text[word.end : amount.start] if word.start < amount.start else text[amount.end : word.start]
        if fate is not None and not _PART.search(between):
            found.append((steps, fate))
    if not found:
        return frozenset()
    nearest = min(found)[0]
    return frozenset(fate for steps, fate in found if steps <= nearest + 2)


def qualifiers_of(reading: Reading, amount: Quantity) -> frozenset[str]:
    """Qualifiers of what is measured, in the amount's sentence and near it."""
    first, last = reading.sentence_at(amount.start)
    low, high = max(first, amount.start - AROUND), min(last, amount.end + AROUND)
    return frozenset(m.group().lower().replace("-", "") for m in _qualifiers().finditer(reading.text, low, high))


def other_people(one: str, other: str) -> bool:
    """Whether two counted nouns are people of whom one is not the other."""
    return one != other and one in _load()["people"] and other in _load()["people"]


def dates_of(reading: Reading, amount: Quantity) -> list[DateMention]:
    """The date of an amount: the next one in its clause, else the last before it there, else the one with which the sentence begins."""
    first, last = reading.sentence_at(amount.start)
    low, high = max(first, amount.start - REACH), min(last, amount.end + REACH)
    around = [d for d in reading.dates if low <= d.start < high]
    text = reading.text
    after = [d for d in around if d.start >= amount.end and not _PART.search(text, amount.end, d.start)]
    before = [d for d in around if d.end <= amount.start and not _PART.search(text, d.end, amount.start)]
    opening = [d for d in around if d.end <= amount.start and _OPENING.fullmatch(text, first, d.start) and text[d.end : d.end + 1] == ","]
    return after[:1] or before[-1:] or opening[:1]


def same_time(ours: list[DateMention], theirs: list[DateMention]) -> bool:
    """Whether two lists of dates could be of one time: one is empty or unsure, or some pair shares a day."""
    return not ours or not theirs or any(d.unsure for d in (*ours, *theirs)) or any(same_days(a, b) for a in ours for b in theirs)
