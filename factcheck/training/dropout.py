"""Dropout that is cheap on a CPU.

Drawing a fresh mask for every activation costs a quarter of a training step there. A mask cut at a random place from a
pool drawn once is as good for regularisation. Attention weights are left alone: their mask would be the largest of all.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

__all__ = ["PooledDropout", "pool_dropout", "without_dropout"]

_POOL = 1 << 23


class PooledDropout(nn.Module):
    """Zeroes activations with probability `p` and scales the rest by 1 / (1 - p), in training mode only."""

    def __init__(self, p: float, pool: Tensor) -> None:
        super().__init__()
        self.p = p
        self._pool = pool

    def forward(self, activations: Tensor) -> Tensor:
        """Any shape to the same shape; what exceeds the pool is masked periodically."""
        if not self.training or not self.p:
            return activations
        size = activations.numel()
        start = int(torch.randint(len(self._pool), (1,)))
        repeats = -(-(start + size) // len(self._pool))
        pool = self._pool if repeats == 1 else self._pool.repeat(repeats)
        return activations * pool[start : start + size].view_as(activations)


def pool_dropout(encoder: nn.Module, p: float = 0.1) -> None:
    """Give every hidden activation of a BERT encoder pooled dropout, and its attention weights none, in place."""
    pool = (torch.rand(_POOL) >= p).float() / (1 - p)
    for name, module in list(encoder.named_modules()):
        if isinstance(module, nn.Dropout):
            parent = encoder.get_submodule(name.rpartition(".")[0])
            inside_attention = hasattr(parent, "query")
            setattr(parent, name.rpartition(".")[2], nn.Dropout(0.0) if inside_attention else PooledDropout(p, pool))


def without_dropout(encoder: nn.Module) -> None:
    """Take the dropout out of an encoder, in place.

    With a few passes over much data a network of this size underfits; and attention without dropout takes the fast path.
    """
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
