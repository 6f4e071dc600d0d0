"""Whether a passage states a detail anywhere, in whatever notation."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from rapidfuzz.distance import OSA

from factcheck.claims.lexicons import phrases
from factcheck.evidence.origins.names import forms_of
from factcheck.evidence.origins.naming import named_at
from factcheck.spelling import name_key, same_given_name
from factcheck.verdict.diff.align import PassageView
from factcheck.verdict.diff.countries import countries
from factcheck.verdict.diff.dates import DateMention
from factcheck.verdict.diff.names import Name, fold
from factcheck.words import split_words, stem

__all__ = ["Presence", "kindred", "same_days"]

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?")
DIRECTIONS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern", "western", "new"))
"""Words that tell one of two places of a name from the other."""
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
        if self._of_another(name):
            return False
        return self.has_part(name) or self._initials(name)

    def has_part(self, name: Name) -> bool:
        """Whether any word of the name stands in the passage, if only in another name."""
        return any(self.has_word(token) for token in name.tokens)

    def has_form(self, written: str) -> bool:
        """Whether the passage has an institution's name, as the claim writes it, by its initials, in full or in its short form."""
        words = written.removeprefix("The ").split()
        if len(words) == 1 and not words[0].replace("&", "").isupper():
            forms = [form for form in forms_of((written,), "organization") if form != written]
        else:
            forms = list(forms_of((written,), "organization"))
        return bool(named_at(forms, f"{self.passage.passage.title or ''}\n{self.passage.reading.text}"))

    def _of_another(self, name: Name) -> bool:
        """Whether the passage only has a name that shares a word with this one and is told from it by another (South Korea)."""
        lacking = [token for token in name.tokens if not self.has_word(token)]
        held = [token for token in name.tokens if token not in lacking]
        if len(name.tokens) == 1:
            around = [n.tokens for n in self.passage.reading.names if name.tokens[0] in n.tokens]
            return bool(around) and all(len(tokens) > 1 and tokens[0] in DIRECTIONS and tokens[0] != name.tokens[0] for tokens in around)
        if not lacking or not held:
            return False
        if len(name.tokens) == 2 and (set(held) <= DIRECTIONS or set(lacking) & DIRECTIONS):
            return True
        others = [n.full for n in self.passage.reading.names if name.tokens[-1] in n.full]
        given = name.tokens[0]
        return given in lacking and bool(others) and all(_another_person(given, full) for full in others)

    def has_word(self, token: str) -> bool:
        """Whether a word of a name stands in the passage, perhaps inflected or misspelled."""
        if token in self.words or stem(token) in self._stems or name_key(token) in self._keys:
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
    def _keys(self) -> frozenset[str]:
        return frozenset(name_key(word) for word in self.words)

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


def _another_person(given: str, full: tuple[str, ...]) -> bool:
    known = phrases("given_names", "female", "male")
    return len(full) > 1 and given in known and full[0] in known and not same_given_name(given, full[0])


def kindred(a: str, b: str) -> bool:
    """Whether two folded words are of one name: a country and its people, an inflection, a slip of spelling."""
    return (
        name_key(a) == name_key(b)
        or bool(countries().get(a, frozenset()) & countries().get(b, frozenset()))
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
    mine, theirs = countries().get(a), countries().get(b)
    if mine and theirs and not mine & theirs:
        return False
    prefix = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        prefix += 1
    if prefix >= max(_SHORTEST_PREFIX, min(len(a), len(b)) - 2) and abs(len(a) - len(b)) <= 4:
        return True
    return min(len(a), len(b)) >= 6 and OSA.distance(a, b, score_cutoff=2) <= (1 if min(len(a), len(b)) < 9 else 2)
