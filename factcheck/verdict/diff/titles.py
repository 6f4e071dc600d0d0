"""Titles before a name: abbreviated, in other words, of offices that one person may hold together, or of two that none may."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.names import Name, fold
from factcheck.verdict.diff.pairing import Pairing
from factcheck.verdict.diff.reading import Reading
from factcheck.words import Word

__all__ = ["compare_titles"]

LONGEST = 4
"""Words of a title."""
SURE = 0.9
"""Alignment of two titles of one person."""


class _Title(NamedTuple):
    start: int
    end: int
    office: str
    """Its first form in the table."""
    kind: str
    """The kind of offices of which it excludes the others; empty for one that goes with them."""
    telling: frozenset[str]
    """Words before it that make another office of it."""


@cache
def _load() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("factcheck.verdict.diff") / "titles.toml").read_text(encoding="utf-8"))


@cache
def _offices() -> dict[tuple[str, ...], tuple[str, str]]:
    """Each form of a title, as words, with the title's first form and its kind."""
    listed = [*_load()["exclusive"].items(), ("", _load()["shared"]["titles"])]
    return {tuple(form.split()): (entry.split("/")[0], kind) for kind, entries in listed for entry in entries for form in entry.split("/")}


def compare_titles(pair: Pairing) -> list[DiffItem]:
    """One item for each person whom both texts name, with two titles that nobody has at once."""
    items = []
    for ours in pair.claim.names:
        mine = _title(pair.claim.reading, ours)
        others = [t for n in pair.passage.reading.names if n.full == ours.full and (t := _title(pair.passage.reading, n)) is not None]
        if mine is None or not others or not all(_apart(mine, other) for other in others):
            continue
        items.append(_item(pair, ours, mine, others[0]))
    return items


def _apart(mine: _Title, other: _Title) -> bool:
    if mine.office == other.office:
        return mine.telling != other.telling
    return bool(mine.kind) and mine.kind == other.kind and not mine.telling and not other.telling


def _title(reading: Reading, name: Name) -> _Title | None:
    """The title right before a name; None where there is none, or one that says as little as "leader"."""
    words = reading.words_in(reading.sentence_at(name.start)[0], name.start)[-LONGEST - 2 :]
    if not words or not re.fullmatch(r"\.?\s", reading.text[words[-1].end : name.start]):
        return None
    split = [(part, word) for word in words for part in fold(word.text).split("-")]
    for size in range(LONGEST, 0, -1):
        found = _offices().get(tuple(part for part, _ in split[-size:])) if len(split) >= size else None
        if found is not None:
            before = _before(reading, split[:-size], split[-size][1])
            telling = frozenset(part for part, _ in before if part in _load()["before"]["telling"])
            first = before[0][1] if before else split[-size][1]
            return _Title(first.start, words[-1].end, *found, telling)
    return None


def _before(reading: Reading, words: list[tuple[str, Word]], title: Word) -> list[tuple[str, Word]]:
    """The words right before a title that tell which of its kind it is, in order."""
    known = {*_load()["before"]["telling"], *_load()["before"]["mute"]}
    found: list[tuple[str, Word]] = []
    following = title
    for part, word in reversed(words):
        joined = word == following or reading.text[word.end : following.start] in {" ", "-"}
        if part not in known or not joined:
            break
        found.insert(0, (part, word))
        following = word
    return found


def _item(pair: Pairing, name: Name, mine: _Title, other: _Title) -> DiffItem:
    ours, theirs, shift = (
        pair.claim.reading.text[mine.start : mine.end],
        pair.passage.reading.text[other.start : other.end],
        pair.passage.shift,
    )
    return DiffItem(
        kind="title",
        agrees=False,
        claim_text=ours,
        claim_span=Span(start=mine.start, end=mine.end),
        passage_text=theirs,
        passage_span=Span(start=other.start + shift, end=other.end + shift),
        detail=f"the article calls {name.full[-1].title()} {ours}, the passage {theirs}",
        veto=False,
        alignment=SURE,
        difference="other",
    )
