"""Embedders by name."""

from __future__ import annotations

from factcheck.defaults import EMBEDDER
from factcheck.errors import ModelError
from factcheck.evidence.base import Embedder
from factcheck.progress import Progress, silent

__all__ = ["load_embedder"]


def load_embedder(name: str = EMBEDDER, *, progress: Progress = silent) -> Embedder:
    """The embedder of a name.

    Args:
        name: `all-MiniLM-L6-v2`, the default, compiled and without torch; `hub:organisation/model`, any model of
            sentence-transformers; `hash:DIMENSION`, no model at all, for tests.
        progress: told of the compilation on first use.

    Raises:
        ModelError: no such name, or the model cannot be loaded.
    """
    kind, colon, argument = name.partition(":")
    if name == EMBEDDER:
        from factcheck.encoder.embedder import MiniLMEmbedder

        return MiniLMEmbedder(progress=progress)
    if kind == "hub" and argument.strip():
        from factcheck.evidence.hub import HubEmbedder

        return HubEmbedder(argument.strip())
    if kind == "hash" and colon and argument.isascii() and argument.isdigit() and len(argument) < 10:
        from factcheck.evidence.hashing import HashingEmbedder

        return HashingEmbedder(int(argument))
    raise ModelError(f"unknown embedder {name!r}; choose {EMBEDDER}, hub:ORGANISATION/MODEL, or hash:DIMENSION")
