"""Lexical search: BM25 over stemmed words."""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import bm25s
import numpy as np
from bm25s.stopwords import STOPWORDS_EN_PLUS
from numpy.typing import NDArray

from factcheck.stemming import stem_word

__all__ = ["LEXICAL", "LexicalIndex", "tokenize"]

LEXICAL: Final = "bm25-lucene-english/2"
"""Name and version of the scoring and its tokens; recorded in an index, and raised whenever scores would differ."""

_K1: Final = 0.9
_B: Final = 0.4
"""Saturation and length normalisation, as BEIR's BM25 has them. Passages are of much the same length, so that length says little here."""

# Numbers keep their separators, so that 2.5 does not match every 2; apostrophes split off, so that a possessive does not hide a name.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STOP_WORDS = frozenset(STOPWORDS_EN_PLUS)
_LONGEST_WORD = 64

# bm25s sets its own logger to DEBUG, so its remarks reach the user as soon as another library gives the root logger a handler.
logging.getLogger("bm25s").setLevel(logging.WARNING)


def tokenize(text: str) -> list[str]:
    """Stems of the words of a text, without English stop words; numbers without thousands separators."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [_stem(word) for word in _TOKEN.findall(folded) if word not in _STOP_WORDS]


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return stem_word(word) if len(word) <= _LONGEST_WORD else word


class LexicalIndex:
    """BM25 (Robertson and Zaragoza 2009, in Lucene's variant) over texts known by their position."""

    def __init__(self, model: Any, size: int) -> None:  # noqa: ANN401 (bm25s is untyped)
        self._model = model
        self._size = size

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index texts in their order."""
        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(token, len(vocabulary)) for token in tokenize(text)] for text in texts]
        # Numbered in order of appearance: bm25s would number by the order of a set, different in every process.
        vocabulary.setdefault("", len(vocabulary))
        model = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        if any(ids):
            model.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        else:
            model = None
        return cls(model, len(ids))

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 score of every text: (texts,); 0 where no word is shared."""
        tokens = [] if self._model is None else [token for token in tokenize(query) if token in self._model.vocab_dict]
        if not tokens:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._model.get_scores(tokens), dtype=np.float32)

    def save(self, directory: Path) -> None:
        """Write bm25s's own files into a folder, which is made; a size file beside them."""
        directory.mkdir(parents=True)
        (directory / "size.json").write_text(json.dumps({"texts": self._size, "words": self._model is not None}) + "\n", encoding="utf-8")
        if self._model is not None:
            self._model.save(str(directory), show_progress=False)

    @classmethod
    def load(cls, directory: Path) -> LexicalIndex:
        """Read what `save` wrote.

        Raises:
            OSError: a file is missing.
            ValueError: a file is not what it should be.
        """
        size = json.loads((directory / "size.json").read_text(encoding="utf-8"))
        try:
            model = bm25s.BM25.load(str(directory), load_corpus=False, show_progress=False) if size["words"] else None
            return cls(model, int(size["texts"]))
        except (KeyError, TypeError, EOFError) as error:
            raise ValueError(f"not a lexical index: {error}") from None
