"""The claim extractors by name."""

from __future__ import annotations

from factcheck.claims.base import ClaimExtractor
from factcheck.claims.extractor import RuleExtractor
from factcheck.defaults import EXTRACTOR
from factcheck.errors import InputError
from factcheck.progress import Progress, silent

__all__ = ["load_extractor"]


def load_extractor(name: str = EXTRACTOR, *, progress: Progress = silent) -> ClaimExtractor:
    """The claim extractor of a name.

    Args:
        name: `rules`, the one that ships; `llm:PROVIDER:MODEL`, a language model, which may be a server far away.
        progress: told when a network must be compiled first.

    Raises:
        InputError: no extractor has such a name.
        ModelError: the model that it needs cannot be used.
    """
    if name == EXTRACTOR:
        return RuleExtractor(progress=progress)
    if name.partition(":")[0] == "llm":
        from factcheck.llm.extractor import LanguageModelExtractor

        return LanguageModelExtractor(name, progress=progress)
    raise InputError(f"no claim extractor is called {name!r}: use {EXTRACTOR} or llm:PROVIDER:MODEL")
