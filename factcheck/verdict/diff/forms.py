"""What the form of a verb shows: whether it tells of something done, of what is so, or only names an action."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.claims.lexicons import phrases
from factcheck.verdict.diff.negation import irregular
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, Word, stem

__all__ = ["AUXILIARY", "BARE", "base_stem", "before_adverbs", "finished", "first_verb", "past_form", "present"]

BARE = word_set("could may might can would should will shall must")
"""Modal words that a bare verb follows."""
AUXILIARY = re.compile(r"\b(?:has|have|had|was|were|been)\b(?:\s\w+ly|\s(?:also|already|now|been|since|just))*\s?$", re.IGNORECASE)
_STILL_OPEN = re.compile(r"\b(?:is|are)\b(?:\s\w+ly|\s(?:also|now))*\s?$|\bto\s(?:be\s)?$", re.IGNORECASE)
_BE = word_set("is are was were been")
_VERBAL = BARE | _BE | word_set("to be being has have had do does did")
"""Words that show that the verb of a sentence stands elsewhere."""
_NO_PARTICIPLE = re.compile(
    r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bof)(?<!\bby)(?<!\bin)(?<!\bfor)(?<!\bwith)(?<!\bits)(?<!\btheir)(?<!\bto)(?<!\band)(?<![,;:])\s(?:\w+ly\s)?$"
)
"""Before a word in "-ed" that is a past tense: no article, preposition or comma, which make an adjective of it."""
_ADVERBS = word_set("also already now again still even just soon once then perhaps not so often")
_SUBORDINATE = word_set(
    "that which who whom whose why how what whether when where because although though while whereas if unless since as than"
)
_HEDGES = word_set(
    "maybe perhaps probably possibly potentially likely unlikely reportedly allegedly supposedly apparently seems seem appears appear"
)
_SUBJECTS = word_set("he she it they we people police women men children")
"""Words that are a subject by themselves, whatever the form of the verb after them."""
_PLURAL = word_set("they we people police women men children")
_GOALS = word_set("goal idea option task challenge problem job focus priority aim plan hope intention proposal answer solution way step")
"""What "is cutting jobs" only names an action after."""
_AFTER_NOUN = word_set("of by")
"""Before these a word in "-s" is a noun."""


def base_stem(word: str) -> str:
    """The stem of a verb's base, for a form as written; a name ("Rose") is nobody's verb."""
    return stem(word if word[:1].isupper() else irregular().get(word, word))


@lru_cache(maxsize=4096)
def past_form(word: str) -> bool:
    """Whether a word can only be a past tense or a participle: "closed", "struck", but not "cut"."""
    lowered = word.lower()
    return _regular(lowered) or irregular().get(lowered, lowered) != lowered


def _regular(lowered: str) -> bool:
    return lowered.endswith("ed") and not lowered.endswith("eed") and "-" not in lowered


def before_adverbs(words: list[Word]) -> list[str]:
    """The words in lower case, without those in "-ly" and other adverbs."""
    return [w for w in (word.text.lower() for word in words) if not w.endswith("ly") and w not in _ADVERBS]


def first_verb(words: list[Word], number: int) -> bool:
    """Whether a word in "-ed" may be the verb of its sentence: there is no other, and no "by" after it, which makes a participle."""
    after = [w.text.lower() for w in words[number + 1 :]]
    if after[:1] == ["by"] or any(w.text.lower() in _VERBAL for w in words[:number]):
        return False
    return not any(w in _VERBAL - {"to"} or w.endswith("ed") or w in phrases("verbs", "simple_past") for w in after)


@lru_cache(maxsize=4096)
def finished(word: str, lead: str) -> bool:
    """Whether a word's form and what stands right before it tell of something done."""
    lowered = word.lower()
    participle = _regular(lowered) or lowered in phrases("verbs", "past_or_participle", "participles")
    if _STILL_OPEN.search(lead):
        return False
    if AUXILIARY.search(lead):
        return participle
    return lowered in phrases("verbs", "simple_past") or (participle and _NO_PARTICIPLE.search(lead) is not None)


def present(text: str, words: list[Word], number: int) -> Word | None:
    """The word with which a main verb in the present or progressive begins ("lowers", "is cutting"); None where it is no such verb."""
    before = words[:number]
    lowered = [w.text.lower() for w in words]
    if any(w in _HEDGES for w in lowered) or any(w in _SUBORDINATE for w in lowered[:number]):
        return None
    while before and (before[-1].text.lower().endswith("ly") or before[-1].text.lower() in _ADVERBS):
        before = before[:-1]
    if not before:
        return None
    if lowered[number].endswith("ing"):
        return _progressive(before, lowered[number])
    return words[number] if _simple(text, before, words, number) else None


def _progressive(before: list[Word], word: str) -> Word | None:
    """The "is" of "is cutting", where something does so and the words name no aim."""
    if before[-1].text.lower() not in _BE or word in phrases("verbs", "not_participles") or word == "going":
        return None
    subject = [w.text.lower() for w in before[:-1]]
    if not subject or any(w in _GOALS or w in _VERBAL - _BE - {"has", "have", "had"} for w in subject):
        return None
    return before[-1]


def _simple(text: str, before: list[Word], words: list[Word], number: int) -> bool:
    """Whether a word is the verb of its sentence in the simple present, by its ending, its subject's and the lack of any other verb."""
    word, subject = words[number].text.lower(), before[-1].text
    after = [w.text.lower() for w in words[number + 1 :]]
    known = phrases("verbs", "base")
    if not after or after[0] in _AFTER_NOUN or after[0] in _VERBAL - {"to"} or (after[0] in known and after[0] not in FUNCTION_WORDS):
        return False
    if text[before[-1].end : before[-1].end + 1] != " " or any(w.text.lower() in _VERBAL or past_form(w.text) for w in before):
        return False
    if _verb_follows(text, words, number):
        return False
    low = subject.lower()
    if low not in _SUBJECTS and (low in FUNCTION_WORDS or low.endswith(("'s", "’s", "ing")) or not low[0].isalpha()):
        return False
    plural = low in _PLURAL or (low.endswith("s") and not low.endswith(("ss", "us", "is")))
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return not plural or subject[0].isupper()
    return plural and word in known


def _verb_follows(text: str, words: list[Word], number: int) -> bool:
    """Whether another verb comes after a word in the same clause, so that it may be a noun: "the causes were"."""
    for last, word in zip(words[number:], words[number + 1 :], strict=False):
        low = word.text.lower()
        if low in _SUBORDINATE or low in {"and", "but", "or"} or "," in text[last.end : word.start]:
            return False
        if low in _VERBAL - {"to", "be"} or low in phrases("verbs", "simple_past"):
            return True
    return False
