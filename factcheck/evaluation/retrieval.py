"""Evaluating search: queries, and the documents that it should find."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.datasets.beir import Qrels, convert_corpus, find_layout, read_qrels, read_queries, read_run, write_run
from factcheck.datasets.holdout import is_query_held_out
from factcheck.defaults import EMBEDDER, RERANKER
from factcheck.evaluation.metrics.ranking import ranking_figures
from factcheck.evaluation.result import Evaluation, Figures
from factcheck.evaluation.retrieval_stages import compare_stages, reranked, search_documents
from factcheck.evidence.base import Searcher
from factcheck.files import require_writable
from factcheck.progress import Progress, silent

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex

__all__ = ["Searcher", "evaluate_retrieval", "indexed", "search_documents"]


def evaluate_retrieval(
    folder: Path | None = None,
    *,
    split: str = "dev",
    corpus: Path | None = None,
    queries: Path | None = None,
    qrels: Path | None = None,
    searcher: Searcher | None = None,
    embedder: str = EMBEDDER,
    reranker: str = RERANKER,
    depth: int | None = None,
    stages: bool = False,
    index: Path | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    held_out: bool = False,
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
        reranker: name of the reranker on top of it; `none` leaves it out.
        depth: passages that it reads for each query, if not as many as by default.
        stages: measure and time BM25, embeddings, their fusion and the reranker apart as well, on the same queries.
        index: keep that index in this folder; by default it is built anew and thrown away.
        given: a run to score instead of searching.
        predictions: where to write the run: query, document and score separated by tabs.
        limit: use only the first so many judged queries.
        held_out: use only queries that the reranker was not trained on, of a set that it was (`factcheck.datasets.holdout`).
        progress: told how far it is.

    Raises:
        InputError: the test set or `given` cannot be used.
        OutputError: `predictions` cannot be written.
    """
    if predictions is not None:
        require_writable(predictions)
    layout = find_layout(folder, split, corpus=corpus, queries=queries, qrels=qrels)
    judged = read_qrels(layout.qrels)
    texts = read_queries(layout.queries) if given is None or held_out else {}
    if held_out:
        judged = {query: found for query, found in judged.items() if query in texts and is_query_held_out(texts[query], len(judged))}
    relevant: Qrels = dict(list(judged.items())[:limit])
    name = f"{folder.resolve().name}/{split}" if folder and qrels is None else layout.qrels.name
    notes: list[str] = []
    compared: dict[str, Figures] = {}
    if given is not None:
        run = read_run(given)
    else:
        asked = [(query, texts[query]) for query in relevant if query in texts]
        if len(asked) < len(relevant):
            notes.append(f"{len(relevant) - len(asked)} judged queries have no text in {layout.queries.name}: counted as missing")
        if searcher is not None:
            run = search_documents(searcher, asked, progress=progress)
        else:
            with indexed(layout.corpus, embedder, directory=index, progress=progress) as built:
                chosen = reranked(built, reranker, depth=depth, progress=progress)
                if stages:
                    run, compared = compare_stages(built, chosen, asked, relevant, progress=progress)
                    notes.append("seconds per 1,000 queries are those of this machine, of all stages up to the one named")
                else:
                    run = search_documents(chosen, asked, progress=progress)
        if predictions is not None:
            write_run(predictions, run)
    return Evaluation("retrieval", name, ranking_figures(relevant, run), limit=limit, notes=tuple(notes), stages=compared)


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
