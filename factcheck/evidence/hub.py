"""Any embedder or reranker of the Hugging Face hub, or in a local folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.encoder.hub import HubCrossEncoder, weights_checksum
from factcheck.errors import ModelError
from factcheck.notes import remark
from factcheck.progress import Progress, silent

__all__ = ["HubEmbedder", "HubReranker"]


class HubEmbedder:
    """A sentence-transformers model, downloaded by that library if it is not on this machine yet.

    Args:
        model: `organisation/model`, or the path of a folder.

    Raises:
        ModelError: the model cannot be had or loaded.
    """

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        self.name = f"hub:{model}"
        try:
            self._model: Any = SentenceTransformer(model, device="cpu", trust_remote_code=False)
        except Exception as error:  # noqa: BLE001 (the libraries below raise what they like: network, files, formats)
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ModelError(f"hub:{model}: cannot be loaded: {reason[:200]}") from None
        self.dimension = int(self._model.encode([""]).shape[1])
        self.sha256 = weights_checksum(self._model)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length: (texts, dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # One text a batch: padding would let the neighbours of a text change its last bits.
        rows = self._model.encode(list(texts), batch_size=1, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(rows, dtype=np.float32)


class HubReranker:
    """A cross-encoder with a single score.

    Args:
        model: `organisation/model`, or the path of a folder.

    Raises:
        ModelError: the model cannot be had or loaded, or has another number of scores.
    """

    weight = 0.5
    """Not fitted: both orders count alike."""

    def __init__(self, model: str) -> None:
        self._model = HubCrossEncoder(model)
        self.name, self.sha256 = self._model.name, self._model.sha256
        if len(self._model.labels) != 1:
            found = ", ".join(self._model.labels[:5])
            raise ModelError(f"{self.name}: is no reranker: it has {len(self._model.labels)} scores ({found}) instead of one")

    def rerank(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> NDArray[np.float64]:
        """The logistic function of the model's score, to four decimals: (pairs,). It orders passages and is no fitted probability."""
        remark(f"The reranker {self.name} was not fitted to this tool: its order and that of the index count alike.")
        logits = self._model.scores(pairs, stage="reading passages", progress=progress)[:, 0].astype(np.float64)
        return np.asarray(np.round(1 / (1 + np.exp(-logits)), 4), dtype=np.float64)
