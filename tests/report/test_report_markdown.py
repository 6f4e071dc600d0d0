from __future__ import annotations

import pytest
import report_fixture as fixture
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_report_html import HOSTILE, hostile_report
from test_report_sarif import decided

from factcheck.report import render
from factcheck.report.markdown_report import escape
from factcheck.report.priorities import rests_on_one_anonymous_source

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
    assert "".join(child.content for child in inline.children).replace("@\u200b", "@") == " ".join(["x", *text.split()])


@given(st.text(alphabet=st.sampled_from("ab1. #-+>=*_`~[](){}<>!|\\&;:/@$\n\t"), max_size=40))
def test_escaped_text_opens_no_block_at_the_start_of_a_line(text):
    assert {token.type for token in tokens(escape(text))} <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}


@pytest.mark.parametrize("text", ["@octocat", "thanks, @octocat", "(@octocat)", "_@octocat", "@@octocat"])
def test_escaped_text_mentions_nobody(text):
    assert "@octocat" not in escape(text)
    assert escape(text).replace("\u200b", "").replace("\\", "") == text
    assert escape("desk@courier.example") == "desk@courier.example"


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
        "## Wrong, altered or at odds (7)",
        "### Claim 13", "**Contradicted** (91% confident)", "people close to the talks (unnamed people)",
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
    assert escape("::error::x") == "\\::error::x"
    assert escape(" \n::stop-commands::x") == "\\::stop-commands::x"
    assert "##[" not in escape("a ##[add-mask]x")
    assert escape("at 9: so") == "at 9: so"


def test_a_decision_stands_beside_what_was_found(tmp_path):
    report, beside = decided(tmp_path, "correct", support="supported")
    told = "correct (support: supported) by Ida Roe, 13 March 2031: Rang the port."
    for name in ("markdown", "html"):
        assert told not in render(report, name)
        text = render(report, name, beside)
        assert text.count(told) == 2, "on the first screen and on the card"
        assert text.count("What to do:") == render(report, name).count("What to do:") - 1, "nothing is left to do about it"


def section(text, title):
    return text.split(f"## {title}", 1)[1].split("\n## ", 1)[0]


def test_counts_on_the_first_screen_are_those_at_a_glance():
    report = fixture.report()
    text = render(report, "markdown")
    number = sum(checked.verdict.label == "not_enough_evidence" for checked in report.claims)
    assert f"{number} that could not be checked" in text
    assert f"| Could not be checked | {number} |" in text
    unchecked = section(text, "Could not be checked")
    assert unchecked.startswith(f" ({number})")
    assert f"{number - 2} of them stands above" in unchecked
    assert unchecked.count("\n- **") == 2


def test_nothing_is_said_to_be_well_that_was_not_looked_at():
    report = fixture.report()
    none = render(report.model_copy(update={"claims": ()}), "markdown")
    assert "No claims were found, so nothing was compared" in none
    only = [
        checked for checked in report.claims if checked.verdict.label == "not_enough_evidence" and rests_on_one_anonymous_source(checked)
    ]
    bare = [checked.model_copy(update={"evidence": ()}) for checked in only]
    unheard = render(report.model_copy(update={"claims": tuple(bare)}), "markdown")
    for text in (none, unheard):
        assert "contradict" not in section(text, "Wrong, altered or at odds")
        assert "met evidence" not in text
    assert ("It stands above" if len(only) == 1 else "All of them stand above") in section(unheard, "Could not be checked")
    opinion = next(checked for checked in report.claims if checked.verdict.label == "not_checkable")
    assert "No claim is one that evidence could decide." in render(report.model_copy(update={"claims": (opinion,)}), "markdown")
