"""Windows as the network takes them: word pieces, and the features of the word that each piece belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from factcheck.claims.tagging.features import FEATURE_SIZES
from factcheck.claims.tagging.windows import Window

__all__ = ["EncodedWindow", "encode_windows"]


_OFFSETS = np.cumsum((0, *FEATURE_SIZES[:-1]))


class EncodedWindow(NamedTuple):
    """A window's pieces, with [CLS] and [SEP] around them."""

    ids: NDArray[np.int64]
    """(pieces,)"""
    features: NDArray[np.int64]
    """(pieces, features): of the word that the piece belongs to; 0 for [CLS] and [SEP]."""
    heads: NDArray[np.int64]
    """(words,): index of each word's first piece; the [SEP] for words beyond the longest window."""

    def multi_hot(self) -> NDArray[np.float32]:
        """The features as ones and zeros, as the network takes them: (pieces, sum of `FEATURE_SIZES`)."""
        rows = np.zeros((len(self.ids), sum(FEATURE_SIZES)), dtype=np.float32)
        np.put_along_axis(rows, self.features + _OFFSETS, 1.0, axis=1)
        return rows


def encode_windows(
    tokenizer: Tokenizer, text: str, windows: Sequence[Window], features: Sequence[NDArray[np.int64]]
) -> list[EncodedWindow]:
    """Encode windows of `text` with the features of their words, each (words, features)."""
    encodings = tokenizer.encode_batch([[text[start:end] for start, end in window.words] for window in windows], is_pretokenized=True)
    encoded = []
    for window, rows, encoding in zip(windows, features, encodings, strict=True):
        owners = np.array([-1 if word is None else word for word in encoding.word_ids], dtype=np.int64)
        heads = np.full(len(window.words), len(owners) - 1, dtype=np.int64)
        inner = np.flatnonzero(owners >= 0)
        heads[owners[inner[::-1]]] = inner[::-1]
        pieces = np.where(owners[:, None] >= 0, rows[owners], 0)
        encoded.append(EncodedWindow(np.array(encoding.ids, dtype=np.int64), pieces, heads))
    return encoded
