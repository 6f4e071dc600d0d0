from __future__ import annotations

import report_fixture as fixture
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_report_html import HOSTILE, hostile_report
from test_report_sarif import decided

from factcheck.report import render
from factcheck.report.markdown_report import escape

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text):
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


@given(st.text(alphabet=st.sampled_from("ab1. #-+>=*_`~[](){}<>!|\\&;:/@$\n\t"), max_size=40))
def test_escaped_text_is_plain_text_again_when_read_as_markdown(text):
    found = list(tokens("x " + escape(text)))
    assert {token.type for token in found} <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
    (inline,) = [token for token in found if token.type == "inline"]
    assert "".join(child.content for child in inline.children) == " ".join(["x", *text.split()])


@given(st.text(alphabet=st.sampled_from("ab1. #-+>=*_`~[](){}<>!|\\&;:/@$\n\t"), max_size=40))
def test_escaped_text_opens_no_block_at_the_start_of_a_line(text):
    assert {token.type for token in tokens(escape(text))} <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}


def test_hostile_text_makes_no_markup():
    found = list(tokens(render(hostile_report(), "markdown")))
    assert not [token for token in found if token.type in {"html_block", "html_inline", "image", "code_block", "fence"}]
    links = [token.attrs["href"] for token in found if token.type == "link_open"]
    assert all(link.startswith("#claim-") for link in links)
    assert "\u202e" not in render(hostile_report(), "markdown")
    assert escape(HOSTILE).count("\n") == 0


def test_it_says_what_the_page_says():
    text = render(fixture.report(), "markdown")
    assert text.startswith("# Fact-check: Port Alder to buy nine battery ferries")
    for part in (
        "## Wrong or altered (7)", "### Claim 13", "**Contradicted** (91% confident)", "people close to the talks (unnamed people)",
        "“\\$2.5 billion” here, “\\$4.5 billion” there", "[Board signs for nine ferries](<https://ledger.example/2031/ferries?id=9&page=1>)",
        "**The price was set at \\$4.5 billion, including spare batteries.**", "**Later development**", "It gives the article no score.",
    ):  # fmt: skip
        assert part in text


def test_every_link_to_a_claim_has_its_heading():
    text = render(fixture.report(), "markdown")
    linked = {token.attrs["href"] for token in tokens(text) if token.type == "link_open" and token.attrs["href"].startswith("#")}
    headings = {"#" + line.removeprefix("### ").lower().replace(" ", "-") for line in text.splitlines() if line.startswith("### ")}
    assert linked
    assert linked <= headings


def test_no_escaped_line_is_a_command_to_github():
    from factcheck.report.markdown_report import escape

    assert escape("::error::x") == "\\::error::x"
    assert escape(" \n::stop-commands::x") == "\\::stop-commands::x"
    assert "##[" not in escape("a ##[add-mask]x")
    assert escape("at 9: so") == "at 9: so"


def test_a_decision_stands_beside_what_was_found(tmp_path):
    report, beside = decided(tmp_path, "correct", support="supported")
    told = "correct (support: supported) by Ida Roe, 13 March 2031: Rang the port."
    for name in ("markdown", "html"):
        assert told not in render(report, name)
        assert render(report, name, beside).count(told) == 2, "on the first screen and on the card"
