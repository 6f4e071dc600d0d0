"""Training the attribution adapter: who says what, by which words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from factcheck.claims.tagging import NeuralTagger
from factcheck.claims.tagging.encoding import EncodedWindow
from factcheck.claims.tagging.features import CONVENTIONS, FEATURE_SIZES
from factcheck.claims.tagging.labels import LABELS, MAX_TOKENS, POINTER, ROLES
from factcheck.datasets.records import AttributionPrediction, Identified, read_records
from factcheck.encoder.network import TokenTagger, load_base
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256, file_sha256, verify_base
from factcheck.errors import InputError
from factcheck.evaluation.attribution import predict_attributions
from factcheck.evaluation.metrics.attribution import attribution_figures
from factcheck.files import make_folders
from factcheck.training.attribution_data import GoldRecord, encode_records, read_gold
from factcheck.training.attribution_loss import network_rows, window_loss
from factcheck.training.card import write_card
from factcheck.training.dropout import pool_dropout
from factcheck.training.finetune import FinetuneOptions, finetune
from factcheck.training.lowrank import adapter_tensors, factorise, freeze_vocabulary, save_adapter_tensors

__all__ = ["OPTIONS", "dataset_of", "train_attribution"]

OPTIONS = FinetuneOptions(epochs=6, learning_rate=2e-4, head_learning_rate=2e-3, warmup_steps=150, decay_share=0.45, batch_tokens=1500)


def dataset_of(path: Path) -> str:
    """The data set that a file belongs to: its name up to the first underscore or dot, in lower case."""
    return path.name.lower().replace(".", "_").split("_")[0]


def train_attribution(
    data: Sequence[Path],
    out: Path,
    *,
    dev: Sequence[Path] = (),
    without: Collection[str] = (),
    held_out: Sequence[Path] = (),
    rank: int = 64,
    options: FinetuneOptions = OPTIONS,
    work: Path | None = None,
    licence_note: str = "",
) -> dict[str, Any]:
    """Fine-tune the base on annotated attributions, cut the change to a low rank, and write the adapter.

    Args:
        data: annotated texts, JSON lines (`id`, `text`, `attributions`, `discard`), one file a data set; a file whose name begins with
            one of `CONVENTIONS` is learnt as that data set's way of annotating.
        out: folder to write the adapter and its model card to.
        dev: annotated texts to measure on.
        without: data sets to leave out.
        held_out: JSON lines whose `id`s no training text may have.
        rank: rank of the low-rank update of every linear layer.
        options: the fine-tuning run.
        work: folder for checkpoints; a run that was cut off continues from there.
        licence_note: what the card says about the licences of the data.

    Returns:
        The model card.

    Raises:
        InputError: a file cannot be used, or nothing is left to train on.
        OutputError: a folder cannot be written.
    """
    chosen = [path for path in data if dataset_of(path) not in {name.lower() for name in without}]
    if not chosen:
        raise InputError(f"nothing is left to train on without {', '.join(sorted(without))}")
    base, tokenizer = verify_base(), load_tokenizer(MAX_TOKENS)
    kept_out = {record.id for path in held_out for record in read_records(path, Identified)}
    texts = {path: [record for record in read_gold(path) if record.id not in kept_out] for path in chosen}
    dev_texts = {dataset_of(path): read_gold(path) for path in dev}
    make_folders(out, *([work] if work else []))
    windows = [window for path, records in texts.items() for window in encode_records(records, tokenizer, _convention(path))]

    torch.manual_seed(options.seed)
    model = TokenTagger(load_base(base), len(LABELS), sum(FEATURE_SIZES), POINTER)
    published = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    freeze_vocabulary(model.encoder)
    pool_dropout(model.encoder)
    convention = CONVENTIONS[0] if any(_convention(path) == CONVENTIONS[0] for path in chosen) else CONVENTIONS[-1]
    measure = _Measure(dev_texts, tokenizer, convention)
    run = finetune(model, windows, options, loss=window_loss, checkpoint=work / "full.pt" if work else None)
    full = measure(model)
    kept = factorise(model.encoder, published, rank)
    card: dict[str, Any] = {
        "task": "attribution",
        "base": BASE_NAME,
        "base_sha256": BASE_SHA256,
        "labels": list(LABELS),
        "max_tokens": MAX_TOKENS,
        "convention": convention,
        "rank": rank,
        "change_kept": round(kept, 4),
        "data": [
            {
                "file": path.name,
                "sha256": file_sha256(path),
                "texts": len(records),
                "attributions": sum(len(record.attributions) for record in records),
            }
            for path, records in texts.items()
        ],
        "held_out": {"files": [path.name for path in held_out], "texts": len(kept_out)},
        "licences": licence_note,
        "options": asdict(options),
        "run": run | {"windows": len(windows)},
        "dev": {"full_finetune": full, "shipped": measure(model)},
    }
    save_adapter_tensors(adapter_tensors(model, published), out / "adapter.safetensors")
    write_card(card, out)
    return card


def _convention(path: Path) -> str:
    name = dataset_of(path)
    return name if name in CONVENTIONS else CONVENTIONS[0]


class _TorchScorer:
    """The network in training as the tagger's scorer."""

    def __init__(self, model: TokenTagger) -> None:
        self._model = model

    def score(self, windows: Sequence[EncodedWindow]) -> list[NDArray[np.float32]]:
        return network_rows(self._model, windows)


class _Measure:
    """Figures of a network on annotated texts."""

    def __init__(self, texts: dict[str, list[GoldRecord]], tokenizer: Tokenizer, convention: str) -> None:
        self._texts = texts
        self._tokenizer = tokenizer
        self._convention = convention

    def __call__(self, model: TokenTagger) -> dict[str, dict[str, float]]:
        """Exact F1 of each role, detection and usable F1 in percent, by data set."""
        head = {name: value.detach().numpy() for name, value in model.head.state_dict().items()}
        tagger = NeuralTagger(_TorchScorer(model), head, self._tokenizer, convention=self._convention)
        found: dict[str, dict[str, float]] = {}
        for name, records in self._texts.items():
            nested = any(attribution.nested for record in records for attribution in record.attributions)
            rows = [AttributionPrediction.model_validate(predict_attributions(record, tagger, nested=nested)) for record in records]
            rates = attribution_figures([(record, row.attributions) for record, row in zip(records, rows, strict=True)]).rates
            found[name] = {key: rates[key].f1 for key in (*(f"exact_{role}" for role in ROLES), "detect", "usable")}
        return found
