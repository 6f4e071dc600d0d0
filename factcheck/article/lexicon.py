"""The phrases of `furniture.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["LONGEST_NOTICE", "NoticeRule", "canonical", "furniture", "is_notice", "is_section_heading", "is_verbless", "word_set", "words"]

_WORD = re.compile(r"[\w'’@&©]+")
_LABEL_END = re.compile(r"[:|—–]")
_ASIDE = re.compile(r"[^:|—–\n]{1,60} [—–] [^:|—–\n]+ [—–] [a-z]")
"""An aside between two dashes, the first of which closes no label."""
_MAIN_CLAUSE = re.compile(
    r"(?:Compiled|Filed|First|Originally|Posted|Produced|Published|Reported|Translated)\b[^,.;:!?\n]{3,120},"
    r" ((?:the|an?|its|his|her|their|this|these|it|he|she|they|we|many|some|most|nearly|more)\s[^\n]+[.!?][\"”’)]*)$"
    r"|(More from (?:the|an?|its|his|her|their)\s[^:\n]+[.!?])$"
)
_GAP = r"(?:\S+ ){0,6}?"
LONGEST_NOTICE = 1200
"""Characters; longer blocks are never tried against the phrases."""

_SUBJECTS = frozenset(["he", "she", "they", "we", "i", "it", "who", "there"])
_VERBLESS_WORDS = 30


def words(text: str) -> list[str]:
    """The words of a text in lower case, apostrophes made straight."""
    return [word.strip("'") or word for word in _WORD.findall(text.lower().replace("’", "'"))]


def canonical(text: str) -> str:
    """The words of a text in lower case, one space between them."""
    return " ".join(words(text))


@cache
def furniture() -> dict[str, Any]:
    """The whole data file."""
    return tomllib.loads(files("factcheck.article").joinpath("furniture.toml").read_text(encoding="utf-8"))


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """One list of the data file, canonical."""
    return frozenset(canonical(entry) for entry in furniture()[section][key])


class NoticeRule(NamedTuple):
    """One `[[notice]]` entry."""

    max_words: int
    labels: frozenset[str]
    start: re.Pattern[str]
    anywhere: re.Pattern[str]

    def matches(self, line: str, text: str) -> bool:
        """Whether a phrase of it stands in a line of canonical words, and not as the beginning of a statement."""
        return bool(self.anywhere.search(line) or (self.start.search(line) and not _states(text)))


def is_notice(text: str) -> bool:
    """Whether a block is about rights, the page, or the text itself, by the phrases of the data file."""
    if len(text) > LONGEST_NOTICE:
        return False
    tokens = words(text)
    line = f" {' '.join(tokens)} "
    label = "" if _ASIDE.match(text) else canonical(_LABEL_END.split(text, maxsplit=1)[0])
    return any(len(tokens) <= rule.max_words and (label in rule.labels or rule.matches(line, text)) for rule in _notice_rules())


def is_section_heading(text: str) -> bool:
    """Whether a line opens a run of source notes or links."""
    return len(text) < 60 and canonical(text) in word_set("section", "headings")


def is_verbless(text: str) -> bool:
    """Whether a short block holds no finite verb, as far as a word list can tell; in doubt it does."""
    tokens = words(text)
    if len(tokens) > _VERBLESS_WORDS or not tokens:
        return False
    finite, ambiguous = _verb_forms()
    noun_markers, no_verbs = word_set("verbs", "noun_markers"), word_set("verbs", "not_verbs")
    for before, word in zip(["", *tokens], tokens, strict=False):
        if word in _SUBJECTS or word.endswith(("n't", "'re", "'ve", "'ll", "'d")):
            return False
        if before == "to":
            continue
        if word in ambiguous:
            if before in noun_markers or before.endswith("'s"):
                continue
            return False
        if word in finite or (word.endswith("ed") and len(word) > 4 and word not in no_verbs):
            return False
    return True


@cache
def _notice_rules() -> tuple[NoticeRule, ...]:
    return tuple(
        NoticeRule(
            entry["max_words"],
            frozenset(map(canonical, entry.get("labels", ()))),
            _pattern(rf"\A {_phrase(phrase)}" for phrase in entry.get("start", ())),
            _pattern(f" {_phrase(phrase)}" for phrase in entry.get("anywhere", ())),
        )
        for entry in furniture()["notice"]
    )


def _pattern(options: Iterable[str]) -> re.Pattern[str]:
    # The subject is canonical text between single spaces, so every phrase is matched from space to space.
    return re.compile("|".join(options) or r"(?!)")


def _states(text: str) -> bool:
    """Whether a block that opens like a notice goes on to a clause of its own: "First published in 1960, the novel has sold …"."""
    clause = _MAIN_CLAUSE.match(text)
    return clause is not None and not is_verbless(clause[1] or clause[2])


def _phrase(phrase: str) -> str:
    return "".join(_place(place) for place in phrase.lower().split())


def _place(place: str) -> str:
    if place == "...":
        return _GAP
    if place == "#":
        return r"\d\S* "
    if place == "@":
        return r"@"
    return "(?:" + "|".join(re.escape(canonical(option)) for option in place.split("|")) + ") "


@cache
def _verb_forms() -> tuple[frozenset[str], frozenset[str]]:
    """Finite forms, and those among them that are as often nouns."""
    nouns = word_set("verbs", "also_nouns")
    finite = word_set("verbs", "forms")
    return frozenset(_inflect(finite - nouns)), frozenset(_inflect(nouns))


def _inflect(stems: Iterable[str]) -> Iterable[str]:
    for stem in stems:
        yield stem
        if stem.endswith("y") and stem[-2] not in "aeiou":
            yield from (stem[:-1] + "ies", stem[:-1] + "ied")
        else:
            yield stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
