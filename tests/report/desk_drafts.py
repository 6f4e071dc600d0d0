"""Drafts as Word, Google Docs and LibreOffice write them, with everything in them that an export could lose."""

# ruff: noqa: E501 - markup as it stands in such files

from __future__ import annotations

import base64
import io
import zipfile

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + ' mc:Ignorable="w14 w15"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGOQ8D2BFTEMLQkAIOhBAZpdBAIAAAAASUVORK5CYII=")
WRITERS = ("word", "google", "libreoffice")
REPEATED = "The quay has been closed for nine weeks."
"""Stands in three paragraphs, word for word."""


class Writer:
    """Runs and paragraphs in the manner of one program."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.number = 0

    def run(self, text: str, how: str = "") -> str:
        attributes, properties = "", how
        if self.program == "word":
            self.number += 1
            attributes = f' w:rsidR="00A{self.number:05X}" w:rsidRPr="00B7704C"'
        elif self.program == "google":
            attributes, properties = ' w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000"', how + '<w:rtl w:val="0"/>'
        return f'<w:r{attributes}><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    def words(self, text: str, how: str = "") -> str:
        """Text in as many runs as the program would make of it, some of them split within a word."""
        if self.program != "word" or len(text) < 12:
            return self.run(text, how)
        third = len(text) // 3
        pieces = text[:third], text[third : 2 * third], text[2 * third :]
        mark = 1000 + self.number
        between = (
            '<w:proofErr w:type="spellStart"/>',
            f'<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="{mark}" w:name="_Hlk{mark}"/>',
            f'<w:bookmarkEnd w:id="{mark}"/>',
        )
        return "".join(self.run(piece, how) + element for piece, element in zip(pieces, between, strict=True))

    def paragraph(self, *content: str, style: str = "", properties: str = "") -> str:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        inner = "".join(part if part.startswith("<") else self.words(part) for part in content)
        identity = {"word": ' w14:paraId="1AB2C3D4" w:rsidR="00B7704C"', "google": ' w:rsidR="00000000" w14:paraId="00000001"'}
        return f"<w:p{identity.get(self.program, '')}><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"

    def inserted(self, *content: str) -> str:
        inner = "".join(part if part.startswith("<") else self.run(part) for part in content)
        change = f'<w:ins w:id="40" w:author="Ed Lamb" w:date="2031-03-01T09:00:00Z">{inner}</w:ins>'
        return control(change) if self.program == "google" else change

    def deleted(self, text: str) -> str:
        gone = self.run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        change = f'<w:del w:id="41" w:author="Ed Lamb" w:date="2031-03-01T09:00:00Z">{gone}</w:del>'
        return control(change) if self.program == "google" else change


def control(inner: str, tag: str = "goog_rdk_0") -> str:
    """A content control; Google Docs sets one around every suggestion and every beginning of a comment."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def link(inner: str) -> str:
    return f'<w:hyperlink r:id="rId20">{inner}</w:hyperlink>'


def note(kind: str, number: int) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def table(*rows: tuple[str, ...], deleted: int = -1) -> str:
    grid = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * len(rows[0]) + "</w:tblGrid>"
    made = "".join(
        "<w:tr>"
        + ('<w:trPr><w:del w:id="44" w:author="Ed Lamb"/></w:trPr>' if number == deleted else "")
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        + "</w:tr>"
        for number, row in enumerate(rows)
    )
    border = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{border}</w:tblBorders></w:tblPr>{grid}{made}</w:tbl>'


def box(inner: str) -> str:
    """A text box as Word writes it: a drawing, and the same again for old programs."""
    frame = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="900000"/><wp:docPr id="3" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    )
    old = (
        f'<w:pict><v:shape style="width:283pt;height:71pt"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{frame}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture() -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1800000" cy="1800000"/>'
        '<wp:docPr id="4" name="Quay" descr="The quay at low tide"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
        '2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="4" name="Quay"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId21"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1800000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def field(code: str, *result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark("separate")}{"".join(result)}{mark("end")}'


def body(writer: Writer, sections: int = 1) -> str:
    """The draft; each further section adds about two pages of the same kind, with other numbers."""
    p, run = writer.paragraph, writer.run
    contents = p(field('TOC \\o "1-2"', run("What broke"), "<w:r><w:tab/></w:r>", run("2")), style="TOC1")
    parts = [
        control(contents, "contents"),
        p("The harbour that nobody looked at", style="Title"),
        p("By Jane Doe"),
        p("LOW MARSH, March 5, 2031"),
    ]
    for number in range(1, sections + 1):
        parts += section(writer, number)
    return "".join(parts)


def section(writer: Writer, number: int) -> list[str]:
    p, run = writer.paragraph, writer.run
    remark = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>' + '<w:r><w:commentReference w:id="5"/></w:r>'
    if writer.program == "google":
        remark = control(remark[0]), remark[1]
    first = number == 1
    return [
        p(f"What broke, part {number}", style="Heading1"),
        p(
            "\U0001f6a2\U0001f9d1\u200d\U0001f527 The council said that the ",
            run("old ", "<w:b/>"),
            run("crane", "<w:b/><w:i/>"),
            f" on pier {number} cannot lift more than nine tonnes, and that nobody had looked at it since 2019.",
            note("footnote", 2) if first else "",
            " Crews went home at noon, a foreman said.",
        ),
        p(REPEATED, f" The mayor, Ann Teller, told the paper so on day {number}."),
        p(
            "The maker says that ",
            link(run("a new crane costs $2.5 million", "<w:u w:val='single'/>")),
            f" today, and {number} more next year.",
        ),
        p(
            "The mayor said that ",
            writer.deleted("the pier is open"),
            writer.inserted("the quay is closed ", run("until June", "<w:i/>")),
            ", with no exception. She",
            writer.deleted(" never"),
            " promised to repair it.",
        ),
        p(
            '<w:moveFromRangeStart w:id="50" w:author="Ed" w:name="move1"/><w:moveFrom w:id="51" w:author="Ed">'
            f'{run("Divers found rust on every pile.")}</w:moveFrom><w:moveFromRangeEnd w:id="50"/>',
            "“We saw it coming,” the harbour master said. ",
        ),
        p(
            '<w:moveToRangeStart w:id="52" w:author="Ed" w:name="move1"/><w:moveTo w:id="53" w:author="Ed">'
            f'{run("Divers found rust on every pile.")}</w:moveTo><w:moveToRangeEnd w:id="52"/>',
            f" That was in year {number}.",
        ),
        p("What it costs", style="Heading2"),
        table(
            (p("Year"), p("Load")),
            (p("2029"), p("struck out")),
            (p("2030"), p(f"1,400 tonnes of wheat and {number} of coal")),
            (p("2031"), table((p("In a table in the table"), p("90 tonnes of salt"))) + p()),
            deleted=1,
        ),
        p(
            run("The clerk signed ", ""),
            f'<w:sdt><w:sdtPr><w:alias w:val="Order"/></w:sdtPr><w:sdtContent>{run("order 118")}</w:sdtContent></w:sdt>',
            f" on Friday, file {number}.",
            properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        ),
        p(
            f'On Monday the port authority said that <w:fldSimple w:instr="REF x">{run("three ferries")}</w:fldSimple>'.replace(
                "On Monday the port authority said that ", run("On Monday the port authority said that ")
            ),
            " would sail again, while",
            properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="54" w:author="Ed"/></w:rPr>',
        ),
        p(f" the union said that none of its {number} crews would sail."),
        control(p(f"In a control of its own, the bank lent $40 million to firm {number}."), "block"),
        p(picture()),
        p("The quay at low tide.", style="Caption"),
        p("See the box. ", box(p("The port earned $9 million last year, a box says."))),
        p(remark[0], "An editor remarked on this sentence already.", remark[1], note("endnote", 3) if first else ""),
        p(f"“{REPEATED}” the clerk wrote in letter {number}."),
        p(
            "The flow is ",
            "<m:oMath><m:r><m:t>x=12</m:t></m:r></m:oMath>",
            " litres, the engineer said.",
            field("HYPERLINK x", run(" The port answers for 88 of them.")),
            "<w:r><w:br/></w:r>",
            run("Hidden.", "<w:vanish/>"),
            run("No ship came\u00a0in."),
        ),
        p(REPEATED, f" So says report {number}."),
    ]


def draft(program: str = "word", sections: int = 1) -> bytes:
    """A file of one program: `word`, `google` or `libreoffice`."""
    writer = Writer(program)
    p = writer.paragraph
    styles = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Caption": "caption", "TOC1": "toc 1"}
    sizes = {"Title": 44, "Heading1": 32, "Heading2": 26}
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr><w:sz w:val="{sizes.get(key, 22)}"/></w:rPr></w:style>'
        for key, name in styles.items()
    )
    usual = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160"/></w:pPr></w:style>'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId22"/><w:footerReference w:type="default" r:id="rId23"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    )
    comment = (
        '<w:comment w:id="5" w:author="Ed Lamb" w:date="2031-03-02T10:00:00Z" w:initials="EL"><w:p w14:paraId="5F000001"><w:r>'
        "<w:t>Is that so?</w:t></w:r></w:p></w:comment>"
        '<w:comment w:id="6" w:author="Jane Doe" w:date="2031-03-02T11:00:00Z"><w:p w14:paraId="5F000002"><w:r><w:t>It is.</w:t></w:r></w:p></w:comment>'
    )

    def notes(kind: str, number: int, text: str) -> str:
        lines = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        return f'<w:{kind}s {NAMES}>{lines}<w:{kind} w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:{kind}></w:{kind}s>'

    word: dict[str, str] = {
        "document": f"<w:document {NAMES}><w:body>{body(writer, sections)}{section}</w:body></w:document>",
        "styles": f"<w:styles {NAMES}>{usual}{named}</w:styles>",
        "numbering": (
            f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
            '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
            "</w:numbering>"
        ),
        "settings": f"<w:settings {NAMES}><w:trackRevisions/></w:settings>",
        "footnotes": notes("footnote", 2, "The inspector told the paper that 31 bolts were loose."),
        "endnotes": notes("endnote", 3, "Minutes of the council show that it met twice."),
        "comments": f"<w:comments {NAMES}>{comment}</w:comments>",
        "commentsExtended": (
            f'<w15:commentsEx {NAMES}><w15:commentEx w15:paraId="5F000001" w15:done="0"/>'
            '<w15:commentEx w15:paraId="5F000002" w15:paraIdParent="5F000001" w15:done="0"/></w15:commentsEx>'
        ),
        "header1": f"<w:hdr {NAMES}>{p('Low Marsh Courier, draft 3')}</w:hdr>",
        "footer1": f"<w:ftr {NAMES}>{p(field('PAGE', writer.run('1')))}</w:ftr>",
    }
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kinds.get(name, name)}+xml"/>' for name in word)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(("styles", "numbering", "settings", "footnotes", "endnotes", "comments"), 1)
    )
    relations += (
        '<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>'
        f'<Relationship Id="rId20" Type="{_OFFICE}/hyperlink" Target="https://maker.example/cranes?a=1&amp;b=2" TargetMode="External"/>'
        f'<Relationship Id="rId21" Type="{_OFFICE}/image" Target="media/image1.png"/>'
        f'<Relationship Id="rId22" Type="{_OFFICE}/header" Target="header1.xml"/>'
        f'<Relationship Id="rId23" Type="{_OFFICE}/footer" Target="/word/footer1.xml"/>'
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": content for name, content in word.items()},
        "word/media/image1.png": _PNG,
        "docProps/of-nobody.bin": b"\x00\x01 a part that nothing refers to",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
