"""Rerankers by name, and the one that ships: a trained cross-encoder on the base model, compiled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.defaults import NO_RERANKER, RERANKER
from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.encoder.compile import compiled_model
from factcheck.encoder.runtime import CompiledModel, load_tokenizer
from factcheck.encoder.weights import BASE_NAME
from factcheck.errors import ModelError
from factcheck.evidence.base import Reranker
from factcheck.progress import Progress, silent

__all__ = ["CrossEncoder", "load_reranker"]


class CrossEncoder:
    """Reads claim and passage together; its score is the chance, on public judgements, that the passage bears on the claim.

    Raises:
        ModelError: the adapter is for another task.
    """

    def __init__(self, adapter: Adapter, *, progress: Progress = silent) -> None:
        if adapter.task != "reranker" or not isinstance(adapter.card.get("weight"), float):
            raise ModelError(f"{adapter.directory} is no reranker: make one with `factcheck train reranker`")
        self.name = f"{BASE_NAME}+{adapter.directory.name}"
        self.weight = float(adapter.card["weight"])
        self.sha256 = adapter.identity
        self._temperature = float(adapter.card.get("temperature", 1.0))
        self._model = CompiledModel(compiled_model(adapter, progress=progress), load_tokenizer(adapter.max_tokens))

    def rerank(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> NDArray[np.float64]:
        """A score from 0 to 1 for each pair of claim and passage, to four decimals: (pairs,)."""
        logits = self._model.run(list(pairs), stage="reading passages", progress=progress)[:, 0].astype(np.float64)
        # Rounded, so that the same texts score alike on processors that add in another order.
        return np.asarray(np.round(1 / (1 + np.exp(-logits / self._temperature)), 4), dtype=np.float64)


def load_reranker(name: str = RERANKER, *, progress: Progress = silent) -> Reranker | None:
    """The reranker of a name; None for `none`.

    Args:
        name: `neural`, the one that ships; `adapter:FOLDER`, one that `factcheck train reranker` made; `hub:ORGANISATION/MODEL` or
            `hub:FOLDER`, any cross-encoder with a single score; `none`; `words`, no model at all, for tests.
        progress: told of the compilation on first use.

    Raises:
        ModelError: no such name, or the adapter cannot be used.
    """
    kind, _, argument = name.partition(":")
    if name == NO_RERANKER:
        return None
    if name == RERANKER:
        return CrossEncoder(shipped_adapter("reranker"), progress=progress)
    if kind == "adapter" and argument:
        return CrossEncoder(Adapter(Path(argument)), progress=progress)
    if kind == "hub" and argument.strip():
        from factcheck.evidence.hub import HubReranker

        return HubReranker(argument.strip())
    if name == "words":
        from factcheck.evidence.shared_words import SharedWords

        return SharedWords()
    raise ModelError(f"unknown reranker {name!r}; choose {RERANKER}, adapter:FOLDER, hub:ORGANISATION/MODEL or {NO_RERANKER}")
