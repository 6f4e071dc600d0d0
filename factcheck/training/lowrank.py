"""From fine-tuned weights to a LoRA adapter, and further training of the adapter itself.

A full fine-tune learns a pair task on this small base sooner than LoRA from scratch does, but weighs as
much as the base. Its change to each layer is therefore cut to its leading singular directions (the best
approximation of that rank, Eckart & Young 1936) and the factors are trained on for a while, so that
they make up for what the cut lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import BertModel

from factcheck.encoder.adapter import LORA_A, LORA_B

__all__ = ["LowRankUpdate", "adapter_tensors", "factorise", "freeze_vocabulary", "save_adapter_tensors"]


class LowRankUpdate(nn.Module):
    """Parametrises a frozen weight W (out, in) as W + B @ A with A (rank, in) and B (out, rank)."""

    def __init__(self, a: Tensor, b: Tensor) -> None:
        super().__init__()
        self.a = nn.Parameter(a)
        self.b = nn.Parameter(b)

    def forward(self, weight: Tensor) -> Tensor:
        """The weight (out, in) with its update."""
        return weight + self.b @ self.a


def freeze_vocabulary(encoder: BertModel) -> None:
    """Keep word pieces and positions as they are: an adapter of a few MB could not carry their change."""
    for table in (encoder.embeddings.word_embeddings, encoder.embeddings.position_embeddings):
        table.weight.requires_grad_(False)


def factorise(encoder: nn.Module, base: Mapping[str, Tensor], rank: int) -> float:
    """Replace each linear layer's change since `base` by its best update of the given rank, in place.

    Returns the share of the change's squared norm that the cut keeps. Afterwards the encoder's linear
    weights are the base's, frozen, under trainable low-rank updates.
    """
    kept = total = 0.0
    for name, layer in list(encoder.named_modules()):
        if not isinstance(layer, nn.Linear):
            continue
        before = base[f"{name}.weight"]
        delta = (layer.weight.detach() - before).to(torch.float64)
        left, values, right = torch.linalg.svd(delta, full_matrices=False)
        root = values[:rank].sqrt()
        kept += float((values[:rank] ** 2).sum())
        total += float((values**2).sum())
        layer.weight.data.copy_(before)
        layer.weight.requires_grad_(False)
        update = LowRankUpdate((root[:, None] * right[:rank]).float().contiguous(), (left[:, :rank] * root).float().contiguous())
        parametrize.register_parametrization(layer, "weight", update)
    return kept / total if total else 1.0


def adapter_tensors(model: nn.Module, base: Mapping[str, Tensor]) -> dict[str, NDArray[np.float32]]:
    """The tensors of `factcheck.encoder.adapter`, read off a model that `factorise` has treated."""
    tensors: dict[str, NDArray[np.float32]] = {}
    for name, value in model.state_dict().items():
        array = value.detach().numpy().astype(np.float32)
        if name.startswith("head."):
            tensors[name] = array
            continue
        name = name.removeprefix("encoder.")  # noqa: PLW2901 - the adapter names parameters as the bare encoder does
        if name.endswith("parametrizations.weight.0.a"):
            tensors[name.removesuffix(".parametrizations.weight.0.a") + LORA_A] = array
        elif name.endswith("parametrizations.weight.0.b"):
            tensors[name.removesuffix(".parametrizations.weight.0.b") + LORA_B] = array
        elif name in base and not torch.equal(value, base[name]):
            tensors[name] = array
    return tensors


def save_adapter_tensors(tensors: Mapping[str, NDArray[np.float32]], path: Path) -> None:
    """Write tensors as `adapter.safetensors`: low-rank factors in half precision, the rest in full."""
    stored = {name: value.astype(np.float16) if name.endswith((LORA_A, LORA_B)) else value for name, value in tensors.items()}
    path.write_bytes(save({name: np.ascontiguousarray(value) for name, value in sorted(stored.items())}))
