"""Which claims a fact-checker would rather take up."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.check_worthiness import FEATURES, check_worthiness, features
from factcheck.models import ClaimKind


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (("Norland spent 40 million crowns on ferries, more than any other county.", "statistic"), ("The ferries are lovely.", "opinion")),
        (("The mayor cut 300 jobs because of the new port fee.", "fact"), ("I think we should talk about the port.", "opinion")),
        (("Lund has the highest rate of thefts in the country.", "statistic"), ("We will look into it.", "intent")),
    ],
)
def test_figures_and_comparisons_rank_above_opinions_and_plans(higher, lower):
    assert check_worthiness(*higher) > 0.5 > check_worthiness(*lower)


@given(st.text(max_size=200), st.sampled_from(ClaimKind.__args__))
def test_the_score_is_between_0_and_1_and_always_the_same(text, kind):
    score = check_worthiness(text, kind)
    assert 0 <= score <= 1
    assert score == check_worthiness(text, kind)


@given(st.text(max_size=200), st.sampled_from(ClaimKind.__args__))
def test_every_feature_has_a_finite_value(text, kind):
    found = features(text, kind)
    assert tuple(found) == FEATURES
    assert all(0 <= value < 10 for value in found.values())


def test_a_name_at_the_head_of_a_sentence_counts_when_it_has_two_words():
    assert features("Ann Lee met Karo Lumen in Oslo.", "fact")["names"] == 2
    assert features("Nobody met anyone.", "fact")["names"] == 0


def test_a_year_is_no_count():
    assert features("The mill was built in 1995.", "fact")["numbers"] == 0


def test_the_weights_ship_with_a_card():
    card = tomllib.loads((files("factcheck.claims") / "data" / "check_worthiness.toml").read_text(encoding="utf-8"))
    assert set(card["weights"]) == set(FEATURES)
    assert card["card"]["data"]
    assert card["card"]["licences"]
    assert all(0.5 < value < 1 for value in card["card"]["area_under_curve"].values())
