"""A copy that surely says otherwise than its origin is flagged, and no other."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck.evidence.origins import trace
from factcheck.models import Document
from factcheck.verdict.distortion import distortion, with_distortions

ORIGIN = Document(
    id="wire",
    publisher="Coast Wire",
    date=dt.date(2031, 3, 3),
    text="Council records show that the repair of the Lower Marsh bridge cost $2.5 million last year. The council may close the west pier.",
)


def copy(text: str, title: str | None = None) -> Document:
    return Document(id="copy", publisher="Bay Radio (citing Coast Wire)", date=dt.date(2031, 3, 4), text=text, title=title)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("The repair of the Lower Marsh bridge cost $4.5 million last year, council records show.", "$2.5 million"),
        ("The council has closed the west pier.", "may close"),
        ("The council is closing the west pier.", "may close"),
        ("The council shut the west pier.", "may close"),
    ],
)
def test_another_figure_and_a_lost_hedge_are_flagged(text: str, there: str) -> None:
    why = distortion(copy(text), ORIGIN)
    assert why is not None
    assert there in why
    assert "Coast Wire" in why
    traced = with_distortions(trace([ORIGIN, copy(text)]))
    assert (traced.provenances["copy"].role, traced.provenances["copy"].distortion) == ("distorted_copy", why)
    assert traced.provenances["wire"].role == "origin"


@pytest.mark.parametrize(
    "text",
    [
        "The repair of the Lower Marsh bridge cost $2.5 million last year, council records show.",
        "The repair of the Lower Marsh bridge cost 2,500,000 dollars last year.",
        "Officials fear the council closes the west pier.",
        "The council may close the west pier. In 2024 the southern pier had cost $9 million.",
        "Mayor Ann Lee did not answer questions on the repair of the bridge, which 41,000 people cross a day.",
    ],
)
def test_the_same_in_other_words_and_added_background_are_not(text: str) -> None:
    assert distortion(copy(text), ORIGIN) is None


def test_a_copy_whose_origin_is_not_at_hand_is_not_judged() -> None:
    alone = with_distortions(trace([copy("The repair of the Lower Marsh bridge cost $4.5 million last year.")]))
    assert alone.provenances["copy"].role == "copy"


def test_a_headline_is_read_too() -> None:
    assert distortion(copy("More follows.", "The council has closed the west pier"), ORIGIN) is not None


def test_a_sentence_that_the_origin_has_word_for_word_never_differs() -> None:
    text = "The west pier, which reopened on Friday, may close again. The west pier closed on Friday in the storm."
    origin = ORIGIN.model_copy(update={"text": text, "date": dt.date(2031, 2, 20)})
    for sentence in ("The west pier closed on Friday in the storm.", "The west pier, which reopened on Friday, may close again."):
        assert distortion(copy(sentence), origin) is None
