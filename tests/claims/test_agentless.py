"""Attribution to nobody in particular, by the word list."""

import pytest

from factcheck.claims.agentless import agentless
from factcheck.claims.lexicons import table
from factcheck.models import Span


@pytest.mark.parametrize("word", sorted(word for word in table("anonymous", "agentless") if word != "reports"))
def test_every_word_of_the_list_attributes_and_names_its_source(word):
    text = f"The ferry {word} sank in May" if word.endswith("ly") else f"The ferry is {word} to have sunk in May"
    found = agentless(text, Span(start=0, end=len(text)))
    assert found is not None
    assert found.chain[0].source.canonical == table("anonymous", "agentless")[word]


def test_an_impersonal_clause_is_left_out_of_the_content():
    text = "It is widely believed that the ferry sank"
    found = agentless(text, Span(start=0, end=len(text)))
    assert [span.of(text) for span in found.content] == ["the ferry sank"]


def test_a_plain_statement_is_nobody_elses():
    assert agentless("The ferry sank in May", Span(start=0, end=21)) is None


@pytest.mark.parametrize("text", ["No injuries were reported", "The ferry is widely seen as unsafe", "The plan has been described as weak"])
def test_a_passive_that_tells_no_agent_is_nobody_in_particulars(text):
    found = agentless(text, Span(start=0, end=len(text)))
    assert found is not None
    assert found.chain[0].source.kind == "anonymous"


@pytest.mark.parametrize(
    "text", ["The fire was reported by a guard", "After the fire was reported, the crew left", "The man who was seen as weak has left"]
)
def test_a_passive_with_an_agent_or_beside_the_main_verb_hands_nothing_over(text):
    assert agentless(text, Span(start=0, end=len(text))) is None
