"""Quotations of the article against a passage that quotes in full, in part, or not at all."""

from __future__ import annotations

import pytest

from factcheck.models import Source
from factcheck.verdict import diff
from factcheck.verdict.diff.quotation_diff import IN_PART

ROE = Source(name="Ida Roe", canonical="Ida Roe", kind="person", named=True)
OFFICE = "The new fee rules for fishing boats are in line with those of other ports in Norland"


@pytest.fixture
def items(article, claim, passage):
    def run(ours: str, theirs: str, quote: str | None = None):
        a = article(ours)
        found = diff(a, claim(a, quote, source=ROE, mode="mixed"), passage(theirs))
        return [item for item in found if item.kind == "quotation"]

    return run


def test_words_changed_inside_quotation_marks_are_marked(items) -> None:
    (item,) = items(
        'Ida Roe said: "The council gave every skipper a fair and open hearing."',
        'Roe told the council that every skipper had "an equal and open hearing" there.',
    )
    assert not item.agrees
    assert item.alignment > IN_PART
    assert [(e.kind, e.claim_text, e.passage_text) for e in item.edits] == [
        ("changed", "a fair", "an equal"),
        ("same", "and open hearing", "and open hearing"),
    ]


def test_agreeing_words_have_no_edits(items) -> None:
    (item,) = items('Ida Roe said: "The old pier will stay open."', "“The old pier will stay open,” said Roe.")
    assert item.agrees
    assert item.edits == ()


def test_a_short_quotation_needs_its_sentence_to_be_the_same(items) -> None:
    ours = 'Ida Roe called the hearing of the skippers "fair and open".'
    assert items(ours, 'The new museum of Lindby is "bright and open".') == []
    (item,) = items(ours, 'Roe called the hearing of the skippers "long and open".')
    assert not item.agrees


def test_a_word_that_the_passage_quotes_and_the_article_does_not_have(items) -> None:
    (item,) = items(f'"{OFFICE}," Ida Roe said.', 'Roe\'s office says the new fee rules for fishing boats "mirror" those of other ports.')
    assert (item.claim_text, item.passage_text, item.alignment) == ("are in line with", "mirror", IN_PART)


@pytest.mark.parametrize(
    "theirs",
    [
        'Roe\'s office says the new fee rules for boats follow "those of other ports".',  # the article has these words
        'The new fee rules for fishing boats were printed in "Harbour Life" like those of other ports.',  # a title
        'Some skippers called the museum "gloomy".',  # something else
    ],
)
def test_other_words_in_quotation_marks_are_no_finding(items, theirs: str) -> None:
    assert [item for item in items(f'"{OFFICE}," Ida Roe said.', theirs) if not item.agrees] == []


def test_the_same_speaker_quoted_with_another_form_of_the_word(items) -> None:
    (item,) = items(
        'If the strike goes on, Ida Roe warned, Norvik will "cover the whole ferry market".',
        'Ida Roe told the Courier that Norvik has the ferry trade "covered" if the strike lasts.',
    )
    assert (item.claim_text, item.passage_text, item.agrees) == ("cover the whole ferry market", "covered", False)


def test_reported_speech_nearly_word_for_word_shows_exchanged_words(items) -> None:
    (item,) = items(
        '"This shuts the port off from its best customers and it will lose trade," Ida Roe said.',
        "The Courier quotes Ida Roe: the rule cuts the port off from its best customers and it will lose ground.",
    )
    assert item.alignment == IN_PART
    assert ("trade", "ground") in [(e.claim_text, e.passage_text) for e in item.edits]


def test_reported_speech_may_change_persons_and_tenses(items) -> None:
    ours = '"We will keep the old pier open for all boats," Ida Roe said.'
    assert [i for i in items(ours, "Roe said they would keep the old pier open for all boats.") if not i.agrees] == []


def test_added_and_left_out_words_are_told_as_such(article, claim, passage) -> None:
    a = article('Vance said: "We will open the spectacular old gate in May."')
    text = 'Vance said: "We will not open the old gate in May."'
    (item,) = [i for i in diff(a, claim(a), passage(text)) if i.kind == "quotation"]
    assert "'not' is left out; 'spectacular' is added" in item.detail
