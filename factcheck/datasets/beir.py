"""Retrieval test sets in BEIR's layout (Thakur et al., 2021), and run files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import ConfigDict, Field

from factcheck.datasets.records import Record, parse_lines, read_lines, write_records
from factcheck.errors import InputError
from factcheck.files import write_text

__all__ = ["Layout", "Qrels", "Run", "convert_corpus", "find_layout", "format_run", "read_qrels", "read_queries", "read_run", "write_run"]

Qrels = dict[str, dict[str, int]]
"""By query, the grade of each relevant document, above 0."""
Run = dict[str, dict[str, float]]
"""By query, the score of each document found."""


class Layout(NamedTuple):
    """The three files of a test set."""

    corpus: Path
    queries: Path
    qrels: Path


class _Entry(Record):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = Field(validation_alias="_id")
    title: str | None = None
    text: str


def find_layout(
    folder: Path | None, split: str, *, corpus: Path | None = None, queries: Path | None = None, qrels: Path | None = None
) -> Layout:
    """`corpus.jsonl`, `queries.jsonl` (either may end in `.gz`) and `qrels/<split>.tsv` of a folder, or the files given instead.

    Raises:
        InputError: one of them is missing.
    """
    if corpus and queries and qrels:
        return Layout(corpus, queries, qrels)
    if folder is None:
        raise InputError("name the folder of the test set, or all of its corpus, queries and qrels")
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder with corpus.jsonl, queries.jsonl and qrels/")
    return Layout(corpus or _entry_file(folder, "corpus"), queries or _entry_file(folder, "queries"), qrels or _qrels_file(folder, split))


def _entry_file(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"):
        if path.is_file():
            return path
    raise InputError(f"{folder} holds neither {name}.jsonl nor {name}.jsonl.gz")


def _qrels_file(folder: Path, split: str) -> Path:
    path = folder / "qrels" / f"{split}.tsv"
    if not path.is_file():
        splits = ", ".join(sorted(path.stem for path in (folder / "qrels").glob("*.tsv"))) or "none"
        raise InputError(f"{path} does not exist; splits there: {splits}")
    return path


def _entries(path: Path) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for number, entry in parse_lines(path, _Entry):
        if entry.id in entries:
            raise InputError(f"{path}, line {number}: id {entry.id!r} stands twice")
        entries[entry.id] = entry
    if not entries:
        raise InputError(f"{path} holds no records")
    return entries


def read_queries(path: Path) -> dict[str, str]:
    """Text of each query by its id.

    Raises:
        InputError: the file is missing or empty, or a line is broken.
    """
    return {name: entry.text for name, entry in _entries(path).items()}


def convert_corpus(path: Path, target: Path) -> int:
    """Write a BEIR corpus as the documents that `factcheck index` reads; returns how many.

    Raises:
        InputError: the corpus cannot be used.
        OutputError: `target` cannot be written.
    """
    entries = _entries(path)
    # A document without text can neither be found nor be indexed.
    rows = [{"id": entry.id, "title": entry.title or None, "text": entry.text} for entry in entries.values() if entry.text.strip()]
    write_records(target, rows)
    return len(rows)


def read_qrels(path: Path) -> Qrels:
    """Relevance judgements: query, document and grade separated by tabs (TREC's four columns too), a header or none.

    Raises:
        InputError: the file is missing, a line is broken, or nothing is relevant.
    """
    qrels: Qrels = {}
    for number, line in read_lines(path):
        parts = line.split("\t")
        try:
            query, document, grade = parts[0], parts[-2], int(parts[-1])
        except (ValueError, IndexError):
            if number == 1:
                continue
            raise InputError(f"{path}, line {number}: not query, document and grade separated by tabs") from None
        if grade > 0:
            qrels.setdefault(query, {})[document] = grade
    if not qrels:
        raise InputError(f"{path} names no relevant document")
    return qrels


def read_run(path: Path) -> Run:
    """A run: query, document and score separated by tabs.

    Raises:
        InputError: the file is missing or a line is broken.
    """
    run: Run = {}
    for number, line in read_lines(path):
        try:
            query, document, score = line.split("\t")[:3]
            run.setdefault(query, {})[document] = float(score)
        except ValueError:
            raise InputError(f"{path}, line {number}: not query, document and score separated by tabs") from None
    return run


def format_run(run: Mapping[str, Mapping[str, float]]) -> str:
    """A run as lines, best document first, equal scores by document id."""
    ranked = ((query, sorted(scores.items(), key=lambda item: (-item[1], item[0]))) for query, scores in run.items())
    return "".join(f"{query}\t{document}\t{json.dumps(score)}\n" for query, scores in ranked for document, score in scores)


def write_run(path: Path, run: Mapping[str, Mapping[str, float]]) -> None:
    """Write a run, all of it or nothing.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, format_run(run))
