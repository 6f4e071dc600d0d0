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
            "The fire caused a roof to fall in, killing two porters and wounding a driver.",
            "author",
            ["The fire caused a roof to fall in", "killing two porters", "wounding a driver"],
        ),
        (
            "The rule has one exception: farms on the islands may keep their sheds.",
            "author",
            ["The rule has one exception", "farms on the islands may keep their sheds"],
        ),
        (
            "The council has planned two hearings, with the first set to take place in Norburg on May 3.",
            "author",
            ["The council has planned two hearings", "the first set to take place in Norburg on May 3"],
        ),
        (
            "The island is not part of the plan, but crews from Lund, Visby, and Gimo, which are, were sent there.",
            "author",
            ["The island is not part of the plan", "crews from Lund, Visby, and Gimo, which are, were sent there"],
        ),
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


@pytest.mark.parametrize(
    "text",
    [
        "Traders sold nails, hammers, and screws, which hold less well in oak than they do in pine.",
        "All those who were hurt and the crew were taken to hospital.",
        "If the bridge is closed and trains are late, the fair will move.",
        "The robots had to find, lift, carry, and stack boxes painted blue and green.",
        "The firm asked mills, shops, and even schools for help with the fee.",
    ],
)
def test_lists_and_joint_subjects_are_not_torn(text):
    assert not [part for part in parts(text) if part.split()[0] in ("screws", "the", "trains", "stack", "even")]
