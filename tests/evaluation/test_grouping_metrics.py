from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evaluation.metrics.grouping import pairwise


def test_pairs_are_counted_by_hand() -> None:
    found = pairwise(["a", "a", "a", "b", "c"], [1, 1, 2, 2, 3])
    assert found == pytest.approx((50.0, 100 / 3, 40.0))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_it_is_what_comparing_every_pair_gives(items: list[tuple[int, int]]) -> None:
    pairs = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(items, 2)]
    both, gold, ours = (sum(map(test, pairs)) for test in (all, lambda p: p[0], lambda p: p[1]))
    found = pairwise([a for a, _ in items], [b for _, b in items])
    assert found.precision == pytest.approx(100 * both / ours if ours else 0)
    assert found.recall == pytest.approx(100 * both / gold if gold else 0)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        pairwise([1], [])
