"""Word documents and PDF files as evidence."""

from __future__ import annotations

import datetime as dt
import io
import zlib

import docx
import pytest

from factcheck.errors import CorpusError
from factcheck.evidence.corpus import list_corpus, read_corpus

WORDS = "The inspector counted 31 loose bolts on the crane at Low Marsh."


def word():
    document = docx.Document()
    document.add_heading("Report on the crane", 0)
    document.add_paragraph(WORDS)
    document.add_paragraph("It was built in 1968.")
    document.core_properties.created = dt.datetime(2030, 5, 6, tzinfo=dt.UTC)
    document.core_properties.title = ""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def pdf(text=WORDS):
    page = zlib.compress(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(page) + page + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (A letter) /CreationDate (D:20300102000000Z) >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    return (
        data
        + b"xref\n0 7\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )


def test_word_and_pdf_files_are_documents_with_what_they_say_of_themselves(tmp_path):
    (tmp_path / "report.docx").write_bytes(word())
    (tmp_path / "letter.PDF").write_bytes(pdf())
    letter, report = read_corpus(tmp_path).documents
    assert (letter.id, letter.text, letter.title, letter.date) == ("letter.PDF", WORDS, "A letter", dt.date(2030, 1, 2))
    assert (report.id, report.title, report.date) == ("report.docx", "Report on the crane", dt.date(2030, 5, 6))
    assert report.text == f"{WORDS}\n\nIt was built in 1968."


def test_a_sidecar_outweighs_the_file_and_its_change_is_a_change_of_the_corpus(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(pdf())
    before = list_corpus(tmp_path).sha256
    sidecar = tmp_path / "letter.pdf.meta.yaml"
    sidecar.write_text("id: letter-7\ntitle: Letter to the council\npublisher: Port Office\npublisher_type: government\ndate: 2031-02-03\n")
    (document,) = read_corpus(tmp_path).documents
    assert (document.id, document.title, document.publisher) == ("letter-7", "Letter to the council", "Port Office")
    assert (document.publisher_type, document.date) == ("government", dt.date(2031, 2, 3))
    listing = list_corpus(tmp_path)
    assert listing.sha256 != before
    assert listing.skipped == ()


def test_a_readme_is_about_the_folder_unless_it_has_a_sidecar(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(pdf())
    (tmp_path / "README.docx").write_bytes(word())
    assert list_corpus(tmp_path).skipped == ("README.docx",)
    (tmp_path / "README.docx.meta.yaml").write_text("title: Read this")
    assert len(read_corpus(tmp_path).documents) == 2


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("a.docx", b"PK\x03\x04 broken", "no Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "no Word document"),
        ("a.pdf", b"%PDF-1.4 broken", "PDF file that cannot be read"),
        ("a.pdf", pdf(""), "OCR"),
    ],
)
def test_a_broken_file_is_one_line_that_names_it(tmp_path, name, data, match):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CorpusError, match=match) as caught:
        read_corpus(tmp_path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_only_what_changed_is_read_again(tmp_path, monkeypatch):
    from factcheck.evidence import update
    from factcheck.evidence.hashing import HashingEmbedder
    from factcheck.evidence.opening import open_index

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "report.docx").write_bytes(word())
    open_index(tmp_path / "corpus", HashingEmbedder(64), directory=tmp_path / "index")
    (tmp_path / "corpus" / "letter.pdf").write_bytes(pdf("The mayor wrote that the quay is shut."))
    read = []
    original = update.read_documents
    monkeypatch.setattr(update, "read_documents", lambda root, file: read.append(file.path) or original(root, file))
    index = open_index(tmp_path / "corpus", HashingEmbedder(64), directory=tmp_path / "index")
    assert read == ["letter.pdf"]
    assert index.info.documents == 2
