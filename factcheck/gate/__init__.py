"""The gate: whether a piece may be published, decided from its annotation file and what lies beside it, by a newsroom's policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.gate.judging import judge_article, judge_file, judge_files
    from factcheck.gate.outcome import Judgement, Outcome, Release, Violation
    from factcheck.gate.policy import Policy, policy_schema, read_policy

__all__ = [
    "Judgement",
    "Outcome",
    "Policy",
    "Release",
    "Violation",
    "judge_article",
    "judge_file",
    "judge_files",
    "policy_schema",
    "read_policy",
]

_HOMES = {
    "Judgement": "outcome",
    "Outcome": "outcome",
    "Policy": "policy",
    "Release": "outcome",
    "Violation": "outcome",
    "judge_article": "judging",
    "judge_file": "judging",
    "judge_files": "judging",
    "policy_schema": "policy",
    "read_policy": "policy",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
