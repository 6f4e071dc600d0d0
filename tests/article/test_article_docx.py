import datetime as dt
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_file import deleted, inserted, paragraph, run, table, word_file

from factcheck.article import places_of, read_article
from factcheck.article.docx import DocxReader
from factcheck.errors import ArticleError
from factcheck.formats.docx import open_document, paragraphs
from factcheck.models import Span

BODY = "The bridge at Lower Marsh will stay closed until June, Mayor Ann Teller said on Monday."


def read(*body, **parts):
    return DocxReader().read_bytes(word_file(*body, **parts), name="draft.docx")


def blocks(content):
    return [(draft.kind, draft.span.of(content.text)) for draft in content.drafts]


def test_styles_lists_quotes_captions_and_tables_are_told_apart():
    content = read(
        paragraph("Bridge stays shut", style="Title"),
        paragraph(BODY),
        paragraph("What it costs", style="House"),
        paragraph("Buses are free.", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph("Ferries run.", style="Bullets"),
        paragraph("Not a list.", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph("We had no choice.", style="Zitat"),
        paragraph("The bridge at dusk.", style="Cap"),
        paragraph("By level", properties='<w:outlineLvl w:val="1"/>'),
        table([paragraph("2024"), paragraph("$2.5") + paragraph("million")], [paragraph("2025"), paragraph("$4 million")]),
        paragraph("Ends in a circle.", style="Loop"),
    )
    assert blocks(content) == [
        ("headline", "Bridge stays shut"),
        (None, BODY),
        ("heading", "What it costs"),
        ("list_item", "Buses are free."),
        ("list_item", "Ferries run."),
        (None, "Not a list."),
        ("block_quote", "We had no choice."),
        ("caption", "The bridge at dusk."),
        ("heading", "By level"),
        ("list_item", "2024 $2.5 million"),
        ("list_item", "2025 $4 million"),
        (None, "Ends in a circle."),
    ]
    assert content.stated.title == "Bridge stays shut"


def test_a_first_heading_is_the_headline_and_a_table_of_one_column_is_no_table():
    content = read(
        paragraph("Bridge stays shut", style="Berschrift1"), table([paragraph("One.") + paragraph("Two.")], [paragraph("Three.")])
    )
    assert blocks(content) == [("headline", "Bridge stays shut"), (None, "One."), (None, "Two."), (None, "Three.")]


def test_insertions_are_text_and_deletions_and_hidden_words_are_not():
    content = read(
        paragraph(
            "The toll is ",
            deleted("$3"),
            inserted("$4"),
            " a car.",
            run(" Secret.", "<w:vanish/>"),
            run(" Shown.", '<w:vanish w:val="0"/>'),
        ),
        paragraph(deleted("All of this is gone.")),
        paragraph('<w:moveFrom w:id="5"><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom>'),
        paragraph('<w:moveTo w:id="6"><w:r><w:t>Moved here.</w:t></w:r></w:moveTo>'),
        table([paragraph("Old row"), paragraph("gone")]).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="7"/></w:trPr>'),
    )
    assert blocks(content) == [(None, "The toll is $4 a car. Shown."), (None, "Moved here.")]


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    content = read(
        paragraph("The mayor said ", properties="<w:rPr><w:del w:id='1'/></w:rPr>"), paragraph("that it is shut."), paragraph("Next.")
    )
    assert blocks(content) == [(None, "The mayor said that it is shut."), (None, "Next.")]
    assert [stretch.part for stretch in content.places.of(content.drafts[0].span)] == [0, 1]


def test_fields_links_controls_and_breaks_give_what_a_reader_sees():
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:t>report</w:t></w:r>'
    content = read(
        paragraph("A ", f'<w:hyperlink w:anchor="a">{run("linked")}</w:hyperlink>', " ", field),
        f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>",
        paragraph("Line one<w:r><w:br/></w:r>".replace("Line one", run("Line one")), "line two", "<w:r><w:br/><w:br/></w:r>", "Apart."),
        paragraph(run("co"), "<w:r><w:noBreakHyphen/></w:r>", "op", "<w:r><w:tab/></w:r>", "end"),
    )
    assert [text for _, text in blocks(content)] == ["A linked report", "In a control.", "Line one line two", "Apart.", "co\u2011op end"]


def test_text_boxes_are_read_once_and_after_the_paragraph_that_holds_them():
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    choice = f"<mc:Choice Requires='x'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    held = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    assert [text for _, text in blocks(read(paragraph("Around.", held)))] == ["Around.", "In the box."]


def test_footnotes_come_last_in_the_order_of_reference_and_deleted_ones_do_not():
    def reference(number):
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    gone = f'<w:del w:id="9">{reference(3)}</w:del>'
    notes = [paragraph("Second note."), paragraph("First note.", style="Title"), paragraph("Third note.")]
    content = read(paragraph("A", reference(2), " b", reference(1), gone), paragraph("End."), footnotes=notes)
    assert blocks(content) == [(None, "A b"), (None, "End."), ("list_item", "First note."), ("list_item", "Second note.")]
    document = open_document(word_file(paragraph("A", reference(1)), footnotes=notes), name="x")
    assert [(found.number, found.part) for found in paragraphs(document)] == [(0, "body"), (1, "footnotes")]


WORDS = st.text(alphabet=st.sampled_from("ab .é\u0301\u200b\u00a0“”-"), max_size=8)


@given(st.lists(st.lists(st.tuples(st.sampled_from(["run", "ins", "del", "br"]), WORDS), max_size=5), min_size=1, max_size=5))
def test_every_character_maps_back_to_its_paragraph(drawn):
    make = {"run": run, "ins": inserted, "del": deleted, "br": lambda _text: "<w:r><w:br/></w:r>"}
    data = word_file(paragraph("Start."), *(paragraph(*(make[kind](text) for kind, text in runs)) for runs in drawn))
    content = DocxReader().read_bytes(data, name="x")
    found = paragraphs(open_document(data, name="x"))
    assert len(content.places.parts) == len(content.places.offsets) == len(content.text)
    for at, character in enumerate(content.text):
        part, offset = content.places.parts[at], content.places.offsets[at]
        if part >= 0 and character.isascii() and character.isalpha():
            assert found[part].text[offset] == character
    for draft in content.drafts:
        assert content.text[draft.span.start : draft.span.end].strip() == draft.span.of(content.text)


def test_a_span_maps_to_the_words_in_the_file(tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(
        word_file(paragraph("Bridge  shut", style="Title"), paragraph("Costs rose", inserted(" by  $4"), deleted(" $3"), " million."))
    )
    article = read_article(path)
    start = article.text.index("$4 million")
    (stretch,) = places_of(path, article).of(Span(start=start, end=start + len("$4 million")))
    text = paragraphs(open_document(path.read_bytes(), name="x"))[stretch.part].text
    assert text[stretch.start : stretch.end] == "$4 million"
    path.write_bytes(word_file(paragraph("Another text.")))
    with pytest.raises(ArticleError, match="another text than the article that was checked"):
        places_of(path, article)


def test_core_properties_are_the_last_resort(tmp_path):
    core = (
        "<dc:title>Draft 3</dc:title><dc:creator>Windows User</dc:creator>"
        "<dcterms:created xsi:type='dcterms:W3CDTF'>2024-05-03T09:00:00Z</dcterms:created>"
    )
    path = tmp_path / "draft.docx"
    path.write_bytes(word_file(paragraph(BODY), core=core))
    article = read_article(path)
    assert (article.title, article.byline, article.date, article.date_inferred) == ("Draft 3", "Windows User", dt.date(2024, 5, 3), True)
    path.write_bytes(
        word_file(paragraph("Bridge shut", style="Title"), paragraph("By Jane Doe"), paragraph("5 March 2025"), paragraph(BODY), core=core)
    )
    article = read_article(path)
    assert (article.title, article.byline, article.date, article.date_inferred) == ("Bridge shut", "Jane Doe", dt.date(2025, 3, 5), False)


def test_without_styles_the_headline_is_guessed_as_in_plain_text():
    assert not read(paragraph("Council closes bridge"), paragraph(BODY)).structured


def test_word_files_are_known_by_their_content(tmp_path):
    (tmp_path / "draft.txt").write_bytes(word_file(paragraph(BODY)))
    assert read_article(tmp_path / "draft.txt").text == BODY


def refused(data, match, tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=match) as caught:
        read_article(path)
    assert "draft.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"PK\x03\x04 broken", "no Word document"),
        (word_file(document="<broken"), "no Word document"),
        (word_file(document="<other/>"), "no Word document"),
        (word_file(), "has no text"),
        (word_file(paragraph(deleted("gone"))), "has no text"),
        (word_file(paragraph(BODY))[:-300], "no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Word file, or one with a password"),
        (b"plain \x00 bytes", "binary file"),
    ],
)
def test_what_is_no_word_document_is_one_line(data, match, tmp_path):
    refused(data, match, tmp_path)


def test_a_zip_that_is_no_word_document_is_one_line(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    refused((tmp_path / "a.zip").read_bytes(), "no Word document", tmp_path)


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.png"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(name, tmp_path):
    size = 60_000_000 if name.endswith("xml") else 210_000_000
    data = word_file(paragraph(BODY), extra={name: bytes(size)})
    assert len(data) < 1_000_000
    begun = time.monotonic()
    refused(data, "unpacks to more than an article can be", tmp_path)
    assert time.monotonic() - begun < 2


def test_a_zip_of_countless_parts_is_refused(tmp_path):
    refused(word_file(paragraph(BODY), extra={f"word/x{n}.xml": "" for n in range(6000)}), "unpacks to more", tmp_path)


def test_entities_are_not_expanded(tmp_path):
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = (
        f'<!DOCTYPE x [<!ENTITY l0 "laugh">{lines}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>{BODY}&l11;</w:t></w:r></w:p><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "draft.docx"
    path.write_bytes(word_file(document=document))
    begun = time.monotonic()
    try:
        text = read_article(path).text
    except ArticleError:
        text = ""
    assert time.monotonic() - begun < 5
    assert "laugh" not in text
    assert "root" not in text


def test_a_document_nested_too_deep_is_one_line(tmp_path):
    depth = 3000
    refused(word_file("<w:sdt><w:sdtContent>" * depth + paragraph(BODY) + "</w:sdtContent></w:sdt>" * depth), "no Word document", tmp_path)


def test_a_missing_library_is_one_line_that_says_what_to_install(tmp_path):
    (tmp_path / "draft.docx").write_bytes(word_file(paragraph(BODY)))
    code = "import sys; sys.modules['docx'] = None; from factcheck.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", code, "extract", tmp_path / "draft.docx"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'factcheck-newsroom[docx]'" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 40)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_in_one_line(damage):
    data = word_file(paragraph("Bridge", style="Title"), paragraph(BODY), table([paragraph("a"), paragraph("b")]))
    for place, inserted_bytes, removed in damage:
        at = int(place * len(data))
        data = data[:at] + inserted_bytes + data[at + removed :]
    try:
        DocxReader().read_bytes(data, name="x")
    except ArticleError as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message
