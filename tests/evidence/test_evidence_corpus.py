import datetime as dt
import json
import os
import shutil
from pathlib import Path

import pytest

from factcheck.errors import CorpusError
from factcheck.evidence.corpus import list_corpus, read_corpus
from factcheck.evidence.passages import chunk

TEXT = "The council approved the harbour plan."


def record(**fields):
    return json.dumps({"id": "x1", "text": TEXT} | fields)


def test_jsonl_fields_become_a_document(tmp_path):
    fields = {"title": "T", "publisher": "P", "publisher_type": "wire", "url": "https://example.org", "date": "2024-05-06", "extra": 3}
    (tmp_path / "a.jsonl").write_text(record(**fields) + "\n\n")
    [document] = read_corpus(tmp_path / "a.jsonl").documents
    assert document.model_dump(exclude_none=True) == {"id": "x1", "text": TEXT} | {k: v for k, v in fields.items() if k != "extra"} | {
        "date": dt.date(2024, 5, 6)
    }


def test_line_separators_inside_json_strings_do_not_end_lines(tmp_path):
    text = "One\u2028two\u0085three."
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": text}, ensure_ascii=False), encoding="utf-8")
    assert read_corpus(tmp_path).documents[0].text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "x2", "text": ', "invalid JSON"),
        ("[1]", "expected one JSON object"),
        (record(text=" "), "no text"),
        (record(id=""), "no id"),
        (record(date="last week"), "bad date 'last week'"),
        (record(date="2024-02-31"), "bad date"),
        (record(date=20240201), "bad date"),
        (record(title=["T"]), "'title' must be a string"),
        (record(id="x0"), "id 'x0' is already used at a.jsonl:1"),
        ('{"id": "x2", "text": "\\ud800"}', "surrogate"),
        ("[" * 200_000, "invalid JSON"),
        ('{"id": "x2", "text": "t", "n": ' + "9" * 5000 + "}", "invalid JSON"),
    ],
)
def test_a_broken_line_is_named_by_file_and_line(tmp_path, line, reason):
    (tmp_path / "a.jsonl").write_text(record(id="x0") + "\n" + line + "\n")
    with pytest.raises(CorpusError) as caught:
        read_corpus(tmp_path)
    assert str(caught.value).startswith("a.jsonl:2: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_id_used_in_two_files_names_both(tmp_path):
    (tmp_path / "a.jsonl").write_text(record())
    (tmp_path / "b.jsonl").write_text(record())
    with pytest.raises(CorpusError, match=r"b\.jsonl:1: id 'x1' is already used at a\.jsonl:1"):
        read_corpus(tmp_path)


def test_bytes_that_are_not_utf8_are_named_by_line(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"fine\nbl\xe5\n")
    with pytest.raises(CorpusError, match=r"a\.txt:2: not UTF-8"):
        read_corpus(tmp_path)


def test_binary_files_are_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"MZ\0\0")
    with pytest.raises(CorpusError, match=r"a\.txt: a binary file"):
        read_corpus(tmp_path)


def test_markdown_gives_plain_text_and_front_matter(tmp_path):
    front = "---\ntitle: Harbour plan\npublisher: Example Post\ndate: 2024-05-06\n---\n"
    source = front + "## Vote\n\nThe **council** [voted](https://x.example)\nlate.\n\n- one\n- two\n"
    (tmp_path / "n.md").write_text(source)
    [document] = read_corpus(tmp_path).documents
    assert (document.id, document.title, document.publisher, document.date) == ("n.md", "Harbour plan", "Example Post", dt.date(2024, 5, 6))
    assert document.text == "Vote\n\nThe council voted\nlate.\n\none\n\ntwo"


def test_a_heading_on_top_is_the_title_of_markdown_without_one(tmp_path):
    (tmp_path / "n.md").write_text("# Harbour plan\n\nIt passed.\n")
    [document] = read_corpus(tmp_path).documents
    assert (document.title, document.text) == ("Harbour plan", "It passed.")


def test_broken_front_matter_is_named_by_line(tmp_path):
    (tmp_path / "n.md").write_text("---\ntitle: ok\npublisher: [\n---\nText.\n")
    with pytest.raises(CorpusError, match=r"n\.md:[345]: invalid YAML"):
        read_corpus(tmp_path)


def test_yaml_cannot_make_objects(tmp_path):
    (tmp_path / "n.md").write_text("---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.\n")
    with pytest.raises(CorpusError, match=r"tags \(!a\) are not read"):
        read_corpus(tmp_path)


def test_text_takes_its_fields_from_a_sidecar(tmp_path):
    (tmp_path / "n.txt").write_text("Plain words.\r\nMore.\n")
    (tmp_path / "n.meta.yaml").write_text("id: n-1\npublisher: Example Post\ndate: 2024-05-06\n")
    listing = list_corpus(tmp_path)
    [document] = read_corpus(tmp_path).documents
    assert (document.id, document.publisher, document.text) == ("n-1", "Example Post", "Plain words.\nMore.\n")
    assert listing.skipped == ()
    (tmp_path / "n.meta.yaml").write_text("id: n-2\n")
    assert list_corpus(tmp_path).sha256 != listing.sha256


def test_html_gives_the_article_and_its_publisher(tmp_path):
    paragraphs = "".join(
        f"<p>The harbour council met for the {word} time and approved a part of the plan.</p>" for word in ("first", "second", "third")
    )
    page = (
        '<html><head><title>Plan approved</title><meta property="og:site_name" content="Example Post">'
        '<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Plan approved</h1>{paragraphs}</article></body></html>"
    )
    (tmp_path / "p.html").write_text(page)
    [document] = read_corpus(tmp_path).documents
    assert (document.title, document.publisher, document.date) == ("Plan approved", "Example Post", dt.date(2024, 5, 6))
    assert "approved a part of the plan" in document.text
    assert "<p>" not in document.text


def test_html_without_an_article_is_refused(tmp_path):
    (tmp_path / "p.html").write_text("<html><body></body></html>")
    with pytest.raises(CorpusError, match=r"p\.html: no article found"):
        read_corpus(tmp_path)


def test_what_is_not_evidence_is_skipped_and_counted(tmp_path, corpus):
    (corpus / ".hidden.txt").write_text("hidden")
    (corpus / "photo.png").write_bytes(b"\x89PNG")
    (corpus / "README.md").write_text("# About this folder\n\nWords.\n")
    (corpus / "index").mkdir()
    (corpus / "index" / "factcheck-index.json").write_text("{}")
    (corpus / "index" / "documents.jsonl").write_text("no")
    listing = list_corpus(corpus)
    assert [file.path for file in listing.files] == ["records.jsonl"]
    assert listing.skipped == (".hidden.txt", "README.md", "photo.png")


def test_a_readme_that_presents_itself_is_evidence(tmp_path):
    (tmp_path / "README.md").write_text("---\ntitle: A project's own account\n---\nWords.\n")
    assert [document.title for document in read_corpus(tmp_path).documents] == ["A project's own account"]


def test_the_checksum_ignores_place_and_time_but_not_contents(tmp_path, corpus):
    (corpus / "sub").mkdir()
    (corpus / "sub" / "n.txt").write_text("Words.")
    copy = tmp_path / "elsewhere" / "corpus"
    shutil.copytree(corpus, copy)
    os.utime(copy / "sub" / "n.txt", (1, 1))
    assert read_corpus(copy) == read_corpus(corpus)
    (copy / "sub" / "n.txt").rename(copy / "sub" / "m.txt")
    assert read_corpus(copy).sha256 != read_corpus(corpus).sha256


def test_a_folder_without_documents_is_refused(tmp_path):
    (tmp_path / "readme.md").write_text("# About\n")
    with pytest.raises(CorpusError, match="no evidence in this folder"):
        read_corpus(tmp_path)


def test_files_without_a_document_are_refused(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n")
    with pytest.raises(CorpusError, match="no documents"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(("name", "reason"), [("gone", "no such file or folder"), ("a.csv", "unknown kind of evidence")])
def test_a_path_that_is_no_corpus_is_refused(tmp_path, name, reason):
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(CorpusError, match=reason):
        read_corpus(tmp_path / name)


def test_the_corpus_that_ships_is_read_without_its_readme():
    folder = Path(__file__).parents[2] / "evidence"
    documents = read_corpus(folder).documents
    assert len(documents) == 92
    assert all(document.publisher and document.date for document in documents)
    assert list_corpus(folder).skipped == ("README.md",)


@pytest.mark.parametrize("name", ["a.meta.yaml", "a.txt.meta.yaml"])
def test_a_text_has_its_sidecar_under_the_short_name_or_the_one_that_articles_use(tmp_path, name):
    (tmp_path / "a.txt").write_text("The ferry sails.")
    (tmp_path / name).write_text("publisher: The Tide\n")
    assert read_corpus(tmp_path).documents[0].publisher == "The Tide"
    assert list_corpus(tmp_path).skipped == ()


def test_the_headline_of_a_page_is_its_title_and_not_part_of_its_text(tmp_path):
    body = "The copper mine at Vell reopened on Monday after a strike of six weeks, its owner said in a long statement."
    head = "<head><title>Mine reopens</title></head>"
    page = f"<html>{head}<body><article><h1>Mine reopens</h1><p>{body}</p><p>{body[::-1]}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    document = read_corpus(tmp_path).documents[0]
    assert document.title == "Mine reopens"
    assert document.text.startswith("The copper mine")


def test_what_a_fact_check_says_is_kept_apart_from_its_text(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        record(review={"claim": "The bridge is shut.", "rating": "False", "score": 0.25, "date": "2025-03-05"})
    )
    [document] = read_corpus(tmp_path).documents
    assert (document.review.claim, document.review.score, document.review.date) == ("The bridge is shut.", 0.25, dt.date(2025, 3, 5))
    [passage] = chunk(document)
    assert passage.review == document.review


@pytest.mark.parametrize(("review", "name"), [({}, "review.claim"), ({"claim": "x", "stars": 5}, "review.stars"), ("false", "review:")])
def test_a_broken_review_is_one_line(tmp_path, review, name):
    (tmp_path / "a.jsonl").write_text(record(review=review))
    with pytest.raises(CorpusError, match=name) as caught:
        read_corpus(tmp_path)
    assert str(caught.value).startswith("a.jsonl:1: ")
    assert "\n" not in str(caught.value)
