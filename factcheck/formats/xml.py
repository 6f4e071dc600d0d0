"""XML that comes from outside: what it is, and parsed so that it can stand for no more than it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["declares_entities", "parse_xml", "root_name"]

# atomic, as a comment could otherwise end at any later end of one, in exponentially many ways
_PROLOGUE = re.compile(rb"\s*+(?><\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*+<([A-Za-z_][\w.:-]*)", re.DOTALL)
_SUBSET = re.compile(rb"<!DOCTYPE[^<>\[]*+\[", re.IGNORECASE)
_HEAD = 20_000


def root_name(data: bytes) -> str | None:
    """Name of the root element, without its prefix, in lower case; None where this is no XML."""
    found = _PROLOGUE.match(_ascii(data[:_HEAD]))
    return found.group(1).decode("ascii", "replace").rsplit(":", 1)[-1].lower() if found else None


def declares_entities(data: bytes) -> bool:
    """Whether the document type declares things of its own, as only XML that is meant to harm does among feeds and sitemaps."""
    return bool(_SUBSET.search(_ascii(data)))


def parse_xml(data: bytes) -> _Element:
    """The root element; nothing is fetched or expanded.

    Raises:
        ValueError: It is no well-formed XML, or declares entities.
    """
    from lxml import etree

    if declares_entities(data):
        raise ValueError("XML that declares entities is not read")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"invalid XML: {' '.join(str(error).split())[:120]}") from None


def _ascii(data: bytes) -> bytes:
    """The ASCII in a text of one, two or four bytes a character, without its byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\0" in data[:8]:
        return data.lstrip(b"\xff\xfe").replace(b"\0", b"").lstrip(b"\xff\xfe")
    return data.removeprefix(b"\xef\xbb\xbf")
