"""All entries as one summary, for programs: JSON by way of its type, and a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from typing import Any

from factcheck import __version__
from factcheck.batch.journal import Record
from factcheck.batch.workers import Ready
from factcheck.models.batch import ArticleEntry, BatchSummary, Concerns, Counts, UrgentClaim
from factcheck.report.csv_report import cell

__all__ = ["batch_schema", "gravest", "summarise", "summary_csv"]


def summarise(records: Mapping[str, Record], *, asked: Collection[str], ready: Ready | None) -> BatchSummary:
    """All articles, those with the gravest claims first.

    Args:
        records: how each ended, by key.
        asked: keys of this run; the others are left from earlier ones.
        ready: evidence and models of this run.
    """
    entries = [record.entry if key in asked else record.entry.model_copy(update={"earlier": True}) for key, record in records.items()]
    last = next((record for record in records.values() if record.corpus is not None), None)
    return BatchSummary(
        factcheck_version=__version__,
        corpus=ready.corpus if ready else last.corpus if last else None,
        models=ready.models if ready else last.models if last else (),
        done=sum(entry.status == "done" for entry in entries),
        failed=sum(entry.status == "failed" for entry in entries),
        counts=Counts(**_sums(Counts, [entry.counts for entry in entries])),
        concerns=Concerns(**_sums(Concerns, [entry.concerns for entry in entries])),
        articles=tuple(sorted(entries, key=_order)),
    )


def gravest(entry: ArticleEntry) -> UrgentClaim | None:
    """The claim of an article to look at first: of those that people have not settled, where there is any."""
    return next((claim for claim in entry.urgent if not claim.settled), None)


_ABOUT = ("id", "source", "item", "status", "reason", "title", "publisher", "date", "url")
_GROUPS = ("wrong", "anonymous", "unchecked")


def _order(entry: ArticleEntry) -> tuple[Any, ...]:
    first = gravest(entry)
    if entry.status == "failed" or first is None:
        return entry.status == "failed", len(_GROUPS), (), 0, entry.source, entry.item or ""
    return False, _GROUPS.index(first.group), first.gravity, -entry.concerns.wrong, entry.source, entry.item or ""


def _sums(kind: type[Counts | Concerns], parts: list[Any]) -> dict[str, int]:
    return {name: sum(getattr(part, name) for part in parts) for name in kind.model_fields}


def summary_csv(summary: BatchSummary) -> str:
    """A row an article, in the order of the summary; for spreadsheets, so that no cell is taken for a formula."""
    counts, concerns = tuple(Counts.model_fields), tuple(Concerns.model_fields)
    target = io.StringIO(newline="")
    table = csv.writer(target, lineterminator="\r\n")
    table.writerow([*_ABOUT, *concerns, *counts, "gravest", "gravest_claim", "gravest_todo", "report"])
    for entry in summary.articles:
        first = gravest(entry)
        row = [getattr(entry, name) for name in _ABOUT]
        row += [getattr(entry.concerns, name) for name in concerns] + [getattr(entry.counts, name) for name in counts]
        row += [first.problem, first.text, first.todo] if first else ["", "", ""]
        row += [entry.reports.get("html") or next(iter(entry.reports.values()), "")]
        table.writerow([cell(value) if isinstance(value, str) else value for value in row])
    return target.getvalue()


def batch_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `summary.json`; `schema_version` is the version of this shape."""
    schema = BatchSummary.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factcheck batch summary",
        **{key: value for key, value in schema.items() if key != "title"},
    }
