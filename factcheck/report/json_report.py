"""The report as JSON: the domain types as they are, for programs."""

from __future__ import annotations

from factcheck.models import Report
from factcheck.report.base import ALONE, Beside

__all__ = ["JsonRenderer"]


class JsonRenderer:
    """Two-space indented JSON of `Report`; fields in the order of the schema, text in UTF-8 without escapes."""

    suffixes: tuple[str, ...] = (".json",)

    def render(self, report: Report, beside: Beside = ALONE) -> str:  # noqa: ARG002 - it needs nothing beside the report
        """The report as `Report.model_validate_json` reads it back."""
        return report.model_dump_json(indent=2) + "\n"
