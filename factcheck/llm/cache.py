"""Answers of language models kept on this machine, so that the same question is paid for once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from factcheck.cache import cache_root
from factcheck.errors import OutputError

__all__ = ["AnswerCache"]

_BUSY: Final = 30.0
"""Seconds to wait for another process that writes."""


class AnswerCache:
    """Answers as JSON, by a checksum of model, instructions and question; nothing read from it is trusted.

    Neither questions nor keys of providers are in it, but answers quote the texts that they are about: only its owner may read it.

    Args:
        folder: where it lies; in factcheck's cache by default.

    Raises:
        OutputError: it cannot be written there.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or cache_root() / "llm") / "answers.sqlite"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.touch(mode=0o600)
            with self._open() as database:
                database.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID")
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"{self.path}: answers of the language model cannot be kept here: {error}; delete it, or free the disk"
            ) from None

    def get(self, key: str) -> str | None:
        """The answer of a key; None where there is none."""
        with self._open() as database:
            row = database.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row is not None else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, in place of an earlier one."""
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # A connection each time: a thread may not use another's, and opening one takes far less than an answer.
        with closing(sqlite3.connect(self.path, timeout=_BUSY)) as database, database:
            yield database
