from hypothesis import given
from hypothesis import strategies as st

from factcheck.evaluation.metrics import rates
from factcheck.evaluation.metrics.pairing import covered, greedy_pairs, overlap_f1, word_bounds
from factcheck.evaluation.metrics.rates import share


def test_precision_recall_and_f1_of_counts():
    assert rates(3, 4, 6) == (75.0, 50.0, 60.0)


def test_an_empty_denominator_is_no_reward():
    assert rates(0, 0, 0) == (0.0, 0.0, 0.0)
    assert share(0, 0) == 0.0


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_is_the_harmonic_mean(hits, more_predicted, more_gold):
    precision, recall, f1 = rates(hits, hits + more_predicted, hits + more_gold)
    expected = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    assert abs(f1 - expected) < 1e-9


def test_words_leave_punctuation_out():
    assert word_bounds("Yes, two-thirds.") == [(0, 3), (5, 8), (9, 15)]


def test_a_token_counts_when_a_span_touches_it():
    bounds = word_bounds("one two three")
    assert covered(bounds, [(2, 5)]) == {0, 1}
    assert covered(bounds, [(3, 4)]) == frozenset()
    assert covered(bounds, [(0, 1), (12, 40)]) == {0, 2}


@given(st.text("ab ,", max_size=30), st.lists(st.tuples(st.integers(0, 35), st.integers(0, 35)), max_size=4))
def test_covered_tokens_are_those_that_overlap_a_span(text, spans):
    bounds = word_bounds(text)
    spans = [(min(span), max(span)) for span in spans if span[0] != span[1]]
    expected = {i for i, (start, end) in enumerate(bounds) if any(start < last and end > first for first, last in spans)}
    assert covered(bounds, spans) == expected


def test_two_empty_token_sets_agree():
    assert overlap_f1(frozenset(), frozenset()) == 1.0
    assert overlap_f1(frozenset({1}), frozenset()) == 0.0
    assert overlap_f1(frozenset({1, 2}), frozenset({2, 3})) == 0.5


def test_the_best_pair_is_made_first():
    assert greedy_pairs([(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.5, 1, 0)]) == [(0, 1), (1, 0)]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.integers(0, 5))))
def test_pairs_are_one_to_one(candidates):
    pairs = greedy_pairs(candidates)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
