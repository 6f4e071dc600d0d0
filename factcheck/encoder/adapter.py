"""Adapters: what a task changes in the base model, in a few megabytes.

An adapter is a folder with `adapter.safetensors` and `card.json`. The tensors are, per linear layer of
the encoder, either two low-rank factors `<layer>.lora_A` (rank, in) and `<layer>.lora_B` (out, rank), so that
the task's weight is `W + lora_B @ lora_A` (LoRA, Hu et al. 2021), or the whole change in four bits a weight,
`<layer>.codes` and `<layer>.scales` (see `quantised`); further the small parameters in full
(biases, layer norms, segment embeddings), and the task's `head`. Nothing here imports torch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.encoder.quantised import Packed, unpack
from factcheck.encoder.weights import BASE_SHA256, file_sha256
from factcheck.errors import ModelError

__all__ = ["CODES", "DELTA", "LORA_A", "LORA_B", "SCALES", "Adapter", "Arrays", "merge", "shipped_adapter"]

LORA_A, LORA_B = ".lora_A", ".lora_B"
CODES, SCALES = ".codes", ".scales"
DELTA = ".delta"
"""What codes and scales become once unpacked: the change (out, in) of the layer's weight."""
_SHIPPED = Path(__file__).parent / "adapters"

Arrays = Mapping[str, NDArray[np.float32]]


class Adapter:
    """A task adapter on disk.

    Args:
        directory: folder with `adapter.safetensors` and `card.json`.

    Raises:
        ModelError: a file is missing or broken, or the adapter was made for another base model.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        card, weights = directory / "card.json", directory / "adapter.safetensors"
        if not card.is_file() or not weights.is_file():
            raise ModelError(f"{directory} is not an adapter: it needs adapter.safetensors and card.json")
        try:
            self.card: dict[str, Any] = json.loads(card.read_text(encoding="utf-8"))
            self.labels: tuple[str, ...] = tuple(self.card["labels"])
            self.task = str(self.card["task"])
            self.max_tokens = int(self.card["max_tokens"])
            base = self.card["base_sha256"]
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{card} is broken ({error}): reinstall factcheck or train the adapter again") from None
        if base != BASE_SHA256:
            raise ModelError(f"{directory} was trained on another base model ({base[:12]}): train it again")

    @cached_property
    def weights_sha256(self) -> str:
        """Checksum of base weights and adapter weights: what is compiled. Fitting the calibration anew leaves it as it is."""
        digest = hashlib.sha256(BASE_SHA256.encode())
        digest.update(file_sha256(self.directory / "adapter.safetensors").encode())
        return digest.hexdigest()

    @cached_property
    def sha256(self) -> str:
        """Checksum of all that decides the outputs: the weights, and what the card says about their use."""
        use: list[object] = [self.labels, self.max_tokens, float(self.card.get("temperature", 1.0))]
        calibration = self.card.get("calibration")
        if isinstance(calibration, dict):
            # of all that the card says about the calibration, what is applied
            use.append([calibration.get("temperature"), calibration.get("bias")])
        digest = hashlib.sha256(self.weights_sha256.encode())
        digest.update(json.dumps(use, sort_keys=True).encode())
        return digest.hexdigest()

    @cached_property
    def identity(self) -> str:
        """The checksum by which reports name the model: of a reranker also its weight, which decides the ranking as much as it does."""
        weight = self.card.get("weight")
        if self.task != "reranker" or not isinstance(weight, float):
            return self.sha256
        return hashlib.sha256(f"{self.sha256} {weight}".encode()).hexdigest()

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """All tensors by name, as float32; a change in four bits comes unpacked, as `<layer>.delta`.

        Raises:
            ModelError: the weights file is broken.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        path = self.directory / "adapter.safetensors"
        try:
            return _unpacked(load_file(path))
        except (SafetensorError, KeyError, ValueError) as error:
            raise ModelError(f"{path} is broken ({error}): reinstall factcheck or train the adapter again") from None


def _unpacked(stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    tensors = {name: value.astype(np.float32) for name, value in stored.items() if not name.endswith((CODES, SCALES))}
    for name in stored:
        if name.endswith(CODES):
            layer = name.removesuffix(CODES)
            tensors[layer + DELTA] = unpack(Packed(stored[name], stored[layer + SCALES]))
    return tensors


def shipped_adapter(task: str) -> Adapter:
    """The adapter that ships for a task, e.g. `entailment`."""
    return Adapter(_SHIPPED / task)


class Merged(NamedTuple):
    """Encoder parameters with the adapter merged in, and the head's parameters."""

    encoder: dict[str, NDArray[np.float32]]
    head: dict[str, NDArray[np.float32]]


def merge(base: Arrays, adapter: Arrays) -> Merged:
    """Merge an adapter into the base encoder's parameters.

    Args:
        base: the encoder's parameters by name.
        adapter: the adapter's tensors by name.

    Raises:
        ModelError: the adapter names a parameter that the base lacks.
    """
    encoder = dict(base)
    head: dict[str, NDArray[np.float32]] = {}
    for name, value in adapter.items():
        if name.startswith("head."):
            head[name.removeprefix("head.")] = value
        elif name.endswith(LORA_A):
            layer = name.removesuffix(LORA_A)
            encoder[_known(f"{layer}.weight", base)] = base[f"{layer}.weight"] + adapter[layer + LORA_B] @ value
        elif name.endswith(DELTA):
            layer = name.removesuffix(DELTA)
            encoder[_known(f"{layer}.weight", base)] = base[f"{layer}.weight"] + value
        elif not name.endswith(LORA_B):
            encoder[_known(name, base)] = value
    return Merged(encoder, head)


def _known(name: str, base: Arrays) -> str:
    if name not in base:
        raise ModelError(f"the adapter changes {name!r}, which the base model lacks: train the adapter again")
    return name
