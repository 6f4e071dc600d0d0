"""Every export says in which paragraph of a Word document, or on which page of a PDF file, a claim stands."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess

import desk_drafts
import pytest
from export_parts import report_on

from factcheck.article import parse_article, read_article
from factcheck.formats.docx import open_document, paragraphs
from factcheck.models import FilePlace
from factcheck.report import Beside, render
from factcheck.report.places import Places

CLAIMS = ["a new crane costs $2.5 million", "sail again, while the union said"]


def placed(report):
    """The report as the pipeline makes it."""
    claims = (checked.model_copy(update={"place": report.article.file_place(checked.claim.span)}) for checked in report.claims)
    return report.model_copy(update={"claims": tuple(claims)})


@pytest.fixture(scope="module")
def word(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "draft.docx"
    path.write_bytes(desk_drafts.draft())
    return path, placed(report_on(read_article(path), CLAIMS))


def test_a_claim_of_a_word_document_has_its_paragraphs(word):
    path, report = word
    found = paragraphs(open_document(path.read_bytes(), name="draft"))
    first, over_two = (checked.place for checked in report.claims)
    assert (first.unit, first.first, first.last) == ("paragraph", first.first, first.first)
    assert CLAIMS[0] in found[first.first - 1].text
    assert found[over_two.first - 1].text.endswith("would sail again, while")
    assert found[over_two.last - 1].text.startswith(" the union said")
    assert str(over_two) == f"paragraphs {over_two.first}-{over_two.last}"


def test_json_csv_and_sarif_say_so(word):
    path, report = word
    first, over_two = (checked.place for checked in report.claims)
    assert json.loads(render(report, "json"))["claims"][0]["place"] == {"unit": "paragraph", "first": first.first, "last": first.first}
    for beside in (Beside(article=path), Beside()):
        rows = list(csv.DictReader(io.StringIO(render(report, "csv", beside))))
        assert [row["paragraph"] for row in rows] == [str(first.first), f"{over_two.first} to {over_two.last}"]
        assert [row["page"] for row in rows] == ["", ""]
        results = json.loads(render(report, "sarif", beside))["runs"][0]["results"]
        (named,) = results[1]["locations"][0]["logicalLocations"]
        assert named == {"fullyQualifiedName": f"paragraphs {over_two.first}-{over_two.last}", "kind": "paragraph"}


def test_files_without_paragraphs_of_their_own_have_no_places(tmp_path):
    (tmp_path / "a.txt").write_text("The clerk said that nine ferries came.\n", "utf-8")
    article = read_article(tmp_path / "a.txt")
    assert article.parts == ()
    assert article.file_place(article.blocks[0].span) is None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_claim_of_a_pdf_has_its_page(tmp_path):
    (tmp_path / "draft.docx").write_bytes(desk_drafts.draft("libreoffice", 3))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf", "draft.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    article = read_article(tmp_path / "draft.pdf")
    report = placed(report_on(article, ["The clerk signed order 118 on Friday, file 1", "The clerk signed order 118 on Friday, file 3"]))
    pages = [checked.place for checked in report.claims]
    assert pages[0] == FilePlace(unit="page", first=1, last=1)
    assert pages[1].first > 1
    rows = list(csv.DictReader(io.StringIO(render(report, "csv"))))
    assert [row["page"] for row in rows] == [str(page.first) for page in pages]


def test_what_a_page_hides_is_no_place_and_what_is_never_closed_costs_nothing(tmp_path):
    sentence = "The crane of Low Marsh broke on Monday, the clerk said at noon."
    page = tmp_path / "page.html"
    page.write_text(f"<script>{sentence}</script><!-- {sentence} --><p>{sentence}</p>" + "<style " * 20_000 + "<!--" * 20_000, "utf-8")
    article = parse_article(sentence, id="a")
    place = Places(article, page).find(article.asserting_blocks[0].span)
    assert place is not None
    assert page.read_text("utf-8")[place.start : place.end] == sentence
    assert place.start > page.read_text("utf-8").index("<p>")


def test_the_format_of_a_file_is_the_one_that_the_reader_finds(tmp_path):
    sentence = "The crane of Low Marsh broke on Monday, the clerk said at noon."
    more = "".join(f"<p>{sentence} Berth {number} is shut.</p>" for number in range(9))
    hidden = f"<!doctype html><html><head><script>{sentence}</script></head><body><article>{more}</article></body></html>"
    for name in ("page.xhtml", "page", "page.xyz"):
        page = tmp_path / name
        page.write_text(hidden, "utf-8")
        article = read_article(page)
        place = Places(article, page).find(article.asserting_blocks[0].span)
        assert place is not None
        assert place.start > hidden.index("<p>")
    item = tmp_path / "item.txt"
    item.write_text(json.dumps({"uri": "u", "headline": "Crane", "body_text": sentence}), "utf-8")
    article = read_article(item)
    assert Places(article, item).find(article.asserting_blocks[-1].span) is None
