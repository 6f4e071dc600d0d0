"""The file beside an article that says what the article itself does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from factcheck.article.base import Stated
from factcheck.article.normalise import normalise
from factcheck.errors import ArticleError
from factcheck.formats.metadata import MAX_CHARACTERS, MetadataError, parse_day, read_metadata

__all__ = ["SIDECAR_SUFFIX", "read_sidecar", "sidecar_path", "stated_from"]

SIDECAR_SUFFIX = ".meta.yaml"

_Text = Annotated[str, Field(min_length=1, max_length=2000)]


class _Metadata(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: _Text | None = None
    byline: _Text | None = None
    publisher: _Text | None = None
    date: dt.date | None = None
    url: _Text | None = None

    @field_validator("title", "byline", "publisher", "url", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return " ".join(normalise(value).text.split()) if isinstance(value, str) else value

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        return parse_day(value) if isinstance(value, str) else value

    @field_validator("url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not re.match(r"https?://\S+$", value):
            raise ValueError(f"{value[:60]!r} is no web address; write https://…")
        return value


def sidecar_path(article: Path) -> Path:
    """Where the sidecar of an article stands: `story.txt` has `story.txt.meta.yaml`."""
    return article.with_name(article.name + SIDECAR_SUFFIX)


def read_sidecar(article: Path) -> Stated:
    """Read the sidecar of an article.

    A sidecar is a YAML mapping of any of `title`, `byline`, `publisher`, `date` (YYYY-MM-DD) and `url`. A person wrote it, so it
    outweighs what is read off the article.

    Raises:
        ArticleError: The sidecar is no such mapping, or cannot be read.
    """
    path = sidecar_path(article)
    if not path.is_file():
        return Stated()
    try:
        # A character has at most four bytes in UTF-8.
        if path.stat().st_size > 4 * MAX_CHARACTERS:
            raise ArticleError(f"{path}: too large for a metadata file; keep only {', '.join(sorted(_Metadata.model_fields))}")
        source = path.read_text(encoding="utf-8-sig")
        values = read_metadata(source, only=_Metadata.model_fields)
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: not UTF-8; save it as UTF-8 text") from error
    except MetadataError as error:
        raise ArticleError(f"{path}:{error.line}: {error}") from error
    return stated_from(values, where=str(path))


def stated_from(values: Mapping[str, Any], *, where: str, lenient: bool = False) -> Stated:
    """Check metadata that come from outside.

    Args:
        values: `title`, `byline`, `publisher`, `date`, `url`; any may be missing or None.
        where: What to name in an error.
        lenient: Leave out what is wrong, as web pages state all sorts of things.

    Raises:
        ArticleError: A key is unknown or a value is of the wrong kind, unless `lenient`.
    """
    values = {str(key): value for key, value in values.items() if value is not None and value != ""}
    try:
        metadata = _Metadata.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = str(first["loc"][0]) if first["loc"] else ""
        if lenient:
            return stated_from({name: value for name, value in values.items() if name != key}, where=where, lenient=True)
        if first["type"] == "extra_forbidden":
            known = ", ".join(sorted(_Metadata.model_fields))
            raise ArticleError(f"{where}: unknown key {key!r}; known are {known}") from error
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise ArticleError(f"{where}: {key}: {reason}") from error
    return Stated(metadata.title, metadata.byline, metadata.publisher, metadata.date, metadata.url)
