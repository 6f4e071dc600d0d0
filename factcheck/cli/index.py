"""`factcheck index`: collect evidence; build, change and search an index of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.batching import on_termination
from factcheck.cli.options import AllowPrivate, IndexFolder, ModelName, OutputFormat, PrintFormat, RerankerName, parse_date
from factcheck.cli.output import counted, progress_bars, say, warn, write_result
from factcheck.defaults import EMBEDDER, RERANKER
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex
    from factcheck.models import Evidence

__all__ = ["app"]


app = typer.Typer(no_args_is_help=True)

_FAILURES = 10
"""So many are told one by one."""

EvidencePath = Annotated[
    Path, typer.Argument(metavar="EVIDENCE", readable=False, help="A corpus, folder or file; or an index folder.", show_default=False)
]
OwnIndex = Annotated[Path, typer.Argument(metavar="INDEX", help="An index folder, made by `build --index`.", show_default=False)]


@app.command()
def build(evidence: EvidencePath, index: IndexFolder = None, model: ModelName = EMBEDDER) -> None:
    """Index a corpus, or bring its index up to date; `check` does so by itself."""
    opened = _open(evidence, index, model)
    say(f"{opened.directory}: {counted(opened.info.documents, 'document')}, {counted(opened.info.passages, 'passage')}")


@app.command()
def add(
    index: OwnIndex,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files or folders of documents.", show_default=False)],
) -> None:
    """Add documents to an index folder of your own; only they are embedded."""
    from factcheck.evidence.corpus import list_corpus, read_documents

    documents = []
    for path in files:
        listing = list_corpus(path)
        for file in listing.files:
            documents += read_documents(listing.root, file)
    opened = _open_own(index)
    before = opened.info.documents
    with progress_bars() as progress:
        opened.add(documents, progress=progress)
    say(f"{index}: {counted(opened.info.documents - before, 'document')} added, {opened.info.documents} in all")


@app.command()
def collect(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="An RSS or Atom feed, a sitemap, or ClaimReview in JSON: its address or a file.", show_default=False
        ),
    ],
    evidence: Annotated[
        Path, typer.Option("--evidence", "-e", readable=False, help="The folder of the corpus; made if need be.", show_default=False)
    ],
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="Most pages to fetch in this run.")] = 50,
    delay: Annotated[float, typer.Option(min=0.0, max=3600.0, help="Seconds between two requests to one host.")] = 1.0,
    pages: Annotated[bool, typer.Option("--pages", help="Fetch the page of each new entry of which the feed has only a summary.")] = False,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who publishes all of it.")] = None,
    publisher_type: Annotated[str | None, typer.Option("--publisher-type", help="Such as newspaper, wire, government.")] = None,
    keep: Annotated[Path | None, typer.Option("--keep", help="Keep what is fetched, as it came, in this folder.")] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Bring a feed, a sitemap's pages or published fact-checks into a corpus; again, only what is new or changed."""
    from factcheck.evidence.collecting import COLLECTED
    from factcheck.evidence.collecting import collect as collect_documents

    with on_termination(), progress_bars() as progress:
        done = collect_documents(
            source,
            evidence,
            limit=limit,
            delay=delay,
            pages=pages,
            publisher=publisher,
            publisher_type=publisher_type,
            allow_private=allow_private,
            keep=keep,
            progress=progress,
        )
    for failure in done.failed[:_FAILURES]:
        warn(failure)
    if len(done.failed) > _FAILURES:
        warn(f"{len(done.failed) - _FAILURES} more could not be used")
    left = f", {counted(done.left, 'page')} left for the next run" if done.left else ""
    counts = f"{done.new} new, {done.updated} updated, {done.unchanged} unchanged, {len(done.failed)} failed{left}"
    say(f"{evidence / COLLECTED}: {counts}; {counted(done.documents, 'document')} in all")
    if done.failed and not (done.new or done.updated or done.unchanged):
        raise InputError(f"{source}: nothing in it could be used")


@app.command()
def delete(
    index: OwnIndex,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of documents.", show_default=False)],
) -> None:
    """Delete documents from an index folder of your own; the corpus itself is left alone."""
    opened = _open_own(index)
    before = opened.info.documents
    with progress_bars() as progress:
        opened.delete(ids, progress=progress)
    say(f"{index}: {counted(before - opened.info.documents, 'document')} deleted, {opened.info.documents} left")


@app.command()
def search(
    evidence: EvidencePath,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to look for: a claim, or words.", show_default=False)],
    count: Annotated[int, typer.Option("--count", "-k", min=1, max=1000, help="Most passages to show.")] = 10,
    published_from: Annotated[
        dt.date | None, typer.Option("--from", parser=parse_date, metavar="YYYY-MM-DD", help="Published on this day or later.")
    ] = None,
    published_until: Annotated[
        dt.date | None, typer.Option("--until", parser=parse_date, metavar="YYYY-MM-DD", help="Published on this day or earlier.")
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option("--publisher", help="Published by; may be repeated.")] = None,
    index: IndexFolder = None,
    model: ModelName = EMBEDDER,
    reranker: RerankerName = RERANKER,
    output_format: PrintFormat = OutputFormat.text,
) -> None:
    """Print the passages that best match a query."""
    if not query.strip():
        raise InputError("nothing to look for; give a query")
    from factcheck.evidence import RerankedSearch, load_reranker

    opened = _open(evidence, index, model)
    with progress_bars() as progress:
        loaded = load_reranker(reranker, progress=progress)
    searcher = RerankedSearch(opened, loaded) if loaded else opened
    [found] = searcher.search(
        [query], k=count, published_from=published_from, published_until=published_until, publishers=publisher or None
    )
    if output_format is OutputFormat.json:
        write_result(json.dumps([evidence.model_dump(mode="json") for evidence in found], indent=2, ensure_ascii=False))
    elif found:
        write_result(_listing(found))
    else:
        say("no passage found")


@app.command()
def stats(
    evidence: EvidencePath,
    documents: Annotated[bool, typer.Option("--documents", help="List the documents too.")] = False,
    index: IndexFolder = None,
    model: ModelName = EMBEDDER,
    output_format: PrintFormat = OutputFormat.text,
) -> None:
    """Say what an index holds and what it was built with."""
    opened = _open(evidence, index, model)
    held = opened.stats()
    manifest = held.manifest
    fields: dict[str, object] = {
        "corpus": opened.info.name,
        "sha256": opened.info.sha256,
        "documents": opened.info.documents,
        "passages": opened.info.passages,
        "publishers": held.publishers,
        "first_date": held.first_date.isoformat() if held.first_date else None,
        "last_date": held.last_date.isoformat() if held.last_date else None,
        "undated_documents": held.undated,
        "files": len(manifest.corpus.files),
        "skipped_files": manifest.corpus.skipped,
        "added_by_hand": len(manifest.added),
        "deleted_by_hand": len(manifest.deleted),
        "model": manifest.embedder.name,
        "dimension": manifest.embedder.dimension,
        "chunker": manifest.chunker,
        "index": str(held.directory),
        "bytes": held.bytes,
    }
    listed = [{"id": document.id, "publisher": document.publisher, "title": document.title} for document in opened.documents]
    if output_format is OutputFormat.json:
        write_result(json.dumps(fields | ({"listed": listed} if documents else {}), indent=2, ensure_ascii=False))
        return
    lines = [f"{name.replace('_', ' '):<18} {'-' if value is None else value}" for name, value in fields.items()]
    if documents:
        lines += ["", *(f"{item['id']}  {item['publisher'] or '-'}  {item['title'] or '-'}" for item in listed)]
    write_result("\n".join(lines))


def _open(evidence: Path, index: Path | None, model: str) -> PassageIndex:
    from factcheck.evidence import load_embedder, open_index
    from factcheck.evidence.corpus import list_corpus
    from factcheck.evidence.store import is_index, read_manifest

    if is_index(evidence):
        # An index knows its model; another one would be refused anyway.
        model = read_manifest(evidence).embedder.name if model == EMBEDDER else model
    else:
        list_corpus(evidence)  # before any model is loaded or compiled
    with progress_bars() as progress:
        return open_index(evidence, load_embedder(model, progress=progress), directory=index, progress=progress)


def _open_own(index: Path) -> PassageIndex:
    from factcheck.evidence.store import is_index

    if not is_index(index):
        raise InputError(f"{index}: not an index folder; make one with `factcheck index build EVIDENCE --index FOLDER`")
    return _open(index, None, EMBEDDER)


def _listing(found: Sequence[Evidence]) -> str:
    blocks = []
    for number, evidence in enumerate(found, start=1):
        passage = evidence.passage
        origin = ", ".join(str(part) for part in (passage.publisher, passage.date) if part)
        head = f"{number}. {evidence.score:.3f}  {passage.id}  {origin}".rstrip()
        blocks.append("\n".join(part for part in (head, passage.title, " ".join(passage.text.split()), passage.url) if part))
    return "\n\n".join(blocks)
