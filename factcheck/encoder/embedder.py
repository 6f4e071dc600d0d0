"""The default embedder: all-MiniLM-L6-v2, compiled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.encoder.compile import compiled_model
from factcheck.encoder.runtime import CompiledModel, load_tokenizer
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256
from factcheck.progress import Progress, silent

__all__ = ["MiniLMEmbedder"]


class MiniLMEmbedder:
    """Sentence embeddings of 384 dimensions and unit length; texts beyond 256 tokens are cut, as published."""

    name = BASE_NAME
    sha256 = BASE_SHA256
    dimension = 384

    def __init__(self, *, progress: Progress = silent) -> None:
        self._model = CompiledModel(compiled_model(progress=progress), load_tokenizer(256))

    def embed(self, texts: Sequence[str], *, progress: Progress = silent) -> NDArray[np.float32]:
        """Embeddings, one row a text: (texts, 384), rows of unit length, whatever the batch."""
        return self._model.run(texts, stage="embedding", progress=progress)
