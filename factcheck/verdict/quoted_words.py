"""The words of a quotation in the form in which house style does not show: contractions written out, one spelling, amounts in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from text_to_num import text2num

from factcheck.spelling import plain_letters, spelling_key
from factcheck.wordlist import word_set

__all__ = ["GAP", "QuotedWord", "in_round_brackets", "masked_alike", "quoted_words", "supplied"]

GAP = "\0"
"""Stands for what a text leaves out or supplies: no word, or any."""


class QuotedWord(NamedTuple):
    """A word, or an amount of several, in its plain form, and its half-open range."""

    plain: str
    start: int
    end: int


_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]{1,2}\*{2,}[^\W_]*|[^\W_]+\*+[^\W_]+|[^\W_]+(?:['’.][^\W_]+)*")
_MARKED = re.compile(r"\.\s?\.\s?\.|…|\[[^\]\n]{0,200}\]")
_ROUND = re.compile(r"\([^()\n]{0,200}\)")
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SPELLED = rf"(?:{_SMALL}|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SPELLED += rf"(?:[- ](?:and )?(?:{_SMALL}|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b){{0,6}}"
_AMOUNT = re.compile(
    r"(?<![\w.,])(?:(?P<sign>(?:US)?\$|[€£])\s?)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,6}})?|\d{{1,15}}(?:\.\d{{1,6}})?)|(?P<spelled>{_SPELLED}\b))"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|[mbk])\b)?"
    r"(?:[ -]?(?P<unit>%|per ?cent\b|pct\b|dollars?\b|euros?\b|pounds?\b))?(?![\w])",
    re.IGNORECASE,
)
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
_SIGNS = {
    "$": "dollar",
    "us$": "dollar",
    "€": "euro",
    "£": "pound",
    "%": "percent",
    "per cent": "percent",
    "percent": "percent",
    "pct": "percent",
}
_SHORTENED = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
_IS = word_set("it he she that there here what who where how")
"""Words after which an apostrophe and s are "is", and no possessive."""
_IRREGULAR = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can"}
_NOT_LENGTH = 3


def quoted_words(text: str) -> list[QuotedWord]:
    """The words of `text` in order; one that house style may also write as two is two."""
    found: list[QuotedWord] = []
    at = 0
    for match in _AMOUNT.finditer(text):
        amount = _amount(match)
        if amount is None:
            continue
        found += _plain_words(text, at, match.start())
        found.append(QuotedWord(amount, match.start(), match.end()))
        at = match.end()
    return [*found, *_plain_words(text, at, len(text))]


def supplied(text: str, words: list[QuotedWord]) -> list[QuotedWord]:
    """The words with one gap in place of what square brackets supply or an ellipsis leaves out."""
    marks = [QuotedWord(GAP, m.start(), m.end()) for m in _MARKED.finditer(text)]
    kept: list[QuotedWord] = []
    number = 0
    for word in words:
        while number < len(marks) and marks[number].end <= word.start:
            kept.append(marks[number])
            number += 1
        if number == len(marks) or word.end <= marks[number].start:
            kept.append(word)
    return [*kept, *marks[number:]]


def in_round_brackets(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of `text` in round brackets, which some put around what they supply."""
    return [match.span() for match in _ROUND.finditer(text)]


def masked_alike(one: str, other: str) -> bool:
    """Whether one word is the other with some letters masked: "f***" for a word in f."""
    masked, plain = (one, other) if "*" in one else (other, one)
    first, _, last = masked.partition("*")
    last = last.lstrip("*")
    return "*" in masked and len(plain) > len(first) + len(last) and plain.startswith(first) and plain.endswith(last)


def _amount(match: re.Match[str]) -> str | None:
    scale, unit, sign = (match["scale"] or "").lower(), " ".join((match["unit"] or "").lower().split()), (match["sign"] or "").lower()
    if scale and len(scale) <= 2 and not sign:
        return None
    try:
        written = float(match["digits"].replace(",", "")) if match["digits"] else float(text2num(_joined(match["spelled"]), "en"))
    except ValueError:
        return None
    value = written * _SCALES.get(scale, 1.0)
    of = _SIGNS.get(sign) or _SIGNS.get(unit) or unit.removesuffix("s")
    return f"{value!r} {of}".rstrip()


def _joined(spelled: str) -> str:
    return re.sub(r"[- ]+(?:and )?", " ", spelled.lower())


def _plain_words(text: str, start: int, end: int) -> Iterator[QuotedWord]:
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        plain = plain_letters(match.group()).lower()
        if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", plain):
            yield QuotedWord(plain.replace(".", ""), first, last)
            continue
        head, mark, tail = plain.rpartition("'")
        if plain == "cannot" or plain.endswith("n't"):
            cut = last - _NOT_LENGTH
            yield QuotedWord(_IRREGULAR.get(plain, plain[:-_NOT_LENGTH]), first, cut)
            yield QuotedWord("not", cut, last)
        elif mark and (tail in _SHORTENED or (tail == "s" and head in _IS) or plain == "let's"):
            cut = first + match.group().replace("’", "'").rindex("'")
            yield QuotedWord(head, first, cut)
            yield QuotedWord("us" if head == "let" else _SHORTENED.get(tail, "is"), cut, last)
        else:
            yield QuotedWord(spelling_key(plain), first, last)
