"""The `factcheck` command: its verbs, and what any error looks like to a user."""

from __future__ import annotations

import os
import re
import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn, cast

import typer

from factcheck import __version__
from factcheck.cli import (
    batch,
    check,
    claims,
    evaluate,
    extract,
    gate,
    index,
    mcp,
    models,
    render,
    review,
    schema,
    serve,
    sourcing,
    train,
    watch,
)
from factcheck.cli.output import say
from factcheck.errors import FactcheckError

__all__ = ["app", "run"]

EXIT_ERROR = 2
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="factcheck",
    help="Who said it, how strongly is it sourced, and is it so? Claim-level fact-checking, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("batch")(batch.batch)
app.command("watch")(watch.watch)
app.command("render")(render.render)
app.command("extract")(extract.extract)
app.add_typer(claims.app, name="claims", help="Annotation files: check, compare, merge, count, decide, import, export.")
app.add_typer(index.app, name="index", help="Collect evidence; build and search an index of it.")
app.command("review")(review.review)
app.command("gate")(gate.gate)
app.command("serve")(serve.serve)
app.command("mcp")(mcp.mcp)
app.command("schema")(schema.schema)
app.add_typer(sourcing.app, name="sourcing", help="The rules by which sourcing is graded.")
app.add_typer(models.app, name="models", help="What models take part, and compiling them ahead of time.")
app.add_typer(evaluate.app, name="evaluate", help="Measure the stages on labelled data.")
app.add_typer(train.app, name="train", help="Train the adapters that ship.")


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Hold the options that come before the verb."""


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    # Raised as SystemExit so that files half-written are cleaned away; 1 would read as "findings".
    say("factcheck: interrupted")
    raise SystemExit(EXIT_INTERRUPTED)


_UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""Of click, which lies inside typer or beside it, by typer's version."""
_BY_PYDANTIC = re.compile(r"Value error, |, unable to parse .*")


def _usage(error: typer.BadParameter) -> str:
    """What is wrong with the arguments, in one line, and where the right ones are told."""
    told = " ".join(_BY_PYDANTIC.sub("", error.format_message()).replace("Input should be", "it should be").split()).rstrip(".")
    where = f"; see {error.ctx.command_path} --help" if error.ctx else ""
    return told[:1].lower() + told[1:] + where


def run() -> None:
    """Entry point: every deliberate error is one line on stderr and exit status 2."""
    signal.signal(signal.SIGINT, _interrupted)
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.Abort:
        _interrupted(signal.SIGINT, None)
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
        else:
            say(f"factcheck: {_usage(error)}")
    except FactcheckError as error:
        say(f"factcheck: {' '.join(str(error).split())}")
    except Exception as error:
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        say(
            f"factcheck: internal error, please report it ({type(error).__name__}: {' '.join(str(error).split())[:300]}); "
            "FACTCHECK_DEBUG=1 shows where"
        )
    sys.exit(EXIT_ERROR)
