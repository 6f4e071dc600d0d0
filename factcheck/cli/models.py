"""`factcheck models`: what models take part, and compiling them ahead of time."""

from __future__ import annotations

import json

import typer

from factcheck.cli.options import OutputFormat, PrintFormat
from factcheck.cli.output import error_console, progress_bars, write_result

__all__ = ["app"]

app = typer.Typer(invoke_without_command=True)


@app.callback()
def models(context: typer.Context, output_format: PrintFormat = OutputFormat.text) -> None:
    """List the models that the default run uses, with checksum and whether they are compiled."""
    if context.invoked_subcommand:
        return
    from factcheck.encoder.catalogue import catalogue

    entries = catalogue()
    if output_format is OutputFormat.json:
        write_result(
            json.dumps([entry._asdict() | {"compiled": str(entry.compiled) if entry.compiled else None} for entry in entries], indent=2)
        )
        return
    width = max(len(entry.name) for entry in entries)
    write_result(
        "\n".join(
            f"{entry.role:<9} {entry.name:<{width}} {entry.sha256[:12]}  {entry.compiled or 'not compiled yet (first use does it)'}"
            for entry in entries
        )
    )


@app.command("compile")
def compile_models() -> None:
    """Compile the default models into the cache now, so that the first check is fast."""
    from factcheck.encoder.catalogue import compile_all

    with progress_bars() as progress:
        for path in compile_all(progress=progress):
            error_console.print(str(path), markup=False)
