"""What only one of two texts denies, in all the ways of denying."""

from __future__ import annotations

import time

import pytest

from factcheck.verdict import diff
from factcheck.verdict.diff.negation import denials, unclear
from factcheck.verdict.diff.reading import Reading


@pytest.fixture
def denied(article, claim, passage):
    def run(ours: str, theirs: str):
        a = article(ours)
        return [item.detail for item in diff(a, claim(a), passage(theirs)) if item.kind == "negation"]

    return run


@pytest.mark.parametrize(
    ("theirs", "word"),
    [
        ("Norland refuses to send weapons to Alder.", "send"),
        ("Norland is refusing to send weapons to Alder.", "send"),
        ("Norland has ruled out sending weapons to Alder.", "sending"),
        ("Norland has yet to send weapons to Alder.", "send"),
        ("Norland sent no weapons to Alder.", "sent"),
        ("Norland no longer sends weapons to Alder.", "sends"),
    ],
)
def test_a_denial_in_other_words_is_one(denied, theirs: str, word: str) -> None:
    assert denied("Norland sent weapons to Alder.", theirs) == [f"only the passage denies {word!r}"]


def test_a_denied_subject_denies(denied) -> None:
    assert denied("Workers of Norvik were injured in the blast.", "No workers of Norvik were injured in the blast.") != []
    assert denied("Workers of Norvik were injured in the blast.", "No one of Norvik’s workers was injured in the blast.") != []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The mayor will not resign over the pier.", "The mayor refuses to resign over the pier."),
        ("Norland did not refuse to send weapons to Alder.", "Norland sent weapons to Alder."),
        ("Norland never denied sending weapons to Alder.", "Norland sent weapons to Alder."),
        ("Norvik sold no fewer than 300 homes in Lindby.", "Norvik sold 300 homes in Lindby."),
        ("Norland did not send any of its weapons.", "Norland sent none of its weapons."),
        ("No weapon is sent to Alder.", "No weapon or spare part is sent to Alder."),
        ("There is no doubt that Norvik sold homes in Lindby.", "Norvik sold homes in Lindby."),
    ],
)
def test_two_denials_and_none_are_not_told_apart(denied, ours: str, theirs: str) -> None:
    assert denied(ours, theirs) == []


def test_much_denial_takes_linear_time() -> None:
    reading = Reading("no one no no sent no weapons and no people were not refusing to go " * 3_000, None)
    started = time.perf_counter()
    denials(reading, 0, len(reading.text))
    unclear(reading, 0, len(reading.text))
    assert time.perf_counter() - started < 8
