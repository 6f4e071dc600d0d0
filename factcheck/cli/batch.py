"""`factcheck batch`: many articles in, a report each and an index page over all of them out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.batching import EachArticle, OutFolder, Running, Teller, exit_status, job_of, on_termination, say_end
from factcheck.cli.grouped import grouped
from factcheck.cli.options import AllowPrivate, CheckModels, Evidence, KeepFolder
from factcheck.cli.output import counted, say
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.batch.running import Runner

__all__ = ["batch"]


@grouped
def batch(
    evidence: Evidence,
    out: OutFolder,
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLES...",
            help="Files, folders (searched through), patterns, feeds and lists (all their items), addresses.",
            show_default=False,
        ),
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option("--from-file", readable=False, help="A file that names further articles, one a line; - for stdin.")
    ] = None,
    keep: KeepFolder = None,
    allow_private: AllowPrivate = False,
    *,
    each: EachArticle,
    models: CheckModels,
    how: Running,
) -> None:
    """Check many ARTICLES against the evidence: a report each, and one index page with the worst claims first.

    A run that was killed goes on where it was; what has not changed is not checked again.
    """
    from factcheck.batch.journal import require_own_folder
    from factcheck.batch.listing import Web, list_articles, read_list
    from factcheck.batch.running import Runner

    job = job_of(evidence, out, each, models)
    named = [*(articles or ()), *(read_list(from_file) if from_file else ())]
    if not named:
        raise InputError("no articles: name files, folders, patterns or addresses, or give --from-file")
    require_own_folder(out)
    closed = [path for path in (each.claims, evidence, models.index, keep, from_file) if path is not None]
    listing = list_articles(named, out, without=closed, web=Web(keep, allow_private))
    if not listing.tasks and not listing.unreadable:
        raise InputError(f"no article in {', '.join(named[:3])}{', …' if len(named) > 3 else ''}; nothing was checked")
    if listing.aside and not how.quiet:
        say(f"{counted(listing.aside, 'other file')} in the folders left aside")
    with on_termination(), Runner(job, workers=how.processes, timeout=how.timeout) as runner:
        run = runner.plan(listing, again=how.again)
        teller = Teller(quiet=how.quiet)
        if run.unchanged and not how.quiet:
            say(f"{len(run.unchanged)} of {counted(run.total, 'article')} unchanged since they were checked (--again checks them too)")
        try:
            with teller.over(run.total, len(run.unchanged)):
                for event in run.unreadable:
                    teller.tell(event)
                for event in runner.work(run):
                    teller.tell(event)
        except SystemExit:
            _interrupted(runner, out)
            raise
        summary = runner.write_pages()
    say_end(summary, out)
    status = exit_status(summary, each.fail_on)
    failed = [entry.title for entry in summary.articles if entry.status == "failed" and not entry.earlier]
    if failed:
        say(f"factcheck: {counted(len(failed), 'article')} failed: {', '.join(failed[:5])}{', …' if len(failed) > 5 else ''}")
    if status:
        raise typer.Exit(status)


def _interrupted(runner: Runner, out: Path) -> None:
    summary = runner.write_pages()
    say_end(summary, out)
    say("what is done is kept; the same command goes on from there")
