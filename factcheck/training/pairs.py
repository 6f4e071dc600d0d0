"""Labelled text pairs as token ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from factcheck.datasets.pairs import LabelledPair

__all__ = ["EncodedPair", "encode_pairs"]


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """Token ids of `[CLS] hypothesis [SEP] premise [SEP]`, the second segment's start, and the label's number."""

    ids: tuple[int, ...]
    second: int
    label: int

    @property
    def tokens(self) -> int:
        """Its length."""
        return len(self.ids)


def encode_pairs(pairs: Sequence[LabelledPair], tokenizer: Tokenizer, labels: Sequence[str]) -> list[EncodedPair]:
    """Token ids of each pair; the tokenizer's own truncation applies."""
    number = {label: index for index, label in enumerate(labels)}
    encodings = tokenizer.encode_batch([(pair.hypothesis, pair.premise) for pair in pairs])
    return [
        EncodedPair(tuple(e.ids), e.type_ids.index(1) if 1 in e.type_ids else len(e.ids), number[pair.label])
        for e, pair in zip(encodings, pairs, strict=True)
    ]
