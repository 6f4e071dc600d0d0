"""Where a passage names a source: under any of its names, and not somebody else of the same family."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.lexicons import phrases
from factcheck.evidence.origins import named_at, tokens_of
from factcheck.spelling import same_given_name
from factcheck.wordlist import word_set

__all__ = ["meant_at", "places_of"]

LOOKS_BACK = 60
"""Characters before a name in which the given names before it stand."""
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_BESIDE = word_set(
    """
    ally allies adviser advisers advisor advisors aide aides appointee appointees administration attorney attorneys backer backers
    biographer camp campaign cabinet critic critics donor donors envoy envoys era family fan fans foundation government lawyer
    lawyers lawsuit loyalist loyalists nominee nominees official officials operative operatives opponent opponents office
    organisation organization presidency rally rival rivals spokesman spokeswoman spokesperson staff staffer staffers supporter
    supporters surrogate surrogates team trial voter voters
    """
)
"""Nouns before which a name says whose they are: a Vance ally is not Vance."""
_CAPITALISED = re.compile(r"(?:[A-Z][\w’'.-]*\s)+$")
_NOUN = re.compile(r"[\s-]([a-z]+)")
_NEXT = re.compile(r"(?:,?\s|-)([A-Za-z][\w-]*)")
_POSSESSIVE = re.compile(r"['’](?:s\b)?(?=\s)")
_OWN = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}(?:statement|release|remarks?|words?|wording|view|comments?|speech|testimony|readout|filing|letter|post|tweet)\b"
)


def places_of(names: Sequence[str], text: str, *, person: bool) -> list[tuple[int, int]]:
    """The half-open ranges at which `text` names the bearer of `names`, in order.

    A surname that stands in a longer name with another given name names somebody else ("Jill Biden" for Joe Biden).

    Args:
        names: all that running text may call the source.
        text: of a passage.
        person: the bearer is a person.
    """
    found = named_at(names, text)
    known = {token.key for name in names for token in tokens_of(name)}
    return [place for place in found if not _namesake(place, text, known, person=person)]


def meant_at(names: Sequence[str], text: str, *, person: bool) -> list[tuple[int, int]]:
    """As `places_of`, without those that only say whose somebody or something is: "Vance's spokesman", "a Vance ally"."""
    found = places_of(names, text, person=person)
    return [(start, end) for start, end in found if not (person and _says_whose(text, end))]


def _namesake(place: tuple[int, int], text: str, known: set[str], *, person: bool) -> bool:
    start, end = place
    if person and (following := _NEXT.match(text, end)) is not None:
        generation = following[1].lower()
        if generation in _GENERATIONS and not known & _GENERATIONS:
            return True
    before = _CAPITALISED.search(text, max(0, start - LOOKS_BACK), start)
    given = [token for token in tokens_of(before.group()) if _is_given(token.text)] if before else []
    return bool(given) and not any(same_given_name(token.text, other) for token in given for other in known)


def _is_given(word: str) -> bool:
    plain = word.lower()
    return plain in phrases("given_names", "female", "male") or plain in phrases("first_names", "names")


def _says_whose(text: str, end: int) -> bool:
    if _POSSESSIVE.match(text, end):
        return not _OWN.match(text, end)
    following = _NOUN.match(text, end)
    return following is not None and following[1] in _BESIDE
