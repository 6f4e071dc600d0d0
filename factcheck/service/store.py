"""Jobs on disk: what was accepted is there after a kill, and what is deleted is gone.

One SQLite file (write-ahead log, synchronised at every commit), readable by its owner only. `secure_delete` overwrites what is deleted, and
the log is emptied after every deletion, so that the text of a draft does not outlive its job.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from factcheck.errors import OutputError
from factcheck.service.errors import BusyError, ConflictError, NotFoundError
from factcheck.service.jobs import FINISHED, Counts, Job, JobEvent, JobProgress, JobState, Retention

__all__ = ["JobStore"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, place INTEGER UNIQUE, state TEXT NOT NULL, created TEXT NOT NULL, started TEXT, finished TEXT,
    attempts INTEGER NOT NULL DEFAULT 0, request TEXT, report TEXT, counts TEXT, progress TEXT, problem TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS by_state ON jobs (state, place);
CREATE TABLE IF NOT EXISTS events (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, number INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deliveries (
    job TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL
) STRICT;
"""
_COLUMNS = "id, state, created, started, finished, attempts, counts, progress, problem, place"
MAX_ATTEMPTS = 3
"""A job during which the server died so often is given up: it may be what kills it."""
RETRY_AFTER = 30
"""Seconds after which to try again where too many jobs wait."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class JobStore:
    """The jobs of one server; every method may be called from any thread."""

    def __init__(
        self,
        folder: Path,
        *,
        most_waiting: int = 100,
        retention: Retention | None = None,
        deliver: bool = False,
        clock: Callable[[], dt.datetime] = _now,
    ) -> None:
        """Open the jobs in a folder, which is made where it is missing, and take up what a killed server left.

        Args:
            folder: where they lie; one server at a time.
            most_waiting: further jobs are refused.
            retention: how long finished jobs are kept.
            deliver: note with every job that is done or failed, in one step, that the webhook is to be told.
            clock: the time.

        Raises:
            OutputError: it cannot be written, or another server uses it.
        """
        from filelock import FileLock, Timeout

        self._most_waiting = most_waiting
        self._retention = retention or Retention()
        self._deliver = deliver
        self._clock = clock
        self._lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._held = FileLock(folder / "jobs.lock", mode=0o600)
            self._held.acquire(timeout=0)
            path = folder / "jobs.sqlite3"
            path.touch(mode=0o600)
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
                self._database.execute(f"PRAGMA {pragma}")
            self._database.executescript(_SCHEMA)
        except Timeout:
            raise OutputError(f"{folder}: another server keeps its jobs there; end it, or choose another folder with --jobs") from None
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{folder}: jobs cannot be kept there: {getattr(error, 'strerror', None) or error}") from None
        self._resume()

    def close(self) -> None:
        """Let go of the folder."""
        with self._lock:
            self._database.close()
            self._held.release()

    def add(self, request: str) -> Job:
        """Accept a job; it is on the disk when this returns.

        Raises:
            BusyError: too many jobs wait already.
        """
        with self._change() as database:
            if self._count("waiting") >= self._most_waiting:
                raise BusyError(f"{self._most_waiting} checks are waiting already; try again later", RETRY_AFTER)
            identifier = secrets.token_urlsafe(16)
            database.execute(
                "INSERT INTO jobs (id, place, state, created, request) VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM jobs), ?, ?, ?)",
                (identifier, "waiting", self._time(), request),
            )
            self._tell(identifier)
        return self.job(identifier)

    def job(self, identifier: str) -> Job:
        """A job as it now is.

        Raises:
            NotFoundError: there is none, or no longer.
        """
        with self._lock:
            row = self._database.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (identifier,)).fetchone()  # noqa: S608 - constants
            if row is None:
                raise NotFoundError("no such job; finished jobs are kept for a while only")
            return self._job(row)

    def jobs(self, *, state: JobState | None = None, most: int = 50) -> tuple[Job, ...]:
        """Jobs, newest first."""
        where, values = ("WHERE state = ?", [state]) if state else ("", [])
        with self._lock:
            rows = self._database.execute(
                f"SELECT {_COLUMNS} FROM jobs {where} ORDER BY place DESC LIMIT ?",  # noqa: S608 - constants
                (*values, most),
            ).fetchall()
            return tuple(self._job(row) for row in rows)

    def report(self, identifier: str) -> str:
        """The report of a job, as JSON.

        Raises:
            NotFoundError: there is no such job.
            ConflictError: it is not done.
        """
        state = self.job(identifier).state
        with self._lock:
            row = self._database.execute("SELECT report FROM jobs WHERE id = ?", (identifier,)).fetchone()
        if state != "done" or row is None or row[0] is None:
            raise ConflictError(f"the job is {state}; only a job that is done has a report")
        return str(row[0])

    def events(self, identifier: str, after: int) -> tuple[JobEvent, ...]:
        """What happened to a job after the event of that number."""
        with self._lock:
            rows = self._database.execute(
                "SELECT number, kind, data FROM events WHERE job = ? AND number > ? ORDER BY number", (identifier, after)
            ).fetchall()
        return tuple(JobEvent(*row) for row in rows)

    def take(self) -> tuple[str, str] | None:
        """The next waiting job, which now runs, and its request; None where none waits."""
        with self._change() as database:
            row = database.execute("SELECT id, request FROM jobs WHERE state = 'waiting' ORDER BY place LIMIT 1").fetchone()
            if row is None:
                return None
            database.execute("UPDATE jobs SET state = 'running', started = ?, attempts = attempts + 1 WHERE id = ?", (self._time(), row[0]))
            self._tell(row[0])
        return str(row[0]), str(row[1])

    def progress(self, identifier: str, progress: JobProgress) -> bool:
        """Note how far a job is; says whether it is still to be done."""
        with self._change() as database:
            data = progress.model_dump_json()
            changed = database.execute("UPDATE jobs SET progress = ? WHERE id = ? AND state = 'running'", (data, identifier)).rowcount
            if changed:
                self._note(identifier, "progress", data)
        return bool(changed)

    def finish(self, identifier: str, *, report: str | None = None, counts: Counts | None = None, problem: str | None = None) -> None:
        """Note the result of a running job: a report, as the JSON rendering has it, with its counts, or why there is none.

        One cancelled meanwhile stays so.
        """
        with self._change() as database:
            changed = database.execute(
                "UPDATE jobs SET state = ?, finished = ?, report = ?, counts = ?, problem = ?, progress = NULL "
                "WHERE id = ? AND state = 'running'",
                (
                    "done" if report is not None else "failed",
                    self._time(),
                    report,
                    counts.model_dump_json() if counts else None,
                    problem,
                    identifier,
                ),
            ).rowcount
            if changed:
                self._over(identifier)

    def release(self, identifier: str) -> None:
        """Let a running job wait again, because the server ends in good order; that is no attempt."""
        with self._change() as database:
            changed = database.execute(
                "UPDATE jobs SET state = 'waiting', progress = NULL, attempts = attempts - 1 WHERE id = ? AND state = 'running'",
                (identifier,),
            ).rowcount
            if changed:
                self._tell(identifier)

    def cancel(self, identifier: str) -> Job:
        """Give a job up; one that is finished stays as it is.

        Raises:
            NotFoundError: there is no such job.
        """
        with self._change() as database:
            changed = database.execute(
                "UPDATE jobs SET state = 'cancelled', finished = ?, progress = NULL WHERE id = ? AND state IN ('waiting', 'running')",
                (self._time(), identifier),
            ).rowcount
            if changed:
                self._tell(identifier)
        return self.job(identifier)

    def delete(self, identifier: str) -> None:
        """Delete a finished job, with the article's text and the report.

        Raises:
            NotFoundError: there is no such job.
            ConflictError: it is not finished.
        """
        if self.job(identifier).state not in FINISHED:
            raise ConflictError("the job is not finished; cancel it first")
        self._delete([identifier])

    def clean(self) -> int:
        """Delete what is kept no longer; returns how many jobs."""
        before = (self._clock() - dt.timedelta(hours=self._retention.hours)).isoformat(timespec="milliseconds")
        finished = "state IN ('done', 'failed', 'cancelled')"
        with self._lock:
            rows = self._database.execute(
                f"SELECT id FROM jobs WHERE {finished} AND (finished < ? OR id NOT IN "  # noqa: S608 - constants
                f"(SELECT id FROM jobs WHERE {finished} ORDER BY place DESC LIMIT ?))",
                (before, self._retention.jobs),
            ).fetchall()
        self._delete([row[0] for row in rows])
        return len(rows)

    def waiting(self) -> int:
        """How many jobs wait."""
        with self._lock:
            return self._count("waiting")

    def deliver_later(self, identifier: str, due: float) -> None:
        """Note that the webhook was not told of a job, and is to be at a time, in seconds since 1970; counts the attempts."""
        with self._change() as database:
            database.execute("UPDATE deliveries SET attempts = attempts + 1, due = ? WHERE job = ?", (due, identifier))

    def deliveries(self) -> tuple[tuple[str, int, float], ...]:
        """Jobs that the webhook is still to be told of: id, attempts so far, and when; the first due first."""
        with self._lock:
            return tuple(self._database.execute("SELECT job, attempts, due FROM deliveries ORDER BY due").fetchall())

    def delivered(self, identifier: str) -> None:
        """Note that the webhook needs to be told of a job no more."""
        with self._change() as database:
            database.execute("DELETE FROM deliveries WHERE job = ?", (identifier,))

    def _resume(self) -> None:
        """Running jobs wait again, before the others, since they are older; those that were begun too often fail."""
        for job in self.jobs(state="running", most=-1):
            with self._change() as database:
                if job.attempts >= MAX_ATTEMPTS:
                    problem = f"the server ended {job.attempts} times while it ran; it is given up"
                    database.execute(
                        "UPDATE jobs SET state = 'failed', finished = ?, problem = ?, progress = NULL WHERE id = ?",
                        (self._time(), problem, job.id),
                    )
                    self._over(job.id)
                else:
                    database.execute("UPDATE jobs SET state = 'waiting', progress = NULL WHERE id = ?", (job.id,))
                    self._tell(job.id)

    def _delete(self, identifiers: list[str]) -> None:
        if not identifiers:
            return
        with self._change() as database:
            database.executemany("DELETE FROM jobs WHERE id = ?", [(one,) for one in identifiers])
        with self._lock:
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _count(self, state: JobState) -> int:
        return int(self._database.execute("SELECT count(*) FROM jobs WHERE state = ?", (state,)).fetchone()[0])

    def _over(self, identifier: str) -> None:
        self._tell(identifier)
        if self._deliver:
            self._database.execute("INSERT OR IGNORE INTO deliveries (job, due) VALUES (?, ?)", (identifier, self._clock().timestamp()))

    def _tell(self, identifier: str) -> None:
        self._note(identifier, "state", self.job(identifier).model_dump_json())

    def _note(self, identifier: str, kind: str, data: str) -> None:
        self._database.execute(
            "INSERT INTO events (job, number, kind, data) "
            "VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM events WHERE job = ?), ?, ?)",
            (identifier, identifier, kind, data),
        )

    def _job(self, row: tuple[Any, ...]) -> Job:
        identifier, state, created, started, finished, attempts, counts, progress, problem, place = row
        ahead = None
        if state == "waiting":
            ahead = self._database.execute("SELECT count(*) FROM jobs WHERE state = 'waiting' AND place < ?", (place,)).fetchone()[0]
        return Job(
            id=identifier,
            state=state,
            created=created,
            started=started,
            finished=finished,
            attempts=attempts,
            ahead=ahead,
            counts=Counts.model_validate_json(counts) if counts else None,
            progress=JobProgress.model_validate_json(progress) if progress else None,
            problem=problem,
        )

    def _time(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
