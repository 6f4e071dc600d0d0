"""Light-weight syntax: which words can be a verb, and which sentences assert something."""

import pytest

from factcheck.claims.clauses import find_finite, may_assert
from factcheck.claims.tokens import tokenize
from factcheck.models import Span


def tokens(text):
    return tokenize(text, Span(start=0, end=len(text)))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The party lost by 54 seats.", "lost"),
        ("The mayor's not going to resign.", "mayor's"),
        ("The man arrested by police was a porter.", "was"),
    ],
)
def test_the_finite_verb_is_told_from_participles_and_possessives(text, verb):
    found = tokens(text)
    assert found[find_finite(found, 0, len(found))].text == verb


@pytest.mark.parametrize("text", ["Climate change affects distribution of weeds and pests.", "Much rests on her answer."])
def test_a_sentence_of_prose_whose_verb_could_be_a_noun_still_asserts(text):
    assert may_assert(tokens(text))


@pytest.mark.parametrize(
    "text", ["Read the letter that follows here.", "Rising tensions in the north.", "Sales figures", "Photo: Ann Lee."]
)
def test_labels_and_requests_assert_nothing(text):
    assert not may_assert(tokens(text))
