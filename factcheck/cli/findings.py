"""What `--fail-on` looks for in a claim."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.models import CheckedClaim

__all__ = ["Finding", "has_finding"]


class Finding(StrEnum):
    """What `--fail-on` can look for in a claim."""

    refuted = "refuted"
    conflicting = "conflicting"
    not_enough_evidence = "not_enough_evidence"
    altered = "altered"
    misattributed = "misattributed"
    not_found = "not_found"
    mismatch = "mismatch"
    weak = "weak"
    none = "none"


def has_finding(checked: CheckedClaim, finding: Finding) -> bool:
    """Whether a claim has it."""
    if finding is Finding.mismatch:
        from factcheck.report import mismatches

        return bool(mismatches(checked))
    attribution = checked.attribution.label if checked.attribution else None
    return finding.value in {checked.verdict.label, checked.sourcing.grade, attribution}
