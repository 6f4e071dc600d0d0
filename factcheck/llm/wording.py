"""Whether an article bears out how a language model words a claim of it."""

from __future__ import annotations

import re
from typing import Final

from factcheck.models import Article, Claim
from factcheck.months import MONTHS
from factcheck.words import content_stems, split_words

__all__ = ["bears_out"]

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NAME: Final = re.compile(r"\b[A-Z][\w'’-]*")
_WORD: Final = re.compile(r"[^\W_]+")
_NEGATED: Final = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_LONGEST: Final = 400
_FROM_ARTICLE: Final = 0.8
"""Share of a wording's content words that the article must have; the rest may be the model's."""
_OF_QUOTE: Final = 0.5
"""Share of the content words of the claim that its wording must have, to be about the same."""


def bears_out(article: Article, claim: Claim, wording: str) -> bool:
    """Whether `wording` says nothing that the article does not: its numbers and names are the article's, its negation the claim's.

    Numbers may also come from the claim's dates as they were resolved, and the year from the article's date.
    """
    if not wording or len(wording) > _LONGEST or not any(map(str.isalpha, wording)):
        return False
    shown = "\n".join(filter(None, (article.text, article.title, article.publisher, article.byline)))
    days = [day for date in claim.dates for day in (date.first, date.last)] + ([article.date] if article.date else [])
    numbers = set(_NUMBER.findall(shown)) | {str(part) for day in days for part in (day.year, day.day)}
    words = {word.lower() for word in _WORD.findall(shown)} | {month.lower() for month in MONTHS}
    names = (part for name in list(_NAME.finditer(wording)) if name.start() for part in _WORD.findall(name.group()))
    said = " ".join(span.of(article.text) for span in claim.spans)
    stems, known, wanted = (content_stems(split_words(text)) for text in (wording, shown, said))
    return (
        all(number in numbers for number in _NUMBER.findall(wording))
        and all(name.lower() in words for name in names if len(name) > 1)
        and bool(_NEGATED.search(wording)) == bool(_NEGATED.search(said))
        and len(stems & known) >= _FROM_ARTICLE * len(stems)
        and len(stems & wanted) >= _OF_QUOTE * len(wanted)
    )
