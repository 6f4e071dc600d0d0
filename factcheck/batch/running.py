"""One run over many articles: what is done already is passed over, the rest goes to the workers, and every end is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, NamedTuple, Self

from factcheck.batch.checking import Job, Named, file_sha256, load_checker
from factcheck.batch.entries import failed_entry
from factcheck.batch.journal import Journal, Record
from factcheck.batch.listing import Listing, Task
from factcheck.batch.naming import assign_names
from factcheck.batch.workers import Checker, Failure, Pool, Ready
from factcheck.errors import OutputError
from factcheck.files import exclusive, make_folders
from factcheck.models import CorpusInfo
from factcheck.models.batch import ArticleEntry, BatchSummary

__all__ = ["Event", "Run", "Runner"]

_LOCK: Final = ".lock"
Load = Callable[[Job, int], Checker[Named, Record]]


@dataclass(frozen=True)
class Event:
    """The end of one article."""

    kind: Literal["checked", "failed", "unchanged"]
    entry: ArticleEntry
    shown: str
    """The article, as the user would name it."""
    seconds: float = 0.0


class Run(NamedTuple):
    """What a run has to do."""

    unchanged: tuple[Event, ...]
    pending: tuple[Named, ...]
    unreadable: tuple[Event, ...]

    @property
    def total(self) -> int:
        """Articles in all."""
        return len(self.unchanged) + len(self.pending) + len(self.unreadable)


class Runner:
    """A batch folder, opened: one at a time may write into it. A context manager.

    Args:
        job: what is the same for all articles.
        workers: processes at most.
        timeout: seconds that an article may take.
        load: makes the checker in a worker.

    Raises:
        OutputError: the folder holds something else, cannot be written, or another batch is at work in it.
    """

    def __init__(self, job: Job, *, workers: int, timeout: float | None, load: Load = load_checker) -> None:
        self._job = job
        self._workers = workers
        self._timeout = timeout
        self._load = load
        self._ready: Ready | None = None
        self._asked: set[str] = set()

    def __enter__(self) -> Self:
        from contextlib import ExitStack

        out = self._job.out
        with ExitStack() as stack:
            journal = Journal(out)
            stack.enter_context(journal)
            try:
                stack.enter_context(exclusive(out / _LOCK, what=str(out), wait=0))
            except OutputError:
                raise OutputError(f"{out}: another batch is at work in it; wait for its end, or name another folder") from None
            make_folders(*filter(None, (self._job.claims,)))
            self._journal = journal
            self._pool = stack.enter_context(Pool(self._load, self._job, size=self._workers, timeout=self._timeout))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, trace)

    def plan(self, listing: Listing, *, again: bool = False) -> Run:
        """Tell what has to be done.

        Args:
            listing: the articles.
            again: all of them.

        Raises:
            FactcheckError: models or evidence cannot be loaded.
        """
        wanted = [(task.key, task.stem) for task in listing.tasks] + [(one.key, one.stem) for one in listing.unreadable]
        names = assign_names(wanted, self._journal.names())
        self._journal.reserve({key: names[key] for key, _ in wanted})
        self._asked = {key for key, _ in wanted}
        unreadable = []
        for one in listing.unreadable:
            entry = failed_entry(one, names[one.key], one.reason)
            self._journal.put(one.key, Record(entry=entry, source_sha256="", stamp=""))
            unreadable.append(Event("failed", entry, one.shown))
        records = self._journal.records()
        unchanged, pending = [], []
        if listing.tasks:
            self._ready = self._pool.start()
        for task in listing.tasks:
            record = records.get(task.key)
            if record is not None and not again and self._is_current(task, record):
                unchanged.append(Event("unchanged", record.entry, task.shown))
            else:
                pending.append(Named(task, names[task.key]))
        return Run(tuple(unchanged), tuple(pending), tuple(unreadable))

    def work(self, run: Run) -> Iterator[Event]:
        """Check what has to be checked; every event is in the journal when it is told.

        Raises:
            FactcheckError: the journal cannot be written, or no worker can be started any more.
        """
        for named, result in self._pool.run(run.pending):
            if isinstance(result, Failure):
                entry = failed_entry(named, named.name, result.reason)
                record = Record(entry=entry, source_sha256=named.task.sha256, stamp="")
            else:
                record = result
            self._journal.put(named.task.key, record)
            yield Event("checked" if record.entry.status == "done" else "failed", record.entry, named.task.shown, record.seconds)

    def rest(self) -> None:
        """Keep one worker, and give the memory of the others back."""
        self._pool.shrink(1)

    def reload(self) -> CorpusInfo:
        """Have models and evidence loaded anew, as the evidence changed.

        Raises:
            FactcheckError: they cannot be; the old ones are in use until the next time.
        """
        fresh = Pool(self._load, self._job, size=self._workers, timeout=self._timeout)
        try:
            ready = fresh.start()
        except BaseException:
            fresh.shrink(0)
            raise
        self._pool.shrink(0)
        self._pool, self._ready = self._stack.enter_context(fresh), ready
        return ready.corpus

    def write_pages(self) -> BatchSummary:
        """Write index page and summaries over all reports in the folder whose articles are still there.

        Raises:
            OutputError: one cannot be written.
        """
        from factcheck.batch.index_page import index_html
        from factcheck.batch.summary import summarise, summary_csv
        from factcheck.files import write_text

        known = {key: record for key, record in self._journal.records().items() if key in self._asked or self._is_there(record)}
        summary = summarise(known, asked=self._asked, ready=self._ready)
        out = self._job.out
        write_text(out / "summary.json", summary.model_dump_json(indent=2) + "\n", durable=True)
        write_text(out / "summary.csv", summary_csv(summary))
        write_text(out / "index.html", index_html(summary))
        return summary

    def _is_current(self, task: Task, record: Record) -> bool:
        if record.entry.status != "done" or self._ready is None:
            return False
        if (record.source_sha256, record.stamp) != (task.sha256, self._ready.stamp):
            return False
        out = self._job.out
        if not all((out / path).is_file() for path in record.entry.reports.values()):
            return False
        if self._job.claims is None:
            return True
        annotation = self._job.claims / f"{record.entry.id}.yaml"
        return record.annotation_sha256 is not None and file_sha256(annotation) == record.annotation_sha256

    def _is_there(self, record: Record) -> bool:
        """Whether an article of an earlier run still exists; of an address nobody can tell."""
        source = record.entry.source
        return "://" in source or (self._job.out / Path(source)).exists()
