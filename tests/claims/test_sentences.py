from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.sentences import split_sentences
from factcheck.models import Article, Block, Span
from factcheck.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(start=0, end=len(text)))]


@pytest.mark.parametrize(
    "expected",
    [
        ["Sen. Ann Roe met Gov. Tom Dale.", "They talked at 5 p.m. on Monday."],
        ["Mr. Roe owes $2.5 million.", "That is No. 5 on the list."],
        ["Acme Corp. sued J. Doe in the U.S. District Court.", "It lost."],
        ["“We are done.”", "He left."],
        ['"We are done."', "She left."],
        ["''We are done.''", "''You are not.''"],
        ["It grew in the U.S.", "There are reports of more."],
        ["Nobody knew … until now.", "Then it came out."],
        ["“Is it over?”", "“Not yet.”"],
        ["The mill (built in 1902) closed.", "Its owners (Roe & Sons) left."],
    ],
)
def test_news_sentences_are_told_apart(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_speaker_after_a_question_stays_with_it_or_follows_it_but_no_text_is_lost() -> None:
    text = "“Are you sure?” she asked. “I am,” he said."
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aab .!?\"'“”()…\nU.S.5,", max_size=120))
def test_spans_are_exact_ordered_and_lose_nothing(text: str) -> None:
    spans = sentence_spans(text, Span(start=0, end=len(text)))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


def test_sentences_stay_inside_their_blocks_and_only_asserting_blocks_have_any() -> None:
    text = "Head\n\nOne. Two\n\nThree."
    blocks = (
        Block(span=Span(start=0, end=4), kind="headline"),
        Block(span=Span(start=6, end=14), kind="paragraph"),
        Block(span=Span(start=16, end=22), kind="paragraph"),
    )
    found = split_sentences(Article(id="a", text=text, blocks=blocks))
    assert [(sentence.span.of(text), sentence.block) for sentence in found] == [("One.", 1), ("Two", 1), ("Three.", 2)]


def test_a_long_paragraph_of_open_brackets_is_read_in_linear_time() -> None:
    text = "(Roe " * 1_500
    assert "".join("".join(part.split()) for part in sentences(text)) == "".join(text.split())
