"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from factcheck.errors import OutputError

__all__ = ["make_folders", "require_writable", "write_bytes", "write_text"]


def require_writable(path: Path) -> None:
    """Fail early where a file could not be written later.

    Raises:
        OutputError: the folder is missing or closed to us, or `path` is a folder.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder: give the name of a file in it")
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(f"{path}: the folder {str(folder)!r} does not exist; make it first")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{path}: no permission to write into {str(folder)!r}; choose another place")


def make_folders(*folders: Path) -> None:
    """Make folders that do not exist yet, with their parents.

    Raises:
        OutputError: one cannot be made.
    """
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder} cannot be written: {error.strerror or error}") from None


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text atomically; see `write_bytes`.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file atomically: a reader sees the old one or the new one, never a part.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
    """
    require_writable(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            partial.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
