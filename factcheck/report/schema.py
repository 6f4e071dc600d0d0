"""The JSON Schema of the JSON report."""

from __future__ import annotations

from typing import Any

from factcheck.models import Report

__all__ = ["report_schema"]


def report_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what the JSON rendering holds; `schema_version` is the version of this shape."""
    schema = Report.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factcheck report",
        **{key: value for key, value in schema.items() if key != "title"},
    }
