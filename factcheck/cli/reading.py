"""The article that a user names: a file, or an address to fetch it from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.output import one_line, write_result

if TYPE_CHECKING:
    from factcheck.article.items import Item
    from factcheck.models import Article

__all__ = ["local_file", "open_article"]


def local_file(source: str) -> Path | None:
    """The file that a user named as the article; None where it is an address, or nothing that exists."""
    try:
        return Path(source) if Path(source).exists() else None
    except OSError:  # no file has such a name
        return None


def open_article(
    source: str,
    *,
    item: str | None,
    keep: Path | None,
    allow_private: bool,
    title: str | None,
    publisher: str | None,
    date: dt.date | None,
    as_english: bool,
) -> Article:
    """Read an article, or fetch it where `source` is an address and no file of that name exists.

    Prints the list of articles where there are several and none is chosen.

    Raises:
        FactcheckError: It cannot be used.
    """
    from factcheck.article import fetch_article, read_article
    from factcheck.article.items import ItemsError
    from factcheck.fetching import is_address

    try:
        if is_address(source) and local_file(source) is None:
            return fetch_article(
                source,
                keep=keep,
                allow_private=allow_private,
                item=item,
                title=title,
                publisher=publisher,
                date=date,
                as_english=as_english,
            )
        return read_article(Path(source), item=item, title=title, publisher=publisher, date=date, as_english=as_english)
    except ItemsError as error:
        write_result(_listing(error.items))
        raise


def _listing(items: Sequence[Item]) -> str:
    width = len(str(len(items)))
    return "\n".join(
        f"{number:>{width}}  {item.stated.date or '-':<10}  {one_line(item.stated.title or '-')}  {one_line(item.id or '-')}"
        for number, item in enumerate(items, start=1)
    )
