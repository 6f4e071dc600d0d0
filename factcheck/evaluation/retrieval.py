"""Evaluating search: queries, and the documents that it should find."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from factcheck.defaults import EMBEDDER
from factcheck.evaluation.beir import Qrels, Run, convert_corpus, find_layout, read_qrels, read_queries, read_run, write_run
from factcheck.evaluation.metrics.ranking import DEEP_CUTOFF, ranking_figures
from factcheck.evaluation.result import Evaluation
from factcheck.files import require_writable
from factcheck.models import CorpusInfo, Evidence
from factcheck.progress import Progress, silent

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex

__all__ = ["Searcher", "evaluate_retrieval", "indexed", "search_documents"]

BATCH = 64
"""Queries searched at once."""


def search_documents(
    searcher: Searcher, queries: Sequence[tuple[str, str]], *, depth: int = DEEP_CUTOFF, progress: Progress = silent
) -> Run:
    """The best documents for each query; a document scores as its best passage does.

    Args:
        searcher: searches passages.
        queries: id and text of each.
        depth: documents kept for a query.
        progress: told how far it is.
    """
    # Long documents fill several ranks with their passages: twice the mean number of them leaves room for that.
    passages = ceil(2 * depth * searcher.info.passages / max(1, searcher.info.documents))
    run: Run = {}
    for start in range(0, len(queries), BATCH):
        progress("searching", start, len(queries))
        batch = queries[start : start + BATCH]
        found = searcher.search([text for _, text in batch], k=min(passages, max(1, searcher.info.passages)))
        for (query, _), results in zip(batch, found, strict=True):
            scores: dict[str, float] = {}
            for result in results:
                document = result.passage.document_id
                scores[document] = max(result.score, scores.get(document, result.score))
            run[query] = dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:depth])
    progress("searching", len(queries), len(queries))
    return run


def evaluate_retrieval(
    folder: Path | None = None,
    *,
    split: str = "dev",
    corpus: Path | None = None,
    queries: Path | None = None,
    qrels: Path | None = None,
    searcher: Searcher | None = None,
    embedder: str = EMBEDDER,
    index: Path | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure search on a test set in BEIR's layout.

    Args:
        folder: holds `corpus.jsonl`, `queries.jsonl` (or `.gz`) and `qrels/<split>.tsv`.
        split: which judgements.
        corpus: this file instead of the folder's; likewise `queries` and `qrels`. With all three, no folder is needed.
        queries: see `corpus`.
        qrels: see `corpus`.
        searcher: the one to measure; an index built over the corpus by default.
        embedder: name of the embedder of that index.
        index: keep that index in this folder; by default it is built anew and thrown away.
        given: a run to score instead of searching.
        predictions: where to write the run: query, document and score separated by tabs.
        limit: use only the first so many judged queries.
        progress: told how far it is.

    Raises:
        InputError: the test set or `given` cannot be used.
        OutputError: `predictions` cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    layout = find_layout(folder, split, corpus=corpus, queries=queries, qrels=qrels)
    judged = read_qrels(layout.qrels)
    relevant: Qrels = dict(list(judged.items())[:limit])
    name = f"{folder.resolve().name}/{split}" if folder and qrels is None else layout.qrels.name
    notes: list[str] = []
    if given is not None:
        run = read_run(given)
    else:
        texts = read_queries(layout.queries)
        asked = [(query, texts[query]) for query in relevant if query in texts]
        if len(asked) < len(relevant):
            notes.append(f"{len(relevant) - len(asked)} judged queries have no text in {layout.queries.name}: counted as missing")
        with (
            contextlib.nullcontext(searcher) if searcher else indexed(layout.corpus, embedder, directory=index, progress=progress) as chosen
        ):
            run = search_documents(chosen, asked, progress=progress)
        if predictions is not None:
            write_run(predictions, run)
    return Evaluation("retrieval", name, ranking_figures(relevant, run), limit=limit, notes=tuple(notes))


@contextlib.contextmanager
def indexed(
    corpus: Path, embedder: str = EMBEDDER, *, directory: Path | None = None, progress: Progress = silent
) -> Iterator[PassageIndex]:
    """An index over a BEIR corpus: kept in `directory`, or built anew and thrown away.

    Raises:
        InputError: the corpus cannot be used.
        OutputError: the index cannot be written.
    """
    from factcheck.evidence import load_embedder, open_index

    with tempfile.TemporaryDirectory(prefix="factcheck-") as scratch:
        home = directory or Path(scratch)
        home.mkdir(parents=True, exist_ok=True)
        documents = home / "corpus.jsonl"
        convert_corpus(corpus, documents)
        chosen = load_embedder(embedder, progress=progress)
        yield open_index(documents, chosen, directory=home / "index", progress=progress)
