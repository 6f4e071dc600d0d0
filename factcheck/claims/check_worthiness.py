"""How likely a fact-checker would take a claim up, by a small linear model over features that a reader can name.

The score says which claims resemble those that fact-checkers took up; it says nothing about whether a claim is so, how much harm it would
do, or who made it. None of the features knows a topic, a party or a name. `docs/claims.md` tells what the weights were fitted on and how
well they do on other data.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Literal, NamedTuple, get_args

from factcheck.claims.claim_kind import main_modal
from factcheck.claims.lexicons import load, matcher, phrases, wildcard
from factcheck.claims.tense import tells_of_the_past
from factcheck.claims.tokens import Token, tokenize
from factcheck.models import ClaimKind, Span

__all__ = ["FEATURES", "Feature", "check_worthiness", "features"]

Feature = Literal[
    "numbers",
    "figure",
    "comparison",
    "names",
    "date",
    "past",
    "future",
    "cause",
    "negation",
    "absolute",
    "first_person",
    "second_person",
    "hedge",
    "judgement",
    "opinion",
    "prediction",
    "intent",
    "question",
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
"""In the order in which they are fitted and listed."""

_NUMBER = re.compile(
    r"(?<![\w.])[$£€]?\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:in|since|by|from|until|May) (?:19|20)\d\d|May \d|yesterday|last (?:year|month|week|night))\b"
)
_MONEY = re.compile(r"[$£€%]\s?\d|\d\s?[%$£€]")
_AHEAD = re.compile(r"\b(?:going to|likely to|set to|due to be|plans? to|is to|are to)\b")


def check_worthiness(text: str, kind: ClaimKind) -> float:
    """The score of a claim, 0 to 1, rounded to hundredths; one half is where claims taken up and claims in general meet.

    Args:
        text: the claim as one self-contained sentence.
        kind: what kind of assertion it is.
    """
    weights = _weights()
    logit = weights["bias"] + sum(weights[name] * value for name, value in features(text, kind).items())
    return round(1 / (1 + math.exp(-logit)), 2)


@cache
def _weights() -> dict[str, float]:
    table = load("check_worthiness")
    return {"bias": float(table["bias"]), **{name: float(table["weights"][name]) for name in FEATURES}}


def features(text: str, kind: ClaimKind) -> dict[Feature, float]:
    """What the model looks at: counts on a logarithmic scale (0, 1, 1.6, 2 for 0, 1, 2, 3), everything else 0 or 1."""
    tokens = tokenize(text, Span(start=0, end=len(text)))
    words = frozenset(token.lower for token in tokens)
    numbers = [match.group() for match in _NUMBER.finditer(text) if not _YEAR.fullmatch(match.group().rstrip(",."))]
    return {
        "numbers": math.log2(1 + len(numbers)),
        "figure": _flag(_MONEY.search(text) or _has(text, words, "figure")),
        "comparison": _flag(_has(text, words, "comparison")),
        "names": math.log2(1 + _names(tokens)),
        "date": _flag(_DATE.search(text)),
        "past": _flag(tells_of_the_past(tokens, main=True)),
        "future": _flag(main_modal(tokens) or _AHEAD.search(text)),
        "cause": _flag(_has(text, words, "causal")),
        "negation": _flag(_has(text, words, "negation")),
        "absolute": _flag(_has(text, words, "absolute")),
        "first_person": _flag(_has(text, words, "first_person")),
        "second_person": _flag(_has(text, words, "second_person")),
        "hedge": _flag(_has(text, words, "hedge")),
        "judgement": _flag(matcher("kinds", "evaluative_adjectives", "evaluative_words").search(text)),
        "opinion": _flag(kind == "opinion"),
        "prediction": _flag(kind == "prediction"),
        "intent": _flag(kind == "intent"),
        "question": _flag(text.rstrip().rstrip("\"'”’").endswith("?")),
    }


def _flag(found: object) -> float:
    return 1.0 if found else 0.0


class _WordList(NamedTuple):
    """A list of `check_words.toml`, taken apart so that looking it up costs little: it is done for every claim."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    """Of the entries that end in `*`."""
    several: re.Pattern[str] | None
    """Entries of more than one word."""


@cache
def _listed(name: str) -> _WordList:
    entries = phrases("check_words", name)
    several = sorted(wildcard(entry) for entry in entries if " " in entry)
    return _WordList(
        words=frozenset(entry for entry in entries if " " not in entry and not entry.endswith("*")),
        beginnings=tuple(sorted(entry[:-1] for entry in entries if " " not in entry and entry.endswith("*"))),
        several=re.compile(rf"\b(?:{'|'.join(several)})\b", re.IGNORECASE) if several else None,
    )


def _has(text: str, words: frozenset[str], name: str) -> bool:
    listed = _listed(name)
    return (
        not listed.words.isdisjoint(words)
        or (bool(listed.beginnings) and any(word.startswith(listed.beginnings) for word in words))
        or (listed.several is not None and listed.several.search(text) is not None)
    )


def _names(tokens: list[Token]) -> int:
    """How many runs of capitalised words there are; the first word counts only with a second one beside it."""
    count = 0
    inside = False
    for index, token in enumerate(tokens):
        capital = token.is_word and token.capital and token.text != "I" and not token.lower.startswith("i'")
        if capital and index == 0 and not (len(tokens) > 1 and tokens[1].capital):
            capital = False
        count += capital and not inside
        inside = capital
    return count
