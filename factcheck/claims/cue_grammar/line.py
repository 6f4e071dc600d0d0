"""One sentence as the grammar sees it: its tokens, which of them are quoted, and where its pieces end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.cue_grammar.lexicon import verb_forms, words
from factcheck.claims.quotations import Quotation
from factcheck.claims.tokens import Token, tokenize
from factcheck.models import Span

__all__ = ["Found", "Line", "Range"]

Range = tuple[int, int]
"""Half-open range of token indices."""

_TIME_WORDS = words("time_words")
_TIME_NOUNS = words("time_nouns")
_ADVERBS = words("adverbs")
_AUXILIARIES = words("auxiliaries")


class Found(NamedTuple):
    """An attribution of one sentence, in token indices."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


class Line:
    """A sentence, tokenized."""

    def __init__(self, text: str, span: Span, quotations: Sequence[Quotation]) -> None:
        """Args: `quotations` are the outermost ones of the text, in reading order."""
        self.span = span
        self.tokens: list[Token] = tokenize(text, span)
        self.words: list[str] = [token.lower for token in self.tokens]
        self.size = len(self.tokens)
        self.quotation: list[int] = _quoted(self.tokens, quotations)
        """Index into `quotations` per token, marks included; -1 outside."""
        self.quotations = quotations
        self.brackets: set[int] = set()
        """Where an attribution stands after or inside its content: the comma before it, which ends other contents."""

    def word(self, index: int) -> str:
        """The lower-case token at `index`; empty outside the sentence."""
        return self.words[index] if 0 <= index < self.size else ""

    def capital(self, index: int) -> bool:
        """Whether the token at `index` exists and begins with a capital."""
        return 0 <= index < self.size and self.tokens[index].capital

    def is_word(self, index: int) -> bool:
        """Whether the token at `index` exists and is no mark."""
        return 0 <= index < self.size and self.tokens[index].is_word

    def quoted(self, index: int) -> bool:
        """Whether the token at `index` stands inside a quotation, or is one of its marks."""
        return 0 <= index < self.size and self.quotation[index] >= 0

    def opens_quotation(self, index: int) -> bool:
        """Whether a quotation begins at the token."""
        return self.quoted(index) and self.tokens[index].start == self.quotations[self.quotation[index]].span.start

    def closes_quotation(self, index: int) -> bool:
        """Whether a quotation ends with the token."""
        if not self.quoted(index):
            return False
        quotation = self.quotations[self.quotation[index]]
        return quotation.closed and self.tokens[index].end == quotation.span.end

    def quotation_end(self, index: int) -> int:
        """The token index after the quotation that holds token `index`, within the sentence."""
        number = self.quotation[index]
        while index < self.size and self.quotation[index] == number:
            index += 1
        return index

    def is_adverb(self, index: int) -> bool:
        """Whether the token may stand inside a verb group."""
        word = self.word(index)
        return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and not self.capital(index) and word not in _FALSE_ADVERBS)

    def is_time(self, index: int) -> bool:
        """Whether the token names a day, a month, or "last week" begins there."""
        word = self.word(index)
        if word in _TIME_WORDS and word != "may":
            return True
        return word in {"last", "this", "next", "earlier", "late", "early", "later"} and (
            self.word(index + 1) in _TIME_NOUNS or self.word(index + 1) in _TIME_WORDS or self.word(index + 1) == "this"
        )

    def is_time_word(self, index: int) -> bool:
        """Whether the token by itself can end a date: "Monday", "2010", "week"."""
        word = self.word(index)
        return (
            (word in _TIME_WORDS and word not in {"may", "march"}) or (word in _TIME_NOUNS and not self.capital(index)) or self._year(index)
        )

    def skip_time(self, index: int) -> int:
        """The index after a bare date such as "Monday", "last week" or "on Monday night", or `index`."""
        position = index
        if self.word(position) in {"on", "in", "late", "early"} and (self.is_time(position + 1) or self._year(position + 1)):
            position += 1
        if not (self.is_time(position) or self._year(position)) or (self._year(position) and position == index):
            return index
        while position < self.size and (
            self.is_time(position)
            or self.word(position) in _TIME_NOUNS
            or (self.word(position).isdigit() and self.word(position - 1) in _TIME_WORDS)
            or (position > index and self.word(position) in {"this", "week", "year"})
            or self._year(position)
        ):
            position += 1
        return position

    def _year(self, index: int) -> bool:
        word = self.word(index)
        return len(word) == 4 and word.isdigit() and word[0] in "12"

    def is_verb_like(self, index: int) -> bool:
        """Whether the token is an auxiliary or can be a finite cue verb; a rough test for the search of subjects."""
        word = self.word(index)
        form = verb_forms().get(word)
        return word in _AUXILIARIES or (form is not None and form.shape == "past")


_FALSE_ADVERBS = words("false_adverbs")


def _quoted(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> list[int]:
    inside: list[int] = []
    for token in tokens:
        number = bisect_right(quotations, token.start, key=lambda quotation: quotation.span.start) - 1
        inside.append(number if number >= 0 and token.end <= quotations[number].span.end else -1)
    return inside
