"""Dense search: exact inner products in FAISS, vectors known by keys that are never given twice."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

__all__ = ["DenseIndex"]

# From 20 queries on FAISS multiplies matrices instead, and the last bits of a score would depend on the batch.
_BATCH = 16


class DenseIndex:
    """FAISS `IndexIDMap` over `IndexFlatIP`: exhaustive and exact."""

    def __init__(self, dimension: int, *, index: Any = None) -> None:  # noqa: ANN401 (faiss is untyped)
        self._index = faiss.IndexIDMap(faiss.IndexFlatIP(dimension)) if index is None else index
        self._sort()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def keys(self) -> NDArray[np.int64]:
        """All keys, ascending."""
        return self._keys

    def changed(self, *, remove: NDArray[np.int64], add: NDArray[np.int64], vectors: NDArray[np.float32]) -> DenseIndex:
        """A copy without some keys and with new ones: `vectors` is (len(add), dimension), rows of unit length."""
        copy: Any = faiss.clone_index(self._index)
        if len(remove):
            copy.remove_ids(np.ascontiguousarray(remove, dtype=np.int64))
        if len(add):
            copy.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(add, dtype=np.int64))
        return DenseIndex(self.dimension, index=copy)

    def nearest(self, queries: NDArray[np.float32], k: int, *, among: NDArray[np.int64] | None = None) -> list[NDArray[np.int64]]:
        """Keys of the `k` vectors nearest to each row of `queries` (n, dimension), of those in `among` if given."""
        k = min(k, len(self) if among is None else len(among))
        if k == 0:
            return [np.zeros(0, dtype=np.int64) for _ in queries]
        options: dict[str, Any] = {}
        if among is not None:
            selector: Any = faiss.SearchParameters
            options["params"] = selector(sel=faiss.IDSelectorBatch(np.ascontiguousarray(among, dtype=np.int64)))
        found: list[NDArray[np.int64]] = []
        for start in range(0, len(queries), _BATCH):
            _, keys = self._index.search(np.ascontiguousarray(queries[start : start + _BATCH], dtype=np.float32), k, **options)
            found.extend(row[row >= 0] for row in keys)
        return found

    def cosines(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """Cosines of one query (dimension,) and the vectors of `keys`: (len(keys),), -1 to 1, to six decimals.

        Rounded, so that the same texts score alike on processors that add in another order.
        """
        rows = self._order[np.searchsorted(self._keys, keys)]
        flat: Any = faiss.downcast_index(self._index.index)
        vectors = faiss.rev_swig_ptr(flat.get_xb(), len(self) * self.dimension)
        chosen = vectors.reshape(len(self), self.dimension)[rows].astype(np.float64)
        return np.asarray(np.clip(np.round(chosen @ query.astype(np.float64), 6), -1.0, 1.0), dtype=np.float64)

    def to_bytes(self) -> bytes:
        """FAISS's own file format."""
        return bytes(faiss.serialize_index(self._index))

    @classmethod
    def from_bytes(cls, data: bytes) -> DenseIndex:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: it is something else.
        """
        try:
            index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        except RuntimeError as error:
            raise ValueError(f"not a FAISS index: {error}") from None
        if not isinstance(index, faiss.IndexIDMap):
            raise ValueError(f"an index of kind {type(index).__name__}, not IndexIDMap")  # noqa: TRY004 - the file is wrong, not a caller
        return cls(int(index.d), index=index)

    def _sort(self) -> None:
        keys = np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]
