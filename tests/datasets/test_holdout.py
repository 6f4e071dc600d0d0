from __future__ import annotations

from factcheck.datasets.holdout import SHARES, is_held_out

CLAIMS = [f"The river Oder rose by {n} centimetres." for n in range(4000)]


def test_about_the_named_share_of_claims_is_held_out():
    for dataset, percent in SHARES.items():
        held = 100 * sum(is_held_out(claim, dataset) for claim in CLAIMS) / len(CLAIMS)
        assert abs(held - percent) < 2.5, dataset


def test_case_and_punctuation_do_not_bring_a_held_out_claim_into_training():
    held = next(claim for claim in CLAIMS if is_held_out(claim, "fever"))
    assert is_held_out(held.upper().rstrip("."), "fever")


def test_a_set_that_is_not_named_is_trained_on_whole():
    assert not any(is_held_out(claim, "our own") for claim in CLAIMS)
