"""Packed bytes of others: whole or refused, and never more than was allowed."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.unpacking import UnpackError, unpacked

TEXT = b"The bridge at Lower Marsh is shut. " * 9


def cut(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.integers(1, 40), st.sampled_from([b"", bytes(9)]))
def test_all_members_of_a_gzip_file_come_out_however_it_is_cut(members, size, padding):
    packed = b"".join(map(gzip.compress, members)) + padding
    assert b"".join(unpacked(cut(packed, size), 1000)) == b"".join(members)


@pytest.mark.parametrize(
    "packed", [gzip.compress(TEXT), zlib.compress(TEXT), zlib.compress(TEXT)[2:-4], gzip.compress(b"") + gzip.compress(TEXT)]
)
def test_what_is_cut_short_or_too_large_is_refused(packed):
    assert b"".join(unpacked([b"", packed], len(TEXT))) == TEXT
    for pieces, most, reason in (
        ([packed[:-6]], 1000, "cut short"),
        ([packed], len(TEXT) - 1, "too large"),
        ([b"\x1f\x8bno"], 9, "broken"),
    ):
        with pytest.raises(UnpackError) as caught:
            list(unpacked(pieces, most))
        assert caught.value.reason == reason
