"""Companies whose names look like those of people: told by an acronym in the name and by how the article speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.claims.lexicons import phrases

__all__ = ["reads_as_company"]

_PLURAL_VERB = re.compile(r"\s+(?:\w+ly\s+|also\s+|already\s+)?(?:have|are|were|do|say|plan)\b")
_AFTER = re.compile(
    r"['’]s?\s+(?:[\w-]+\s){0,2}(?:shares?|sales|revenues?|profits?|earnings|stock|products?|chips?|factor(?:y|ies)|plants?|customers|workers|employees"
    r"|headquarters|chief executive|ceo|board|subsidiary|subsidiaries|spokes\w+)\b"
    r"|,\s+(?:an?|the)\s+(?:[\w-]+\s){0,4}(?:company|firm|startup|chipmaker|carmaker|manufacturer|giant|maker|retailer|group)\b"
)
_BEFORE = re.compile(
    r"\b(?:(?:CEO|chief executive(?: officer)?|chairman|president|founder|head|spokes\w+)\s+(?:of|at|for)"
    r"|(?:compan(?:y|ies)|firms?|startup|chipmakers?|carmakers?|manufacturers?|giants?|makers?|retailers?)(?:\s+(?:like|such as))?)\s+$"
)
_OF_IT = re.compile(
    r",?\s+which\b|\s+(?:said|says|announced|confirmed|denied)(?:\s+\w+day)?(?:\s+that)?\s+(?:its|it\s+(?:would|will|had|has|plans|expects))\b"
)
"""What shows that a name stands for "it": "Norrum, which …", "Norrum said its …"."""
_HONORIFIC = re.compile(r"\b(?:M(?:r|rs|s|iss)|Dr|Prof|Sir|Lord|Lady|Dame)\.?\s$")
_LONGEST_BEFORE = 40
"""Code points before a name that are looked at."""


def reads_as_company(text: str, full: str, mention: str, end: int) -> bool:
    """Whether the bearer of a name without title or role is a company.

    Args:
        text: the article's text.
        full: the fullest form of the name in the article.
        mention: the name as it stands where it speaks.
        end: where that mention ends.
    """
    words = full.split()
    if words and words[0].lower() in phrases("first_names", "names"):
        return False
    if " and " not in mention and _PLURAL_VERB.match(text, end):
        return True
    if (
        len(words) == 1
        and not _HONORIFIC.search(text[max(0, end - len(mention) - _LONGEST_BEFORE) : end - len(mention)])
        and _OF_IT.match(text, end)
    ):
        return True
    # Two capitals are initials of a person only if the surname also stands alone ("JD Roe … Roe said").
    if len(words) > 1 and len(words[0]) == 2 and words[0].isupper() and not _stands_alone(text, words[0], words[-1]):
        return True
    return any(
        _AFTER.match(text, start + len(full)) or _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        for start in _occurrences(text, full)
    )


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Where a name begins, as whole words."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start
        start = text.find(name, end)


def _stands_alone(text: str, initials: str, surname: str) -> bool:
    return any(text[max(0, start - 3) : start] != initials + " " for start in _occurrences(text, surname))
