"""The cue lexicon of `data/cues.toml`, with the inflected forms of its verbs."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from factcheck.claims.lexicons import load

__all__ = ["Shape", "VerbForm", "bare_adverbs", "nouns", "verb_forms", "words"]

Shape = Literal["base", "s", "past", "ing"]
"""Inflection; `past` is the participle as well."""

_VOWELS = "aeiou"


class VerbForm(NamedTuple):
    """One inflected form of a cue verb."""

    lemma: str
    shape: Shape
    frames: frozenset[str]
    """What may follow: see the head of the data file."""


@cache
def words(name: str) -> frozenset[str]:
    """One of the closed word lists, in lower case."""
    return frozenset(str(load("cues")["words"][name]).split())


@cache
def bare_adverbs() -> frozenset[str]:
    """Adverbs that attribute by themselves, as in "reportedly"."""
    return frozenset(str(load("cues")["adverbs"]["bare"]).split())


@cache
def nouns() -> dict[str, frozenset[str]]:
    """Nouns that attribute, singular and plural, and what may introduce their content."""
    table: dict[str, frozenset[str]] = {}
    for noun, frames in load("cues")["nouns"].items():
        table[noun] = table[_third_person(noun)] = frozenset(str(frames).split())
    return table


@cache
def verb_forms() -> dict[str, VerbForm]:
    """Every form of every cue verb; where two verbs share a form, the first in alphabetical order has it."""
    irregular = load("cues")["irregular"]
    table: dict[str, VerbForm] = {}
    for lemma, listed in load("cues")["verbs"].items():
        frames = frozenset(str(listed).split())
        pasts = str(irregular[lemma]).split() if lemma in irregular else _pasts(lemma)
        for form in pasts:
            table.setdefault(form, VerbForm(lemma, "past", frames))
        for form, shape in ((lemma, "base"), (_third_person(lemma), "s")):
            table.setdefault(form, VerbForm(lemma, shape, frames))  # type: ignore[arg-type]
        for form in _participles(lemma):
            table.setdefault(form, VerbForm(lemma, "ing", frames))
    return table


def _third_person(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) or word in {"go", "veto", "echo"} else "s")


def _doubled(lemma: str) -> list[str]:
    """Stems that double their last consonant, where the spelling may call for it; a form too many does no harm."""
    ends_short = len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    return [lemma + lemma[-1]] if ends_short else []


def _pasts(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return [lemma + "d"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma[:-1] + "ied"]
    return [lemma + "ed", *(stem + "ed" for stem in _doubled(lemma))]


def _participles(lemma: str) -> list[str]:
    if lemma.endswith("ie"):
        return [lemma[:-2] + "ying"]
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return [lemma[:-1] + "ing"]
    return [lemma + "ing", *(stem + "ing" for stem in _doubled(lemma))]
