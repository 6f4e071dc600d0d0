"""What a sentence denies, and whether it is plain that it does."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from factcheck.verdict.diff.reading import Reading
from factcheck.words import FUNCTION_WORDS, Word, stem

__all__ = ["denials", "irregular", "lemma", "unclear"]

REACH = 4
"""Words after a negation within which its predicate stands."""
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|cannot|den(?:y|ies|ied|ying)|(?:fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|unable),? to"
    r"|rul(?:e|es|ed|ing) out(?=\s\w+ing\b)|yet to|stop(?:s|ped|ping)? short of)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(r"\b([a-z]+)\sno\s(?!one\b|longer\b)(?=[a-z])")
"""A verb whose object is denied: "sent no weapons"."""
_NO_SUBJECT = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=\n)|\A\W{0,3}|[,;]\s|\b(?:and|but|that|said)\s)(?:no one|nobody|none of \w+(?: \w+)?"
    r"|no (?:\w+ ){1,5}?(?=was|were|has|have|had|is|are|did|will))\s?",
    re.IGNORECASE,
)
"""A subject that is denied: "No one was injured", "No workers were injured"."""
_UNCLEAR = re.compile(
    r"\b(?:neither|nor|without|nothing|unless|except|lacks?|or (?:\w+ )?not"
    r"|not (?:only|just|merely|what|when|how|why|because|so)|(?<=[a-z]\s)none)\b"
    r"|\bno\s(?:more|less|fewer|doubt|later|sooner|matter|means|question|wonder|other)\b"
    r"|(?:\b(?:not|never|cannot)|n['’]t)\b[^.;]{0,80}\b(?:until|till|before)\b",
    re.IGNORECASE,
)
"""Other ways of denying, and those that deny half; a sentence with one of them is not compared."""


@cache
def irregular() -> dict[str, str]:
    """Each form of an irregular verb, with its base."""
    lines = tomllib.loads((files("factcheck.verdict.diff") / "irregular.toml").read_text(encoding="utf-8"))["verbs"]
    return {form: line.split()[0] for line in lines for form in line.split()}


@cache
def _bases() -> dict[str, str]:
    return {stem(form): stem(base) for form, base in irregular().items()}


def lemma(stemmed: str) -> str:
    """The stem of a verb's base, for a stem of any of its forms; other stems as they are."""
    return _bases().get(stemmed, stemmed)


def unclear(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence denies in a way that a comparison of words would misread: half, or twice."""
    if _UNCLEAR.search(reading.text, start, end):
        return True
    cues = [*_NEGATED.finditer(reading.text, start, end), *_NO_OBJECT.finditer(reading.text, start, end)]
    return len(cues) + len(_subjects(reading, start, end)) > 1


def denials(reading: Reading, start: int, end: int) -> dict[str, Word]:
    """Each predicate that a sentence denies, by its lemma."""
    found: dict[str, Word] = {}
    for match in (*_NEGATED.finditer(reading.text, start, end), *_subjects(reading, start, end)):
        for word in reading.words_in(match.end(), end)[:REACH]:
            if word.text.lower() not in FUNCTION_WORDS:
                found.setdefault(lemma(stem(word.text)), word)
                break
    for match in _NO_OBJECT.finditer(reading.text, start, end):
        word = Word(match.start(1), match.end(1), match[1])
        if match[1] not in FUNCTION_WORDS:
            found.setdefault(lemma(stem(word.text)), word)
    return found


def _subjects(reading: Reading, start: int, end: int) -> list[re.Match[str]]:
    return list(_NO_SUBJECT.finditer(reading.text, start, end))
