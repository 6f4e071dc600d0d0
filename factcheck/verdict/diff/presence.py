"""Whether a passage states a detail anywhere, in whatever notation."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files

from rapidfuzz.distance import OSA

from factcheck.verdict.diff.align import PassageView
from factcheck.verdict.diff.dates import DateMention
from factcheck.verdict.diff.names import Name, fold
from factcheck.words import split_words, stem

__all__ = ["Presence", "is_country", "kindred", "same_days"]

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?")
_SHORTEST_PREFIX = 4
"""Letters that a name and another word must share to be one name inflected: Denmark, Danish do not, Norway, Norwegian do."""
_FAMILIES = (
    "american america us usa u.s u.s.a", "british britain england english uk u.k scottish scotland welsh wales",
    "dutch netherlands holland",
    "french france", "spanish spain", "danish denmark", "swiss switzerland", "irish ireland", "polish poland", "greek greece",
    "turkish turkey", "chinese china prc", "soviet russian russia ussr", "finnish finland", "norwegian norway", "swedish sweden",
    "german germany", "thai thailand", "filipino philippine philippines", "european europe", "iraqi iraq",
)  # fmt: skip
"""Words of which one says the other and whose beginnings do not show it."""
_KIN = {
    word: frozenset(w for family in _FAMILIES if word in family.split() for w in family.split()) for word in " ".join(_FAMILIES).split()
}


@cache
def _countries() -> dict[str, frozenset[int]]:
    """The countries that a word, or its stem, stands for, by `countries.toml`."""
    families = tomllib.loads((files("factcheck.verdict.diff") / "countries.toml").read_text(encoding="utf-8"))["families"]
    table: dict[str, set[int]] = {}
    for number, family in enumerate(families):
        for word in family.split():
            for form in (word, stem(word)):
                table.setdefault(form, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


class Presence:
    """What a passage states."""

    def __init__(self, passage: PassageView) -> None:
        self.passage = passage

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded words of passage and title, the parts of hyphenated ones too."""
        words = [w.text for w in self.passage.reading.words] + [w.text for w in split_words(self.passage.passage.title or "")]
        return frozenset(fold(part) for word in words for part in {word, *word.split("-")})

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Initials of runs of capitalised words."""
        found = set()
        for name in self.passage.reading.names:
            run = [w.text for w in self.passage.reading.words_in(name.start, name.end)]
            found.add("".join(word[0] for word in run).lower())
        return frozenset(found)

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Every number of the passage, whatever it counts, with its scale."""
        digits = {
            float(m.group().replace(",", "")) for m in _DIGITS.finditer(f"{self.passage.reading.text} {self.passage.passage.title or ''}")
        }
        return frozenset(digits | {value for q in self.passage.reading.quantities for value in (q.written, q.low, q.high)})

    def has_name(self, name: Name) -> bool:
        """Whether a word of the name stands in the passage, perhaps inflected, misspelled or as an acronym."""
        if name.tokens == ("united", "states") and _KIN["us"] & self.words:
            return True
        return any(self.has_word(token) for token in name.tokens) or self._initials(name)

    def has_word(self, token: str) -> bool:
        """Whether a word of a name stands in the passage, perhaps inflected or misspelled."""
        if token in self.words or stem(token) in self._stems:
            return True
        if _KIN.get(token, frozenset()) & self.words:
            return True
        if len(token) < _SHORTEST_PREFIX:
            return False
        return any(_alike(token, word) for word in self._by_initial.get(token[0], ()))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self.words)

    @cached_property
    def _by_initial(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for word in sorted(self.words):
            if len(word) >= _SHORTEST_PREFIX:
                table.setdefault(word[0], []).append(word)
        return table

    def _initials(self, name: Name) -> bool:
        plain = "".join(c for c in "".join(name.tokens) if c.isalpha())
        if len(name.tokens) == 1 and 2 <= len(plain) <= 5 and plain in self.acronyms:
            return True
        initials = "".join(token[0] for token in name.tokens)
        return len(initials) > 1 and (initials in self.words or ".".join(initials) in self.words)

    def has_number(self, value: float) -> bool:
        """Whether the number stands in the passage, whatever it counts."""
        return value in self.numbers

    def has_date(self, date: DateMention) -> bool:
        """Whether a date of the passage may be this one."""
        return any(same_days(date, other) for other in self.passage.reading.dates)


def is_country(word: str) -> bool:
    """Whether a folded word stands for a country, its people or its government."""
    return word in _countries()


def kindred(a: str, b: str) -> bool:
    """Whether two folded words are of one name: a country and its people, an inflection, a slip of spelling."""
    return (
        a == b
        or bool(_countries().get(a, frozenset()) & _countries().get(b, frozenset()))
        or b in _KIN.get(a, frozenset())
        or (min(len(a), len(b)) >= _SHORTEST_PREFIX and _alike(a, b))
    )


def same_days(a: DateMention, b: DateMention) -> bool:
    """Whether two dates share a day; without a year in either, whether they do in any year."""
    if not (a.yearless or b.yearless):
        return a.first <= b.last and b.first <= a.last
    if "year" in {a.precision, b.precision} or "decade" in {a.precision, b.precision}:
        return True
    return _of_any_year(a.first) <= _of_any_year(b.last) and _of_any_year(b.first) <= _of_any_year(a.last)


def _of_any_year(day: dt.date) -> tuple[int, int]:
    return day.month, day.day


def _alike(a: str, b: str) -> bool:
    prefix = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        prefix += 1
    if prefix >= max(_SHORTEST_PREFIX, min(len(a), len(b)) - 2) and abs(len(a) - len(b)) <= 4:
        return True
    return min(len(a), len(b)) >= 6 and OSA.distance(a, b, score_cutoff=2) <= (1 if min(len(a), len(b)) < 9 else 2)
