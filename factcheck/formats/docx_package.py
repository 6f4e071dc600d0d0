"""Word files as packages of parts (ECMA-376, part 2): a few parts exchanged, every other one byte for byte as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["part_name", "read_xml", "with_parts", "with_related_part", "xml_bytes"]

_TYPES: Final = "[Content_Types].xml"
_TYPES_NAMESPACE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_NAMESPACE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can state; it has no clock, so the same parts give the same bytes."""


def read_xml(data: bytes, name: str) -> _Element:
    """A part in XML, no entity of it expanded and nothing fetched.

    Args:
        data: The package.
        name: The part's name, without a slash before it.

    Raises:
        lxml.etree.XMLSyntaxError: It is no XML.
        KeyError: There is none; or another of `formats.docx.BROKEN_PACKAGE`.
    """
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        source = archive.read(name)
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))


def xml_bytes(root: Any) -> bytes:  # noqa: ANN401 - lxml's elements have no types
    """A part as its file holds it."""
    from lxml import etree

    packed: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed


def part_name(data: bytes, wanted: str) -> str:
    """A name that no part has yet, whatever its case: `wanted`, or else with a number before its ending."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        taken = {name.lower() for name in archive.namelist()}
    stem, suffix = posixpath.splitext(wanted)
    number, name = 0, wanted
    while name.lower() in taken:
        number += 1
        name = f"{stem}{number}{suffix}"
    return name


def with_related_part(data: bytes, source: str, name: str, *, content_type: str, relation: str) -> dict[str, bytes]:
    """What becomes of a package's table of types and of a part's relationships when that part gets another one.

    Args:
        data: The package.
        source: Name of the part that refers to the new one.
        name: Name of the new one.
        content_type: Its type.
        relation: Type of the relationship.

    Returns:
        The two parts, by name.

    Raises:
        lxml.etree.XMLSyntaxError: One of them is no XML; or one of `formats.docx.BROKEN_PACKAGE`.
    """
    types = read_xml(data, _TYPES)
    types.append(types.makeelement(f"{_TYPES_NAMESPACE}Override", {"PartName": f"/{name}", "ContentType": content_type}))
    folder, base = posixpath.split(source)
    relations_name = posixpath.join(folder, "_rels", f"{base}.rels")
    relations = read_xml(data, relations_name)
    taken = {each.get("Id") for each in relations}
    identifier = next(candidate for number in range(1, len(taken) + 2) if (candidate := f"rId{number}") not in taken)
    target = posixpath.relpath(f"/{name}", f"/{folder}")
    relations.append(relations.makeelement(f"{_RELATIONS_NAMESPACE}Relationship", {"Id": identifier, "Type": relation, "Target": target}))
    return {_TYPES: xml_bytes(types), relations_name: xml_bytes(relations)}


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some parts exchanged or added, in the same order, all dated to the beginning of time.

    Raises:
        zipfile.BadZipFile: A part cannot be unpacked; or another of `formats.docx.BROKEN_PACKAGE`.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", compression=zipfile.ZIP_DEFLATED) as target:
        old = source.namelist()
        for name in (*old, *(name for name in parts if name not in old)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, parts[name] if name in parts else source.read(name))
    return result.getvalue()
