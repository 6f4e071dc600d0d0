"""Writing a report to disk: all of it, or nothing."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from factcheck.errors import OutputError
from factcheck.models import Report
from factcheck.report.rendering import format_for, render

__all__ = ["write_report", "write_text"]


def write_report(report: Report, path: Path, format: str | None = None) -> None:  # noqa: A002
    """Renders `report` and puts it at `path` in one step; a reader sees the old file or the new one, never half of one.

    Args:
        report: What to write.
        path: Where to; its folder must exist.
        format: One of `FORMATS`; by default what the suffix of `path` asks for.

    Raises:
        OutputError: the format is unknown, or the file cannot be written.
    """
    chosen = format if format is not None else format_for(path)
    _refuse(path)
    write_text(path, render(report, chosen))


def write_text(path: Path, text: str) -> None:
    """Puts `text` at `path` as UTF-8, atomically.

    Raises:
        OutputError: the folder is missing, `path` is a folder, or the system refuses.
    """
    _refuse(path)
    target = path.resolve()
    if target.exists() and not target.is_file():
        _to_device(path, target, text)
        return
    draft = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.part")
    try:
        # os.open rather than tempfile: the mode then follows the user's umask, as for any file they make.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {str(path)!r}: {_reason(error)}; choose a place that you may write to") from error
    finally:
        draft.unlink(missing_ok=True)


def _to_device(path: Path, target: Path, text: str) -> None:
    """Pipes and terminals such as /dev/stdout cannot be replaced, only written to."""
    try:
        target.write_bytes(text.encode())
    except OSError as error:
        raise OutputError(f"cannot write {str(path)!r}: {_reason(error)}; choose a place that you may write to") from error


def _refuse(path: Path) -> None:
    """What can be known before the work of rendering is done."""
    try:
        if path.is_dir():
            raise OutputError(f"cannot write {str(path)!r}: it is a folder; give the name of a file in it")
        if not path.parent.exists():
            raise OutputError(f"cannot write {str(path)!r}: the folder {str(path.parent)!r} does not exist; create it first")
        if not path.parent.is_dir():
            raise OutputError(f"cannot write {str(path)!r}: {str(path.parent)!r} is not a folder; choose another place")
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot write {str(path)!r}: {_reason(error)}; choose a place that you may write to") from error


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]
