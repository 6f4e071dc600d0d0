"""What is to be checked: files, folders, patterns, addresses, and every article of a feed or a list."""

from __future__ import annotations

import glob
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from factcheck.errors import FactcheckError, InputError
from factcheck.files import name_as_text
from factcheck.models import Fetched

__all__ = ["Listing", "Task", "Unreadable", "Web", "list_articles", "read_list"]

SUFFIXES: Final = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".json", ".rss", ".atom", ".xml"}
)
"""Files that a folder is searched for; a file that is named is read whatever it is called."""
_SIDECAR: Final = ".meta.yaml"
_INDEX: Final = "factcheck-index.json"
_LONGEST: Final = 2000


@dataclass(frozen=True)
class Task:
    """One article to check."""

    key: str
    """Tells it from all others, whatever folder the program was started in: its path relative to the batch's folder, or its address;
    then `#` and the id of an item."""
    source: str
    """The key without the item."""
    path: Path
    """The file; for an address, that in which the page was kept."""
    sha256: str
    """Of everything it is read from: the bytes of file and sidecar, or the item."""
    stem: str
    """What its reports should be called after."""
    item: int | None = None
    """Its number in the feed or list, from 1."""
    item_id: str | None = None
    chosen_by: str | None = None
    """What chooses it among the items when the file is read again: its id, its address or its number."""
    shown: str = ""
    """As the user would name it."""
    address: str | None = None
    """Where it was fetched from; several addresses may give the same bytes, which are kept once."""


@dataclass(frozen=True)
class Unreadable:
    """Something that was to be checked and cannot even be opened."""

    key: str
    shown: str
    stem: str
    reason: str


@dataclass(frozen=True)
class Listing:
    """What was found."""

    tasks: tuple[Task, ...]
    """Sorted by key, each once."""
    unreadable: tuple[Unreadable, ...]
    aside: int
    """Files in folders that are no articles by their name."""


@dataclass(frozen=True)
class Web:
    """How addresses are fetched."""

    keep: Path | None = None
    """Folder that keeps what is fetched; the user's cache when None."""
    allow_private: bool = False


def read_list(path: Path) -> list[str]:
    """The articles that a file names, one a line; empty lines and those that begin with `#` are passed over.

    Args:
        path: The file; `-` is standard input.

    Raises:
        InputError: It cannot be read.
    """
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or 'it is not UTF-8 text'})") from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def list_articles(arguments: Sequence[str], out: Path, *, without: Iterable[Path] = (), web: Web | None = None) -> Listing:
    """Everything that the arguments name.

    Args:
        arguments: Files, folders (searched through, hidden files aside), patterns such as `drafts/**/*.docx`, addresses.
        out: The batch's folder; keys are relative to it, and nothing in it is an article.
        without: Further files and folders that hold no articles: annotation files, the evidence.
        web: How addresses are fetched.
    """
    from factcheck.fetching import is_address

    closed = {path.resolve() for path in (out, *without)}
    found: dict[str, Task] = {}
    unreadable: dict[str, Unreadable] = {}
    aside = 0
    for argument in arguments:
        if is_address(argument) and not _exists(Path(argument)):
            for entry in _fetched(argument, web or Web()):
                _put(entry, found, unreadable)
            continue
        for path, named in _files(argument, closed):
            if not _is_article(path, named=named):
                aside += 1
                continue
            for entry in _articles(path, key_of(path, out)):
                _put(entry, found, unreadable)
    return Listing(
        tuple(found[key] for key in sorted(found)), tuple(unreadable[key] for key in sorted(unreadable.keys() - found.keys())), aside
    )


def key_of(path: Path, out: Path) -> str:
    """How a file is called relative to the batch's folder, with forward slashes; on another drive, its full path."""
    try:
        return name_as_text(Path(os.path.relpath(path.resolve(), out.resolve())).as_posix())
    except ValueError:
        return name_as_text(path.resolve().as_posix())


def _put(entry: Task | Unreadable, found: dict[str, Task], unreadable: dict[str, Unreadable]) -> None:
    if isinstance(entry, Task):
        found.setdefault(entry.key, entry)
    else:
        unreadable.setdefault(entry.key, entry)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _files(argument: str, closed: set[Path]) -> Iterator[tuple[Path, bool]]:
    """The files that an argument stands for, each with whether the user named it."""
    path = Path(argument)
    if _exists(path):
        yield from ((file, False) for file in _walk(path, closed)) if path.is_dir() else [(path, True)]
        return
    matches = sorted(glob.glob(argument, recursive=True)) if glob.has_magic(argument) else []  # noqa: PTH207 - takes a whole pattern
    for match in matches:
        if Path(match).is_dir():
            yield from ((file, False) for file in _walk(Path(match), closed))
        else:
            yield Path(match), False
    if not matches:
        yield path, True  # reading it will say what is wrong


def _walk(folder: Path, closed: set[Path]) -> Iterator[Path]:
    """The files of a folder and of those in it, sorted; hidden ones, the closed ones and folders of an index aside."""
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() not in closed)
        if here.resolve() in closed or _INDEX in names:
            folders.clear()
            continue
        yield from (here / name for name in sorted(names) if not name.startswith(".") and (here / name).resolve() not in closed)


def _is_article(path: Path, *, named: bool) -> bool:
    # Word's lock files are called ~$draft.docx.
    if path.name.startswith("~$") or path.name.endswith(_SIDECAR):
        return False
    return named or (not path.name.startswith(("~", ".")) and path.suffix.lower() in SUFFIXES)


def _articles(path: Path, key: str) -> Iterator[Task | Unreadable]:
    from factcheck.article.files import read_file
    from factcheck.article.sidecar import sidecar_path

    try:
        data = read_file(path)
        sidecar = sidecar_path(path)
        beside = sidecar.read_bytes() if sidecar.is_file() else b""
    except FactcheckError as error:
        yield Unreadable(key, name_as_text(path), name_as_text(path.stem), _line(error))
        return
    except OSError as error:
        yield Unreadable(
            key, name_as_text(path), name_as_text(path.stem), f"{name_as_text(path)}: its sidecar cannot be read ({error.strerror})"
        )
        return
    yield from _entries(data, path, key, shown=name_as_text(path), stem=name_as_text(path.stem), beside=beside)


def _fetched(address: str, web: Web) -> Iterator[Task | Unreadable]:
    from factcheck.fetching import Store, default_folder, fetch

    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).stem
    stem = last if last not in {"", "index"} else str(parts.hostname)
    store = Store(web.keep or default_folder())
    try:
        page = fetch(address, allow_private=web.allow_private, store=store)
    except FactcheckError as error:
        yield Unreadable(address, address, stem, _line(error))
        return
    path = store.path_of(page.record)
    yield from _entries(page.data, path, address, shown=address, stem=stem, record=page.record)


def _entries(
    data: bytes, path: Path, key: str, *, shown: str, stem: str, beside: bytes = b"", record: Fetched | None = None
) -> Iterator[Task | Unreadable]:
    """One file as a task, or as many as it has articles."""
    from factcheck.article.reading import article_items

    try:
        items = article_items(data, suffix=path.suffix.lower(), name=shown, content_type=record.content_type if record else None)
    except FactcheckError as error:
        yield Unreadable(key, shown, stem, _line(error))
        return
    address = record.url if record else None
    if not items:
        yield Task(key, key, path, _checksum(data, beside), stem, shown=shown, address=address)
        return
    seen: dict[str, int] = {}
    for number, item in enumerate(items, start=1):
        identifier = " ".join((item.id or item.stated.url or item.stated.title or str(number)).split())[:_LONGEST]
        seen[identifier] = seen.get(identifier, 0) + 1
        own = identifier if seen[identifier] == 1 else f"{identifier} ({seen[identifier]})"
        yield Task(
            f"{key}#{own}",
            key,
            path,
            _checksum(repr(item).encode("utf-8", "surrogateescape"), beside),
            item.stated.title or own,
            item=number,
            item_id=own,
            chosen_by=(item.id or item.stated.url or str(number)) if seen[identifier] == 1 else str(number),
            shown=f"{shown} item {number}",
            address=address,
        )


def _checksum(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _line(error: Exception) -> str:
    return name_as_text(" ".join(str(error).split()))
