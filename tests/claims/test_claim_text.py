"""Self-contained text of claims."""

import datetime as dt

import pytest

from factcheck.claims.claim_text import self_contained
from factcheck.claims.dates import find_dates
from factcheck.claims.names import NameIndex
from factcheck.models import Source, Span

FALK = Source(name="Falk", canonical="Mary Falk", kind="person", named=True)


def text_of(article, part, *, whole=None, mode="indirect", speaker=None, subject=None):
    span = Span(start=article.index(part), end=article.index(part) + len(part))
    return self_contained(
        article,
        [span],
        whole=whole or span,
        mode=mode,
        speaker=speaker,
        subject=subject,
        names=NameIndex(article),
        dates=find_dates(article, span, dt.date(2024, 3, 15)),
    )


@pytest.mark.parametrize(
    ("part", "options", "expected"),
    [
        ("she may leave the firm", {"subject": "Mary Falk"}, "Mary Falk may leave the firm."),
        ("her firm was sold", {"subject": "Mary Falk"}, "Mary Falk's firm was sold."),
        ("I was never asked", {"mode": "direct", "speaker": FALK}, "Mary Falk was never asked."),
        ("I think it is wrong", {"mode": "direct", "speaker": FALK}, "Mary Falk thinks it is wrong."),
        ("it closed yesterday", {"subject": "the firm, Ostara"}, "The firm, Ostara, closed on March 14, 2024."),
        ("to leave the firm", {"speaker": FALK}, "Mary Falk plans to leave the firm."),
        ("it closed yesterday", {}, "It closed on March 14, 2024."),
        ("it has been open since last week", {}, "It has been open since the week of March 4, 2024."),
        ("the harbour is closed", {}, "The harbour is closed."),
    ],
)
def test_a_content_becomes_a_sentence_of_its_own(part, options, expected):
    assert text_of(f"Mary Falk said {part}.", part, **options) == expected


def test_a_short_name_at_the_beginning_is_completed():
    assert text_of("Mary Falk spoke. Falk left.", "Falk left") == "Mary Falk left."


def test_a_second_verb_phrase_gets_the_subject_of_the_first():
    article = "The mine would close in May and would pay its workers"
    assert text_of(article, "would pay its workers", whole=Span(start=0, end=len(article))) == "The mine would pay its workers."


def test_a_determiner_is_never_completed_to_a_name():
    assert text_of("This April was wet. This move hurts farmers.", "This move hurts farmers") == "This move hurts farmers."
