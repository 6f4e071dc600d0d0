"""A change of weights in four bits: what an adapter stores when low rank would lose too much.

A full fine-tune changes every direction of a layer a little, so that the best update of rank 64 keeps three quarters of the squared
change; the same number of bytes spent on four bits for every weight keeps 99 percent of it. (That such changes survive coarse
quantisation: BitDelta, Liu et al. 2024.) Weights are grouped along the input, each group with a scale of its own. Numpy only.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["GROUP", "Packed", "pack", "unpack"]

GROUP: Final = 64
"""Weights that share a scale."""
_LARGEST: Final = 7
"""Codes run from -7 to 7 and are stored as 1 to 15."""
_CLIPS: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Shares of a group's largest weight that are tried for the largest code; cutting an outlier can spare all others."""


class Packed(NamedTuple):
    """A quantised matrix (out, in): two codes a byte (out, in / 2), and a scale a group (out, in / 64)."""

    codes: NDArray[np.uint8]
    scales: NDArray[np.float16]


def pack(change: NDArray[np.float32]) -> Packed:
    """Quantise a matrix (out, in), in a multiple of 64, with the scales of least squared error among those tried."""
    groups = change.astype(np.float32).reshape(len(change), -1, GROUP)
    largest = np.abs(groups).max(axis=2)
    best = np.full(largest.shape, np.inf)
    scales = np.zeros(largest.shape, dtype=np.float16)
    for clip in _CLIPS:
        tried = (clip * largest / _LARGEST).astype(np.float16)
        error = ((_codes(groups, tried) * tried[..., None].astype(np.float32) - groups) ** 2).sum(axis=2)
        better = error < best
        scales[better], best[better] = tried[better], error[better]
    codes = (_codes(groups, scales).reshape(change.shape) + _LARGEST + 1).astype(np.uint8)
    return Packed((codes[:, 0::2] | (codes[:, 1::2] << 4)).astype(np.uint8), scales)


def _codes(groups: NDArray[np.float32], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    safe = np.where(scales > 0, scales, 1).astype(np.float32)[..., None]
    return np.clip(np.round(groups / safe), -_LARGEST, _LARGEST)


def unpack(packed: Packed) -> NDArray[np.float32]:
    """The matrix (out, in) that was packed, as near as its codes tell."""
    codes = np.empty((len(packed.codes), 2 * packed.codes.shape[1]), dtype=np.float32)
    codes[:, 0::2] = packed.codes & 15
    codes[:, 1::2] = packed.codes >> 4
    values = (codes - (_LARGEST + 1)).reshape(len(codes), -1, GROUP) * packed.scales.astype(np.float32)[..., None]
    return np.asarray(values.reshape(codes.shape), dtype=np.float32)
