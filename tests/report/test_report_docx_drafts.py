"""The annotated copy of whole drafts: every comment on the right words, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import desk_drafts
import docx_parts as parts
import pytest
from docx_parts import W
from export_parts import report_on
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from factcheck.article import read_article
from factcheck.errors import InputError
from factcheck.models import Span
from factcheck.report import Beside, render_bytes

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHANGED = {"word/document.xml", "word/comments.xml"}
CLAIMS = (
    "the old crane on pier 1 cannot lift more than nine tonnes",
    "looked at it since 2019. Crews went home",
    "a new crane costs $2.5 million",
    "crane costs $2.5 million today, and 1 more",
    "the quay is closed until June",
    "She promised to repair it",
    "Divers found rust on every pile",
    "2030 1,400 tonnes of wheat",
    "90 tonnes of salt",
    "The clerk signed order 118 on Friday",
    "three ferries",
    "three ferries would sail again, while the union said that none of its 1 crews would sail",
    "the bank lent $40 million to firm 1",
    "An editor remarked on this sentence already",
    "The flow is x=12 litres",
    "The port answers for 88 of them. No ship came in.",
)


@cache
def article_of(data):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(data)
        return read_article(path)


@pytest.fixture(scope="module", params=desk_drafts.WRITERS)
def original(request):
    return desk_drafts.draft(request.param)


@pytest.fixture
def annotate(tmp_path):
    def made(data, claims):
        path = tmp_path / "draft.docx"
        path.write_bytes(data)
        return render_bytes(report_on(article_of(data), claims), "docx", Beside(article=path))

    return made


def ours(data):
    """Ids of our comments, in the order of the claims."""
    return [name for name, text in parts.comments(data).items() if text.startswith("factcheck: ")]


def plain(text):
    return re.sub(r"[\s\u200d]+", "", text)  # articles hold no zero-width characters


def words_under(data):
    """What a reader sees between the two ends of each comment: neither deleted nor hidden, nor in text boxes."""
    found, opened = {}, set()
    for element in parts.member(data, "word/document.xml").iter():
        name = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened.add(name)
            found[name] = ""
        elif element.tag == f"{W}commentRangeEnd":
            opened.remove(name)
        elif element.tag in {f"{W}t", f"{MATH}t"} and not unseen(element):
            for each in opened:
                found[each] += element.text or ""
    return found


def unseen(element):
    around = {ancestor.tag for ancestor in element.iterancestors()}
    hidden = any(run.find(f"{W}rPr/{W}vanish") is not None for run in element.iterancestors(f"{W}r"))
    gone = any(row.find(f"{W}trPr/{W}del") is not None for row in element.iterancestors(f"{W}tr"))
    return hidden or gone or not around.isdisjoint({f"{W}del", f"{W}moveFrom", f"{W}txbxContent"})


def without_comments(root, ids):
    """The document as it would be without the comments of these ids, and without the seams that setting them left."""
    for element in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        if element.get(f"{W}id") not in ids:
            continue
        held = element.getparent()
        gone = held if element.tag == f"{W}commentReference" and len(held) == 1 else element
        gone.getparent().remove(gone)
    return seamless(root)


def seamless(root):
    """Runs of one formatting that stand together are one, and so are texts in them."""
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if before is None or before.tag != f"{W}r" or looks(before) != looks(run):
            continue
        for child in [child for child in run if child.tag != f"{W}rPr"]:
            last = before[-1] if len(before) else None
            if last is not None and last.tag == child.tag == f"{W}t":
                last.text = (last.text or "") + (child.text or "")
            else:
                before.append(child)
        # The next run of the list is compared with what stands before it then.
        parent, at = run.getparent(), run.getparent().index(run)
        parent.remove(run)
        assert parent[at - 1] is before
    for text in root.iter(f"{W}t"):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    return etree.tostring(root, method="c14n")


def looks(run):
    properties = run.find(f"{W}rPr")
    return dict(run.attrib), b"" if properties is None else etree.tostring(properties, method="c14n")


def require_nothing_lost(before, after, changed=CHANGED):
    ids = set(ours(after))
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.namelist() == old.namelist()
        for name in set(old.namelist()) - changed:
            assert new.read(name) == old.read(name), name
    document = parts.member(after, "word/document.xml")
    assert without_comments(document, ids) == seamless(parts.member(before, "word/document.xml"))
    comments = parts.member(after, "word/comments.xml")
    for comment in list(comments):
        if comment.get(f"{W}id") in ids:
            comments.remove(comment)
    assert etree.tostring(comments, method="c14n") == etree.tostring(parts.member(before, "word/comments.xml"), method="c14n")


def require_sound(data):
    """What Word asks of comments: unique ids, one beginning, end and reference each, in this order, in places that may hold them."""
    ids = [comment.get(f"{W}id") for comment in parts.member(data, "word/comments.xml")]
    assert len(set(ids)) == len(ids)
    document = parts.member(data, "word/document.xml")
    order = list(document.iter())
    for name in ours(data):
        marks = [element for element in order if element.get(f"{W}id") == name and "comment" in str(element.tag)]
        assert [etree.QName(mark).localname for mark in marks] == ["commentRangeStart", "commentRangeEnd", "commentReference"]
        start, end, reference = marks
        for mark in (start, end):
            assert etree.QName(mark.getparent()).localname in {"p", "hyperlink", "ins", "moveTo", "sdtContent", "fldSimple"}
        assert reference.getparent().tag == f"{W}r"
        assert reference.getparent().getparent().tag == f"{W}p"
        assert all(not list(mark.iterancestors(f"{W}txbxContent", f"{MATH}oMath", f"{W}del")) for mark in marks)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
    types = parts.member(data, "[Content_Types].xml")
    assert [each.get("PartName") for each in types].count("/word/comments.xml") == 1


def test_every_comment_stands_on_the_words_of_its_claim(original, annotate):
    data = annotate(original, list(CLAIMS))
    words = words_under(data)
    assert [plain(words[name]) for name in ours(data)] == [plain(claim) for claim in CLAIMS]
    require_nothing_lost(original, data)
    require_sound(data)


def test_of_sentences_that_are_alike_the_right_one_is_commented_on(original, annotate):
    article = article_of(original)
    found = [match.span() for match in re.finditer(re.escape(desk_drafts.REPEATED), article.text)]
    assert len(found) == 3
    for number, (start, end) in enumerate(found):
        data = annotate(original, [Span(start=start, end=end)])
        (name,) = ours(data)
        document = parts.member(data, "word/document.xml")
        (mark,) = (each for each in document.iter(f"{W}commentRangeStart") if each.get(f"{W}id") == name)
        homes = [each for each in document.iter(f"{W}p") if desk_drafts.REPEATED in "".join(text.text for text in each.iter(f"{W}t"))]
        assert next(mark.iterancestors(f"{W}p")) is homes[number]


def test_words_of_notes_and_text_boxes_are_commented_on_where_those_stand(original, annotate):
    data = annotate(original, ["31 bolts were loose", "it met twice", "The port earned $9 million last year"])
    document, texts = parts.member(data, "word/document.xml"), parts.comments(data)
    held = {}
    for name, opening in zip(ours(data), ("note", "note", "text box"), strict=True):
        assert f"In this {opening}: “" in texts[name]
        (start,) = (each for each in document.iter(f"{W}commentRangeStart") if each.get(f"{W}id") == name)
        held[name] = {etree.QName(each).localname for each in start.getnext().iter() if isinstance(each.tag, str)}
    footnote, endnote, box = held.values()
    assert "footnoteReference" in footnote
    assert "endnoteReference" in endnote
    assert "txbxContent" in box
    require_nothing_lost(original, data)
    require_sound(data)


def test_a_draft_that_was_worked_on_since_is_commented_on_where_the_words_are_now(annotate, tmp_path):
    before = desk_drafts.draft("google")
    report = report_on(article_of(before), list(CLAIMS[:3]))
    path = tmp_path / "later.docx"
    path.write_bytes(before)
    with zipfile.ZipFile(path) as archive:
        document = archive.read("word/document.xml").decode()
    later = document.replace(" cannot lift more than nine tonnes", " can not lift more than nine tonnes")
    assert later != document
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, later if name == "word/document.xml" else old.read(name))
    words = words_under(render_bytes(report, "docx", Beside(article=path)))
    assert "the old crane on pier 1 can not lift more than nine tonnes" in words.values()
    assert "a new crane costs $2.5 million" in words.values()


def test_a_draft_without_comments_gets_a_part_for_them(annotate):
    full = desk_drafts.draft()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(full)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                content = re.sub(rb'<Relationship [^>]*Target="comments(?:Extended)?\.xml"/>', b"", content)
            if name == "word/document.xml":
                content = re.sub(rb"<w:comment(?:RangeStart|RangeEnd|Reference) [^>]*/>", b"", content)
            if name == "[Content_Types].xml":
                content = re.sub(rb'<Override PartName="/word/comments(?:Extended)?\.xml"[^>]*/>', b"", content)
            # A part of that name that is something else stays what it is.
            new.writestr("word/Comments.xml" if name == "word/comments.xml" else name, content)
    data = annotate(packed.getvalue(), ["a new crane costs $2.5 million"])
    types, relations = parts.member(data, "[Content_Types].xml"), parts.member(data, "word/_rels/document.xml.rels")
    assert types[-1].get("PartName") == "/word/comments1.xml"
    assert types[-1].get("ContentType").endswith("wordprocessingml.comments+xml")
    assert (relations[-1].get("Target"), relations[-1].get("Type").rsplit("/", 1)[1]) == ("comments1.xml", "comments")
    assert len({each.get("Id") for each in relations}) == len(relations)
    assert len(parts.member(data, "word/comments1.xml")) == 1


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(desk_drafts.WRITERS), st.data())
def test_whatever_is_claimed_nothing_but_comments_is_added(tmp_path_factory, program, data):
    original = desk_drafts.draft(program)
    article = article_of(original)
    offsets = st.integers(0, len(article.text))
    pairs = data.draw(st.lists(st.tuples(offsets, offsets).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=6))
    formula = article.text.index("x=12")  # is commented on as a whole
    spans = [Span(start=min(pair), end=max(pair)) for pair in pairs if not any(formula < offset < formula + 4 for offset in pair)]
    path = tmp_path_factory.mktemp("drafts") / "draft.docx"
    path.write_bytes(original)
    after = render_bytes(report_on(article, spans), "docx", Beside(article=path))
    require_nothing_lost(original, after)
    require_sound(after)
    assert len(ours(after)) == len(spans)
    words = words_under(after)
    box = article.text.index("The port earned $9 million"), article.text.index(", a box says.") + len(", a box says.")
    notes = article.text.index("The inspector told")
    for name, span in zip(ours(after), spans, strict=True):
        quote = "".join(article.text[at] for at in range(span.start, min(span.end, notes)) if not box[0] <= at < box[1])
        if plain(quote):
            assert plain(words[name]) == plain(quote)


def changed(data, **parts_by_name):
    """A file with parts replaced, of which nobody asked whether they are sound."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            edit = parts_by_name.get(name.rsplit("/", 1)[-1].partition(".")[0].strip("[]"))
            new.writestr(name, edit(old.read(name)) if edit else old.read(name))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("edits", "match"),
    [
        (
            {
                "Content_Types": lambda old: old.replace(b"document.main", b"document.macroEnabled.main").replace(
                    b"openxmlformats-officedocument.wordprocessingml.document.macro", b"ms-word.document.macro"
                )
            },
            "holds macros",
        ),
        ({"document": lambda old: b"<!DOCTYPE x [<!ENTITY e 'laugh'>]>" + old}, "no Word document"),
        ({"document": lambda old: old + b" " * 45_000_000}, "unpacks to more"),
        ({"comments": lambda old: b"<broken" + old}, "no Word document"),
    ],
    ids=["macros", "entities", "bomb", "comments"],
)
def test_hostile_drafts_are_refused_in_one_line(tmp_path, edits, match):
    report = report_on(article_of(desk_drafts.draft()), [CLAIMS[0]])
    path = tmp_path / "draft.docx"
    path.write_bytes(changed(desk_drafts.draft(), **edits))
    with pytest.raises(InputError, match=match) as caught:
        render_bytes(report, "docx", Beside(article=path))
    assert "\n" not in str(caught.value)
    assert "draft.docx" in str(caught.value)


def test_what_a_draft_refers_to_outside_is_kept_and_never_fetched(tmp_path, monkeypatch):
    import socket

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("went to the network"))
    outside = b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" \
Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>'
    data = changed(desk_drafts.draft(), document=lambda old: old.replace(b"</Relationships>", outside))
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    require_nothing_lost(data, render_bytes(report_on(article_of(data), [CLAIMS[0]]), "docx", Beside(article=path)))
