"""A text read once: its words, sentences, dates, amounts and names, kept for every claim that meets it."""

from __future__ import annotations

import bisect
import datetime as dt
from functools import lru_cache

from factcheck.verdict.diff.dates import DateMention, find_dates
from factcheck.verdict.diff.names import Name, find_names
from factcheck.verdict.diff.quantities import Quantity, find_quantities
from factcheck.verdict.diff.worded import find_ratios, find_worded
from factcheck.words import Word, content_stems, sentence_bounds, split_words

__all__ = ["Reading", "read"]


class Reading:
    """What the diff sees of one text; offsets are code points of that text."""

    def __init__(self, text: str, base: dt.date | None) -> None:
        self.text = text
        self.words: list[Word] = split_words(text)
        self._word_starts = [word.start for word in self.words]
        self.sentences = sentence_bounds(text)
        self._sentence_starts = [start for start, _ in self.sentences]
        self.dates: tuple[DateMention, ...] = find_dates(text, base, yearless=True)
        self.quantities: list[Quantity] = _quantities(text, self.dates)
        starts = {start + len(text[start:end]) - len(text[start:end].lstrip()) for start, end in self.sentences}
        degrees = [q for q in self.quantities if q.unit.startswith("degree")]
        found = find_names(text, frozenset(starts))
        self.names: list[Name] = [n for n in found if not any(q.start <= n.start < q.end for q in degrees)] if degrees else found
        self._name_starts = [name.start for name in self.names]
        self.known_names = frozenset(name.full for name in self.names) | frozenset(name.tokens for name in self.names)
        self._stems: dict[tuple[int, int], frozenset[str]] = {}

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds `offset`."""
        return self.sentences[max(0, bisect.bisect_right(self._sentence_starts, offset) - 1)]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that begin within a range."""
        return self.words[bisect.bisect_left(self._word_starts, start) : bisect.bisect_left(self._word_starts, end)]

    def stems_in(self, start: int, end: int) -> frozenset[str]:
        """Stems of the content words within a range."""
        key = (start, end)
        if key not in self._stems:
            self._stems[key] = content_stems(self.words_in(start, end))
        return self._stems[key]

    def near(self, start: int, end: int, width: int = 6) -> frozenset[str]:
        """Stems of the content words up to `width` words before and after a range, within its sentence."""
        first, last = self.sentence_at(start)
        before, after = self.words_in(first, start)[-width:], self.words_in(end, last)[:width]
        return self.stems_in(before[0].start if before else start, after[-1].end if after else end)

    def names_in(self, start: int, end: int) -> list[Name]:
        """The names that begin within a range."""
        return self.names[bisect.bisect_left(self._name_starts, start) : bisect.bisect_left(self._name_starts, end)]


def _quantities(text: str, dates: tuple[DateMention, ...]) -> list[Quantity]:
    ratios = [r for r in find_ratios(text) if not any(d.start < r.end and r.start < d.end for d in dates)]
    skip = sorted([*((d.start, d.end) for d in dates), *((r.start, r.end) for r in ratios)])
    numbers = sorted([*find_quantities(text, skip=tuple(skip)), *ratios])
    taken = sorted([*((q.start, q.end) for q in numbers), *((d.start, d.end) for d in dates)])
    starts = [start for start, _ in taken]
    free = []
    for worded in find_worded(text):
        at = bisect.bisect_left(starts, worded.end) - 1
        if at < 0 or taken[at][1] <= worded.start:
            free.append(worded)
    return sorted([*numbers, *free])


@lru_cache(maxsize=2048)
def read(text: str, base: dt.date | None) -> Reading:
    """`text` read with `base` as its day of publication; the same reading for the same text."""
    return Reading(text, base)
