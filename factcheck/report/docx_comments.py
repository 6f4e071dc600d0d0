"""Comments in a Word document: their part, and the marks that anchor them (ECMA-376, part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.formats.docx import WORD
from factcheck.formats.docx_package import part_name, read_xml, with_parts, with_related_part, xml_bytes
from factcheck.report.claim_comment import CommentLine
from factcheck.report.docx_anchors import Anchor
from factcheck.report.junit_report import xml_text

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Comment", "with_comments"]

_AUTHOR, _INITIALS = "factcheck", "fc"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ID = f"{WORD}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARAGRAPH, _RUN, _REFERENCE = f"{WORD}p", f"{WORD}r", f"{WORD}commentReference"
_START, _END = f"{WORD}commentRangeStart", f"{WORD}commentRangeEnd"
_WRAPPERS = frozenset(
    WORD + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
"""What may stand between a paragraph and its runs."""
_WITHOUT_WIDTH = frozenset(
    WORD + name
    for name in (
        *("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"),
        *("commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
    )
)
"""What a reader does not see between two runs."""


class Comment(NamedTuple):
    """A comment and what it stands at."""

    anchor: Anchor
    lines: Sequence[CommentLine]


def with_comments(data: bytes, document: Document, root: Any, comments: Sequence[Comment]) -> bytes:  # noqa: ANN401 - lxml's elements
    """A file with further comments; those that it has stay.

    They have no time, as the same report gives the same bytes.

    Args:
        data: The file.
        document: What was opened of it.
        root: Its main part, with the runs that the anchors name; marks are set in it.
        comments: What to add.

    Raises:
        lxml.etree.XMLSyntaxError: Its comments are no XML; or one of `formats.docx.BROKEN_PACKAGE`.
    """
    from lxml import etree

    main = document.part.partname.membername
    parts: dict[str, bytes] = {}
    known = next((rel for rel in document.part.rels.values() if rel.reltype.endswith("/comments") and not rel.is_external), None)
    if known is not None:
        name = known.target_part.partname.membername
        part = read_xml(data, name)
    else:
        name = part_name(data, main.rpartition("/")[0] + "/comments.xml")
        part = etree.Element(f"{WORD}comments", nsmap={"w": WORD[1:-1]})
        parts = with_related_part(data, main, name, content_type=_CONTENT_TYPE, relation=_RELATION)
    ids = [element.get(_ID, "") for element in (*part, *root.iter(_START, _END, _REFERENCE))]
    first = max((int(each) for each in ids if each.isdecimal()), default=-1) + 1
    for identifier, comment in enumerate(comments, first):
        part.append(_element(part, str(identifier), comment.lines))
        _mark(comment.anchor, str(identifier))
    return with_parts(data, {**parts, main: xml_bytes(root), name: xml_bytes(part)})


def _element(part: Any, identifier: str, lines: Sequence[CommentLine]) -> Any:  # noqa: ANN401 - likewise
    comment = part.makeelement(f"{WORD}comment", {_ID: identifier, f"{WORD}author": _AUTHOR, f"{WORD}initials": _INITIALS})
    for number, line in enumerate(lines):
        paragraph = _child(comment, "p")
        if number == 0:
            _child(_child(paragraph, "r"), "annotationRef")
        run = _child(paragraph, "r")
        if line.strong:
            _child(_child(run, "rPr"), "b")
        text = _child(run, "t")
        text.text = xml_text(line.text)
        text.set(_SPACE, "preserve")
    return comment


def _child(parent: Any, name: str) -> Any:  # noqa: ANN401 - likewise
    child = parent.makeelement(WORD + name)
    parent.append(child)
    return child


def _mark(anchor: Anchor, identifier: str) -> None:
    """Set the two ends of a comment's range, and the reference behind it.

    They stand outside of links, controls and tracked changes wherever the range begins or ends with these, as Word sets them; the
    reference always, so that following a link or rejecting an insertion does not take the comment along.
    """
    first, last = _outermost(anchor.first, following=False), _outermost(anchor.last, following=True)
    first.addprevious(first.makeelement(_START, {_ID: identifier}))
    end = last.makeelement(_END, {_ID: identifier})
    _insert_after(last, end)
    outer = end
    while outer.getparent().tag != _PARAGRAPH:
        outer = outer.getparent()
    reference = last.makeelement(_RUN)
    _child(reference, "commentReference").set(_ID, identifier)
    _insert_after(outer, reference)


def _outermost(node: Any, *, following: bool) -> Any:  # noqa: ANN401 - likewise
    """The outermost element that begins, or ends, where a run does."""
    while node.getparent().tag in _WRAPPERS:
        if any(sibling.tag not in _WITHOUT_WIDTH for sibling in node.itersiblings(preceding=not following)):
            break
        node = node.getparent()
    return node


def _insert_after(node: Any, new: Any) -> None:  # noqa: ANN401 - likewise
    """Set an element behind another, and behind the ends of the comments that end there already."""
    while (following := node.getnext()) is not None and (following.tag == _END or _is_reference(following)):
        node = following
    new.tail, node.tail = node.tail, None
    node.addnext(new)


def _is_reference(node: Any) -> bool:  # noqa: ANN401 - likewise
    return node.tag == _RUN and [child.tag for child in node if child.tag != f"{WORD}rPr"] == [_REFERENCE]
