"""`factcheck gate`: may a piece be published?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.output import say, spare, write_result
from factcheck.errors import InputError

__all__ = ["gate"]


class GateFormat(StrEnum):
    """Renderings of what the gate says."""

    text = "text"
    json = "json"
    markdown = "markdown"
    github = "github"
    junit = "junit"
    sarif = "sarif"


def gate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            readable=False,
            help="Annotation files (.yaml), folders of them, or articles, whose annotation files are looked up in --claims.",
            show_default=False,
        ),
    ] = None,
    policy: Annotated[
        str, typer.Option("--policy", "-p", help="default, strict, or a TOML file that may build on one of them.")
    ] = "default",
    claims: Annotated[Path, typer.Option("--claims", readable=False, help="Where the annotation files of articles lie.")] = Path("claims"),
    article: Annotated[
        Path | None, typer.Option("--article", readable=False, help="The article of the one FILE, where that does not say where it lies.")
    ] = None,
    gate_format: Annotated[GateFormat, typer.Option("--format", "-f", help="What to print.")] = GateFormat.text,
    out: Annotated[
        list[str] | None,
        typer.Option(
            "--also", metavar="FORMAT=FILE", help="Also write it in this format to this file; may be repeated.", show_default=False
        ),
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules as the policy holds them, and judge nothing.")] = False,
) -> None:
    """Decide by a policy whether pieces may be published: exit 0 where all may, 1 where one may not, 2 where one cannot be judged."""
    from factcheck.files import write_text
    from factcheck.gate import judge_files, read_policy
    from factcheck.gate.rendering import render
    from factcheck.gate.rules_text import rules_text

    held = read_policy(policy)
    if rules:
        write_result(rules_text(held))
        return
    if not files:
        raise InputError("factcheck gate: name an annotation file, a folder of them, or an article")
    targets = [_target(value) for value in out or ()]
    for _, path in targets:
        spare(path, article)
        for file in files:
            spare(path, file, what="what is judged")
    judgement = judge_files(files, held, claims=claims, article=article)
    for form, path in targets:
        write_text(path, render(judgement, form))
    write_result(render(judgement, gate_format.value))
    for problem in judgement.problems:
        say(f"factcheck: {problem.message}")
    raise typer.Exit(judgement.exit_status)


def _target(value: str) -> tuple[str, Path]:
    form, equals, path = value.partition("=")
    if not equals or not path or form not in set(GateFormat):
        raise InputError(f"--also {value}: write it as FORMAT=FILE, where FORMAT is one of {', '.join(GateFormat)}")
    return form, Path(path)
