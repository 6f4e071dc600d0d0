"""Hostile articles: the work grows with the length of the text, not with its square."""

import time

import pytest

from factcheck.claims import RuleExtractor
from factcheck.models import Article, Block, Span

SIZE = 25_000
"""Characters of the shorter text; the longer one has 100 kB."""
PROSE = 5_000
"""Of sentences, each of which is read with all the care that an article gets."""
LONGER = 4
RATIO = 8
"""Four times the text in linear time costs four times as much, in quadratic time sixteen times; eight leaves room for a busy machine."""


def seconds(text):
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), publisher="Example Daily")
    started = time.process_time()
    RuleExtractor().extract(article)
    return time.process_time() - started


def nested(size):
    return "(" * (size // 2) + "x" + ")" * (size // 2)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(lambda size: '"' * size, SIZE, id="quotation marks"),
        pytest.param(lambda size: "“" * size, SIZE, id="opening quotation marks"),
        pytest.param(lambda size: ("said that " * size)[:size], SIZE, id="said that"),
        pytest.param(lambda size: ("Mary Falk said that the pier is closed. " * size)[:size], PROSE, id="sentences"),
        pytest.param(lambda size: "a" * size, SIZE, id="one word"),
        pytest.param(lambda size: "A" * size, SIZE, id="one name"),
        pytest.param(nested, SIZE, id="nested parentheses"),
        pytest.param(lambda size: ("Mary Falk said the clerk said " * size)[:size], PROSE, id="said inside said"),
    ],
)
def test_four_times_the_text_takes_less_than_eight_times_as_long(text, size):
    seconds("Mary Falk said that the pier is closed.")  # loads the word lists
    single, longer = (min(seconds(text(times * size)) for _ in range(2)) for times in (1, LONGER))
    # Below a hundredth of a second the clock measures the machine, not the work.
    assert longer < RATIO * max(single, 0.01)
