"""Sitemaps (https://www.sitemaps.org/protocol.html): which pages a site has, and when they last changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.formats.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["SITEMAP_ROOTS", "Listed", "Sitemap", "parse_sitemap"]

SITEMAP_ROOTS: Final = frozenset({"urlset", "sitemapindex"})
"""Root elements of a sitemap and of a list of sitemaps."""


class Listed(NamedTuple):
    """An address in a sitemap."""

    url: str
    changed: str
    """When it last changed, as it is written; empty where nothing says it."""


class Sitemap(NamedTuple):
    """A sitemap: pages, or further sitemaps."""

    pages: tuple[Listed, ...]
    maps: tuple[Listed, ...]


def parse_sitemap(data: bytes) -> Sitemap:
    """Read a sitemap or an index of sitemaps, those that changed last first.

    Raises:
        ValueError: It is neither, or declares entities.
    """
    root = parse_xml(data)
    listed = sorted(_entries(root), key=lambda entry: entry.changed, reverse=True)
    name = _name(root)
    if name not in SITEMAP_ROOTS:
        raise ValueError("no sitemap")
    return Sitemap(tuple(listed), ()) if name == "urlset" else Sitemap((), tuple(listed))


def _entries(root: _Element) -> list[Listed]:
    found: dict[str, str] = {}
    for entry in root:
        fields = {_name(child): (child.text or "").strip() for child in entry if isinstance(child.tag, str)}
        if fields.get("loc"):
            found.setdefault(fields["loc"], fields.get("lastmod", ""))
    return [Listed(url, changed) for url, changed in found.items()]


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""
