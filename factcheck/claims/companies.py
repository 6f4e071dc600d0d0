"""Companies whose names look like those of people: told by an acronym in the name and by how the article speaks of them."""

from __future__ import annotations

import re

from factcheck.claims.lexicons import phrases

__all__ = ["reads_as_company"]

_PLURAL_VERB = re.compile(r"\s+(?:\w+ly\s+|also\s+|already\s+)?(?:have|are|were|do|say|plan)\b")
_BUSINESS = (
    r"['’]s?\s+(?:[\w-]+\s){0,2}(?:shares?|sales|revenues?|profits?|earnings|stock|products?|chips?|factor(?:y|ies)|plants?|customers|workers|employees"
    r"|headquarters|chief executive|ceo|board|subsidiary|subsidiaries|spokes\w+)\b"
)
_OFFICER = r"\b(?:CEO|chief executive(?: officer)?|chairman|president|founder|head|spokes\w+)\s+(?:of|at|for)\s+"
_APPOSED = (
    r"\b(?:compan(?:y|ies)|firms?|startup|chipmakers?|carmakers?|manufacturers?|giants?|makers?|retailers?)\s+(?:(?:like|such as)\s+)?"
)
_DESCRIBED = r",\s+(?:an?|the)\s+(?:[\w-]+\s){0,4}(?:company|firm|startup|chipmaker|carmaker|manufacturer|giant|maker|retailer|group)\b"


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
    # Two capitals are initials of a person only if the surname also stands alone ("JD Roe … Roe said").
    if len(words) > 1 and re.fullmatch(r"[A-Z]{2}", words[0]) and not re.search(rf"(?<!{words[0]}\s){re.escape(words[-1])}\b", text):
        return True
    name = re.escape(full)
    return re.search(rf"\b{name}(?:{_BUSINESS}|{_DESCRIBED})|(?:{_OFFICER}|{_APPOSED}){name}\b", text) is not None
