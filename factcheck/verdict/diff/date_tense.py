"""Whether a date lies behind or ahead, by the verb that governs it in its own clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from factcheck.claims.lexicons import phrases
from factcheck.claims.tense import Tense
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, sentence_bounds

__all__ = ["Tenses"]

REACH = 300
"""Characters before and after a date in which its verb stands."""
_BOUNDARY = re.compile(
    r"[;:“”\"()—–]|,\s(?!\d{4})|\s(?:that|and|but|while|because|which|who|when|where|although|though|after|before|since|as|if|whether)\s"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|won['’]t|going to|due|expected|scheduled|slated|(?:set|planned|poised) (?:for|to)|(?:is|are|was|were) to"
    r"|(?:plan|hope|intend|aim|want|promise|vow|seek)s? to|(?:may|might)(?! have)|could(?! not| have)|next|upcoming|forthcoming)\b|['’]ll\b"
)
_UNTIL = re.compile(r"\b(?:until|till|to|by|for)\s(?:the\s|late\s|early\s)?$", re.IGNORECASE)
_INFINITIVE = re.compile(r"\bto\s(?!the\b|an?\b|h(?:is|er)\b|its\b|their\b)[a-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BEHIND = word_set("was were had did wasn't weren't hadn't didn't")
_BETWEEN = word_set("be been being have has not also now to then once again")
"""Words between a cue of what lies ahead and a participle that belongs to it: "will be rebuilt", "expected to have closed"."""


class _Verb(NamedTuple):
    at: int
    tense: Tense


class Tenses:
    """The tenses of the clauses of a text, told where a date hangs on them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[int, int], Tense | None] = {}

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return sentence_bounds(self._text)

    def at(self, start: int, end: int) -> Tense | None:
        """Of the verb that governs a date; None where the clause does not tell, as in the present tense."""
        if (start, end) not in self._known:
            self._known[start, end] = self._of(start, end)
        return self._known[start, end]

    def _of(self, start: int, end: int) -> Tense | None:
        first, last = self._bounds[max(0, bisect_right(self._bounds, start, key=lambda bounds: bounds[0]) - 1)]
        sentence = (max(first, start - REACH), min(max(last, end), end + REACH))
        low = max((m.end() for m in _BOUNDARY.finditer(self._text, sentence[0], start)), default=sentence[0])
        lead = self._text[low:start]
        verbs = _verbs(lead)
        if verbs:
            governing = verbs[-1]
            unsure = governing.tense == "past" and (_UNTIL.search(lead) or _INFINITIVE.search(lead, governing.at))
            return None if unsure else governing.tense
        if not _opens(lead):
            return None
        rest = self._text[end : sentence[1]]
        comma = re.match(r",?\s", rest)
        begin = comma.end() if comma else 0
        close = _BOUNDARY.search(rest, begin)
        verbs = _verbs(rest[begin : close.start() if close else len(rest)])
        if verbs:
            return verbs[0].tense
        tenses = {verb.tense for verb in _verbs(self._text[slice(*sentence)])}
        return tenses.pop() if len(tenses) == 1 else None


def _opens(lead: str) -> bool:
    """Whether nothing but names and small words stands before a date in its clause, so that its verb follows."""
    return all(m.group()[0].isupper() or m.group().lower() in FUNCTION_WORDS | {"late", "early"} for m in _WORD.finditer(lead))


def _verbs(words: str) -> list[_Verb]:
    """What looks behind or ahead, in order; neither a participle that belongs to a cue nor the cue's own words count as past."""
    ahead = [m.span() for m in _AHEAD.finditer(words)]
    found = [_Verb(start, "future") for start, _ in ahead]
    tokens = [(m.start(), m.group().lower().replace("’", "'")) for m in _WORD.finditer(words)]
    cued = False
    number = 0
    for at, word in tokens:
        while number < len(ahead) and ahead[number][1] <= at:
            number += 1
        inside = number < len(ahead) and ahead[number][0] <= at
        if inside:
            cued = True
            continue
        past = word in _BEHIND or word in phrases("verbs", "simple_past", "past_or_participle") or _participle(word)
        if past and not cued:
            found.append(_Verb(at, "past"))
        cued = cued and (word in _BETWEEN or word.endswith("ly"))
    return sorted(found)


def _participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in phrases("verbs", "not_past")
