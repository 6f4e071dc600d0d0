"""Word documents written out part by part, so that a test says exactly what is in them."""

from __future__ import annotations

import io
import zipfile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {
    "Title": '<w:name w:val="Title"/>',
    "Berschrift1": '<w:name w:val="heading 1"/>',
    "House": '<w:name w:val="House Crosshead"/><w:basedOn w:val="Berschrift1"/>',
    "Zitat": '<w:name w:val="Quote"/>',
    "Cap": '<w:name w:val="caption"/>',
    "Bullets": '<w:name w:val="House Bullets"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>',
    "Loop": '<w:name w:val="Loop"/><w:basedOn w:val="Loop"/>',
}


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text):
    return f'<w:ins w:id="1" w:author="Ed">{run(text)}</w:ins>'


def deleted(text):
    return f'<w:del w:id="2" w:author="Ed"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def paragraph(*content, style=None, properties=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(part if part.startswith("<") else run(part) for part in content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def table(*rows):
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{cells}</w:tbl>"


def word_file(*body, footnotes=(), core="", document=None, extra=None):
    """The bytes of a document; `extra` adds parts by name."""
    notes = "".join(f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(footnotes, start=1))
    separator = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>SEPARATOR</w:t></w:r></w:p></w:footnote>'
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{name}">{inner}</w:style>' for name, inner in _STYLES.items())
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_RELATION}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r2" Type="{_RELATION}/footnotes" Target="footnotes.xml"/></Relationships>'
        ),
        "word/document.xml": document or f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{separator}{notes}</w:footnotes>",
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{core}</cp:coreProperties>'
        ),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(extra or {})}.items():
            archive.writestr(name, content)
    return packed.getvalue()
