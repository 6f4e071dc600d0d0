"""Measuring every stage on labelled data; one module per verb of `factcheck evaluate`, the metrics in `metrics`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.evaluation.attribution import evaluate_attribution
    from factcheck.evaluation.claims import evaluate_claims
    from factcheck.evaluation.diff import evaluate_diff
    from factcheck.evaluation.entailment import evaluate_entailment
    from factcheck.evaluation.origins import evaluate_origins
    from factcheck.evaluation.result import Evaluation
    from factcheck.evaluation.retrieval import evaluate_retrieval
    from factcheck.evaluation.review import evaluate_review
    from factcheck.evaluation.reviewed import evaluate_reviewed
    from factcheck.evaluation.verdict import evaluate_verdict

__all__ = [
    "Evaluation",
    "evaluate_attribution",
    "evaluate_claims",
    "evaluate_diff",
    "evaluate_entailment",
    "evaluate_origins",
    "evaluate_retrieval",
    "evaluate_review",
    "evaluate_reviewed",
    "evaluate_verdict",
]

_HOMES = {
    "Evaluation": "result",
    "evaluate_attribution": "attribution",
    "evaluate_claims": "claims",
    "evaluate_diff": "diff",
    "evaluate_entailment": "entailment",
    "evaluate_origins": "origins",
    "evaluate_retrieval": "retrieval",
    "evaluate_review": "review",
    "evaluate_reviewed": "reviewed",
    "evaluate_verdict": "verdict",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
