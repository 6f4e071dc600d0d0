import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.quotations import find_quotations, quotations
from factcheck.models import Article, Block, Span


def found(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in find_quotations(text, [Span(start=0, end=len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” she said. “Now.”", ["Go,", "Now."]),
        ('"Go," she said. "Now."', ["Go,", "Now."]),
        ("''Go,'' she said. ''Now.''", ["Go,", "Now."]),
        ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,", "no"]),
        ("\"He told me 'no way,'\" she said.", ["He told me 'no way,'", "no way,"]),
        ("The mayor called it 'a mess' on Monday.", ["a mess"]),
        ("The workers' union and Roe's firm didn't settle.", []),
        ("It began in the '90s, and the players' wages rose.", []),
        ("“It is over", ["It is over"]),
        ('“It is over," he said.', ["It is over,"]),
        ("No marks at all.", []),
    ],
)
def test_quoted_stretches_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_depth_tells_an_inner_quotation() -> None:
    text = "“He said ‘no’ to us.”"
    assert [quotation.depth for quotation in find_quotations(text, [Span(start=0, end=len(text))])] == [0, 1]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph_only() -> None:
    text = "“One.\n\n“Two.” Three."
    result = find_quotations(text, [Span(start=0, end=5), Span(start=7, end=len(text))])
    assert [(quotation.inner.of(text), quotation.closed) for quotation in result] == [("One.", False), ("Two.", True)]


def test_a_block_quote_is_a_quotation_as_a_whole() -> None:
    text = "We shall see."
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="block_quote"),))
    assert [quotation.span.of(text) for quotation in quotations(article)] == [text]


@settings(deadline=None)
@given(st.text(alphabet="ab s.,'\"“”‘’`-(", max_size=80))
def test_quotations_nest_or_stand_apart_and_hold_their_inner_span(text: str) -> None:
    result = find_quotations(text, [Span(start=0, end=len(text))])
    for number, one in enumerate(result):
        assert one.span.contains(one.inner)
        for other in result[number + 1 :]:
            assert not one.span.overlaps(other.span) or one.span.contains(other.span) or other.span.contains(one.span)


@pytest.mark.parametrize("unit", ["“", "'", '"', "“‘'", "''", "s' "])
def test_runs_of_marks_take_linear_time(unit: str) -> None:
    find_quotations(unit * 20_000, [Span(start=0, end=len(unit) * 20_000)])
