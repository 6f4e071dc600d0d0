"""The tense of a clause as far as its words show it: what tells a date ahead from a date behind, and a report from a judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from factcheck.claims.clauses import find_finite
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import Token, tokenize
from factcheck.models import Span

__all__ = ["Tense", "tells_of_the_past", "tense_of"]

Tense = Literal["past", "future"]

_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|(?:is|are|was|were) set to|(?:plans?|aims?|hopes?|intends?|wants?) to|expected|likely to|scheduled to"
    r"|going to|due to"
    r"|would|must(?! have)|won['’]t|(?:may|might)(?! have)|could(?! not| have))\b|['’]ll\b"
)
_HAVE = ("has", "have")
_LONGEST_GROUP = 3
"""Words between "has" and its participle, that one included: "has now also closed"."""


def tense_of(words: str) -> Tense | None:
    """Future when anything in `words` looks ahead, past when their first finite verb looks back; None when neither shows."""
    if _FUTURE.search(words):
        return "future"
    return "past" if tells_of_the_past(words, perfect=True) else None


def tells_of_the_past(words: str | Sequence[Token], *, perfect: bool = False, main: bool = False) -> bool:
    """Whether the first finite verb of `words` is in a past tense.

    Args:
        words: a statement, or a part of one that lacks its subject ("closed the pier in May"), as text or as its tokens.
        perfect: "has" counts only with a participle after it.
        main: the verb of the main clause decides, not one in a clause before it.
    """
    tokens = tokenize(words, Span(start=0, end=len(words))) if isinstance(words, str) else words
    finite = find_finite(tokens, 0, len(tokens), main=main)
    if finite is None:
        return bool(main and tokens and tokens[0].lower.endswith("ed"))
    word = tokens[finite].lower
    if perfect and word in _HAVE:
        return any(
            token.lower.endswith("ed") or token.lower in {"been", *phrases("verbs", "past_or_participle")}
            for token in tokens[finite + 1 : finite + 1 + _LONGEST_GROUP]
        )
    return (
        word in phrases("verbs", "simple_past", "past_or_participle")
        or word.endswith("ed")
        or word in ("was", "were", "had", "did", "wasn't", "weren't", "didn't", "hadn't", *_HAVE)
    )
