"""Claims to and from other tools: one file a format."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import InputError, OutputError
from factcheck.files import write_text
from factcheck.review.interchange.base import Exchange, Format, Item, exchange_of
from factcheck.review.interchange.brat import Brat
from factcheck.review.interchange.doccano import Doccano
from factcheck.review.interchange.label_studio import LabelStudio
from factcheck.review.interchange.web_annotation import WebAnnotation

__all__ = ["FORMATS", "Exchange", "Format", "Item", "exchange_of", "read_files", "write_files"]

_ALL: tuple[Format, ...] = (LabelStudio(), Doccano(), Brat(), WebAnnotation())
FORMATS: dict[str, Format] = {one.name: one for one in _ALL}
"""Those that go both ways, by name."""


def read_files(chosen: Format, path: Path) -> Exchange:
    """What another tool's file says, with those that belong beside it.

    Raises:
        InputError: a file is missing, unreadable, or not of the format; names it.
    """
    files: dict[str, str] = {}
    for suffix in chosen.suffixes:
        place = path if suffix == chosen.suffixes[0] else path.with_suffix(suffix)
        try:
            files[suffix] = place.read_bytes().decode("utf-8")
        except OSError as error:
            raise InputError(f"{place}: cannot be read: {error.strerror or error}") from None
        except UnicodeDecodeError:
            raise InputError(f"{place}: not UTF-8 text") from None
    try:
        return chosen.read(files)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def write_files(chosen: Format, exchange: Exchange, path: Path) -> None:
    """Write another tool's file, and those that belong beside it.

    Raises:
        OutputError: one cannot be written, or would take the place of another file, such as the article.
    """
    named, *beside = chosen.suffixes
    if beside and path.suffix != named:
        raise OutputError(f"{path}: {chosen.name} is several files, of which this one ends in {named}")
    contents = chosen.write(exchange)
    for suffix in beside:
        place = path.with_suffix(suffix)
        if place.exists() and place.read_bytes() != contents[suffix].encode():
            raise OutputError(f"{place} is there already and is another text; choose another name for {path.name}")
    for suffix, content in contents.items():
        write_text(path if suffix == named else path.with_suffix(suffix), content)
