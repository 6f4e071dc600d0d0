import csv
import io
import json
import re

import pytest
import report_fixture as fixture
from export_parts import HOSTILE

from factcheck.models import CheckedBefore, Report
from factcheck.report import render
from factcheck.report.card_view import card_view, source_keys
from factcheck.report.claim_comment import claim_comment
from factcheck.report.resolved import resolutions

SAME = CheckedBefore(
    document_id="d1",
    relation="same",
    claim="The ferries cost $2.5 billion.",
    claimant="A post",
    publisher="Fjord Facts",
    date="2031-03-01",
    rating="Half true",
    url="https://fjord.example/ferries",
    similarity=0.91,
    agreement=0.7,
)
OPPOSITE = SAME.model_copy(update={"document_id": "d2", "relation": "opposite", "publisher": "Sea Check", "rating": None, "url": None})
LATER = SAME.model_copy(update={"document_id": "d3", "publisher": "Late Desk", "later": True})


def report(*found):
    claims = fixture.claims()
    return fixture.report(claims=(claims[0].model_copy(update={"checked_before": found}), *claims[1:]))


def test_without_any_the_json_is_as_before_and_nothing_is_counted():
    text = render(fixture.report(), "json")
    assert "checked_before" not in text
    page = render(fixture.report(), "html")
    assert "with a published fact-check" not in page
    assert "Already checked" not in render(fixture.report(), "markdown")


def test_the_json_has_them_and_reads_them_back():
    made = report(SAME, OPPOSITE)
    text = render(made, "json")
    assert Report.model_validate_json(text) == made
    first, second = json.loads(text)["claims"][:2]
    assert [one["rating"] for one in first["checked_before"]] == ["Half true", None]
    assert "checked_before" not in second


def test_the_page_says_who_checked_what_and_counts_the_claims_on_its_first_screen():
    page = render(report(SAME, OPPOSITE, LATER), "html")
    assert '<strong>1</strong> <a href="#flag=before">with a published fact-check</a>' in page
    card = page[page.index('id="claim-1"') : page.index('id="claim-2"')]
    lines = [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in re.findall(r'<p class="card-before.*?</p>', card, re.DOTALL)]
    assert lines[0].startswith("Already checked by Fjord Facts on 1 March 2031: Half true · Read the fact-check")
    assert "They checked: “The ferries cost $2.5 billion”, said by A post. This changes no verdict." in lines[0]
    assert lines[1].startswith("The opposite was checked by Sea Check on 1 March 2031: no rating in words")
    assert lines[2].startswith("Later checked by Late Desk")
    assert 'href="https://fjord.example/ferries" rel="noopener noreferrer nofollow"' in card
    assert card.index("card-before") < card.index("card-more")


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_a_hostile_fact_check_runs_nothing(name):
    bad = {"rating": HOSTILE, "claim": HOSTILE, "publisher": HOSTILE, "claimant": HOSTILE, "url": "javascript:alert(1)"}
    text = render(report(SAME.model_copy(update=bad)), name)
    assert "javascript:alert(1)" not in text or name == "markdown"
    clean = render(report(), name)
    for active in ("<script", "<img", "](javascript"):
        assert text.count(active) == clean.count(active)


def test_markdown_a_comment_in_word_and_the_table_say_it_too():
    made = report(SAME, LATER)
    line = "Already checked by Fjord Facts on 1 March 2031: “Half true”. The claim checked: “The ferries cost $2.5 billion”, said by A post"
    assert line.replace("$", "\\$") in render(made, "markdown")
    assert "1 claim with a published fact-check." in render(made, "markdown")
    card = card_view(made, made.claims[0], 1, source_keys(made))
    comment = [part.text for part in claim_comment(card, resolutions(made, None)[0])]
    assert f"{line}. https://fjord.example/ferries" in comment
    rows = list(csv.DictReader(io.StringIO(render(made, "csv"), newline="")))
    assert rows[0]["checked_before"].startswith(f"{line}. https://fjord.example/ferries Later checked by Late Desk")
    assert rows[1]["checked_before"] == ""
