"""`factcheck sourcing`: the rules by which sourcing is graded."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.output import write_result
from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.sourcing import Rule, RuleTable

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)


class TableFormat(StrEnum):
    """Renderings of the table."""

    text = "text"
    markdown = "markdown"
    json = "json"


@app.callback()
def sourcing() -> None:
    """Hold the verbs."""


@app.command()
def explain(
    rule: Annotated[str | None, typer.Argument(metavar="RULE", help="Id of one rule, as a report gives it.", show_default=False)] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="FILE", readable=False, help="The table as this TOML file overrides it.")
    ] = None,
    table_format: Annotated[TableFormat, typer.Option("--format", "-f", help="What to print.")] = TableFormat.text,
) -> None:
    """Print the table of sourcing rules, or one rule in full."""
    from factcheck.sourcing import RULES, read_overrides

    table = read_overrides(rules) if rules else RULES
    if rule is not None:
        if rule not in table.by_id:
            raise InputError(f"{rule}: no such sourcing rule; `factcheck sourcing explain` lists them")
        table = table.model_copy(update={"rules": (table.by_id[rule],)})
    if table_format is TableFormat.json:
        write_result(table.as_json())
    elif table_format is TableFormat.markdown:
        write_result(table.markdown())
    else:
        write_result("\n".join(_text(table) if rule is None else _in_full(table.rules[0])))


_ABOUT = {
    "base": "Base rules grade a link of the chain: the first that fits.",
    "cap": "Caps: no better than this. The claim's grade is the lowest of its links and caps.",
    "raise": "Raises: no worse than this, once evidence has been looked for. They leave the grade of the attribution alone.",
    "evidence": "Caps on what the evidence raises.",
    "note": "Notes: said, without effect.",
}


def _text(table: RuleTable) -> Iterator[str]:
    yield f"Sourcing rules, version {table.version}. `factcheck sourcing explain RULE` tells one in full."
    width = max(len(rule.id) for rule in table.rules)
    for kind, about in _ABOUT.items():
        yield ""
        yield about
        for rule in table.rules:
            if kind == ("evidence" if rule.effect == "cap" and rule.on == "evidence" else rule.effect):
                yield f"  {rule.id:{width}}  {rule.grade or '–':8}  {rule.looks_at}"


def _in_full(rule: Rule) -> Iterator[str]:
    grade = f" {rule.grade}" if rule.grade else ""
    yield f"{rule.id}: {rule.effect}{grade}, on the {rule.on}"
    yield f"  fires when  {rule.looks_at}"
    yield f"  says        {rule.reason}"
    if rule.advice:
        yield f"  advises     {rule.advice}"
