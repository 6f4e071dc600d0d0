"""`factcheck review`: an annotation file in the browser."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.output import say, write_result
from factcheck.defaults import EMBEDDER
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex

__all__ = ["review"]


def review(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The annotation file.", show_default=False)],
    evidence: Annotated[
        Path | None, typer.Option("--evidence", "-e", readable=False, help="The evidence corpus: to show passages and search them.")
    ] = None,
    article: Annotated[
        Path | None, typer.Option("--article", readable=False, help="The article, where the annotation file does not say where it lies.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", envvar="FACTCHECK_REVIEWER", help="Who reviews (default: git's user.name, else the page asks).")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port on this machine; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address only, open no browser.")] = False,
    idle: Annotated[float, typer.Option("--idle", min=0, help="End after so many minutes in which nobody did anything; 0: never.")] = 120,
) -> None:
    """Review the claims of an annotation file on a page that only this machine can open; Ctrl-C ends it."""
    missing = [name for name in ("fastapi", "uvicorn") if find_spec(name) is None]
    if missing:
        raise InputError(f"the review page needs {' and '.join(missing)}: pip install 'factcheck-newsroom[server]'")
    from factcheck.review.page import Desk, serve
    from factcheck.review.page.library import Library

    library = Library()
    if evidence is not None:
        from factcheck.evidence.corpus import list_corpus
        from factcheck.evidence.store import is_index

        corpus = evidence
        if not is_index(corpus):
            list_corpus(corpus)  # a path that is wrong is told before the page opens
        library = Library(lambda: _open(corpus))
    desk = Desk(file, article=article, library=library, by=(by or "").strip() or _git_name())

    def announce(address: str) -> None:
        say(f"{file}: reviewing at the address below; Ctrl-C ends it")
        write_result(address)

    serve(desk, port=port, idle_minutes=idle, open_browser=not no_open, announce=announce)
    say("factcheck: the review has ended; every decision is in the file")


def _open(corpus: Path) -> PassageIndex:
    from factcheck.evidence import load_embedder, open_index

    return open_index(corpus, load_embedder(EMBEDDER))


def _git_name() -> str | None:
    try:
        found = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S607
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None
