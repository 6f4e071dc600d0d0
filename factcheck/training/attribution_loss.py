"""What the tagger is trained to minimise: a CRF over roles, and pointers from spans to their partners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from factcheck.claims.tagging.decoding import allowed_starts, allowed_transitions, distance_bucket
from factcheck.claims.tagging.encoding import EncodedWindow
from factcheck.claims.tagging.features import FEATURE_SIZES
from factcheck.claims.tagging.labels import LABELS, POINTER
from factcheck.encoder.network import TokenTagger
from factcheck.training.attribution_data import OUT_OF_SIGHT, LabelledWindow
from factcheck.training.crf import crf_loss

__all__ = ["network_rows", "window_loss"]

_NEVER = -1e4

Run = tuple[int, int]


def _collate(windows: Sequence[EncodedWindow]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Padded ids, mask (batch, pieces), features (batch, pieces, features), heads (batch, words) and lengths (batch,)."""
    pieces = max(len(window.ids) for window in windows)
    words = max(len(window.heads) for window in windows)
    ids = torch.zeros(len(windows), pieces, dtype=torch.long)
    mask = torch.zeros_like(ids)
    features = torch.zeros(len(windows), pieces, sum(FEATURE_SIZES))
    heads = torch.zeros(len(windows), words, dtype=torch.long)
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size] = torch.from_numpy(window.ids)
        mask[row, :size] = 1
        features[row, :size] = torch.from_numpy(window.multi_hot())
        heads[row, : len(window.heads)] = torch.from_numpy(window.heads)
    return ids, mask, features, heads, torch.tensor([len(window.heads) for window in windows])


def _word_rows(model: nn.Module, windows: Sequence[EncodedWindow]) -> tuple[Tensor, Tensor]:
    ids, mask, features, heads, lengths = _collate(windows)
    output = model(ids, mask, features).float()
    return output.gather(1, heads.unsqueeze(-1).expand(-1, -1, output.shape[-1])), lengths


def network_rows(model: nn.Module, windows: Sequence[EncodedWindow]) -> list[NDArray[np.float32]]:
    """What the network says of the words of each window: (words, labels + 4 * pointer)."""
    model.eval()
    order = sorted(range(len(windows)), key=lambda index: len(windows[index].ids))
    found: dict[int, NDArray[np.float32]] = {}
    with torch.inference_mode():
        for start in range(0, len(order), 48):
            chunk = order[start : start + 48]
            rows, lengths = _word_rows(model, [windows[index] for index in chunk])
            for index, row, length in zip(chunk, rows, lengths.tolist(), strict=True):
                found[index] = row[:length].numpy()
    return [found[index] for index in range(len(windows))]


def window_loss(model: TokenTagger, batch: Sequence[LabelledWindow]) -> Tensor:
    """The CRF's loss, a word, and the cross-entropy of the links, a link, weighted to be of a size."""
    rows, lengths = _word_rows(model, [window.encoded for window in batch])
    allowed = torch.zeros(len(batch), rows.shape[1], len(LABELS), dtype=torch.bool)
    for number, window in enumerate(batch):
        allowed[number, : len(window.allowed)] = torch.from_numpy(window.allowed)
    head = model.head
    transitions = head.transitions.masked_fill(~torch.from_numpy(allowed_transitions()), _NEVER)
    starts = head.starts.masked_fill(~torch.from_numpy(allowed_starts()), _NEVER)
    loss = crf_loss(rows[..., : len(LABELS)], allowed, lengths, transitions, starts, head.ends)
    vectors = rows[..., len(LABELS) :].unflatten(-1, (4, POINTER)).flatten(0, 1)
    links = [
        _link_loss(vectors, rows.shape[1], [_Links(w.cues, w.sources, w.source_of) for w in batch], head.distances[0], head.no_source),
        _link_loss(vectors[:, 2:], rows.shape[1], [_Links(w.contents, w.cues, w.cue_of) for w in batch], head.distances[1], None),
    ]
    return 8 * loss + 0.25 * torch.stack(links).sum()


class _Links(NamedTuple):
    """The spans of a window that look for a partner, those they choose from, and whom gold gives them."""

    queries: Sequence[Run]
    keys: Sequence[Run]
    gold: Sequence[int]


def _link_loss(vectors: Tensor, words: int, windows: Sequence[_Links], distances: Tensor, nobody: Tensor | None) -> Tensor:
    """Cross-entropy of the right partner among those of the window, a query.

    Args:
        vectors: (batch * words, at least 2, pointer): what words ask with, and what they answer with.
        words: words of a row of the batch.
        windows: of the batch.
        distances: (buckets,).
        nobody: (1,), score of having no partner, whose number is that of the window's keys; None where everyone has one.
    """
    queries: list[Run] = []
    keys: list[Run] = []
    choices: list[list[int]] = []
    buckets: list[list[int]] = []
    gold: list[int] = []
    for row, window in enumerate(windows):
        first = len(keys)
        keys += [(row * words + key[0], row * words + key[1] - 1) for key in window.keys]
        for query, wanted in zip(window.queries, window.gold, strict=True):
            if wanted != OUT_OF_SIGHT and window.keys:
                queries.append((row * words + query[0], row * words + query[1] - 1))
                choices.append(list(range(first, len(keys))))
                cue_asks = nobody is not None
                buckets.append([distance_bucket(key, query) if cue_asks else distance_bucket(query, key) for key in window.keys])
                gold.append(wanted)
    if not queries:
        return vectors.sum() * 0.0
    most = max(len(row) for row in choices)
    present = torch.tensor([[True] * len(row) + [False] * (most - len(row)) for row in choices])
    chosen = torch.tensor([row + [0] * (most - len(row)) for row in choices])
    near = torch.tensor([row + [0] * (most - len(row)) for row in buckets])
    asking = vectors[torch.tensor(queries), 0].mean(1)
    answering = vectors[torch.tensor(keys), 1].mean(1)
    scores = (asking.unsqueeze(1) * answering[chosen]).sum(-1) / POINTER**0.5 + distances[near]
    scores = scores.masked_fill(~present, _NEVER)
    if nobody is not None:
        scores = torch.cat([scores, nobody.expand(len(scores), 1)], dim=1)
    # NOBODY is -1: the last column.
    return nn.functional.cross_entropy(scores, torch.tensor(gold) % scores.shape[1])
