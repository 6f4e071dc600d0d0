"""What is done already: one row an article, on the disk before the next one is begun, so that a kill loses nothing that was finished."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pydantic import Field, ValidationError

from factcheck.errors import InputError, OutputError
from factcheck.files import make_folders
from factcheck.models import CorpusInfo, ModelInfo
from factcheck.models.batch import ArticleEntry
from factcheck.spans import Model

__all__ = ["JOURNAL", "Journal", "Record"]

JOURNAL: Final = "journal.sqlite"
_FORMAT: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS articles (key TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, record TEXT) WITHOUT ROWID
"""


class Record(Model):
    """How the checking of an article ended, and all that decides whether it has to be checked again."""

    entry: ArticleEntry
    source_sha256: str
    """Of the file, or of the item."""
    stamp: str
    """Checksum of settings, models, evidence and program version."""
    annotation_sha256: str | None = None
    """Of the annotation file as the run left it: a decision since then belongs into the report."""
    corpus: CorpusInfo | None = None
    models: tuple[ModelInfo, ...] = ()
    seconds: float = Field(default=0.0, ge=0)
    """How long it took."""


def require_own_folder(folder: Path) -> None:
    """Fail where a batch may not write its reports.

    Raises:
        OutputError: it is a file, or holds something that no batch made.
    """
    if folder.is_file():
        raise OutputError(f"{folder}: is a file; name a folder for the reports")
    if folder.is_dir() and not (folder / JOURNAL).exists() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise OutputError(f"{folder}: holds other files; name a new or an empty folder, or one that a batch made")


class Journal:
    """The rows of one batch folder; a context manager.

    Args:
        folder: Made if need be. A folder that holds other files and no journal is refused, because reports could replace them.

    Raises:
        OutputError: It cannot be written, or holds something else.
        InputError: The journal in it is damaged, or of another version.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        require_own_folder(folder)
        make_folders(folder)
        try:
            self._database = sqlite3.connect(self._path, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._database.close()
                raise
        except sqlite3.DatabaseError as error:
            raise InputError(_damaged(self._path, error)) from None

    def _open(self) -> None:
        # One file beside the reports, whatever file system they are on; FULL waits for the disk at every commit.
        self._database.execute("PRAGMA journal_mode = DELETE")
        self._database.execute("PRAGMA synchronous = FULL")
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version not in {0, _FORMAT}:
            raise InputError(f"{self._path}: made by another version of factcheck; choose another folder")
        if version == 0:
            self._database.execute(_SCHEMA)
            self._database.execute(f"PRAGMA user_version = {_FORMAT}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._database.close()

    def names(self) -> dict[str, str]:
        """Every name given so far, by key."""
        return dict(self._rows("SELECT key, name FROM articles"))

    def records(self) -> dict[str, Record]:
        """What is known of every article, by key; rows that another version wrote and this one cannot read are left out."""
        found = {}
        for key, text in self._rows("SELECT key, record FROM articles WHERE record IS NOT NULL"):
            try:
                found[key] = Record.model_validate_json(text)
            except ValidationError:
                continue
        return found

    def _rows(self, query: str) -> list[tuple[str, str]]:
        try:
            return self._database.execute(query).fetchall()
        except sqlite3.DatabaseError as error:
            raise InputError(_damaged(self._path, error)) from None

    def reserve(self, names: dict[str, str]) -> None:
        """Keep names for good, before anything is written under them."""
        self._run("INSERT OR IGNORE INTO articles (key, name) VALUES (?, ?)", list(names.items()))

    def put(self, key: str, record: Record) -> None:
        """Write a row; when this returns, it is on the disk.

        Raises:
            OutputError: it cannot be written.
        """
        self._run("UPDATE articles SET record = ? WHERE key = ?", [(record.model_dump_json(), key)])

    def _run(self, statement: str, rows: list[tuple[str, str]]) -> None:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany(statement, rows)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"{self._path}: cannot be written ({error})") from None


def _damaged(path: Path, error: sqlite3.DatabaseError) -> str:
    return f"{path}: cannot be used ({error}); move it away, and the articles are checked again"
