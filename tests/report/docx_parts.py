"""A made-up draft in Word with everything that an export could lose, and an independent reading of its comments."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
CLAIMS = (
    "the old crane cannot lift more than nine tonnes",
    "nobody had looked at it since 2019",
    "a new one costs $2.5 million",
    "the quay is closed until June",
    "1,400 tonnes of wheat",
    "the harbour master signed the order",
)
"""Claims across bold and italic runs, in a link, after an emoji, in a tracked insertion, in a table cell, in a list."""

TEXT = """The harbour of Low Marsh

What broke

🚢🧑🔧 The council said that the old crane cannot lift more than nine tonnes, and that nobody had looked at it since \
2019. Crews went home.

The maker says that a new one costs $2.5 million today.

The mayor said that the quay is closed until June, with no exception.

Year Load

2030 1,400 tonnes of wheat

On Friday the harbour master signed the order, a clerk said.

An editor remarked on this sentence already.
"""
"""The draft as a reader of Word files might give it."""


def draft() -> bytes:
    """Title, headings, bold and italic runs, an emoji, a footnote, tracked changes, a link, a table, a list, a text box, a comment."""
    document = docx.Document()
    document.add_heading("The harbour of Low Marsh", 0)
    document.add_heading("What broke", 2)
    paragraph = document.add_paragraph("\U0001f6a2\U0001f9d1\u200d\U0001f527 The council said that the ")
    paragraph.add_run("old ").bold = True
    paragraph.add_run("crane").italic = True
    paragraph.add_run(" cannot lift more than nine ton")
    paragraph.add_run("nes").bold = True
    paragraph.add_run(", and that\tnobody had looked at it since 2019.")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> Crews went home.</w:t></w:r>'))
    _add_footnote(document, "As told to the paper.")

    linked = document.add_paragraph("The maker says that ")
    relation = document.part.relate_to("https://maker.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    linked._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:rPr><w:u w:val="single"/></w:rPr>'
            f'<w:t xml:space="preserve">a new one costs $2.5 million</w:t></w:r></w:hyperlink>'
        )
    )
    linked.add_run(" today.")

    tracked = document.add_paragraph("The mayor said that ")
    tracked._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="90" w:author="Ed"><w:r><w:delText>the pier is open</w:delText></w:r></w:del>')
    )
    tracked._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="91" w:author="Ed">'
            "<w:r><w:rPr><w:i/></w:rPr><w:t>the quay is closed until June</w:t></w:r></w:ins>"
        )
    )
    tracked.add_run(", with no exception.")

    table = document.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Year", "Load", "2030", "1,400 tonnes of wheat"), strict=True
    ):
        cell.text = text

    document.add_paragraph("On Friday the harbour master signed the order, a clerk said.", style="List Bullet")
    box = document.add_paragraph("See the box.")
    box._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>A box that no comment may enter.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    remarked = document.add_paragraph("An editor remarked on this sentence already.")
    document.add_comment(remarked.runs[0], text="Is that so?", author="Ed", initials="E")
    return packed(document)


def _add_footnote(document, text):
    xml = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def packed(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def member(data: bytes, name: str):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def ranges(data: bytes) -> dict[str, str]:
    """The words under each comment, by its id, read from the XML without help of the code under test."""
    found: dict[str, str] = {}
    open_ranges: set[str] = set()
    for element in member(data, "word/document.xml").iter():
        identifier = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_ranges.add(identifier)
            found[identifier] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_ranges.remove(identifier)
        elif element.tag == f"{W}t":
            for name in open_ranges:
                found[name] += element.text or ""
        elif element.tag == f"{W}tab" and element.getparent().tag == f"{W}r":
            for name in open_ranges:
                found[name] += "\t"
    assert not open_ranges
    return found


def comments(data: bytes) -> dict[str, str]:
    """Author and text of each comment, by its id."""
    found = {}
    for comment in member(data, "word/comments.xml"):
        lines = ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in comment.iter(f"{W}p")]
        found[comment.get(f"{W}id")] = f"{comment.get(f'{W}author')}: " + "\n".join(lines)
    return found


def look(data: bytes) -> list[tuple[str, bytes]]:
    """Every character of the body with the formatting of its run, and every other thing in a run, in order."""
    return look_at(member(data, "word/document.xml"))


def look_at(root) -> list[tuple[str, bytes]]:
    """The same of the document's root."""
    found = []
    for run in root.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        how = b"" if properties is None else etree.tostring(properties, method="c14n")
        for child in run:
            if child.tag == f"{W}t":
                found += [(character, how) for character in child.text or ""]
            elif child.tag not in {f"{W}rPr", f"{W}commentReference"}:
                found.append((etree.tostring(child, method="c14n").decode(), how))
    return found
