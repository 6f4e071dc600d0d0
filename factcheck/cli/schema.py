"""`factcheck schema`: the JSON Schema of what factcheck writes."""

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


def schema(name: Annotated[SchemaName, typer.Argument(help="Which document.")] = SchemaName.report) -> None:
    """Print the JSON Schema of the report or of the annotation file."""
    if name is SchemaName.report:
        from factcheck.report import report_schema

        value = report_schema()
    else:
        from factcheck.review import Annotation

        value = Annotation.model_json_schema(mode="serialization")
    write_result(json.dumps(value, indent=2, ensure_ascii=False))
