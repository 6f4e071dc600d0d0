import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.models import Span
from factcheck.sentences import sentence_spans

PARAGRAPH = re.compile(r"(?s)(?:(?!\n\n).)+")


def tag(text: str) -> list[TaggedAttribution]:
    sentences = [
        Sentence(span, block)
        for block, paragraph in enumerate(PARAGRAPH.finditer(text))
        for span in sentence_spans(text, Span(start=paragraph.start(), end=paragraph.end()))
    ]
    return CueGrammarTagger().tag(text, sentences)


def read(text: str) -> list[tuple[str, str, str]]:
    return [tuple(" | ".join(span.of(text) for span in role) for role in attribution) for attribution in tag(text)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said the bridge was unsafe.", "The minister", "said", "the bridge was unsafe"),
        ("Ann Roe has repeatedly said that it works.", "Ann Roe", "has repeatedly said", "that it works"),
        ("The firm said in a statement on Monday that it would appeal.", "The firm", "said", "that it would appeal"),
        ("The bridge was unsafe, the minister said.", "the minister", "said", "The bridge was unsafe"),
        ("“The bridge is unsafe,” said Ann Roe, an engineer.", "Ann Roe, an engineer", "said", "“The bridge is unsafe,”"),
        ("“It works,” she said, “for now.”", "she", "said", "“It works,” | “for now.”"),
        ('"It works," Ann Roe said. "It will last. We know."', "Ann Roe", "said", '"It works," | "It will last. We know."'),
        ("The bridge, the mayor said, was never safe.", "the mayor", "said", "The bridge | was never safe"),
        ("According to Ann Roe, the bridge was unsafe.", "Ann Roe", "According to", "the bridge was unsafe"),
        ("The bridge was unsafe, according to two officials.", "two officials", "according to", "The bridge was unsafe"),
        ("Roe told reporters that the bridge was safe.", "Roe", "told", "that the bridge was safe"),
        ("Roe: “The bridge is safe.”", "Roe", ":", "“The bridge is safe.”"),
        ("The mayor wrote: “The bridge is safe.”", "The mayor", "wrote", "“The bridge is safe.”"),
        ("The council believes that the bridge is safe.", "The council", "believes", "that the bridge is safe"),
        ("Unions want to strike in May.", "Unions", "want", "to strike in May"),
        ("Roe denied that the bridge was closed.", "Roe", "denied", "that the bridge was closed"),
        ("The toll is expected to rise in May.", "", "is expected", "The toll | to rise in May"),
        ("The bridge reportedly cost $4 million.", "", "reportedly", "The bridge | cost $4 million"),
        ("There are reports that the bridge will close.", "", "reports", "that the bridge will close"),
        ("Roe repeated his claim that the bridge was safe.", "his", "claim", "that the bridge was safe"),
        ("Ann Roe, who ran the mill, said it was sold.", "Ann Roe", "said", "it was sold"),
        ("Ann Roe, a chemist at Acme, said it was sold.", "Ann Roe, a chemist at Acme", "said", "it was sold"),
        ("He’s claiming that the mill was sold.", "He’s", "claiming", "that the mill was sold"),
    ],
)
def test_a_pattern_of_attribution_is_read(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in read(text)


@pytest.mark.parametrize(
    "text", ["The bridge was built in 1902.", "Workers painted the old mill green.", "It cost the state $4 million over two years."]
)
def test_plain_statements_attribute_nothing(text: str) -> None:
    assert read(text) == []


def test_a_participle_goes_on_with_the_same_speaker() -> None:
    assert read("Roe said the mill was sold, adding that the price was low.") == [
        ("Roe", "said", "the mill was sold"),
        ("Roe", "adding", "that the price was low"),
    ]


def test_a_second_speaker_in_the_sentence_takes_over() -> None:
    assert read("Roe said that the mill was sold, and he warned that jobs would go.") == [
        ("Roe", "said", "that the mill was sold"),
        ("he", "warned", "that jobs would go"),
    ]


def test_nested_attributions_are_both_there_and_the_outer_holds_the_inner() -> None:
    outer, inner = tag("The Courier reported that Ann Roe said that the mill was sold.")
    assert outer.content[0].contains(inner.content[0])
    assert outer.content[0].contains(inner.source[0])


def test_a_quotation_of_several_sentences_belongs_to_the_one_who_opened_it() -> None:
    text = "“It is over. We lost. That is all,” Roe said."
    assert read(text) == [("Roe", "said", "“It is over. We lost. That is all,”")]


def test_a_quotation_that_goes_on_in_the_next_paragraph_keeps_its_source() -> None:
    text = "“It is over,” Roe said. “We lost.\n\n“We will try again.”\n\nThe mill closed."
    assert read(text) == [("Roe", "said", "“It is over,” | “We lost.\n\n“We will try again.”")]


def test_a_paragraph_after_a_colon_is_the_content() -> None:
    assert read("Roe added:\n\nIt is over. We lost.") == [("Roe", "added", "It is over. We lost.")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Roe", "said", "that", "“", "”", ",", ".", "the mill", "according to", "he", ":", "told", '"', "(", "was", "\n\n"]
        ),
        max_size=25,
    )
)
def test_spans_are_inside_the_text_ordered_and_not_empty(words: list[str]) -> None:
    text = " ".join(words)
    for attribution in tag(text):
        assert attribution.content
        for role in attribution:
            assert all(0 <= span.start < span.end <= len(text) for span in role)
            assert all(left.end <= right.start for left, right in pairwise(role))


@pytest.mark.parametrize("unit", ["he said that ", "according to ", "“Yes,” he said. ", 'A: "b" ', "Roe, "])
def test_one_endless_sentence_takes_linear_time(unit: str) -> None:
    text = unit * 600
    CueGrammarTagger().tag(text, [Sentence(Span(start=0, end=len(text)), 0)])
