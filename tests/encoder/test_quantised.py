from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.encoder.quantised import GROUP, pack, unpack


@settings(max_examples=40, deadline=None)
@given(rows=st.integers(1, 5), groups=st.integers(1, 4), seed=st.integers(0, 2**16), size=st.floats(1e-3, 10))
def test_what_is_unpacked_lies_within_half_a_step_or_a_clipped_outlier(rows, groups, seed, size):
    change = np.random.default_rng(seed).normal(0, size, (rows, groups * GROUP)).astype(np.float32)
    packed = pack(change)
    error = np.abs(unpack(packed) - change)
    step = np.repeat(packed.scales.astype(np.float32), GROUP, axis=1)
    inside = np.abs(change) <= 7.5 * step
    assert (error[inside] <= 0.51 * step[inside]).all()
    assert (error**2).sum() < 0.03 * (change**2).sum()


def test_four_bits_keep_nearly_all_of_a_change():
    change = np.random.default_rng(1).normal(0, 0.01, (384, 1536)).astype(np.float32)
    kept = 1 - ((unpack(pack(change)) - change) ** 2).sum() / (change**2).sum()
    assert kept > 0.985


def test_a_packed_matrix_takes_little_more_than_half_a_byte_a_weight():
    packed = pack(np.ones((384, 384), dtype=np.float32))
    assert packed.codes.nbytes + packed.scales.nbytes < 0.54 * 384 * 384


def test_no_change_stays_none():
    assert not unpack(pack(np.zeros((3, GROUP), dtype=np.float32))).any()


def test_a_width_that_does_not_divide_into_groups_is_refused():
    with pytest.raises(ValueError, match="reshape"):
        pack(np.zeros((2, GROUP + 1), dtype=np.float32))
