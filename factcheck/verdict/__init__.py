"""Claim and evidence to a verdict: entailment, the deterministic diff, aggregation."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Imported at once, unlike the verifier: they are light, and share their names with modules of this package,
# which would hide a name that is looked up later.
from factcheck.verdict.aggregate import Aggregation, Outcome, aggregate
from factcheck.verdict.base import Verifier
from factcheck.verdict.checked_before import checked_before
from factcheck.verdict.diff import diff
from factcheck.verdict.double import LexicalVerifier
from factcheck.verdict.judge import Judgement, judge

if TYPE_CHECKING:
    from factcheck.verdict.entailment import EntailmentVerifier

__all__ = [
    "Aggregation",
    "EntailmentVerifier",
    "Judgement",
    "LexicalVerifier",
    "Outcome",
    "Verifier",
    "aggregate",
    "checked_before",
    "diff",
    "judge",
]


def __getattr__(name: str) -> object:
    """Load the trained verifier, and numpy and onnxruntime with it, when it is first asked for."""
    if name == "EntailmentVerifier":
        from factcheck.verdict.entailment import EntailmentVerifier

        return EntailmentVerifier
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
