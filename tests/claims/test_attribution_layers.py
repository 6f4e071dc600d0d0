from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.layers import outermost
from factcheck.models import Span


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


def attribution(cue: tuple[int, int], content: tuple[int, int]) -> TaggedAttribution:
    return TaggedAttribution(source=(), cue=(span(*cue),), content=(span(*content),))


def test_what_stands_inside_a_content_is_not_outermost():
    outer, inner, other = attribution((4, 8), (9, 60)), attribution((20, 25), (26, 60)), attribution((80, 84), (85, 99))
    assert outermost([outer, inner, other]) == [outer, other]


def test_a_cue_after_its_own_content_is_outermost():
    only = attribution((30, 34), (0, 28))
    assert outermost([only]) == [only]


def test_a_content_without_cue_inside_another_is_not_outermost():
    outer = attribution((0, 3), (4, 50))
    bare = TaggedAttribution((), (), (span(10, 20),))
    same = TaggedAttribution((), (), (span(4, 50),))
    assert outermost([outer, bare, same]) == [outer, same]


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.tuples(spans, spans), max_size=8))
def test_outermost_is_what_the_definition_says(pairs):
    items = [attribution(cue, content) for cue, content in pairs]
    contents = [item.content[0] for item in items]
    wanted = [item for item in items if not any(c.start <= item.cue[0].start and c.end >= item.cue[0].end for c in contents)]
    assert outermost(items) == wanted
