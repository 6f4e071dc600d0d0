"""Any model of the Hugging Face hub, or in a local folder, by sentence-transformers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError

__all__ = ["HubEmbedder"]


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
        self.sha256 = self._checksum()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length: (texts, dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # One text a batch: padding would let the neighbours of a text change its last bits.
        rows = self._model.encode(list(texts), batch_size=1, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(rows, dtype=np.float32)

    def _checksum(self) -> str:
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            values = tensor.detach().cpu()
            digest.update(f"{name} {tuple(values.shape)} {values.dtype}\n".encode())
            # Halves of a byte-wide view: numpy knows no bfloat16.
            digest.update(values.contiguous().flatten().view(dtype=_byte_type()).numpy().tobytes())
        return digest.hexdigest()


def _byte_type() -> Any:  # noqa: ANN401 (a torch.dtype; torch is not imported for its types)
    import torch

    return torch.uint8
