"""Where a statement is split, and where not."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.splitting import split_statement
from factcheck.models import Span


def parts(text, voice="author"):
    return [span.of(text) for span in split_statement(text, Span(start=0, end=len(text)), voice)]


@pytest.mark.parametrize(
    ("text", "voice", "expected"),
    [
        (
            "The ferry left the harbour on Monday, and the crew reported a leak in the engine room.",
            "author",
            ["The ferry left the harbour on Monday", "the crew reported a leak in the engine room"],
        ),
        (
            "The dam was closed in May, causing the river to rise by two metres.",
            "author",
            ["The dam was closed in May", "causing the river to rise by two metres"],
        ),
        (
            "While exports will continue, the ministry will scrap the fee for small firms.",
            "author",
            ["exports will continue", "the ministry will scrap the fee for small firms"],
        ),
        (
            "The town bought the bridge, which has cost it four million euros.",
            "author",
            ["The town bought the bridge", "has cost it four million euros"],
        ),
        (
            "it would close the mine and would pay every worker for a year",
            "reported",
            ["it would close the mine", "would pay every worker for a year"],
        ),
        (
            "The vote follows weeks after Norland and Sudland signed the lease.",
            "author",
            ["The vote follows weeks after Norland and Sudland signed the lease"],
        ),
        ("The clerk found the key and was sent to the cellar.", "author", ["The clerk found the key and was sent to the cellar"]),
        ("It shows that men and women are paid alike.", "author", ["It shows that men and women are paid alike"]),
        ("Anna Berg and her brother have left the board.", "author", ["Anna Berg and her brother have left the board"]),
    ],
)
def test_coordinated_statements_are_split_and_single_events_are_not(text, voice, expected):
    assert parts(text, voice) == expected


@given(
    st.text(alphabet=st.sampled_from(list('abc ,.;:"()andbutwhichTHE\n')), max_size=120), st.sampled_from(["author", "reported", "quoted"])
)
def test_parts_are_ordered_inside_the_statement_and_do_not_overlap(text, voice):
    spans = split_statement(text, Span(start=0, end=len(text)), voice)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
