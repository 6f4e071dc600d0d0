"""Posts and pages of WordPress, as its REST interface gives them (`/wp-json/wp/v2/posts/…`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from factcheck.article.base import Stated
from factcheck.article.items import Item, day_of
from factcheck.errors import ArticleError
from factcheck.formats.fragment import plain

__all__ = ["wordpress_item"]


def wordpress_item(entry: Mapping[str, Any], *, name: str) -> Item | None:
    """The item of a WordPress object, None for any other.

    The author is named only where the object embeds it (`?_embed`) or an SEO plug-in states it; the number of an author is no name.

    Raises:
        ArticleError: The post is closed by a password.
    """
    title, content = entry.get("title"), entry.get("content")
    if not isinstance(title, Mapping) or not isinstance(content, Mapping) or not isinstance(content.get("rendered"), str):
        return None
    if content.get("protected") and not content["rendered"].strip():
        raise ArticleError(f"{name}: the post is protected by a password; export its text")
    seo = entry.get("yoast_head_json")
    seo = seo if isinstance(seo, Mapping) else {}
    stated = Stated(
        title=plain(_text(title.get("rendered"))),
        byline=_authors(entry) or plain(_text(seo.get("author"))),
        publisher=plain(_text(seo.get("og_site_name"))),
        date=day_of(entry.get("date")) or day_of(entry.get("date_gmt")),
        url=_address(entry.get("link")),
    )
    identifier = entry.get("id")
    return Item(str(identifier) if isinstance(identifier, int | str) else None, stated, html=content["rendered"])


def _authors(entry: Mapping[str, Any]) -> str | None:
    embedded = entry.get("_embedded")
    authors = embedded.get("author") if isinstance(embedded, Mapping) else None
    names = [plain(_text(author.get("name"))) for author in authors if isinstance(author, Mapping)] if isinstance(authors, list) else []
    return ", ".join(name for name in names if name) or None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and re.match(r"https?://\S+$", value) else None
