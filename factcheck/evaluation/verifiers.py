"""Verifiers by name, as `factcheck evaluate` takes them: those of `factcheck check`, or a baseline fitted on a file."""

from __future__ import annotations

from pathlib import Path

from factcheck.defaults import FULL_VERIFIER, VERIFIER
from factcheck.errors import InputError
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier
from factcheck.verdict.double import LexicalVerifier

__all__ = ["BASELINES", "NAMES", "load_verifier", "resolve", "verifier_checksum"]

SHIPPED = (VERIFIER, FULL_VERIFIER)
BASELINES = ("cosine", "hypothesis-only", "majority")
CHOSEN = ("hub", "llm")
"""Models of the user's choice, which `factcheck.verdict.verifiers` loads."""
NAMES = (
    "entailment, entailment-all, adapter:FOLDER, hub:ORG/NAME, llm:PROVIDER:MODEL, cosine:TRAIN, hypothesis-only:TRAIN, majority:TRAIN "
    "or lexical-overlap"
)


def resolve(name: str, data: Path) -> str:
    """The same name with its path, if it has one, read from the folder `data`; models of the user's choice are no files of it."""
    kind, colon, argument = name.partition(":")
    return f"{kind}:{data / argument}" if colon and kind not in CHOSEN else name


def load_verifier(name: str, *, progress: Progress = silent) -> Verifier:
    """The verifier of a name: one of `NAMES`, TRAIN being a file of labelled pairs.

    Raises:
        InputError: there is no such verifier, or its file cannot be used.
        ModelError: the adapter is missing, broken, or does not fit.
    """
    kind, path = _parsed(name)
    if kind == "lexical-overlap":
        return LexicalVerifier()
    if path is None or kind in {"adapter", *CHOSEN}:
        from factcheck.verdict.verifiers import load_verifier as load_trained

        return load_trained(name, progress=progress)
    if kind == "cosine":
        from factcheck.evaluation.baselines.cosine import CosineVerifier

        return CosineVerifier(path, progress=progress)
    if kind == "hypothesis-only":
        from factcheck.evaluation.baselines.hypothesis_only import HypothesisOnlyVerifier

        return HypothesisOnlyVerifier(path)
    from factcheck.evaluation.baselines.majority import MajorityVerifier

    return MajorityVerifier(path)


def verifier_checksum(name: str) -> str:
    """The checksum that the verifier of this name has, found without compiling or fitting it; a `hub:` or `llm:` model is loaded.

    Raises:
        InputError: there is no such verifier, or its file does not exist.
        ModelError: the adapter is missing or broken.
    """
    kind, path = _parsed(name)
    if kind == "lexical-overlap":
        return LexicalVerifier.sha256
    if kind in CHOSEN:
        return load_verifier(name).sha256
    if path is None or kind == "adapter":
        from factcheck.verdict.verifiers import verifier_adapter

        return verifier_adapter(name).sha256
    from factcheck.evaluation.baselines.fitting import fit_checksum

    if kind == "cosine":
        from factcheck.evaluation.baselines.cosine import CosineVerifier

        return CosineVerifier.checksum(path)
    if kind == "hypothesis-only":
        from factcheck.evaluation.baselines.hypothesis_only import HypothesisOnlyVerifier

        return fit_checksum(HypothesisOnlyVerifier.RECIPE, path)
    from factcheck.evaluation.baselines.majority import MajorityVerifier

    return fit_checksum(MajorityVerifier.RECIPE, path)


def _parsed(name: str) -> tuple[str, Path | None]:
    kind, colon, argument = name.partition(":")
    if not colon and kind in {*SHIPPED, "lexical-overlap"}:
        return kind, None
    if argument and kind in {"adapter", *CHOSEN, *BASELINES}:
        return kind, Path(argument)
    raise InputError(f"{name!r} names no verifier: it is {NAMES}")
