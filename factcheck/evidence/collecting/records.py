"""The file of a corpus that collecting keeps: one document a line, and beside each what tells whether it changed at its source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from factcheck.errors import CorpusError
from factcheck.evidence.readers.jsonl import read_jsonl
from factcheck.files import exclusive, make_folders, write_text
from factcheck.models import Document

__all__ = ["COLLECTED", "Found", "Records"]

COLLECTED: Final = "collected.jsonl"
"""Name of the file. One for all sources of a corpus, so that an article that several feeds carry is in it once."""


_SAVED_EVERY: Final = 25
"""Changed documents after which the file is written, so that a run that is killed loses no more of them."""


class Found(NamedTuple):
    """A document that a source gave."""

    document: Document
    stamp: Mapping[str, str]
    """What tells later whether it changed: the guid, a checksum of the entry, the day of the last change, when it was fetched."""


class Records:
    """The collected documents of a corpus, by id.

    Args:
        folder: The corpus; made on saving if need be.

    Raises:
        CorpusError: The file of an earlier run is broken.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / COLLECTED
        self._held: dict[str, Found] = {}
        self._ids: dict[str, str] = {}
        self._changed: set[str] = set()
        if folder.exists() and not folder.is_dir():
            raise CorpusError(f"{folder}: a file; name the folder of the corpus")
        self._read()

    def _read(self) -> None:
        if not self._path.is_file():
            return
        data = self._path.read_bytes()
        stamps = [_stamp(line) for line in data.decode("utf-8", "replace").split("\n") if line.strip()]
        for (document, _), stamp in zip(read_jsonl(data, str(self._path)), stamps, strict=True):
            self._keep(Found(document, stamp))

    def __len__(self) -> int:
        return len(self._held)

    def known(self, *names: str | None) -> Found | None:
        """The document that has one of these as its id, address or guid."""
        return next((self._held[self._ids[name]] for name in names if name and name in self._ids), None)

    def put(self, found: Found) -> str:
        """Keep a document; the one that it takes the place of keeps its id.

        Returns:
            `new`, `updated`, or `unchanged` where all that a reader sees is as before.
        """
        former = self.known(*_names(found))
        if former is None:
            self._change(found)
            return "new"
        found = found._replace(document=found.document.model_copy(update={"id": former.document.id}))
        if found.document == former.document:
            if {**found.stamp, "fetched": ""} != {**former.stamp, "fetched": ""}:
                self._change(found)
            return "unchanged"
        self._change(found)
        return "updated"

    def _change(self, found: Found) -> None:
        self._keep(found)
        self._changed.add(found.document.id)
        if len(self._changed) >= _SAVED_EVERY:
            self.save()

    def _keep(self, found: Found) -> None:
        self._held[found.document.id] = found
        self._ids.update(dict.fromkeys(_names(found), found.document.id))

    def save(self) -> None:
        """Write the file, unless nothing changed, sorted by id, with what another run has put there meanwhile.

        Raises:
            CorpusError: The file was broken meanwhile.
            OutputError: It cannot be written; the old one is untouched.
        """
        if not self._changed:
            return
        make_folders(self._path.parent)
        changed = [self._held[identifier] for identifier in sorted(self._changed)]
        with exclusive(self._path.with_name(f".{COLLECTED}.lock"), what=str(self._path)):
            self._read()
            for found in changed:
                former = self.known(*_names(found))
                identifier = former.document.id if former else found.document.id
                self._keep(found._replace(document=found.document.model_copy(update={"id": identifier})))
            lines = [_line(self._held[identifier]) for identifier in sorted(self._held)]
            write_text(self._path, "".join(line + "\n" for line in lines))
        self._changed.clear()


def _names(found: Found) -> list[str]:
    """What a document is known by. A fact-check is known by its id alone: one page may hold several, and be a document itself."""
    if found.document.review is not None:
        return [found.document.id]
    return [name for name in (found.document.id, found.document.url, found.stamp.get("guid")) if name]


def _line(found: Found) -> str:
    fields: dict[str, Any] = found.document.model_dump(mode="json", exclude_none=True)
    return json.dumps(fields | {"collected": dict(sorted(found.stamp.items()))}, ensure_ascii=False)


def _stamp(line: str) -> dict[str, str]:
    """What a line says beside its document; nothing where a person wrote it."""
    try:
        stamp = json.loads(line).get("collected")
    except (ValueError, AttributeError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()} if isinstance(stamp, dict) else {}
