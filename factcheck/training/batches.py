"""Batches of things of unequal length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

__all__ = ["Measured", "bucketed_batches"]


class Measured(Protocol):
    """Anything with a length in tokens."""

    @property
    def tokens(self) -> int:
        """Its length."""
        ...


T = TypeVar("T", bound=Measured)


def bucketed_batches(items: Sequence[T], *, tokens: int, seed: int) -> Iterator[list[T]]:
    """Batches of about `tokens` padded tokens, alike in length inside, in random order.

    Items are shuffled, sorted by length inside pools of some forty batches, cut, and the batches
    shuffled again, so that little is wasted on padding and every batch still mixes data sets.
    """
    rng = random.Random(seed)
    order = list(range(len(items)))
    rng.shuffle(order)
    pool = 1500
    batches: list[list[T]] = []
    for start in range(0, len(order), pool):
        batch: list[T] = []
        for index in sorted(order[start : start + pool], key=lambda i: items[i].tokens):
            if batch and (len(batch) + 1) * items[index].tokens > tokens:
                batches.append(batch)
                batch = []
            batch.append(items[index])
        batches.append(batch)
    rng.shuffle(batches)
    yield from batches
