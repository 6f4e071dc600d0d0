"""The proper names of an article: short forms and acronyms to the fullest form, and what stands beside a name.

A name is a run of capitalised words ("Northern Board for Upkeep of Lighthouses"). Its canonical form is the fullest one that the article
gives: "Falk" is "Mary Falk", "NBUL" is the board above when the article says so or when the initials fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from factcheck.claims.lexicons import phrases, table
from factcheck.models import Span

__all__ = ["NameIndex", "name_runs", "strip_article", "strip_titles"]

_LINK = r"(?:of|for|de|del|van|der|den|von|al|el|bin|ibn|du|la|le|di|da|y|the|and|&|on|at)"
_CAP = r"(?:(?:(?:al|el|ad|as|ash|d|bin)[-’'])?[A-ZÀ-ÖØ-ÞŠŽĐ][\w'’.\-]*[\w]|[A-ZÀ-ÖØ-Þ]\.(?:[A-Z]\.)*|[A-Z])"
_NAME = re.compile(rf"{_CAP}(?:\s(?:{_LINK}\s){{0,2}}{_CAP}){{0,9}}")
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z.&]{1,9})\s*\)")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|its|his|her|their|our|one)\s+", re.IGNORECASE)
_FAR_MORE = 2
"""How many times as often as anybody else of that surname a person must be named to be meant by the surname alone."""
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


def strip_article(name: str) -> str:
    """`name` without an article or possessive pronoun before it and without a possessive ending."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip())).strip()


def strip_titles(name: str) -> str:
    """A person's name without the roles and honorifics before it: "US President Jane Roe" is "Jane Roe"."""
    words = strip_article(name).split()
    titles = phrases("roles", "official", "spokesperson", "person", "honorifics", "past_markers", "candidate_markers")
    cut = 0
    for index, word in enumerate(words):
        bare = word.lower().strip(",").rstrip(".")
        pair = f"{words[index - 1].lower()} {bare}" if index else ""
        if bare in titles or pair in titles or bare.removeprefix("co-") in titles or bare.removeprefix("ex-") in titles:
            cut = index + 1
    rest = words[cut:]
    return " ".join(rest) if rest and rest[0][:1].isupper() else strip_article(name)


def name_runs(text: str, span: Span) -> Iterator[Span]:
    """The runs of capitalised words within `span`, in reading order, without a possessive ending."""
    for match in _NAME.finditer(text, span.start, span.end):
        run = _POSSESSIVE.sub("", match.group())
        yield Span(start=match.start(), end=match.start() + len(run))


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.lower()) if word not in ("the", "s")]


class NameIndex:
    """All proper names of one article and the fullest form of each."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cache: dict[str, str] = {}
        self._shared: dict[str, bool] = {}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each run of capitalised words occurs, in order of first occurrence."""
        names: Counter[str] = Counter()
        for match in _NAME.finditer(self._text):
            for name in _readings(match.group()):
                names[name] += 1
        return names

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for name in self.counts:
            for word in dict.fromkeys(_words(name)):
                index.setdefault(word, []).append(name)
        return index

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Acronyms to the names that they stand for."""
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(self._text):
            short = match.group(1)
            before = re.findall(r"[\w'’.&\-]+", self._text[max(0, match.start() - 120) : match.start()])
            long = _expansion(short, before)
            if long:
                found.setdefault(short, long)
        for name in self.counts:
            if " " in name:
                initials = "".join(word[0] for word in name.split() if word[0].isupper())
                if len(initials) >= 2 and initials in self.counts:
                    found.setdefault(initials, strip_article(name))
        return found

    def canonical(self, name: str) -> str:
        """The fullest form of `name` in the article; `name` without its article when there is none fuller."""
        bare = strip_article(name)
        if bare not in self._cache:
            self._cache[bare] = self._fullest(bare)
        return self._cache[bare]

    def namesakes(self, surname: str) -> list[str]:
        """The names of two to four capitalised words that end with `surname`, without titles, in order of first occurrence."""
        words = _words(surname)
        found = (
            name
            for name in (self._by_word.get(words[-1], []) if words else [])
            if 1 < len(name.split()) < 5 and name.endswith(f" {surname}") and " and " not in name and strip_titles(name) == name
        )
        return list(found)

    def is_shared(self, surname: str) -> bool:
        """Whether people of different first names bear a surname, and the article names none of them far more than the others.

        Relatives of somebody, who come in as such ("her husband, Jon Falk"), do not count.
        """
        if surname not in self._shared:
            counts: Counter[str] = Counter()
            for name in self.namesakes(surname):
                first = name.split()[0]
                known = first.lower() in phrases("first_names", "names") or first.lower() in phrases("given_names", "female", "male")
                if known and not self._only_kin(name):
                    counts[first] += self.counts[name]
            ranked = [count for _, count in counts.most_common(2)]
            self._shared[surname] = len(ranked) > 1 and ranked[0] < _FAR_MORE * ranked[1]
        return self._shared[surname]

    def _only_kin(self, name: str) -> bool:
        """Whether a person comes in as somebody's relative, who is not meant by the surname alone: "her husband, Jon Falk"."""
        start = self._text.find(name)
        before = self._text[max(0, start - 30) : start].rstrip(", ").lower().split()
        return bool(before) and before[-1] in phrases("roles", "kin")

    def _fullest(self, bare: str) -> str:
        if bare in self.acronyms:
            return self.acronyms[bare]
        alias = table("organizations", "aliases").get(bare.lower())
        if alias is not None:
            return alias
        words = _words(bare)
        if len(words) == 1 and self.is_shared(bare):
            return bare
        if not words or not any(character.isupper() for character in bare) or bare.lower() in phrases("organizations", "places"):
            return bare
        candidates = [
            name
            for name in self._by_word.get(words[-1], [])
            if len(_words(name)) > len(words) and " and " not in name and strip_titles(name) == strip_article(name)
        ]
        # A surname at the end, or the first word of an institution; a name that repeats a word, as where one line ends and the next
        # begins with it, is no fuller form of it.
        ends = [
            name
            for name in candidates
            if _words(name)[-len(words) :] == words
            and len(set(_words(name))) == len(_words(name))
            and all(part[:1].isupper() for part in strip_article(name).split() if part not in _PARTICLES)
        ]
        if ends and len(words) <= 2:
            return strip_article(min(ends, key=lambda name: (self._text.find(name), -len(name))))
        starts = [
            name for name in self._by_word.get(words[0], []) if len(_words(name)) > len(words) and _words(name)[: len(words)] == words
        ]
        starts = [name for name in starts if _institution_named_after(name, len(bare.split()))]
        if starts:
            return strip_article(max(starts, key=lambda name: (self.counts[name], -self._text.find(name))))
        return bare


_PARTICLES = frozenset({"de", "del", "van", "der", "den", "von", "al", "el", "bin", "ibn", "la", "le", "di", "da"})


def _institution_named_after(name: str, length: int) -> bool:
    """Whether `name` is a fuller form of its own first words: "Church of Examples", "Example Electronics", not "Example Science Fair"."""
    rest = strip_article(name).split()[length:]
    if not rest or " and " in name or "'" in name or "’" in name:
        return False
    return rest[0] in ("of", "for") or rest[-1].lower() in phrases("organizations", "words")


def _readings(run: str) -> list[str]:
    """A run of capitalised words, and its parts where "and" or "of" may join two names."""
    run = _POSSESSIVE.sub("", run)
    first, _, rest = run.partition(" ")
    if rest and first.lower() in phrases(
        "syntax", "determiners", "subject_pronouns", "prepositions", "subordinators", "adverbs", "clause_conjunctions"
    ) - {"the"}:
        run = rest  # a sentence's first word is capitalised without being part of the name
    readings = [run]
    if " and " in run:
        readings += run.split(" and ")
    if "'s " in run or "’s " in run:
        readings += re.split(r"['’]s ", run)
    titled = strip_titles(run)
    if titled != run and titled:
        readings.append(titled)
    return readings


def _expansion(short: str, before: list[str]) -> str | None:
    """The words before "(SHORT)" whose initials spell it; small words between are allowed."""
    letters = [letter.lower() for letter in short if letter.isupper()]
    position = len(before) - 1
    start = len(before)
    while letters and position >= 0:
        word = before[position]
        if word[0].lower() == letters[-1] and (word[0].isupper() or len(word) > 3):
            letters.pop()
            start = position
        elif word[0].isupper() or len(word) > 4:
            return None
        position -= 1
    return " ".join(before[start:]) if not letters else None
