"""The deterministic diff: details of a claim beside their counterparts in a passage."""

from __future__ import annotations

from factcheck.verdict.diff.engine import diff

__all__ = ["diff"]
