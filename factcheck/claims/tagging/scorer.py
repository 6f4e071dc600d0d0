"""What scores the words of windows: the plug point between the network and everything around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.claims.tagging.encoding import EncodedWindow
from factcheck.encoder.adapter import Adapter
from factcheck.encoder.compile import compiled_model
from factcheck.encoder.runtime import CompiledNetwork, Feed
from factcheck.progress import Progress, silent

__all__ = ["CompiledScorer", "WordScorer"]


class WordScorer(Protocol):
    """Scores words."""

    def score(self, windows: Sequence[EncodedWindow]) -> list[NDArray[np.float32]]:
        """One array a window: (words, labels + 4 * pointer). A window's scores do not depend on the others."""
        ...


class CompiledScorer:
    """An attribution adapter on the base model, compiled.

    Raises:
        ModelError: the adapter does not fit.
    """

    def __init__(self, adapter: Adapter, *, progress: Progress = silent) -> None:
        self._network = CompiledNetwork(compiled_model(adapter, progress=progress))

    def score(self, windows: Sequence[EncodedWindow]) -> list[NDArray[np.float32]]:
        """One array a window: (words, labels + 4 * pointer)."""
        outputs = self._network.run(map(_feed, windows))
        return [rows[window.heads] for rows, window in zip(outputs, windows, strict=True)]


def _feed(window: EncodedWindow) -> Feed:
    return {"input_ids": window.ids, "features": window.multi_hot()}
