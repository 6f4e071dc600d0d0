"""ninjs, the IPTC's news in JSON: generations 1 (`headline`, `body_xhtml`), 2 and 3 (`headlines`, `bodies`).

See https://iptc.org/standards/ninjs/. Names of properties are written in lower case up to 2, in camel case from 3 on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from factcheck.article.base import Stated
from factcheck.article.items import Item, day_of
from factcheck.article.metadata import parse_byline
from factcheck.formats.fragment import plain

__all__ = ["ninjs_item"]

_MAIN = ("main", "headline", "title", "html", "")
"""Roles of the text proper, the first ones before the others."""


class _Text(NamedTuple):
    value: str
    role: str
    html: bool


def ninjs_item(entry: Mapping[str, Any]) -> Item | None:
    """The item of a ninjs object, None for any other."""
    fields = {key.lower(): value for key, value in entry.items()}
    headlines, bodies = list(_texts(fields, "headline", "headlines")), list(_texts(fields, "body", "bodies"))
    if not isinstance(fields.get("uri"), str) or not (headlines or bodies):
        return None
    headline = min(headlines, key=_preference, default=None)
    body = min(bodies, key=lambda text: (not text.html, _preference(text)), default=None)
    byline = _first(fields, "by", "byline")
    parsed = parse_byline(byline) if byline else None
    uri = fields["uri"]
    stated = Stated(
        title=plain(headline.value) if headline else None,
        byline=parsed.person if parsed and parsed.person else byline,
        publisher=_first(fields, "copyrightholder"),
        date=day_of(fields.get("versioncreated")) or day_of(fields.get("firstcreated")),
        url=uri if re.match(r"https?://\S+$", uri) else None,
    )
    value, html = (body.value, body.html) if body else ("", False)
    return Item(uri, stated, html=value if html else "", text="" if html else value, place=_first(fields, "located"))


def _texts(fields: Mapping[str, Any], single: str, several: str) -> Iterator[_Text]:
    listed = fields.get(several)
    for member in listed if isinstance(listed, list) else ():
        if isinstance(member, Mapping):
            parts = {key.lower(): value for key, value in member.items()}
            if isinstance(parts.get("value"), str) and parts["value"].strip():
                kind = str(parts.get("contenttype") or "")
                yield _Text(parts["value"], str(parts.get("role") or "").lower(), "html" in kind.lower())
    for key, value in fields.items():
        # `body_xhtml`, `body_text`: the first generation writes the role into the name.
        if (key == single or key.startswith(f"{single}_")) and isinstance(value, str) and value.strip():
            role = key[len(single) :].strip("_")
            yield _Text(value, "" if role in {"xhtml", "html", "text"} else role, "html" in role)


def _preference(text: _Text) -> int:
    return _MAIN.index(text.role) if text.role in _MAIN else len(_MAIN)


def _first(fields: Mapping[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None
