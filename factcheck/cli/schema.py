"""`factcheck schema`: the JSON Schema of what factcheck writes, and of what it reads from a newsroom."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from factcheck.cli.output import write_result

__all__ = ["schema"]


class SchemaName(StrEnum):
    """Documents that have a schema."""

    report = "report"
    annotation = "annotation"
    sourcing_rules = "sourcing-rules"


def schema(name: Annotated[SchemaName, typer.Argument(help="Which document.")] = SchemaName.report) -> None:
    """Print the JSON Schema of the report, of the annotation file, or of a file that overrides sourcing rules."""
    if name is SchemaName.report:
        from factcheck.report import report_schema

        value = report_schema()
    elif name is SchemaName.sourcing_rules:
        from factcheck.sourcing import Overrides

        value = Overrides.model_json_schema()
    else:
        from factcheck.review import Annotation

        value = Annotation.model_json_schema(mode="serialization")
    write_result(json.dumps(value, indent=2, ensure_ascii=False))
