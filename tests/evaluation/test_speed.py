import json

import pytest

from factcheck.encoder.runtime import load_tokenizer
from factcheck.errors import InputError
from factcheck.evaluation.speed import measure_speed, pairs_of_length


@pytest.mark.parametrize("tokens", [64, 192])
def test_pairs_are_as_long_as_they_are_said_to_be(tokens):
    pairs = pairs_of_length(tokens, 20)
    assert {len(encoding.ids) for encoding in load_tokenizer(256).encode_batch(pairs)} == {tokens}
    assert pairs == pairs_of_length(tokens, 20)
    assert len(set(pairs)) == 20


def test_the_two_give_the_same_scores_and_are_timed():
    found = measure_speed(tokens=(24,), pairs=8, rounds=1)
    assert found.apart < 1e-3
    assert found.correlation > 0.98
    (length,) = found.lengths
    assert length.compiled > 0
    assert length.cross_encoder > 0
    assert json.loads(found.as_json())["lengths"][0]["tokens"] == 24
    assert "ratio" in found.as_text()


@pytest.mark.parametrize("options", [{"tokens": (17,)}, {"tokens": (300,)}, {"verifier": "majority:x"}])
def test_what_cannot_be_timed_is_refused(options):
    with pytest.raises(InputError):
        measure_speed(**options)
