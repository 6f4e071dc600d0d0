"""Where the command line speaks: results on stdout, everything else on stderr."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

from factcheck.errors import OutputError
from factcheck.legibility import legible
from factcheck.progress import Progress, silent

__all__ = [
    "counted",
    "error_console",
    "log_to_terminal",
    "one_line",
    "progress_bars",
    "require_file",
    "say",
    "spare",
    "warn",
    "write_result",
]

error_console = Console(stderr=True, highlight=False, soft_wrap=True)


def counted(number: int, noun: str) -> str:
    """A count with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def one_line(text: str) -> str:
    """Text of others on a terminal: one line, without control characters."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def say(message: str) -> None:
    """A remark to the user, on stderr; what others wrote in it commands no terminal."""
    error_console.print(legible(message), markup=False)


def warn(message: str) -> None:
    """Something that a reader of the result must know, on stderr, in one line."""
    say(f"factcheck: warning: {message}")


def write_result(text: str) -> None:
    """A result, on stdout, with one final newline."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def require_file(report_format: str, out: Path | None) -> None:
    """Refuse to print what is no text.

    Raises:
        OutputError: the format is binary, and no file is named.
    """
    from factcheck.report import BINARY_FORMATS

    if out is None and report_format in BINARY_FORMATS:
        raise OutputError(f"a .{report_format} is no text to print: say where to write it, with --out report.{report_format}")


def spare(out: Path, source: Path | None, *, what: str = "the article itself") -> None:
    """Refuse to write a result over the file that it is made of.

    Args:
        out: where the result is to go.
        source: the file that it is made of, if it is one.
        what: what that file is, for the message.

    Raises:
        OutputError: both are the same file.
    """
    if source is not None and out.exists() and source.exists() and out.samefile(source):
        raise OutputError(f"{out}: is {what}; write the result somewhere else")


def log_to_terminal() -> None:
    """Show the library's log on stderr (training speaks through it)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """Progress bars on stderr while it is a terminal; silence otherwise."""
    if not error_console.is_terminal:
        yield silent
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with RichProgress(*columns, console=error_console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int, /) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report
