"""In which language each block of an article is: claims are only made from English, and of the rest a reader is told.

Function words tell English at once. What they leave open is put to py3langid, which knows 139 languages but takes a second to load, so
it is not asked about the odd short paragraph of an article that is plainly English.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.models import ASSERTING_BLOCKS, Article, Block, BlockKind

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["language_name", "languages_left_out", "tell_languages"]

_ENGLISH = "en"
_NOT_ENGLISH_ENOUGH = {_ENGLISH, "zxx"}
"""What py3langid says of English, and of figures, addresses and code."""
_SAMPLE = 4000
"""Characters of a block that are looked at."""
_ONLY, _ANY = 0.08, 0.2
"""Least shares, of a paragraph's words, of function words that only English has and of all English ones; running text has 0.2 and 0.4."""
_SOME = 0.1
"""Share of English function words that, with one that only English has, will do in an article that is plainly English."""
_SHORT, _TELLING = 5, 8
"""Words; fewer say nothing about a language, in any article and in one that is plainly English."""
_SURE = 0.7
"""Probability from which py3langid is believed. Of 9,800 paragraphs of English news and prose, one reaches it as another language."""
_LATIN_ENDS = 0x24F
"""Last code point of Latin letters with marks."""

_STOPS = ".!?…。！？।؟"
_WORD = re.compile(r"[^\W\d_]+")


class _Reading(NamedTuple):
    """A block's words, counted."""

    text: str
    letters: int
    words: int
    only: int
    """Function words that only English has."""
    any: int
    """English function words."""
    latin: bool
    """At least half of its letters are Latin."""

    @property
    def english(self) -> bool:
        return self.only >= 2 and self.only >= _ONLY * self.words and self.any >= _ANY * self.words

    @property
    def open(self) -> bool:
        """Whether it holds enough to be told by."""
        return not self.english and (not self.latin or self.words >= _SHORT)

    @property
    def doubtful(self) -> bool:
        """Whether it stands out even among English paragraphs."""
        likely = self.any >= _ANY * self.words or (self.only > 0 and self.any >= _SOME * self.words)
        return self.open and not (self.latin and (likely or self.words < _TELLING))


def tell_languages(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their languages.

    Args:
        text: The article's text.
        blocks: Its blocks.

    Returns:
        The same blocks; those in another language than English say so in `language`, as an ISO 639 code. A block too short to tell
        goes with most of the article. "Headings" in another language that end like a sentence are paragraphs.
    """
    readings = [_read(block.span.of(text)) for block in blocks]
    weights = [reading.letters if block.kind in ASSERTING_BLOCKS else 0 for block, reading in zip(blocks, readings, strict=True)]
    english = sum(weight for weight, reading in zip(weights, readings, strict=True) if reading.english)
    if 2 * english >= sum(weights) > 0:
        told = [_identified(reading) if reading.doubtful else None for reading in readings]
        return _marked(text, blocks, [None if code == _ENGLISH else code for code in told])
    known = [_ENGLISH if reading.english else _identified(reading) if reading.open else None for reading in readings]
    votes: Counter[str] = Counter()
    for code, reading in zip(known, readings, strict=True):
        if code is not None:
            votes[code] += reading.letters
    most = votes.most_common(1)[0][0] if votes else _identified(_read(" ".join(reading.text for reading in readings)))
    return _marked(text, blocks, [None if code == _ENGLISH else code for code in (code or most for code in known)])


def languages_left_out(article: Article) -> Counter[str]:
    """How many paragraphs of an article are not read because of their language, by its English name."""
    return Counter(
        language_name(block.language) for block in article.blocks if block.language is not None and block.kind in ASSERTING_BLOCKS
    )


def language_name(code: str) -> str:
    """English name of a language by its ISO 639 code; "another language" where none is known."""
    name: str = _data()["names"].get(code, "another language")
    return name


def _marked(text: str, blocks: Sequence[Block], codes: Sequence[str | None]) -> tuple[Block, ...]:
    return tuple(
        block if code is None else block.model_copy(update={"language": code, "kind": _kind(text, block)})
        for block, code in zip(blocks, codes, strict=True)
    )


def _kind(text: str, block: Block) -> BlockKind:
    """The role of a block in another language: its want of an English verb, which makes a heading, says nothing there."""
    return "paragraph" if block.kind == "heading" and text[block.span.end - 1] in _STOPS else block.kind


def _read(text: str) -> _Reading:
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    only, any_ = _function_words()
    letters = sum(map(len, words))
    latin = sample.isascii() or 2 * sum(character.isalpha() and ord(character) <= _LATIN_ENDS for character in sample) >= letters
    return _Reading(sample, letters, len(words), sum(word in only for word in words), sum(word in any_ for word in words), latin)


def _identified(reading: _Reading) -> str | None:
    """The language of a text, `en` for English; None where it is not sure. Text in another script is never English."""
    language, probability = _identifier().classify(reading.text)
    if language in _NOT_ENGLISH_ENOUGH:
        return _ENGLISH if language == _ENGLISH and probability >= _SURE else None
    return language if probability >= _SURE or not reading.latin else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("factcheck.article").joinpath("languages.toml").read_text(encoding="utf-8"))


@cache
def _function_words() -> tuple[frozenset[str], frozenset[str]]:
    only = frozenset(_data()["only_english"])
    return only, only | frozenset(_data()["also_english"])
