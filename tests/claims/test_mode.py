"""Direct, mixed and indirect speech."""

import pytest

from factcheck.claims.mode import mode_of
from factcheck.claims.quotations import find_quotations
from factcheck.claims.quoted import QuotedText
from factcheck.models import Span


@pytest.mark.parametrize(
    ("text", "part", "mode"),
    [
        ("“The plan is dead and the town knows it,” she said.", "The plan is dead and the town knows it", "direct"),
        ("She said the plan was dead.", "the plan was dead", "indirect"),
        ("She called the plan “dead” today.", "the plan “dead” today", "mixed"),
        (
            "She said it was “a shame that nobody in this town ever thought of asking the people who use the pier every day”.",
            "it was “a shame that nobody in this town ever thought of asking the people who use the pier every day",
            "mixed",
        ),
    ],
)
def test_the_writers_own_words_beside_a_quotation_make_it_mixed(text, part, mode):
    start = text.index(part)
    quoted = QuotedText(find_quotations(text, [Span(start=0, end=len(text))]))
    assert mode_of(text, [Span(start=start, end=start + len(part))], quoted) == mode
