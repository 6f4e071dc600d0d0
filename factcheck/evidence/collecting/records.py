"""The file of a corpus that collecting keeps: one document a line, and beside each what tells whether it changed at its sources."""

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
_FAILED: Final = f".{COLLECTED}.failed"
"""Name of the file that tells which pages could not be used, those that were tried longest ago first."""
_SAVED_EVERY: Final = 25
"""Changed documents after which the file is written, so that a run that is killed loses no more of them."""


class Found(NamedTuple):
    """A document that a source gave."""

    document: Document
    stamps: Mapping[str, Mapping[str, str]]
    """By source, what tells later whether it changed there: the guid, a checksum of the entry, the day of the last change, when it was
    fetched."""
    summary: bool = False
    """Only a summary, which takes the place of no page that was fetched."""

    @property
    def fetched(self) -> bool:
        """Whether a source gave the page itself."""
        return any("page" in stamp for stamp in self.stamps.values())

    def over(self, former: Found) -> Found:
        """What is known when this comes after `former`, which keeps its id, and what other sources said of it."""
        document = former.document if self.summary and former.fetched else self.document.model_copy(update={"id": former.document.id})
        return Found(document, {**former.stamps, **self.stamps})


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
        self._failed_path = folder / _FAILED
        self._failed = _read_failed(self._failed_path)
        self._failed_before = dict(self._failed)
        if folder.exists() and not folder.is_dir():
            raise CorpusError(f"{folder}: a file; name the folder of the corpus")
        self._read()

    def _read(self) -> None:
        if not self._path.is_file():
            return
        data = self._path.read_bytes()
        stamps = [_stamps(line) for line in data.decode("utf-8", "replace").split("\n") if line.strip()]
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
        found = found.over(former)
        if found.document == former.document:
            if _lasting(found) != _lasting(former):
                self._change(found)
            return "unchanged"
        self._change(found)
        return "updated"

    def fail(self, address: str, version: str) -> None:
        """Note that a page cannot be used as it is now."""
        self._failed.pop(address, None)
        self._failed[address] = version

    def failures(self) -> Mapping[str, str]:
        """Pages that could not be used and in which version, those that were tried longest ago first."""
        return dict(self._failed)

    def _change(self, found: Found) -> None:
        self._keep(found)
        self._changed.add(found.document.id)
        if len(self._changed) >= _SAVED_EVERY:
            self.save()

    def _keep(self, found: Found) -> None:
        self._held[found.document.id] = found
        for name in _names(found):
            self._failed.pop(name, None)
        self._ids.update(dict.fromkeys(_names(found), found.document.id))

    def save(self) -> None:
        """Write the file, unless nothing changed, sorted by id, with what another run has put there meanwhile.

        Raises:
            CorpusError: The file was broken meanwhile.
            OutputError: It cannot be written; the old one is untouched.
        """
        if not self._changed and self._failed == self._failed_before:
            return
        make_folders(self._path.parent)
        changed = [self._held[identifier] for identifier in sorted(self._changed)]
        with exclusive(self._path.with_name(f".{COLLECTED}.lock"), what=str(self._path)):
            if changed:
                self._read()
                for found in changed:
                    former = self.known(*_names(found))
                    self._keep(found.over(former) if former else found)
                lines = [_line(self._held[identifier]) for identifier in sorted(self._held)]
                write_text(self._path, "".join(line + "\n" for line in lines))
            if self._failed != self._failed_before:
                write_text(self._failed_path, "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in self._failed.items()))
        self._changed.clear()
        self._failed_before = dict(self._failed)


def _names(found: Found) -> list[str]:
    """What a document is known by. A fact-check is known by its id alone: one page may hold several, and be a document itself."""
    if found.document.review is not None:
        return [found.document.id]
    return [name for name in (found.document.id, found.document.url, *(stamp.get("guid") for stamp in found.stamps.values())) if name]


def _lasting(found: Found) -> dict[str, dict[str, str]]:
    """The stamps without what is another in every run."""
    return {source: {**stamp, "fetched": ""} for source, stamp in found.stamps.items()}


def _line(found: Found) -> str:
    fields: dict[str, Any] = found.document.model_dump(mode="json", exclude_none=True)
    collected = {source: dict(sorted(stamp.items())) for source, stamp in sorted(found.stamps.items())}
    return json.dumps(fields | {"collected": collected}, ensure_ascii=False)


def _stamps(line: str) -> dict[str, dict[str, str]]:
    """What a line says beside its document; nothing where a person wrote it."""
    try:
        stamps = json.loads(line).get("collected")
    except (ValueError, AttributeError, RecursionError):
        return {}
    found = stamps.items() if isinstance(stamps, dict) else ()
    return {source: {key: str(value) for key, value in stamp.items()} for source, stamp in found if isinstance(stamp, dict)}


def _read_failed(path: Path) -> dict[str, str]:
    """The failures of former runs; without a file that can be read, none, as nothing but their turn depends on it."""
    failed: dict[str, str] = {}
    try:
        for line in path.read_text("utf-8").splitlines():
            address, version = json.loads(line)
            failed[str(address)] = str(version)
    except (OSError, ValueError, TypeError, RecursionError):
        return failed
    return failed
