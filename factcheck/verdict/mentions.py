"""Whether a passage names a source, or a voice that speaks for the same house."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.claims.lexicons import load
from factcheck.evidence.origins import aliases, named_at
from factcheck.evidence.origins.names import same_outlet
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Passage, Source
from factcheck.spelling import name_key
from factcheck.verdict.diff.presence import kindred
from factcheck.verdict.diff.reading import read
from factcheck.verdict.naming import meant_at, places_of
from factcheck.wordlist import word_set
from factcheck.words import stem

__all__ = ["PERSONS", "findable", "head_speaks", "mentions", "published_by", "same_government", "speaks"]

PERSONS = frozenset(("person", "official"))
"""Kinds of source that are one person, through whom nobody else speaks."""
_WORDS = re.compile(r"[^\W_]+")


def published_by(source: Source, passage: Passage) -> bool:
    """Whether `source` itself published the passage."""
    if passage.publisher is None:
        return False
    # "the health ministry" and Ministry of Health, as the passages' origins have it
    same = same_outlet if source.kind == "organization" else same_publisher
    return same(source.canonical, passage.publisher)


def findable(source: Source) -> bool:
    """Whether a passage could show that the source said so: it has a name, or speaks for an institution that has one."""
    if source.kind == "author":
        return False
    # the first word of a description may be capitalised because a sentence begins with it
    described = " ".join(source.canonical.split()[1:]) if source.kind == "anonymous" else source.canonical
    return source.named or bool(_institution(described))


def mentions(source: Source, passage: Passage) -> bool:
    """Whether a passage names `source`, in its text, its title or as its publisher.

    Somebody unnamed of a named institution ("a Harbour Office official") is named where the passage has a voice of that institution speak.
    """
    if published_by(source, passage):
        return True
    text = f"{passage.title or ''}\n{passage.text}"
    if not source.named:
        return _voice_named(_institution(source.canonical), text)
    if source.kind in {"organization", "spokesperson", "official"}:
        telling = _institution(source.canonical)
        if telling and {name_key(word) for word in telling} <= _word_set(text):
            return True
    return bool(places_of(aliases(source), text, person=source.kind in PERSONS))


_GENERIC = word_set(
    """
    department ministry minister office agency bureau committee commission council authority administration government institute
    university company corporation group spokesperson spokesman spokeswoman secretary director chief head president us u s united
    states american the of for and
    """
)
"""Words of an institution's name that do not tell it from others, or that a passage about its own country leaves out."""


def _institution(name: str) -> frozenset[str]:
    """The telling capitalised words of an institution's name ("spokesperson for the Ministry of Trade" is `trade`)."""
    return frozenset(w.casefold() for w in _WORDS.findall(name) if w[0].isupper() and len(w) > 1 and w.casefold() not in _GENERIC)


@lru_cache(maxsize=2048)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(name_key(w) for w in _WORDS.findall(text) if w[0].isupper())


SPEAKS_WITHIN = 6
"""Words after a name within which the verb of saying stands whose subject it is."""
INVERTED_WITHIN = 2
"""Words before it within which that verb stands when what is said comes first: said the prosecutors."""
LOOKS_BACK = 120
"""Characters before a name in which "according to" and its like are looked for."""
_NAMED_AFTER = re.compile(
    r"\b(?i:according to|quot(?:es|ed|ing)|cit(?:es|ed|ing)|in the words of|(?:attributed|credited) to)[^\w’'&.-]+['’]?"
    r"(?:\w[\w’'&.-]*[^\w’'&.-]+['’]?){0,5}$"
)
_OF_ANOTHER = r"(?:about|after|and|as|at|before|but|by|for|from|in|of|on|that|though|to|when|while|with)"
_INVERTED = re.compile(
    rf"[,?!”’\"]\s*(\w+)\s(?:(?:(?!{_OF_ANOTHER}\b)[\w’'-]+\s){{0,4}}(?!{_OF_ANOTHER}\b)(?:[a-z][\w’'-]*|[A-Z]{{2,4}}|[A-Z]\w{{0,4}}\.)\s)?$"
)
"""A verb after what is said, and the title that may stand before a name: “…,” said Norvik’s chief investigator Dr. …"""
_OWN_WORDS = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}(?:statement|release|remarks?|words?|wording|view|comments?|speech|testimony|readout|filing)\b"
)


@cache
def _verbs_of_saying() -> frozenset[str]:
    words = load("cues")["words"]
    lists = ("addressing", "inverting", "raising", "participial")
    return frozenset(stem(word) for name in lists for word in words[name].split()) | {"said", "told", "thought", "wrote", "want"}


def speaks(source: Source, names: tuple[str, ...], passage: Passage) -> bool:
    """Whether a passage has `source` say, think or want something, rather than only name it.

    Args:
        source: somebody with a name, or who speaks for an institution with one.
        names: how the passage may spell it.
        passage: a passage that names it.
    """
    if published_by(source, passage) or not source.named:
        return True
    institution = sorted(_institution(source.canonical)) if source.kind in {"organization", "spokesperson", "official"} else []
    for text in (passage.title or "", passage.text):
        reading = read(text, passage.date)
        for first, last in (*meant_at(names, text, person=source.kind in PERSONS), *named_at(institution, text)):
            start, end = reading.sentence_at(first)
            after = reading.words_in(last, end)[:SPEAKS_WITHIN]
            if any(stem(word.text) in _verbs_of_saying() for word in after) or _OWN_WORDS.match(text, last):
                return True
            before = max(start, first - LOOKS_BACK)
            inverted = _INVERTED.search(text, before, first)
            if _NAMED_AFTER.search(text, before, first) or (inverted and stem(inverted[1]) in _verbs_of_saying()):
                return True
    return False


def head_speaks(head: str, passage: Passage) -> bool:
    """Whether a passage has people of a kind ("prosecutors") say, think or want something."""
    reading = read(passage.text, passage.date)
    words = reading.words_in(0, len(passage.text))
    said = {number for number, word in enumerate(words) if stem(word.text) in _verbs_of_saying()}
    named = [number for number, word in enumerate(words) if stem(word.text) == stem(head)]
    return any(not said.isdisjoint(range(at - INVERTED_WITHIN, at + SPEAKS_WITHIN + 1)) for at in named)


_VOICES = r"(?:officials?|spokes\w+|sources?|aides?|advisers?|insiders?|representatives?|statement|release|readout)"
_REACH = r"(?:\W+\w+){0,3}?\W+"
_GOVERNING = re.compile(
    r"\b(?:ministr(?:y|ies|er)|minister|department|government|administration|embassy|authorit(?:y|ies)|foreign office|state council)\b",
    re.IGNORECASE,
)
_SPEAKS_FOR_A_STATE = re.compile(
    r"\b(?=([A-Z][\w.]+)(?:['’]s)?\s+(?:\w+\s+){0,3}?(?:release|readout|statement|government|ministry|spokes\w+|officials?|authorities"
    r"|said|says|urge[ds]?|call(?:s|ed)|insist(?:s|ed)|den(?:ies|ied)|defend(?:s|ed)|oppose[ds]?)\b)"
)


@lru_cache(maxsize=2048)
def _voice_named(institution: frozenset[str], text: str) -> bool:
    """Whether a voice of the institution stands next to its name: "Harbour Office officials", "a spokesman for the Harbour Office"."""
    if not institution:
        return False
    name = r"\W+".join(rf"(?:{'|'.join(map(re.escape, sorted(institution)))})" for _ in institution)
    return bool(re.search(rf"\b{name}\b{_REACH}{_VOICES}\b|\b{_VOICES}\b{_REACH}{name}\b", text, re.IGNORECASE))


def same_government(source: Source, passage: Passage) -> bool:
    """Whether a passage has the government speak to which the source belongs: "Norland's release says" for a minister of Norland."""
    if source.kind not in {"organization", "spokesperson", "official"} or not _GOVERNING.search(source.canonical):
        return False
    words = _WORDS.findall(source.canonical)
    own = [w.casefold() for w in words if w[0].isupper() and len(w) > 2 and w.casefold() not in _GENERIC]
    lines = (passage.title or "", passage.text)
    said = {match[1].casefold() for line in lines for match in _SPEAKS_FOR_A_STATE.finditer(line)}
    return any(kindred(word, other) for word in own for other in said)
