from math import log2

import pytest

from factcheck.evaluation.metrics.ranking import ndcg, ranking_figures, recall, reciprocal_rank

MEASURES = ("ndcg@10", "recall@10", "recall@100", "mrr@10")


def test_gain_falls_with_the_rank():
    assert ndcg(["a", "b"], {"b": 1}) == pytest.approx(1 / log2(3))
    assert ndcg(["b", "a"], {"b": 1}) == 1.0


def test_gain_grows_with_the_grade():
    assert ndcg(["low", "high"], {"high": 2, "low": 1}) == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_ranks_beyond_the_cutoff_do_not_count():
    ranked = [f"d{i}" for i in range(10)] + ["hit"]
    assert ndcg(ranked, {"hit": 1}) == reciprocal_rank(ranked, {"hit"}) == recall(ranked, {"hit"}, cutoff=10) == 0.0
    assert recall(ranked, {"hit", "other"}, cutoff=100) == 0.5


def test_a_perfect_run_gives_a_hundred():
    figures = ranking_figures({"q": {"a": 2, "b": 1}}, {"q": {"a": 0.9, "b": 0.8, "c": 0.1}})
    assert [figures[name] for name in MEASURES] == [100.0] * 4


def test_a_query_without_a_ranking_counts_as_nought():
    figures = ranking_figures({"q": {"a": 1}, "r": {"b": 1}}, {"q": {"a": 1.0}})
    assert [figures[name] for name in MEASURES] == [50.0] * 4
    assert (figures["queries"], figures["missing"]) == (2, 1)


def test_equal_scores_are_ranked_by_document():
    assert ranking_figures({"q": {"b": 1}}, {"q": {"b": 0.5, "a": 0.5}})["mrr@10"] == 50.0


def test_queries_that_nobody_judged_are_left_out():
    assert ranking_figures({"q": {"a": 1}}, {"q": {"a": 1.0}, "extra": {"z": 1.0}})["mrr@10"] == 100.0
