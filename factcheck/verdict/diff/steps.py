"""How far a predicate has got: the words before it that say so (`modality.toml`), and its own form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.verdict.diff.forms import AUXILIARY, BARE, base_stem, before_adverbs, finished, first_verb, past_form, present
from factcheck.verdict.diff.reading import Reading
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, Word, stem

__all__ = ["DENIED", "DONE", "HELPERS", "LEAD", "REACH", "Predicate", "listed", "near", "predicates", "step_of"]

DONE = 6
"""The step of what has happened."""
PRESENT = 4
"""The step of what is so or under way: news says so of plans too ("is cutting jobs"), and only what is less than a plan differs."""
REACH = 5
"""Words before a predicate among which its modal word stands."""
LONGEST = 60
"""Words of a claim whose verb may be in the present; longer ones have many verbs."""
LEAD = 30
"""Characters before a verb in which its auxiliary stands."""
_BREAK = re.compile(
    r"[;:,()]|\b(?:that|which|who|whom|whose|why|how|what|whether|when|where|because|although|though|while|whereas|if|unless|since|but|and)\b",
    re.IGNORECASE,
)
"""Where a clause ends or another begins, which no modal word before it rules."""
DENIED = re.compile(r"\b(?:not|never|no|nor|neither|without|denied|denies|yet to|hardly)\b|n['’]t\b", re.IGNORECASE)
HELPERS = word_set("be been being have has had having get getting")
_ARTICLES = word_set("a an the its his her their of in on under into for with by about")
"""Words after which one more may stand before a noun: "under heavy strain"."""


class Predicate(NamedTuple):
    """A predicate whose words show how far it has got."""

    word: Word
    step: int
    cue_start: int
    """Where the words begin that say how far it has got."""
    present: bool = False
    """Whether it is said to be so now, or under way."""

    @property
    def key(self) -> str:
        """The stem of its base."""
        return base_stem(self.word.text)

    @property
    def fact(self) -> bool:
        """Whether it is said to be so or done."""
        return self.present or self.step == DONE


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("factcheck.verdict.diff") / "modality.toml").read_text(encoding="utf-8"))


@cache
def _steps() -> tuple[tuple[tuple[str, ...], int], ...]:
    """Each modal word or phrase, as `_form` gives its words, with its step; longest first."""
    found = [(tuple(_form(w) for w in phrase.split()), int(step)) for step, words in _table()["steps"].items() for phrase in words]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry)))


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    """The stem, but for what is no form of a verb: adverbs ("likely"), "willing", names ("May")."""
    return word if word.endswith("ly") or word == "willing" or word[0].isupper() else stem(word)


@cache
def _modal_words() -> frozenset[tuple[str, ...]]:
    """They say how far something has got, and are no predicate of their own."""
    return frozenset(phrase for phrase, _ in _steps() if len(phrase) == 1)


@cache
def _families(kind: str) -> dict[str, frozenset[int]]:
    """The families of `predicates` or of `things` in which a stem is."""
    table: dict[str, set[int]] = {}
    for number, family in enumerate(_table()["near"][kind]):
        for word in family.split():
            table.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


def near(a: str, b: str, kind: str) -> bool:
    """Whether two stems are of one word or of one family."""
    return a == b or bool(_families(kind).get(a, frozenset()) & _families(kind).get(b, frozenset()))


@cache
def listed(kind: str) -> frozenset[str]:
    """The stems of a list of `verbs`."""
    return frozenset(stem(word) for word in _table()["verbs"][kind])


def predicates(reading: Reading, start: int, end: int, of: str | None = None) -> Iterator[Predicate]:
    """The predicates of a stretch whose words show how far they have got; `of` keeps to those near one stem."""
    # what comes before a claim in its sentence may be the attribution that says how far it has got: "threatened to"
    first = min(start, reading.sentence_at(start)[0])
    words = reading.words_in(first, end)
    ahead = sum(1 for word in words if word.start < start)
    sure = of is None and len(words) - ahead <= LONGEST
    for number, word in enumerate(words):
        modal = (_form(word.text),) in _modal_words()
        sure = sure and not modal and stem(word.text) not in listed("doubts")
        if number < ahead or modal or word.text.lower() in FUNCTION_WORDS:
            continue
        if of is not None and not near(of, base_stem(word.text), "predicates"):
            continue
        found = step_of(reading, words, number, first, noun=of is not None)
        begins = present(reading.text, words[ahead:], number - ahead) if sure and found is None else None
        if begins is not None:
            found = Predicate(word, PRESENT, begins.start, present=True)
        if found is not None:
            yield found


def step_of(reading: Reading, words: list[Word], number: int, start: int, *, noun: bool) -> Predicate | None:
    """How far the predicate has got, by the modal word before it in its clause, else by its own form; None where neither shows."""
    word = words[number]
    before = words[max(0, number - REACH) : number]
    text = reading.text
    while before and _BREAK.search(text, before[0].start, word.start):
        before = before[1:]
    lead = text[before[0].start if before else word.start : word.start]
    if DENIED.search(lead):
        return None
    found: list[tuple[int, int]] = []
    ruled = [(len(before), word)]
    for i in reversed(range(len(before))):
        # "may have decided to": what rules a modal word rules what that one does, and it is no further than the least of them
        step = max(_modal(before[i:at], target, noun=noun) for at, target in ruled)
        if step:
            found.append((step, before[i].start))
            ruled.append((i, before[i]))
    if found:
        return Predicate(word, min(found)[0], min(begin for _, begin in found))
    lead = text[max(start, word.start - LEAD) : word.start]
    helped = AUXILIARY.search(lead)
    if not finished(word.text, lead) or not (helped or first_verb(words, number)):
        return None
    return Predicate(word, DONE, word.start - len(lead) + helped.start() if helped else word.start)


def _modal(at: list[Word], word: Word, *, noun: bool) -> int:
    """The step of the modal phrase that some words begin with, where it rules the predicate after them; 0 where there is none."""
    forms = tuple(_form(w.text) for w in at)
    size, step = next(((len(phrase), step) for phrase, step in _steps() if forms[: len(phrase)] == phrase), (0, 0))
    return step if size and _governs(at, size, word, noun=noun) else 0


def _governs(at: list[Word], size: int, word: Word, *, noun: bool) -> bool:
    """Whether a modal phrase rules the predicate: "to" or a gerund follows a verb, a bare form an auxiliary, "be" or "have" a participle.

    Words of meaning may stand between only before "to" ("urged Alder to close"), or where the predicate may be a noun and they say
    little: "could come under strain".
    """
    between = before_adverbs(at[size:])
    if not noun and any(w not in FUNCTION_WORDS for w in between):
        return False
    if past_form(word.text):
        helped = between and between[-1] in HELPERS
        while between and between[-1] in HELPERS:
            between = between[:-1]
        if not helped:
            return False
    if size == 1 and at[0].text.lower() in BARE:
        return not between or (noun and _light(between)) or (not noun and "to" not in between)
    if "to" in between:
        return _light(between[between.index("to") + 1 :])
    return (word.text.lower().endswith("ing") and _light(between)) or (noun and not between and stem(at[0].text) not in listed("about"))


def _light(between: list[str]) -> bool:
    """Whether words say little between a modal word and what it rules, but for one before a noun: "under heavy"."""
    if len(between) > 1 and between[-2] in _ARTICLES:
        between = between[:-1]
    return all(w in FUNCTION_WORDS or stem(w) in listed("light") for w in between)
