from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import docx
import docx_parts as parts
import pytest
import report_fixture as fixture
from export_parts import hostile_report, report_on
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_report_sarif import decided

from factcheck.article import parse_article
from factcheck.errors import InputError, OutputError
from factcheck.models import Span
from factcheck.report import Beside, render_bytes
from factcheck.report.docx_anchors import DocumentText


@pytest.fixture(scope="module")
def original():
    return parts.draft()


@pytest.fixture
def draft(tmp_path, original):
    path = tmp_path / "draft.docx"
    path.write_bytes(original)
    return path, report_on(parse_article(parts.TEXT, id="draft"), list(parts.CLAIMS))


def annotated(draft):
    path, report = draft
    return render_bytes(report, "docx", Beside(article=path))


def test_each_comment_stands_at_the_words_of_its_claim(draft):
    data = annotated(draft)
    words, texts = parts.ranges(data), parts.comments(data)
    ours = {name: text for name, text in texts.items() if text.startswith("factcheck: ")}
    assert [words[name] for name in ours] == list(parts.CLAIMS)
    for number, text in enumerate(ours.values(), 1):
        assert f"Claim {number}: " in text
        assert "What to do: " in text
        assert "Weakly sourced" in text
    first = next(iter(ours.values()))
    assert "Claim 1: Contradicted (80% confident) · Statement not found · Weakly sourced" in first
    assert "Contradicts: “The evidence says otherwise.” (Northern Ledger, 9 March 2031, https://ledger.example/2031/a?x=1&y=ü)" in first


def test_the_draft_loses_nothing(draft, original):
    data = annotated(draft)
    assert parts.look(data) == parts.look(original)
    before, after = parts.member(original, "word/document.xml"), parts.member(data, "word/document.xml")
    for name in ("tbl", "p", "pStyle", "ins", "del", "delText", "hyperlink", "footnoteReference", "txbxContent", "sectPr", "tblStyle"):
        assert len(list(after.iter(parts.W + name))) == len(list(before.iter(parts.W + name))), name
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        assert set(old.namelist()) <= set(new.namelist())
        for name in set(old.namelist()) - {"word/document.xml", "word/comments.xml", "[Content_Types].xml"}:
            if name.endswith((".xml", ".rels")):
                was, now = (etree.tostring(etree.fromstring(each.read(name)), method="c14n") for each in (old, new))
                assert sorted(re.findall(rb"<[^>]+>", now)) == sorted(re.findall(rb"<[^>]+>", was)), name
            else:
                assert new.read(name) == old.read(name), name


def test_the_comments_of_others_stay(draft, original):
    (theirs,) = (name for name, text in parts.comments(original).items() if text == "Ed: Is that so?")
    data = annotated(draft)
    assert parts.comments(data)[theirs] == "Ed: Is that so?"
    assert parts.ranges(data)[theirs] == "An editor remarked on this sentence already."
    assert len(set(parts.comments(data))) == 1 + len(parts.CLAIMS)


def test_the_reference_stands_outside_of_links_and_tracked_changes(draft):
    document = parts.member(annotated(draft), "word/document.xml")
    references = list(document.iter(f"{parts.W}commentReference"))
    assert len(references) == 1 + len(parts.CLAIMS)
    for reference in references:
        assert reference.getparent().getparent().tag == f"{parts.W}p"


def test_python_docx_reads_it_back(draft):
    document = docx.Document(io.BytesIO(annotated(draft)))
    assert len(list(document.comments)) == 1 + len(parts.CLAIMS)
    assert document.paragraphs[0].style.name == "Title"
    assert document.tables[0].rows[1].cells[1].text == "1,400 tonnes of wheat"


def test_words_that_are_not_in_the_draft_are_told_at_its_first_words(draft):
    path, report = draft
    article = parse_article(report.article.text + "\n\nA later line has it that gulls eat the wheat.\n", id="draft")
    report = report_on(article, [parts.CLAIMS[0], "gulls eat the wheat"])
    data = render_bytes(report, "docx", Beside(article=path))
    texts, words = parts.comments(data), parts.ranges(data)
    (lost,) = (name for name, text in texts.items() if "not found in the draft" in text)
    assert "“gulls eat the wheat”" in texts[lost]
    assert words[lost] == "The harbour of Low Marsh"


def test_any_other_article_becomes_a_document_of_its_blocks():
    report = fixture.report()
    data = render_bytes(report, "docx")
    document = docx.Document(io.BytesIO(data))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Port Alder to buy nine battery ferries as sources warn of a missing pier"] == "Title"
    assert styles["A question of money"] == "Heading 2"
    assert styles["We were never asked, and we read about it in the newspaper like everyone else."] == "Quote"
    texts, words = parts.comments(data), parts.ranges(data)
    of_claims = [name for name in texts if "continued" not in texts[name]]
    assert [words[name] for name in of_claims] == [checked.claim.quote for checked in report.claims]
    assert "Published later: Northern Ledger (20 March 2031) " in texts[of_claims[7]]
    (further,) = (name for name in texts if "Claim 4, continued." in texts[name])
    assert words[further] == "and not one traveller will pay a cent more"


def test_overlapping_claims_each_have_their_own_words():
    article = parse_article("The clerk said that nine ferries for nine million came on Monday.\n", id="a")
    report = report_on(article, ["nine ferries for nine million came", "ferries for nine million", "nine million came on Monday"])
    assert list(parts.ranges(render_bytes(report, "docx")).values()) == [checked.claim.quote for checked in report.claims]


def test_a_passage_that_does_not_decide_is_quoted_around_the_detail_that_differs():
    article = parse_article("The clerk said that nine ferries came on Monday.\n", id="a")
    evidence = "Nothing in this sentence bears on the matter at all. " * 9 + "In the end only seven ferries came."
    report = report_on(article, ["The clerk", "nine ferries came on Monday"], evidence=evidence)
    first = report.claims[0].evidence[0]
    at = evidence.index("seven")
    there = first.diff[0].model_copy(update={"passage_text": "seven", "passage_span": Span(start=at, end=at + 5)})
    second = report.claims[1].evidence[0].model_copy(update={"diff": (there,)})
    claims = (report.claims[0], report.claims[1].model_copy(update={"evidence": (second,)}))
    texts = list(parts.comments(render_bytes(report.model_copy(update={"claims": claims}), "docx")).values())
    assert "Does not decide: “… " in texts[1]
    assert "In the end only seven ferries came.” (Northern Ledger, 9 March 2031" in texts[1]


def test_decisions_stand_in_the_comment(tmp_path):
    cleared, left = parts.comments(render_bytes(*_with_format(decided(tmp_path, "dismiss")))).values()
    assert "What to do" not in cleared
    assert "What to do" in left
    texts = parts.comments(render_bytes(*_with_format(decided(tmp_path, "hold"))))
    assert any("Decision: hold by Ida Roe, 13 March 2031: Rang the port." in text for text in texts.values())


def _with_format(pair):
    report, beside = pair
    return report, "docx", beside


def test_the_same_draft_gives_the_same_bytes_whatever_the_clock_says(draft, monkeypatch):
    first = annotated(draft)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert annotated(draft) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name, value in parts.member(first, "word/comments.xml")[1].attrib.items() if name.endswith("date")]


def test_hostile_texts_stay_texts():
    data = render_bytes(hostile_report(), "docx")
    assert any("<script>alert(1)</script> ]]>" in words for words in parts.ranges(data).values())
    assert any("::error::owned" in text for text in parts.comments(data).values())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 old word"])
def test_what_is_no_word_document_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "draft.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"draft\.docx: is no Word document") as caught:
        render_bytes(fixture.report(), "docx", Beside(article=path))
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match="no such file"):
        render_bytes(fixture.report(), "docx", Beside(article=tmp_path / "none.docx"))


def test_the_draft_of_another_article_is_refused(draft):
    with pytest.raises(InputError, match="holds no paragraph"):
        render_bytes(fixture.report(), "docx", Beside(article=draft[0]))


def test_without_python_docx_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(OutputError, match=r"pip install 'factcheck-newsroom\[docx\]'"):
        render_bytes(fixture.report(), "docx")


runs = st.lists(st.tuples(st.text("ab \t\n\U0001f600é", min_size=0, max_size=6), st.sampled_from(["b", "i", None])), min_size=1, max_size=8)


@settings(max_examples=150)
@given(st.lists(runs, min_size=1, max_size=3), st.data())
def test_splitting_runs_changes_no_character_and_no_formatting(paragraphs, data):
    document = docx.Document()
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for text, how in pieces:
            run = paragraph.add_run(text)
            run.bold, run.italic = (how == "b") or None, (how == "i") or None
    before = parts.look_at(document.element)
    words = DocumentText(document, document.element)
    text = words.text
    offsets = st.integers(0, len(text))
    spans = [Span(start=min(pair), end=max(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets), max_size=4))]
    words.cut(stretch for span in spans for stretch in words.stretches(span))
    assert parts.look_at(document.element) == before
    for span in spans:
        found = words.anchor(words.stretches(span))
        if found is None:
            assert not span.of(text).strip("\n")
            continue
        elements = list(document.element.body.iter(f"{parts.W}r"))
        chosen = elements[elements.index(found.first) : elements.index(found.last) + 1]
        assert "".join(docx.text.run.Run(run, None).text for run in chosen).replace("\n", "") == span.of(text).replace("\n", "")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_with_each_comment_on_its_words(draft, tmp_path):
    (tmp_path / "checked.docx").write_bytes(annotated(draft))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "fodt", "checked.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    found, open_ranges = {}, set()
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    for event, element in etree.iterwalk(etree.parse(tmp_path / "checked.fodt"), events=("start", "end")):
        name = element.get(f"{office}name")
        inside = any(ancestor.tag == f"{office}annotation" for ancestor in element.iterancestors())
        if event == "start" and element.tag == f"{office}annotation":
            open_ranges.add(name)
            found[name] = ""
        elif event == "start" and element.tag == f"{office}annotation-end":
            open_ranges.discard(name)
        text = None if inside else element.tail if event == "end" else None if element.tag == f"{office}annotation" else element.text
        for each in open_ranges if text else ():
            found[each] += text
    assert sorted(filter(None, (" ".join(words.split()) for words in found.values()))) == sorted(
        [*parts.CLAIMS, "An editor remarked on this sentence already."]
    )
