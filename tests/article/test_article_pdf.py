import datetime as dt
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_file import column, line, pdf_file

from factcheck.article import places_of, read_article
from factcheck.article.pdf import _BROKEN_WORD, _PAGE_NUMBER, PdfArticleReader
from factcheck.errors import ArticleError
from factcheck.models import Span

FIRST = ["The bridge at Lower Marsh will stay closed until June, Mayor Ann Teller said on", "Monday, because engineers found cracks."]
SECOND = ["Ferries run every ten minutes from the old quay, the council said, and buses are", "free for the time being."]


def read(*pages, **parts):
    return PdfArticleReader().read_bytes(pdf_file(*pages, **parts), name="story.pdf")


def blocks(content):
    return [(draft.kind, draft.span.of(content.text)) for draft in content.drafts]


def texts(content):
    return [text for _, text in blocks(content)]


def joined(lines):
    return " ".join(lines)


def test_lines_become_paragraphs_by_the_space_between_them():
    content = read(column([*FIRST, None, *SECOND, None, "Third paragraph."]))
    assert texts(content) == [joined(FIRST), joined(SECOND), "Third paragraph."]


def test_lines_become_paragraphs_by_indents_and_by_short_last_lines():
    indented = line(FIRST[0], 700, x=84) + line(FIRST[1], 686) + line(SECOND[0], 672, x=84) + line(SECOND[1], 658)
    assert texts(read(indented)) == [joined(FIRST), joined(SECOND)]
    assert texts(read(column([*FIRST, *SECOND]))) == [joined(FIRST), joined(SECOND)]


def test_larger_type_is_headline_and_headings():
    page = line("Bridge stays shut until", 740, size=24) + line("the summer", 712, size=24) + column([*FIRST, None, *SECOND], top=680)
    page += line("What it costs", 600, size=14) + column(["Four million.", "- By ferry", "- By bus"], top=580)
    content = read(page)
    assert blocks(content) == [
        ("headline", "Bridge stays shut until the summer"),
        (None, joined(FIRST)),
        (None, joined(SECOND)),
        ("heading", "What it costs"),
        (None, "Four million."),
        ("list_item", "By ferry"),
        ("list_item", "By bus"),
    ]
    assert content.stated.title == "Bridge stays shut until the summer"


def test_columns_and_pages_go_on_where_a_sentence_does():
    left, right = (
        column(["The mayor said that the", "bridge will stay"], x=72),
        column(["closed until June.", None, "Nobody was hurt."], x=320),
    )
    assert texts(read(left + right)) == ["The mayor said that the bridge will stay closed until June.", "Nobody was hurt."]
    assert texts(read(left, right)) == ["The mayor said that the bridge will stay closed until June.", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The engineers made an inspec-", "tion of the pier."], "The engineers made an inspection of the pier."),
        (["A well-known pier, a well-", "known bridge."], "A well-known pier, a well-known bridge."),
        (["The well was known, the well-", "known pier too."], "The well was known, the well-known pier too."),
        (["They went to Lower-", "Marsh by boat."], "They went to Lower- Marsh by boat."),
        (["The inspection was an inspec-", "tion of the pier."], "The inspection was an inspection of the pier."),
        (["A soft hy\u00ad", "phen goes."], "A soft hyphen goes."),
    ],
)
def test_hyphens_at_the_end_of_a_line(lines, expected):
    assert texts(read(column(lines))) == [expected]


def test_hyphens_are_the_words_own_where_nothing_hyphenates():
    lines = [f"Line number {number} of a text that nobody hyphenates" for number in range(40)]
    assert "a pro-business line." in texts(read(column([*lines, "and here it is, a pro-", "business line."], step=12)))[-1]


def test_lines_without_end_are_read_at_once():
    assert _BROKEN_WORD.search("a" * 1_000_000) is None
    assert _PAGE_NUMBER.fullmatch("(" + " " * 1_000_000 + ")") is None


def numbered(count, head, foot):
    body = ["Paragraph {} opens the page and says something that no other page says at all, and", "then it ends."]
    return [
        line(head.format(number), 760, size=9) + column([text.format(number) for text in body]) + line(foot.format(number), 40, size=9)
        for number in range(1, count + 1)
    ]


def test_heads_and_feet_that_repeat_and_page_numbers_are_dropped():
    content = read(*numbered(4, "Marsh Courier, proof {}", "Page {} of 4"))
    assert len(content.drafts) == 4
    assert "Courier" not in content.text
    assert "Page" not in content.text


def test_a_head_on_one_page_only_stays():
    pages = numbered(4, "", "{}")
    pages[0] = line("Correction: the toll is $4.", 760) + pages[0]
    assert texts(read(*pages))[0] == "Correction: the toll is $4."


def test_a_span_maps_to_its_pages_and_the_words_there(tmp_path):
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf_file(column(["The mayor said that the inspec-"]), column(["tion found $4 million of damage."])))
    article = read_article(path)
    assert article.text == "The mayor said that the inspection found $4 million of damage."
    places = places_of(path, article)
    start = article.text.index("inspection")
    assert [stretch.part for stretch in places.of(Span(start=start, end=start + 10))] == [0, 1]
    (stretch,) = places.of(Span(start=article.text.index("$4"), end=article.text.index(" of damage")))
    assert (stretch.part, "tion found $4 million of damage."[stretch.start : stretch.end]) == (1, "$4 million")


def test_properties_are_the_last_resort_and_a_file_name_is_no_title(tmp_path):
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf_file(column(FIRST), info="/Title (Microsoft Word - a.docx) /Author (Ann Lee) /CreationDate (D:20240503101500Z)"))
    article = read_article(path)
    assert (article.title, article.byline, article.date, article.date_inferred) == (None, "Ann Lee", dt.date(2024, 5, 3), True)


def test_pdf_files_are_known_by_their_content(tmp_path):
    (tmp_path / "story.bin").write_bytes(pdf_file(column(FIRST)))
    assert read_article(tmp_path / "story.bin").text == joined(FIRST)


def refused(data, match, tmp_path):
    path = tmp_path / "story.pdf"
    path.write_bytes(data)
    begun = time.monotonic()
    with pytest.raises(ArticleError, match=match) as caught:
        read_article(path)
    assert time.monotonic() - begun < 20
    assert "story.pdf" in str(caught.value)
    assert "\n" not in str(caught.value)


def encrypted(password):
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file(column(FIRST)))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_one_line(tmp_path):
    refused(encrypted("secret"), "with a password; save it without one", tmp_path)


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path):
    (tmp_path / "story.pdf").write_bytes(encrypted(""))
    assert read_article(tmp_path / "story.pdf").text == joined(FIRST)


SELF = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
MANY = "<< /Type /Pages /Kids [" + "4 0 R " * 5000 + "] /Count 5000 >>"
TEN = "/Kids [" + "{0} 0 R " * 10 + "] /Count 1000000000 >>"


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"%PDF-1.7\n", "cannot be read"),
        (pdf_file(column(FIRST))[:200], "cannot be read|no text"),
        (pdf_file(""), "no text in this PDF file; if it is a scan"),
        (pdf_file("q 100 0 0 100 0 0 cm /Im0 Do Q"), "scan"),
        (pdf_file(column(FIRST), tree=SELF), "cannot be read|no text"),
        (pdf_file(*[""] * 301), "has 301 pages; is this an article"),
        (pdf_file(column(FIRST), tree=MANY), "has 5,000 pages; is this an article|cannot be read"),
        (pdf_file(column(FIRST), tree="<< /Type /Pages /Kids 7 /Count 1 >>"), "cannot be read|no text"),
        (pdf_file(tree="<< /Type /Pages /Kids [] /Count 0 >>"), "no text"),
        (pdf_file(b"[" * 100_000), "cannot be read|no text"),
        (pdf_file(bytes(200_000_000)), "cannot be read|no text"),
        (pdf_file(line("x" * 3_000_000, 700)), "more text than an article"),
    ],
)
def test_what_cannot_be_read_is_one_line(data, match, tmp_path):
    refused(data, match, tmp_path)


def test_a_tree_that_multiplies_its_pages_ends(tmp_path):
    nodes = [f"<< /Type /Pages {TEN.format(6 + number + 1)}" for number in range(9)]
    leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    refused(
        pdf_file("", tree=f"<< /Type /Pages {TEN.format(6)}", objects=[*nodes, leaf]), "cannot be read|pages; is this an article", tmp_path
    )


def test_a_missing_library_is_one_line_that_says_what_to_install(tmp_path):
    (tmp_path / "story.pdf").write_bytes(pdf_file(column(FIRST)))
    code = "import sys; sys.modules['pypdf'] = None; from factcheck.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", code, "extract", tmp_path / "story.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'factcheck-newsroom[pdf]'" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 40)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_in_one_line(damage):
    data = pdf_file(column([*FIRST, None, *SECOND]))
    for place, inserted_bytes, removed in damage:
        at = int(place * len(data))
        data = data[:at] + inserted_bytes + data[at + removed :]
    try:
        PdfArticleReader().read_bytes(data, name="x")
    except ArticleError as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message
