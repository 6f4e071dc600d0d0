"""Who speaks a quotation in a passage, as far as its own sentence and those beside it tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from factcheck.models import Passage, Span
from factcheck.verdict.diff.names import Name
from factcheck.verdict.diff.reading import Reading, read
from factcheck.verdict.naming import meant_at, places_of
from factcheck.verdict.quotes import quoted_spans
from factcheck.wordlist import word_set

__all__ = ["Speaker", "speaker_of"]

LOOKS_BACK = 3
"""Sentences before a quotation in which its speaker is sought when its own names nobody."""

_CUE = re.compile(
    r"\b(?:quoted as saying"
    r"|said|says?|saying|told|tells|telling|wrote|writes|writing|added|adds|adding|stated|states|stating|declared|declares|announced"
    r"|announces|asked|asks|replied|replies|answered|answers|insisted|insists|argued|argues|warned|warns|explained|explains|noted|notes"
    r"|remarked|recalled|recalls|claimed|claims|posted|tweeted|testified|concluded|concludes|continued|commented|promised|vowed|urged"
    r"|complained|(?i:according to|in the words of)|quoted|put it)\b"
)
_BY_PRONOUN = re.compile(
    r"\b(?:he|she|they)\s(?:\w+ly\s|also\s|then\s|has\s|had\s)?[a-z]+|\b(?:said|replied|answered|added)\s(?:he|she|they)\b"
)
_NAMES_AFTER = ("according to", "in the words of", "quoted")
_NO_SUBJECT_AFTER = word_set(
    """
    in at of from for to with near by on against about into over than as while after before when although though since because if under
    between including like and whom
    """
)
"""Words after which a name is not the one who speaks: a place, an addressee, the subject of another clause."""
_MARKS = '"“”«»„'
_INVERTED = re.compile(r"\s+(?:(?:the|an?|then|former|her|his|its|their|[a-z]+)\s+){0,4}$")
_ADVERB = re.compile(r"\s+(?:[a-z]+ly |also |then |later |once |has |had )?$")


class Speaker(NamedTuple):
    """Who speaks; neither when the passage does not tell."""

    is_source: bool
    other: str | None
    """The full name of somebody else."""


_UNTOLD = Speaker(is_source=False, other=None)


def speaker_of(aliases: Iterable[str], passage: Passage, quotation: Span, *, person: bool) -> Speaker:
    """Whether the bearer of `aliases` speaks a quotation in a passage, or who else does.

    Args:
        aliases: names by which running text may call the source.
        passage: the passage that has the quotation.
        quotation: its place, as offsets into the document's text.
        person: the source is one person, so that another person named as the speaker is not its voice; an institution speaks through
            people.
    """
    text = passage.text
    reading = read(text, passage.date)
    start, end = quotation.start - passage.span.start, quotation.end - passage.span.start
    hidden = [(start, end), *((span.start, span.end) for span in _quoted(text))]
    for first, last in _quotations_around(hidden, start, end):
        start, end = min(start, first), max(end, last)
    scene = _Scene(reading, hidden, tuple(aliases), person)
    lines = reading.sentences
    first = max(i for i, (at, _) in enumerate(lines) if i == 0 or at <= start)
    last = max(i for i, (at, _) in enumerate(lines) if i == 0 or at < end)
    places = [(lines[first][0], lines[last][1]), *(lines[i] for i in range(first - 1, max(-1, first - 1 - LOOKS_BACK), -1))]
    if last + 1 < len(lines):
        places.append(lines[last + 1])
    pronoun = _BY_PRONOUN.search(scene.text, *places[0]) is not None
    for number, place in enumerate(places):
        found = scene.speaker(*place)
        if found is not None:
            # "Roe asked Vance. “…,” she replied.": either may be meant
            both = pronoun and number > 0 and not found.is_source and scene.names_source(*place)
            return _UNTOLD if both else found
    return _UNTOLD


@lru_cache(maxsize=2048)
def _quoted(text: str) -> tuple[Span, ...]:
    return tuple(quoted_spans(text))


def _quotations_around(hidden: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(first, last) for first, last in hidden if first < end and start < last]


class _Scene:
    """A passage without the words inside its quotation marks."""

    def __init__(self, reading: Reading, hidden: list[tuple[int, int]], aliases: tuple[str, ...], person: bool) -> None:
        text = list(reading.text)
        for first, last in hidden:
            text[first:last] = " " * (last - first)
        self.text = "".join(text)
        self.names = [n for n in reading.names if self.text[n.start : n.end].strip()]
        self.person = person
        self.mentions = meant_at(aliases, self.text, person=person)
        named = places_of(aliases, self.text, person=person)
        self._others = [place for place in named if place not in self.mentions]

    def names_source(self, start: int, end: int) -> bool:
        """Whether a sentence names the source in whatever role."""
        return any(start <= at < end for at, _ in self.mentions)

    def speaker(self, start: int, end: int) -> Speaker | None:
        """Whom one sentence shows to speak; None when it names nobody."""
        whose = [place for place in self._others if start <= place[0] < end]
        names = [n for n in self.names if start <= n.start < end and not any(n.start < b and a < n.end for a, b in whose)]
        mentions = [place for place in self.mentions if start <= place[0] < end]
        if not self.person and mentions:
            return Speaker(is_source=True, other=None)
        candidates = sorted({*((n.start, n.end) for n in names), *mentions})
        subject: tuple[int, int] | None = None
        for cue in _CUE.finditer(self.text, start, end):
            subject = self._subject(cue, candidates, start, end)
            if subject is not None:
                break
        if subject is None:
            if self._exemplified(candidates, start, end):
                return _UNTOLD
            if any(not self._subordinate(at, start) for at, _ in mentions):
                return Speaker(is_source=True, other=None)
            subject = next((c for c in candidates if not self._subordinate(c[0], start)), None)
        if subject is None:
            return None
        if any(first < subject[1] and subject[0] < last for first, last in mentions):
            return Speaker(is_source=True, other=None)
        return Speaker(is_source=False, other=self._full(subject, names))

    def _subject(self, cue: re.Match[str], candidates: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
        """Who goes with a verb of saying: right before it, right after it, or first in its stretch between quotation marks."""
        floor = max((self.text.rfind(mark, start, cue.start()) + 1 for mark in f"{_MARKS};"), default=start)
        before = [c for c in candidates if max(start, floor) <= c[0] and c[1] <= cue.start() and not self._subordinate(c[0], start)]
        after = [c for c in candidates if cue.end() <= c[0] < min(end, cue.end() + 80)]
        if cue.group().lower() not in _NAMES_AFTER and before:
            return before[-1] if _ADVERB.fullmatch(self.text, before[-1][1], cue.start()) else before[0]
        if after and _INVERTED.fullmatch(self.text, cue.end(), after[0][0]):
            return after[0]
        return None

    def _exemplified(self, candidates: list[tuple[int, int]], start: int, end: int) -> bool:
        """Whether whoever speaks is only an example of others: "critics such as Roe said"."""
        return any(
            self._subordinate(at, start) and (cue := _CUE.search(self.text, last, end)) and _ADVERB.fullmatch(self.text, last, cue.start())
            for at, last in candidates
        )

    def _subordinate(self, at: int, start: int) -> bool:
        words = self.text[max(start, at - 40) : at].split()
        while words and words[-1].lower() in {"the", "a", "an"}:
            words.pop()
        return bool(words) and words[-1].lower().rstrip(",") in _NO_SUBJECT_AFTER

    def _full(self, place: tuple[int, int], names: list[Name]) -> str | None:
        name = next((n for n in names if n.start == place[0]), None)
        return self.text[name.start : name.end] if name is not None and len(name.full) > 1 else None
