"""`factcheck schema`: the JSON Schema of what factcheck writes, and of what it reads from a newsroom."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.output import say, write_result

__all__ = ["schema"]


class SchemaName(StrEnum):
    """Documents that have a schema."""

    report = "report"
    annotation = "annotation"
    sourcing_rules = "sourcing-rules"
    policy = "policy"
    batch = "batch"


def schema(
    name: Annotated[SchemaName, typer.Argument(help="Which document.")] = SchemaName.report,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it here, for an editor.")] = None,
) -> None:
    """Print the JSON Schema of the report, the annotation file, the summary of a batch, or a newsroom's sourcing rules or policy."""
    if name is SchemaName.report:
        from factcheck.report import report_schema

        value = report_schema()
    elif name is SchemaName.sourcing_rules:
        from factcheck.sourcing import Overrides

        value = Overrides.model_json_schema()
    elif name is SchemaName.policy:
        from factcheck.gate import policy_schema

        value = policy_schema()
    elif name is SchemaName.batch:
        from factcheck.batch.summary import batch_schema

        value = batch_schema()
    else:
        from factcheck.review import annotation_schema

        value = annotation_schema()
    text = json.dumps(value, indent=2, ensure_ascii=False)
    if out is None:
        write_result(text)
        return
    from factcheck.files import write_text

    write_text(out, text + "\n")
    say(f"{out}: written")
