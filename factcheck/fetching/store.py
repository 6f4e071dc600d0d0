"""What was fetched, kept under its checksum, and a log of when and from where."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from factcheck.cache import cache_root
from factcheck.errors import ArticleError, OutputError
from factcheck.files import make_folders, write_bytes
from factcheck.models import Fetched

__all__ = ["LOG", "Store", "default_folder", "record_of"]

LOG: Final = "fetched.jsonl"
"""Name of the log: one JSON object a fetch, oldest first."""

_ENDINGS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_MAX_LOG_BYTES: Final = 100_000_000


def default_folder() -> Path:
    """Where fetched pages are kept unless the user names a folder."""
    return cache_root() / "fetched"


class Store:
    """A folder of fetched bytes, each file named by its SHA-256, and the log of the fetches.

    Args:
        folder: Made if need be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, record: Fetched) -> Path:
        """Where the bytes of a fetch are kept."""
        return self.folder / (record.sha256 + _ending(record.content_type))

    def keep(self, data: bytes, record: Fetched) -> Path:
        """Write the bytes, unless they are there already, and a line in the log.

        Raises:
            OutputError: The folder cannot be written.
        """
        make_folders(self.folder)
        path = self.path_of(record)
        if not path.exists():
            write_bytes(path, data)
        line = json.dumps(record.model_dump(mode="json") | {"file": path.name}, ensure_ascii=False) + "\n"
        try:
            # One write in append mode, so that two runs at once do not mix their lines.
            with (self.folder / LOG).open("ab", buffering=0) as log:
                log.write(line.encode())
        except OSError as error:
            raise OutputError(f"{self.folder / LOG} cannot be written: {error.strerror or error}") from None
        return path


def record_of(path: Path, data: bytes, address: str | None = None) -> Fetched | None:
    """What the log beside a kept file says of its last fetch; None for any other file.

    Args:
        path: The file.
        data: Its bytes.
        address: Which of the addresses that gave these bytes is meant, as the record has it; the last one by default.

    Raises:
        ArticleError: The file was changed since it was fetched.
    """
    log = path.parent / LOG
    if len(path.stem) != hashlib.sha256().digest_size * 2 or not log.is_file() or log.stat().st_size > _MAX_LOG_BYTES:
        return None
    lines = (line for line in log.read_bytes().split(b"\n") if path.stem.encode() in line)
    records = [record for line in lines if (record := _record(line, path.name))]
    found = next((record for record in reversed(records) if record.url == address), records[-1] if records else None)
    if found and hashlib.sha256(data).hexdigest() != path.stem:
        raise ArticleError(f"{path}: was changed since it was fetched; fetch it again, or copy it under another name")
    return found


def _record(line: bytes, name: str) -> Fetched | None:
    try:
        fields = json.loads(line)
        return Fetched.model_validate(fields) if fields.pop("file") == name else None
    except (ValueError, ValidationError, KeyError, AttributeError, TypeError, RecursionError):
        return None  # a log that somebody edited is no reason to refuse an article


def _ending(content_type: str | None) -> str:
    kind = (content_type or "").split(";", 1)[0].strip().lower()
    if kind in _ENDINGS:
        return _ENDINGS[kind]
    if kind.endswith("+json"):
        return ".json"
    return ".xml" if kind.endswith(("/xml", "+xml")) else ".bin"
