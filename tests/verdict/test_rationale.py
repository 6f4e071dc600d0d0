"""The words of a passage that decide."""

from __future__ import annotations

import pytest

from factcheck.models import Probabilities
from factcheck.verdict.rationale import MOST, candidates, telling

DAM = "The dam at Lindow was closed on Friday."
TEXT = f"Rain fell for a week. {DAM} The engineer Ruth Adeyemi ordered the closure of Lindow. Fish returned. A dam is a wall."


def reading(supports=0.0, refutes=0.0):
    return Probabilities(supports=supports, refutes=refutes, nei=round(1 - supports - refutes, 4))


@pytest.fixture
def texts(article, claim, passage):
    def make(claimed, text=TEXT, at=0):
        source = passage(text, at=at)
        found = candidates(claim(article(claimed)), source, ())
        return [text[c.span.start - at : c.span.end - at] for c in found], found

    return make


def test_what_shares_most_with_the_claim_comes_first(texts):
    read, found = texts("The dam at Lindow was closed.")
    assert read[0].startswith(DAM)
    assert found[0].shared == 1.0
    assert [c.shared for c in found] == sorted((c.shared for c in found), reverse=True)
    assert len(found) <= MOST


def test_a_neighbour_that_adds_enough_is_read_along(texts):
    assert texts("The engineer Ruth Adeyemi closed the dam at Lindow on Friday.")[0][0] == (
        f"{DAM} The engineer Ruth Adeyemi ordered the closure of Lindow."
    )


def test_sentences_that_share_nothing_are_not_read_beside_the_best(texts):
    assert not any("Rain" in text or "Fish" in text for text in texts("The dam at Lindow was closed.")[0])


def test_a_passage_about_something_else_is_still_read_once(texts):
    assert len(texts("Prices rose.")[0]) == 1


def test_spans_are_offsets_into_the_document(texts):
    assert texts("The dam at Lindow was closed.", at=100)[0][0].startswith(DAM)


def test_the_sentence_that_takes_the_passages_side_is_shown_and_the_words_keep_a_say(texts):
    _, found = texts("The dam at Lindow was closed.")
    assert len(found) > 1
    silent = [reading()] * len(found)
    assert telling(found, silent, "supports") == 0
    assert telling(found, [reading(), reading(refutes=0.9), *silent[2:]], "refutes") == 1
    assert telling(found, [reading(), reading(refutes=0.9), *silent[2:]], "supports") == 0, "another side than the passage's"
    assert telling(found, [reading(supports=0.6), reading(supports=0.62), *silent[2:]], "supports") == 0
