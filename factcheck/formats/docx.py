"""Word documents: opened safely, and their paragraphs in one order that reading and writing share.

The text of a paragraph is what a reader sees once all tracked changes are accepted: insertions count, deletions and hidden
text do not. python-docx knows neither tracked changes nor footnotes, so the XML that it parses is walked here.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from factcheck.errors import ArticleError
from factcheck.models import BlockKind

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

__all__ = ["BROKEN_PACKAGE", "WORD", "Piece", "WordParagraph", "open_document", "paragraphs"]

MAX_UNPACKED: Final = 200_000_000
"""Bytes of all parts together, pictures included."""
MAX_XML: Final = 40_000_000
"""Bytes of one part in XML."""
MAX_PARTS: Final = 5_000

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of WordprocessingML, as lxml writes it before a name."""
_W: Final = WORD
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VALUE: Final = f"{_W}val"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_MARKS: Final[Mapping[str, str]] = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
"""Elements of a run that stand for a character."""
_WITHIN: Final = frozenset(
    f"{_W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml")
) | {f"{_M}{name}" for name in ("oMath", "oMathPara", "r", "e", "num", "den", "sub", "sup", "f", "sSub", "sSup", "rad", "d")}
"""Elements in a paragraph whose runs count; deletions and what was moved away are not among them."""
_STYLES: Final[tuple[tuple[re.Pattern[str], BlockKind], ...]] = (
    (re.compile(r"title$"), "headline"),
    (re.compile(r"heading \d|subtitle$"), "heading"),
    (re.compile(r"caption$|figure$|illustration$"), "caption"),
    (re.compile(r"(?:intense )?quote$|block text$|quotations?$"), "block_quote"),
    (re.compile(r"toc|table of contents|contents \d|index \d"), "notice"),
    (re.compile(r"list\b|bullet"), "list_item"),
)
"""Built-in styles by their name, which is English in whatever language Word runs."""
BROKEN_PACKAGE: Final = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    RuntimeError,  # of an archive with a password; NotImplementedError and RecursionError are such
    EOFError,
    OSError,
    lzma.LZMAError,
    zlib.error,
)
"""What comes of unpacking a file that is not what it says."""


class Piece(NamedTuple):
    """The text that one element of a run gives."""

    text: str
    element: Any
    """`w:t`, or the element of a tab or a line break."""


class WordParagraph(NamedTuple):
    """A paragraph of a document."""

    number: int
    """From 0, over the body with tables and text boxes in the order of the file, then footnotes, then endnotes, as referred to."""
    element: Any
    """The `w:p`."""
    part: Literal["body", "footnotes", "endnotes"]
    kind: BlockKind | None
    """What its style, its outline level or its numbering say; None where they say nothing."""
    row: int | None
    """Number of the table row that it stands in; None outside tables, and in tables of one column."""
    runs_on: bool
    """A tracked change deletes its end, so that the next paragraph continues it."""
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its text; places in it are counted in code points."""
        return "".join(piece.text for piece in self.pieces)


def open_document(data: bytes, *, name: str) -> Document:
    """Open a .docx file, its size looked at before anything is unpacked.

    Args:
        data: The file.
        name: What to call it in an error.

    Raises:
        ArticleError: It is no Word document, too large, or python-docx is not installed.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise ArticleError(f"{name}: reading Word files needs python-docx; install it: pip install 'factcheck-newsroom[docx]'") from None
    from lxml.etree import XMLSyntaxError

    broken = f"{name}: is no Word document that can be read; open it in Word or LibreOffice and save it as .docx again"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ArticleError(broken) from None
    # A part cannot be unpacked to more than the size that is stated for it here.
    xml = max((part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))), default=0)
    if sum(part.file_size for part in parts) > MAX_UNPACKED or xml > MAX_XML or len(parts) > MAX_PARTS:
        raise ArticleError(f"{name}: unpacks to more than an article can be; copy its text into a new document")
    if len({part.filename for part in parts}) < len(parts):
        raise ArticleError(broken)  # programs differ in which of two parts of one name they read
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, XMLSyntaxError, *BROKEN_PACKAGE) as error:
        # python-docx tells the type of a main part that it does not open.
        if isinstance(error, ValueError) and "macroEnabled" in str(error):
            raise ArticleError(f"{name}: holds macros; save it as a Word document without them (.docx)") from None
        raise ArticleError(broken) from None
    root = document.element
    if getattr(root, "body", None) is None or root.getroottree().docinfo.doctype:
        raise ArticleError(broken)
    return document


def paragraphs(document: Document, root: _Element | None = None) -> tuple[WordParagraph, ...]:
    """The paragraphs of a document; those in deleted table rows are left out, empty ones are not.

    Args:
        document: The document.
        root: Another parse of its main part, if it is the elements of that one that are wanted.
    """
    styles = _style_kinds(document)
    found: list[WordParagraph] = []
    references: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
    _collect((document.element if root is None else root).find(f"{_W}body"), "body", styles, found, references)
    for part in ("footnotes", "endnotes"):
        notes = _notes(document, part)
        for identifier in dict.fromkeys(references[part]):
            if identifier in notes:
                _collect(notes[identifier], part, styles, found, {"footnotes": [], "endnotes": []})
    return tuple(found)


def _collect(
    root: _Element,
    part: Literal["body", "footnotes", "endnotes"],
    styles: Mapping[str, BlockKind],
    found: list[WordParagraph],
    references: Mapping[str, list[str]],
) -> None:
    rows = {row: number for number, row in enumerate(root.iter(f"{_W}tr"))}
    columns = {table: max((len(row.findall(f"{_W}tc")) for row in table.iter(f"{_W}tr")), default=0) for table in root.iter(f"{_W}tbl")}
    for element in root.iter(f"{_W}p"):
        row, gone = None, False
        for parent in element.iterancestors():
            if parent is root:
                break
            # Fallback is the same text box again, for old programs.
            gone = gone or parent.tag == f"{_MC}Fallback" or parent.tag in {f"{_W}del", f"{_W}moveFrom"} or _is_deleted(parent)
            if row is None and parent.tag == f"{_W}tr" and columns.get(parent.getparent(), 0) > 1:
                row = rows[parent]
        if gone:
            continue
        pieces = tuple(_pieces(element, references))
        properties = element.find(f"{_W}pPr")
        runs_on = properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None
        found.append(WordParagraph(len(found), element, part, _kind(properties, styles), row, runs_on, pieces))


def _is_deleted(element: _Element) -> bool:
    """Whether a tracked change deletes a table row or cell."""
    return (element.tag == f"{_W}tr" and element.find(f"{_W}trPr/{_W}del") is not None) or (
        element.tag == f"{_W}tc" and element.find(f"{_W}tcPr/{_W}cellDel") is not None
    )


def _pieces(element: _Element, references: Mapping[str, list[str]]) -> Iterator[Piece]:
    for child in element:
        if child.tag == f"{_W}r":
            yield from _run(child, references)
        elif child.tag == f"{_M}t":
            yield Piece(child.text or "", child)
        elif child.tag in _WITHIN:
            yield from _pieces(child, references)


def _run(run: _Element, references: Mapping[str, list[str]]) -> Iterator[Piece]:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    if hidden is not None and hidden.get(_VALUE, "true") not in _OFF:
        return
    for child in run:
        if child.tag == f"{_W}t":
            yield Piece(child.text or "", child)
        elif child.tag in _MARKS:
            yield Piece(_MARKS[child.tag], child)
        elif child.tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            references["footnotes" if child.tag == f"{_W}footnoteReference" else "endnotes"].append(child.get(f"{_W}id", ""))


def _kind(properties: _Element | None, styles: Mapping[str, BlockKind]) -> BlockKind | None:
    if properties is None:
        return None
    style = properties.find(f"{_W}pStyle")
    kind = styles.get(style.get(_VALUE, "")) if style is not None else None
    return kind or _direct_kind(properties)


def _direct_kind(properties: _Element) -> BlockKind | None:
    level = properties.find(f"{_W}outlineLvl")
    if level is not None and level.get(_VALUE) in set("012345678"):  # 9 is body text
        return "heading"
    number = properties.find(f"{_W}numPr/{_W}numId")
    return "list_item" if number is not None and number.get(_VALUE) != "0" else None


def _style_kinds(document: Document) -> dict[str, BlockKind]:
    """What the styles of a document make of a paragraph, by style id; a style is what the one is that it is based on."""
    try:
        root = document.styles.element
    except (AttributeError, KeyError, ValueError):
        return {}  # the part is not what it says; the text is no worse for it
    elements: dict[str, _Element] = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    kinds: dict[str, BlockKind] = {}
    without_kind: set[str] = set()
    for identifier in elements:
        at, seen = identifier, set[str]()
        while at in elements and at not in seen and at not in without_kind:
            if at in kinds:
                kinds.update(dict.fromkeys(seen, kinds[at]))
                break
            seen.add(at)
            style = elements[at]
            name = style.find(f"{_W}name")
            label = (name.get(_VALUE, "") if name is not None else "").lower()
            properties = style.find(f"{_W}pPr")
            kind = next((kind for pattern, kind in _STYLES if pattern.match(label)), None)
            kind = kind or (_direct_kind(properties) if properties is not None else None)
            if kind:
                kinds.update(dict.fromkeys(seen, kind))
                break
            base = style.find(f"{_W}basedOn")
            at = base.get(_VALUE, "") if base is not None else ""
        without_kind |= seen - kinds.keys()
    return kinds


def _notes(document: Document, kind: str) -> dict[str, _Element]:
    """The footnotes or endnotes by their id."""
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            try:
                root = parse_xml(relation.target_part.blob)
            except XMLSyntaxError:
                return {}
            return {note.get(f"{_W}id", ""): note for note in root if note.get(f"{_W}type", "normal") == "normal"}
    return {}
