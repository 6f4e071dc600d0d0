"""The lock that everybody who writes an annotation file, or the proposals beside it, takes.

It lies in a folder beside the file, not in a cache of one machine's: two people who open one file on a network share, or two users of one
machine, have to meet at the same lock. The folder tells git to look away, and holds nothing that anybody would miss.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.files import exclusive, make_folders, write_text

__all__ = ["locked"]

_FOLDER = ".factcheck"
_IGNORE = "# Locks of annotation files; nothing here is to be kept.\n*\n"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only one who changes an annotation file or its proposals, on any machine that sees it.

    A link is followed, so that whoever opens the file by another name takes the same lock.

    Args:
        path: the file, in a folder that exists; it need not be there yet.

    Raises:
        OutputError: the folder is closed to us, or another process holds the lock for too long.
    """
    real = Path(os.path.realpath(path))
    folder = real.parent / _FOLDER
    make_folders(folder)
    if not (folder / ".gitignore").exists():
        write_text(folder / ".gitignore", _IGNORE)
    with exclusive(folder / f"{real.name}.lock", what=str(path)):
        _sweep(real)
        yield


def _sweep(real: Path) -> None:
    """Take away what a process that was killed while it saved left half-written: nobody else is writing now."""
    with suppress(OSError):
        for partial in real.parent.glob(f".{glob.escape(real.name)}.*.partial"):
            partial.unlink(missing_ok=True)
