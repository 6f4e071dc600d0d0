"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.errors import OutputError

__all__ = ["exclusive", "make_folders", "name_as_text", "require_writable", "write_bytes", "write_text"]

_WAIT_SECONDS = 30.0


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_MASK = _umask()
"""Read before there are other threads: reading it changes it for a moment."""


@contextmanager
def exclusive(lock: Path, *, what: str, wait: float = _WAIT_SECONDS) -> Iterator[None]:
    """Be the only process that changes something.

    Args:
        lock: the file that stands for it, in a folder that exists.
        what: what is changed, for the message.
        wait: seconds to wait for another process.

    Raises:
        OutputError: the lock cannot be made, or another process holds it for all that time.
    """
    from filelock import FileLock, Timeout

    held = FileLock(lock)
    try:
        held.acquire(timeout=wait)
    except Timeout:
        raise OutputError(f"{what}: another process is changing it; try again when it is done") from None
    except OSError as error:
        raise OutputError(f"{what} cannot be written: {error.strerror or error}") from None
    try:
        yield
    finally:
        held.release()


def name_as_text(name: str | Path) -> str:
    """A file name as text that can be written down, also one whose bytes are no UTF-8."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def require_writable(path: Path) -> None:
    """Fail early where a file could not be written later.

    Raises:
        OutputError: the folder is missing or closed to us, or `path` is a folder.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder: give the name of a file in it")
    if _is_device(path):
        if not os.access(path, os.W_OK):
            raise OutputError(f"{path}: no permission to write to it; choose another place")
        return
    folder = _behind_links(path).parent
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


def write_text(path: Path, text: str, *, durable: bool = False) -> None:
    """Write UTF-8 text atomically; see `write_bytes`.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
    """
    write_bytes(path, text.encode(), durable=durable)


def write_bytes(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file atomically: a reader sees the old one or the new one, never a part.

    A link stays one, and the file that it leads to is written. What is there and is no file, such as a pipe or a device, is written to.

    Args:
        path: the file.
        data: its new content.
        durable: return only when the disk has it, so that not even a power cut takes it back.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
    """
    require_writable(path)
    try:
        if _is_device(path):
            with path.open("wb") as stream:
                stream.write(data)
            return
        path = _behind_links(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            partial.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_MASK)
            partial.replace(path)
            if durable:
                _sync_folder(path.parent)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from None


def _is_device(path: Path) -> bool:
    """Whether there is something that is no regular file: a pipe, a socket, a terminal, /dev/null."""
    return path.exists() and not path.is_file()


def _behind_links(path: Path) -> Path:
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folder, and needs no such call
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
