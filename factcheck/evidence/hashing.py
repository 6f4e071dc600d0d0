"""An embedder without a model: words hashed into a vector.

Texts with many words in common are near, whatever they mean. It needs no weights and no time, so it stands in for
a model in tests and in trying things out; its name is `hash:DIMENSION`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b, sha256

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError

__all__ = ["HashingEmbedder"]

_WORD = re.compile(r"\w+")


class HashingEmbedder:
    """Signed feature hashing of lower-cased words (Weinberger et al. 2009, arXiv:0902.2206).

    Args:
        dimension: length of the vectors, 1 to 65536.

    Raises:
        ModelError: the dimension is out of range.
    """

    def __init__(self, dimension: int = 256) -> None:
        if not 1 <= dimension <= 65536:
            raise ModelError(f"hash:{dimension}: the dimension must be between 1 and 65536")
        self.name = f"hash:{dimension}"
        self.sha256 = sha256(self.name.encode()).hexdigest()
        self.dimension = dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length: (texts, dimension); a text without words points along the first axis."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            row = rows[number]
            for word in _WORD.findall(text.lower()):
                digest = int.from_bytes(blake2b(word.encode(errors="replace"), digest_size=8).digest(), "little")
                row[(digest >> 1) % self.dimension] += 1.0 if digest & 1 else -1.0
            norm = float(np.linalg.norm(row))
            if norm:
                row /= norm
            else:
                row[0] = 1.0
        return rows
