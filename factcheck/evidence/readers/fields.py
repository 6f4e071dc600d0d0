"""What is common to all corpus formats: decoding bytes, and checking a document's fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import ValidationError

from factcheck.errors import CorpusError
from factcheck.formats.metadata import parse_day
from factcheck.models import Document, Review

__all__ = ["MAX_TEXT_LENGTH", "decode", "make_document"]

MAX_TEXT_LENGTH = 5_000_000
"""Longest text of one document, in code points: a long book; more is a mistake that would stall everything after."""

_MAX_FIELD_LENGTH = 2_000


def decode(data: bytes, where: str) -> str:
    r"""The text of a UTF-8 file, byte order mark dropped and line ends made `\n`.

    Raises:
        CorpusError: the bytes are not UTF-8 text; names the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(f"{where}:{line}: not UTF-8; save the file as UTF-8 text") from None
    if "\0" in text:
        raise CorpusError(f"{where}: a binary file, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def make_document(fields: Mapping[str, object], where: str) -> Document:
    """A document from named values; unknown names are ignored, blank optional ones count as absent.

    Args:
        fields: `id`, `text`, and optionally `title`, `publisher`, `publisher_type`, `url`, `date`, and `review`, a mapping.
        where: file, and line if there is one, for messages.

    Raises:
        CorpusError: a value is missing, of the wrong type, or too long.
    """
    text = fields.get("text")
    if isinstance(text, str):
        _check_encodable(text, "text", where)
    if not isinstance(text, str) or not _legible(text):
        raise CorpusError(f"{where}: no text; every document needs a non-empty 'text'")
    if len(text) > MAX_TEXT_LENGTH:
        raise CorpusError(f"{where}: the text has {len(text):,} characters; split it, at most {MAX_TEXT_LENGTH:,} are read")
    identifier = _string(fields, "id", where)
    if identifier is None:
        raise CorpusError(f"{where}: no id; every document needs a non-empty 'id'")
    return Document(
        id=identifier,
        text=text,
        title=_string(fields, "title", where),
        publisher=_string(fields, "publisher", where),
        publisher_type=_string(fields, "publisher_type", where),
        url=_string(fields, "url", where),
        date=_date(fields.get("date"), where),
        review=_review(fields.get("review"), where),
    )


def _review(value: object, where: str) -> Review | None:
    if value is None:
        return None
    try:
        return Review.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(["review", *map(str, first["loc"])])
        raise CorpusError(f"{where}: {name}: {first['msg']}; see docs/articles-and-evidence.md") from None


def _legible(text: str) -> bool:
    """Whether a reader would see anything: zero-width and control characters alone are no text."""
    return any(character.isprintable() and not character.isspace() for character in text)


def _string(fields: Mapping[str, object], name: str, where: str) -> str | None:
    value = fields.get(name)
    # Spreadsheets turn an id or a title such as 2024 into a number.
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise CorpusError(f"{where}: {name!r} must be a string, not {type(value).__name__}")
    value = " ".join(value.split())
    if len(value) > _MAX_FIELD_LENGTH:
        raise CorpusError(f"{where}: {name!r} has {len(value):,} characters; at most {_MAX_FIELD_LENGTH:,} are read")
    _check_encodable(value, name, where)
    return value or None


def _check_encodable(value: str, name: str, where: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise CorpusError(f"{where}: {name!r} holds half of a surrogate pair, which is no character") from None


def _date(value: object, where: str) -> dt.date | None:
    if value is None or value == "":
        return None
    # A number may have more digits than Python would print.
    given = type(value).__name__
    if isinstance(value, str):
        try:
            return parse_day(value)
        except ValueError:
            given = repr(value.strip()[:40])
    raise CorpusError(f"{where}: bad date {given}; write it as YYYY-MM-DD")
