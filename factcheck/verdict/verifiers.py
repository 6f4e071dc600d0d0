"""Verifiers by name: the two that ship, an adapter in a folder, and models of the user's choice."""

from __future__ import annotations

from pathlib import Path

from factcheck.defaults import FULL_VERIFIER, VERIFIER
from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.errors import ModelError
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier

__all__ = ["load_verifier", "verifier_adapter"]


def verifier_adapter(name: str) -> Adapter:
    """The adapter of a verifier's name.

    Args:
        name: `entailment`, the default, trained only on data with a stated licence; `entailment-all`, trained on all data;
            `adapter:FOLDER`, one that `factcheck train entailment` made.

    Raises:
        ModelError: no such name, or the adapter is missing or broken.
    """
    kind, _, argument = name.partition(":")
    if name in {VERIFIER, FULL_VERIFIER}:
        return shipped_adapter(name)
    if kind == "adapter" and argument:
        return Adapter(Path(argument))
    raise ModelError(
        f"unknown verifier {name!r}; choose {VERIFIER}, {FULL_VERIFIER}, adapter:FOLDER, hub:ORGANISATION/MODEL or llm:PROVIDER:MODEL"
    )


def load_verifier(name: str = VERIFIER, *, progress: Progress = silent) -> Verifier:
    """The verifier of a name, loaded; compiled first if it never was.

    Args:
        name: as `verifier_adapter` takes it; or `hub:ORGANISATION/MODEL` or `hub:FOLDER`, an entailment cross-encoder;
            or `llm:PROVIDER:MODEL`, a language model, which may be a server far away.
        progress: told of the compilation on first use.

    Raises:
        ModelError: no such name, or the model cannot be used.
    """
    kind, _, argument = name.partition(":")
    if kind == "hub" and argument.strip():
        from factcheck.verdict.hub import HubVerifier

        return HubVerifier(argument.strip())
    if kind == "llm":
        from factcheck.llm.verifier import LanguageModelVerifier

        return LanguageModelVerifier(name)
    from factcheck.verdict.entailment import EntailmentVerifier

    return EntailmentVerifier(verifier_adapter(name).directory, progress=progress)
