"""Documents that share their text almost word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

from factcheck.evidence.copies import is_copy, shingles

__all__ = ["candidate_pairs", "shared_percent"]

_FEW: Final = 256
"""Up to this many texts every pair is compared; a sketch would save nothing."""
_THRESHOLD: Final = 0.3
"""Jaccard similarity from which a pair is to be found. A passage of which 60% stands in one of its own length has 0.43; many texts of
very different length are not looked up, which costs recall, never precision."""
_PERMUTATIONS: Final = 128


def candidate_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Numbers of texts that may share their words, each pair once, in order.

    Many texts are looked up by MinHash and locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998), so that the time grows with
    their number and not with its square. The seed is fixed.
    """
    if len(texts) <= _FEW:
        yield from combinations(range(len(texts)), 2)
        return
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, weights=(0.2, 0.8))
    sketches = []
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch([" ".join(shingle).encode("utf-8", "surrogatepass") for shingle in sorted(shingles(text))])
        index.insert(number, sketch)
        sketches.append(sketch)
    for number, sketch in enumerate(sketches):
        yield from ((number, other) for other in sorted(index.query(sketch)) if other > number)


@lru_cache(maxsize=65536)
def shared_percent(left: str, right: str) -> int | None:
    """How much of the shorter text's wording stands in the other, in percent; None when neither is a copy of the other."""
    if not (is_copy(left, right) or is_copy(right, left)):
        return None
    ours, theirs = shingles(left), shingles(right)
    return round(100 * len(ours & theirs) / min(len(ours), len(theirs)))
