"""The network of each task, ready to be exported: with its adapter merged in, and an example of what it takes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from factcheck.encoder.adapter import Adapter, Arrays, merge
from factcheck.encoder.network import SentenceClassifier, SentenceEmbedder, TokenTagger, Unpadded, load_base
from factcheck.errors import ModelError

__all__ = ["Graph", "graph_of"]


class Graph(NamedTuple):
    """A network in inference mode, and example inputs by name, in the order it takes them, each (batch, tokens, ...)."""

    network: nn.Module
    example: dict[str, Tensor]


def graph_of(base: Path, adapter: Adapter | None) -> Graph:
    """The bare embedder, or what an adapter's task makes of the base.

    Raises:
        ModelError: the adapter is for a task that this version does not know, or does not fit.
    """
    encoder = load_base(base, attention="eager")
    ids = torch.arange(1000, 1032).reshape(2, 16)
    example = {"input_ids": ids}
    if adapter is None:
        return Graph(Unpadded(SentenceEmbedder(encoder)).eval(), example | {"token_type_ids": torch.zeros_like(ids)})
    merged = merge({name: value.numpy() for name, value in encoder.state_dict().items()}, adapter.tensors())
    encoder.load_state_dict(_tensors(merged.encoder))
    network: SentenceClassifier | TokenTagger
    try:
        if adapter.task in {"entailment", "reranker"}:
            network = SentenceClassifier(encoder, len(adapter.labels))
            example["token_type_ids"] = torch.zeros_like(ids)
        elif adapter.task == "attribution":
            features, pointers = merged.head["features.weight"].shape[1], merged.head["pointers.weight"].shape[0]
            network = TokenTagger(encoder, len(adapter.labels), features, pointers // 4)
            example["features"] = nn.functional.one_hot(ids % features, features).float()
        else:
            raise ModelError(f"{adapter.directory}: this version knows no task {adapter.task!r}: update factcheck")
        network.head.load_state_dict(_tensors(merged.head))
    except (KeyError, IndexError, RuntimeError) as error:
        raise ModelError(f"{adapter.directory} does not fit its task ({str(error).splitlines()[0]}): train it again") from None
    return Graph(Unpadded(network).eval(), example)


def _tensors(arrays: Arrays) -> dict[str, Tensor]:
    return {name: torch.from_numpy(value.copy()) for name, value in arrays.items()}
