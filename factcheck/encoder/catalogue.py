"""The models of a default run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.encoder.compile import compiled_model, compiled_path
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256
from factcheck.progress import Progress, silent

__all__ = ["CatalogueEntry", "Role", "catalogue", "compile_all"]

Role = Literal["tagger", "embedder", "reranker", "verifier"]


class CatalogueEntry(NamedTuple):
    """A model of the default run; `compiled` is None until it has been compiled."""

    role: Role
    name: str
    sha256: str
    compiled: Path | None


def _default_models() -> list[tuple[Role, Adapter | None]]:
    tagger, reranker, verifier = (shipped_adapter(task) for task in ("attribution", "reranker", "entailment"))
    return [("tagger", tagger), ("embedder", None), ("reranker", reranker), ("verifier", verifier)]


def catalogue() -> list[CatalogueEntry]:
    """Every model of the default run, in the order of use."""
    entries = []
    for role, adapter in _default_models():
        path = compiled_path(adapter)
        name = f"{BASE_NAME}+{adapter.directory.name}" if adapter else BASE_NAME
        entries.append(CatalogueEntry(role, name, adapter.identity if adapter else BASE_SHA256, path if path.is_file() else None))
    return entries


def compile_all(*, progress: Progress = silent) -> list[Path]:
    """Compile what is not compiled yet; the paths of all compiled models."""
    return [compiled_model(adapter, progress=progress) for _, adapter in _default_models()]
