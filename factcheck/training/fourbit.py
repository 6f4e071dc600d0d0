"""From fine-tuned weights to an adapter of a few megabytes: each layer's change, in four bits a weight."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save
from torch import Tensor, nn

from factcheck.encoder.adapter import CODES, DELTA, SCALES, Adapter
from factcheck.encoder.quantised import pack, unpack

__all__ = ["load_start", "quantise_change", "save_change"]


def load_start(model: nn.Module, start: Path) -> None:
    """Give a model the weights of an adapter folder, merged into the base that the model's encoder holds, in place.

    The head is taken where it has the same shape, and stays as it is elsewhere: a reranker may begin as a verifier.
    """
    state = model.state_dict()
    for name, value in Adapter(start).tensors().items():
        tensor = torch.from_numpy(value)
        if name.endswith(DELTA):
            state[f"encoder.{name.removesuffix(DELTA)}.weight"] += tensor
        elif not name.startswith("head."):
            state[f"encoder.{name}"].copy_(tensor)
        elif state[name].shape == tensor.shape:
            state[name].copy_(tensor)


def quantise_change(model: nn.Module, base: Mapping[str, Tensor]) -> tuple[dict[str, NDArray[Any]], float]:
    """An adapter's tensors, and the model set to what they hold, in place.

    Args:
        model: with an `encoder` whose linear layers have been trained, and a `head`.
        base: the encoder's parameters before any training, by name.

    Returns:
        Packed changes of the linear layers, all other changed parameters in full, and the head; and the share of the squared change of
        the linear layers that the four bits keep.
    """
    lost = total = 0.0
    tensors: dict[str, NDArray[Any]] = {}
    linear = {f"encoder.{name}.weight" for name, layer in model.get_submodule("encoder").named_modules() if isinstance(layer, nn.Linear)}
    for name, value in model.state_dict().items():
        bare = name.removeprefix("encoder.")
        array = value.detach().numpy().astype(np.float32)
        if name in linear:
            before = base[bare].numpy().astype(np.float32)
            packed = pack(array - before)
            restored = before + unpack(packed)
            lost += float(((restored - array) ** 2).sum())
            total += float(((array - before) ** 2).sum())
            value.copy_(torch.from_numpy(restored))
            layer = bare.removesuffix(".weight")
            tensors[layer + CODES], tensors[layer + SCALES] = packed
        elif name.startswith("head.") or not torch.equal(value, base[bare]):
            tensors[bare if name.startswith("encoder.") else name] = array
    return tensors, 1 - lost / total if total else 1.0


def save_change(tensors: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Write an adapter's tensors as `adapter.safetensors`."""
    path.write_bytes(save({name: np.ascontiguousarray(value) for name, value in sorted(tensors.items())}))
