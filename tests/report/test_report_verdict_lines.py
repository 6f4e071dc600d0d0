"""What stands beside every verdict: the date it speaks of, what came later, and a quotation word by word."""

from __future__ import annotations

import re

import pytest
import report_fixture as fixture
from report_parts import SPEECH, diff, weigh

from factcheck.models import Edit, Probabilities
from factcheck.report import render


def by_id(report, number):
    return next(checked for checked in report.claims if checked.claim.id == f"c{number:03}")


def cards(page: str) -> list[str]:
    return re.findall(r"<article class=\"card .*?</details>\n</article>", page, re.DOTALL)


def test_every_verdict_says_as_of_when() -> None:
    report = fixture.report()
    date = f"{report.as_of.day} March 2031"
    for card in cards(render(report, "html")):
        assert f"as of {date}" in card
    page = render(report, "markdown")
    assert page.count(f" · as of {date}") == len(report.claims)


def test_without_a_date_the_verdicts_say_so() -> None:
    report = fixture.report().model_copy(update={"as_of": None})
    assert "on evidence of any date" in render(report, "markdown")
    assert "as of None" not in render(report, "html")


@pytest.mark.parametrize(("odds", "reading"), [((0.1, 0.8), "says otherwise"), ((0.8, 0.1), "says the same"), ((0.4, 0.3), "bears on it")])
def test_what_came_later_stands_beside_the_verdict_and_does_not_change_it(odds, reading: str) -> None:
    report = fixture.report()
    checked = by_id(report, 8)
    later = checked.evidence[0].model_copy(
        update={"probabilities": Probabilities(supports=odds[0], refutes=odds[1], nei=round(1 - sum(odds), 2))}
    )
    told = checked.model_copy(update={"evidence": (later,)})
    changed = report.model_copy(update={"claims": (told,)})
    publisher = later.evidence.passage.publisher
    assert f"- Later: {publisher} (" in render(changed, "markdown")
    assert f") {reading}: " in render(changed, "markdown")
    assert "This changes no verdict." in render(changed, "html")
    assert told.verdict == checked.verdict


def test_what_came_later_on_something_else_is_not_named_there() -> None:
    report = fixture.report()
    checked = by_id(report, 8)
    later = checked.evidence[0].model_copy(update={"probabilities": Probabilities(supports=0.1, refutes=0.1, nei=0.8)})
    changed = report.model_copy(update={"claims": (checked.model_copy(update={"evidence": (later,)}),)})
    text = render(changed, "markdown")
    assert "- Later:" not in text
    assert "Later development" not in text
    assert "**Not counted**" in text


def test_a_quotation_is_shown_word_by_word() -> None:
    report = fixture.report()
    item = diff(
        "quotation", "The first boat sails before the summer", "The first boat sails before the autumn", SPEECH, "Altered."
    ).model_copy(
        update={
            "edits": (
                Edit(kind="same", claim_text="The first boat sails before the", passage_text="The first boat sails before the"),
                Edit(kind="changed", claim_text="summer <i>", passage_text="autumn"),
                Edit(kind="dropped", passage_text="at last"),
                Edit(kind="added", claim_text="perhaps"),
            )
        }
    )
    checked = by_id(report, 4).model_copy(update={"evidence": (weigh(SPEECH, "neutral", None, item),)})
    changed = report.model_copy(update={"claims": (checked,)})
    text = render(changed, "markdown")
    assert "Word by word: The first boat sails before the ~~autumn~~ **summer &lt;i>** ~~at last~~ **perhaps**" in text
    page = render(changed, "html")
    assert re.search(r"<del><span class=\"sr\">the evidence has </span>autumn", page)
    assert re.search(r"<ins><span class=\"sr\">the article has </span>summer &lt;i&gt;", page)
    assert page.count("<del>") == page.count("<ins>") == 2
