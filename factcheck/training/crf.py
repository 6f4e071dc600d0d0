"""The loss of a linear-chain conditional random field (Lafferty et al. 2001) over partly known labels."""

from __future__ import annotations

import torch
from torch import Tensor

__all__ = ["crf_loss"]


def crf_loss(emissions: Tensor, allowed: Tensor, lengths: Tensor, transitions: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Negative log-likelihood of the allowed label sequences, a word.

    Where several labels are allowed the likelihood is summed over them, so that words nobody judged cost nothing
    (fuzzy CRF, Tsuboi et al. 2008).

    Args:
        emissions: (batch, words, labels).
        allowed: the same shape, whether gold allows the label there.
        lengths: (batch,), words of each row, at least 1.
        transitions: (labels, labels), from and to; very low where forbidden.
        starts: (labels,).
        ends: (labels,).
    """
    never = torch.tensor(-1e4, dtype=emissions.dtype)
    constrained = torch.where(allowed, emissions, never)
    both = torch.cat([emissions, constrained])
    sizes = torch.cat([lengths, lengths])
    score = starts + both[:, 0]
    for index in range(1, both.shape[1]):
        onward = torch.logsumexp(score.unsqueeze(2) + transitions, dim=1) + both[:, index]
        score = torch.where((index < sizes).unsqueeze(1), onward, score)
    total = torch.logsumexp(score + ends, dim=1)
    batch = len(lengths)
    return (total[:batch] - total[batch:]).sum() / lengths.sum()
