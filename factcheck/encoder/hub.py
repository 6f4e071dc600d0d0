"""Models of the Hugging Face hub, or in a local folder, that read two texts together.

Nothing of a model is run but its weights: the layers are those of transformers, weights come from safetensors files alone (any other
format can hold code), and code in a repository is never loaded. A model is fetched only because a user named it.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.progress import Progress, silent

__all__ = ["HubCrossEncoder", "weights_checksum"]

_LONGEST: Final = 512
"""Tokens of both texts together, where the model does not say less; more than what is read at once ever has."""
_PATIENCE: Final = 10.0
"""Seconds to wait for the hub to answer at all."""


class HubCrossEncoder:
    """A sequence classifier that reads two texts at once.

    Args:
        model: `organisation/model`, or the path of a folder.

    Attributes:
        name: `hub:` and `model`.
        sha256: checksum of the weights, by `weights_checksum`.
        labels: what the model calls its scores, in their order.

    Raises:
        ModelError: the model cannot be had or loaded, is no classifier, or has no safetensors.
    """

    def __init__(self, model: str) -> None:
        self.name = f"hub:{model}"
        self._tokenizer, self._model = _load(model, self.name)
        self.sha256 = weights_checksum(self._model)
        names: dict[int, str] = self._model.config.id2label
        self.labels = tuple(str(names.get(column, f"LABEL_{column}")) for column in range(int(self._model.config.num_labels)))
        limits = (self._tokenizer.model_max_length, getattr(self._model.config, "max_position_embeddings", None) or _LONGEST)
        # RoBERTa's positions begin behind the padding token, so that the last two cannot be used.
        self._max_tokens = int(min(_LONGEST, limits[0], max(8, limits[1] - 2)))

    def scores(self, pairs: Sequence[tuple[str, str]], *, stage: str, progress: Progress = silent) -> NDArray[np.float32]:
        """The model's scores of each pair, before any activation: (pairs, labels). The second text is cut off where both are too long."""
        import torch

        rows = np.zeros((len(pairs), len(self.labels)), dtype=np.float32)
        with torch.inference_mode():
            # One pair a batch: padding would let the neighbours of a pair change its last bits.
            for number, (first, second) in enumerate(pairs):
                inputs = self._tokenizer(first, second, truncation="longest_first", max_length=self._max_tokens, return_tensors="pt")
                rows[number] = self._model(**inputs).logits[0].float().numpy()
                progress(stage, number + 1, len(pairs))
        return rows


def weights_checksum(model: Any) -> str:  # noqa: ANN401 (a torch module; torch is not imported for its types)
    """SHA-256 over the names, shapes and bytes of a torch module's weights, in hexadecimal."""
    import torch

    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        values = tensor.detach().cpu()
        digest.update(f"{name} {tuple(values.shape)} {values.dtype}\n".encode())
        # Bytes, because numpy knows no bfloat16.
        digest.update(values.contiguous().flatten().view(dtype=torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def _load(model: str, name: str) -> tuple[Any, Any]:
    """Tokenizer and classifier."""
    folder = _folder(model, name)
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    from transformers.utils import logging

    level = logging.get_verbosity()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
            network, info = AutoModelForSequenceClassification.from_pretrained(
                folder, trust_remote_code=False, local_files_only=True, use_safetensors=True, output_loading_info=True
            )
    except Exception as error:  # noqa: BLE001 (transformers raises what it likes: files, formats, names of networks)
        raise ModelError(f"{name}: cannot be loaded: {_reason(error)}") from None
    finally:
        logging.set_verbosity(level)
        logging.enable_progress_bar()
    if info["missing_keys"]:
        raise ModelError(f"{name}: is no cross-encoder: it has no trained classification head ({min(info['missing_keys'])} is missing)")
    return tokenizer, network.eval()


def _folder(model: str, name: str) -> Path:
    """Where the model lies on this machine; fetched from the hub where it is not there yet."""
    here = Path(model).expanduser()
    if here.is_dir():
        return here
    if model.startswith((".", "/", "~")) or model.count("/") > 1:
        raise ModelError(f"{name}: there is no such folder; give a folder with a model, or hub:ORGANISATION/MODEL")
    from huggingface_hub import HfApi, snapshot_download

    # Fetched are only what is read: never a format that can hold code, nor code.
    wanted = ["*.safetensors", "*.safetensors.index.json", "config.json", "*token*.json", "vocab.*", "merges.txt", "*.model"]
    with suppress(Exception):  # whatever it is: it is not here, so the hub is asked
        found = Path(snapshot_download(model, allow_patterns=wanted, local_files_only=True))
        if any(found.glob("*.safetensors")):
            return found
    try:
        # Asked first, because the download itself would try again and again for a minute without a network.
        HfApi().model_info(model, timeout=_PATIENCE)
        return Path(snapshot_download(model, allow_patterns=wanted))
    except Exception as error:  # noqa: BLE001 (network, names, rights)
        refused = getattr(getattr(error, "response", None), "status_code", None)
        why = f"the hub refuses it (HTTP {refused}: no such model, or not for everybody)" if refused else "the hub cannot be reached"
        raise ModelError(f"{name}: is not on this machine, and {why}; give the folder of a model as hub:./FOLDER") from None


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    if "trust_remote_code" in text or "custom code" in text:
        return "it needs code of its own, which factcheck never runs"
    if "safetensors" in text:
        return "it has no weights in the safetensors format, and no other is read"
    return (text or type(error).__name__)[:200]
