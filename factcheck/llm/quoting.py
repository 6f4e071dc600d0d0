"""Where the words that a language model quotes stand in the text that it quotes from."""

from __future__ import annotations

import re
from typing import Final

from factcheck.models import Span

__all__ = ["QuotedFrom"]

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
"""Marks that models exchange for one another; one character for one, so that offsets stay."""
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_AROUND: Final = " \t\n\"'“”‘’«»„…."
"""What models add around a quotation."""


class QuotedFrom:
    """A text in which quotations are looked up: word by word, but for white space and the shape of quotation marks and dashes."""

    def __init__(self, text: str) -> None:
        self._text = text
        kept: list[str] = []
        self._offsets: list[int] = []
        for offset, character in enumerate(text.translate(_ALIKE)):
            if character.isspace():
                if kept and kept[-1] == " ":
                    continue
                character = " "  # noqa: PLW2901 (all white space is one kind)
            elif _INVISIBLE.match(character):
                continue
            kept.append(character)
            self._offsets.append(offset)
        self._plain = "".join(kept)

    def find(self, quote: str, *, near: int = 0, within: Span | None = None) -> Span | None:
        """Offsets of `quote` in the text: the occurrence nearest to `near`, in whole words, inside `within`; None where there is none.

        An exact occurrence goes before one that differs in white space or in the shape of marks; without either, marks and stops around
        the quotation are taken for the model's.
        """
        inside = within or Span(start=0, end=len(self._text))
        for words in dict.fromkeys((quote, quote.strip(), quote.strip(_AROUND))):
            found = [span for span in (*self._exact(words, inside), *self._alike(words, inside)) if self._whole(span)]
            if found:
                exact = [span for span in found if span.of(self._text) == words]
                return min(exact or found, key=lambda span: (abs(span.start - near), span.start))
        return None

    def _exact(self, words: str, inside: Span) -> list[Span]:
        return [Span(start=at, end=at + len(words)) for at in _occurrences(self._text, words, inside.start, inside.end)]

    def _alike(self, words: str, inside: Span) -> list[Span]:
        plain = " ".join(_INVISIBLE.sub("", words.translate(_ALIKE)).split())
        spans = (
            Span(start=self._offsets[at], end=self._offsets[at + len(plain) - 1] + 1)
            for at in _occurrences(self._plain, plain, 0, len(self._plain))
        )
        return [span for span in spans if inside.contains(span)]

    def _whole(self, span: Span) -> bool:
        """Whether the span cuts no word in two."""
        text = self._text
        cut_before = span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum()
        cut_after = span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum()
        return not cut_before and not cut_after


def _occurrences(text: str, words: str, start: int, end: int) -> list[int]:
    found: list[int] = []
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words), end)
    return found
