"""The place of the gate: the one function that the service asks whether a piece may be published."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from factcheck.service.errors import AbsentError

__all__ = ["DEFAULT_POLICY", "GateJudge", "load_judge"]

DEFAULT_POLICY = "default"
_HOME = "factcheck.gate"


class GateOutcome(Protocol):
    """What a gate finds, as a frozen pydantic type."""

    def model_dump(self, *, mode: str) -> dict[str, Any]:
        """As JSON values."""
        ...


class GateJudge(Protocol):
    """`factcheck.gate.judge_file`: computed from the file, and from nothing that a caller says."""

    def __call__(self, path: Path, policy: str | Path, /) -> GateOutcome:
        """Judge one annotation file by a policy: the name of one that ships, or a file."""
        ...


def load_judge() -> GateJudge:
    """The gate of this installation.

    Raises:
        AbsentError: it has none.
    """
    if find_spec(_HOME) is None:
        raise AbsentError("this version of factcheck has no gate")
    judge: GateJudge = import_module(_HOME).judge_file
    return judge
