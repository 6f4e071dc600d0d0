"""Training the entailment adapter: claim and passage to supports, refutes or nei."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from factcheck.datasets.holdout import is_held_out
from factcheck.datasets.pairs import LabelledPair, read_pairs
from factcheck.encoder.adapter import Adapter
from factcheck.encoder.network import SentenceClassifier, load_base
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256, file_sha256, verify_base
from factcheck.files import make_folders
from factcheck.training.augmentation import augment
from factcheck.training.calibration import train_calibration
from factcheck.training.card import write_card
from factcheck.training.dropout import without_dropout
from factcheck.training.finetune import FinetuneOptions, finetune, pair_loss, predict
from factcheck.training.fourbit import load_start, quantise_change, save_change
from factcheck.training.lowrank import freeze_vocabulary
from factcheck.training.pairs import EncodedPair, encode_pairs

__all__ = ["LABELS", "MAX_TOKENS", "OPTIONS", "held_out_pairs", "measure", "train_entailment"]

logger = logging.getLogger(__name__)

LABELS = ("supports", "refutes", "nei")
MAX_TOKENS = 256
OPTIONS = FinetuneOptions(learning_rate=2e-4, warmup_steps=300, bf16=True)
_SCORED = 150
"""Pairs of each development set that are looked at while training goes on."""


def train_entailment(
    data: Sequence[Path],
    out: Path,
    *,
    dev: Sequence[Path] = (),
    start: Path | None = None,
    augmented: bool = True,
    options: FinetuneOptions = OPTIONS,
    work: Path | None = None,
    licence_note: str = "",
) -> dict[str, Any]:
    """Fine-tune on labelled pairs, pack the change into four bits a weight, and write the adapter.

    Claims that `factcheck.datasets.holdout` names are left out of the training and measured on instead.

    Args:
        data: labelled pairs, JSON lines (`premise`, `hypothesis`, `label`, `dataset`, `id`), may be gzipped.
        out: folder to write the adapter and its model card to.
        dev: further labelled pairs to choose the best weights by and to measure on, one file a data set.
        start: adapter to begin with; the bare base when left out.
        augmented: whether to train on pairs made by rule as well.
        options: the fine-tuning run.
        work: folder for checkpoints; a run that was cut off continues from there.
        licence_note: what the card says about the licences of the data.

    Returns:
        The model card.

    Raises:
        InputError: a file of pairs cannot be used.
        ModelError: the adapter to begin with cannot be used.
        OutputError: the folder cannot be written.
    """
    base, tokenizer = verify_base(), load_tokenizer(MAX_TOKENS)
    given = [row for path in data for row in read_pairs(path, LABELS)]
    rows = [row for row in given if not is_held_out(row.hypothesis, row.dataset)]
    dev_rows = {path.name.split(".")[0]: read_pairs(path, LABELS) for path in dev} | held_out_pairs(given)
    make_folders(out, *([work] if work else []))
    made = augment(rows, options.seed) if augmented else []
    pairs = encode_pairs([*rows, *made], tokenizer, LABELS)
    dev_pairs = {name: encode_pairs(part, tokenizer, LABELS) for name, part in dev_rows.items()}
    logger.info("%d pairs, of which %d made by rule; %d tokens", len(pairs), len(made), sum(pair.tokens for pair in pairs))

    torch.manual_seed(options.seed)
    model = SentenceClassifier(load_base(base), len(LABELS))
    published = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    if start is not None:
        load_start(model, start)
    freeze_vocabulary(model.encoder)
    without_dropout(model.encoder)
    few = {name: part[:_SCORED] for name, part in dev_pairs.items()}
    run = finetune(
        model,
        pairs,
        options,
        loss=pair_loss,
        score=(lambda trained: _mean(measure(trained, few, bf16=options.bf16))) if few else None,
        checkpoint=work / "full.pt" if work else None,
    )
    full = measure(model, dev_pairs, bf16=options.bf16)
    tensors, kept = quantise_change(model, published)
    card: dict[str, Any] = {
        "task": "entailment",
        "base": BASE_NAME,
        "base_sha256": BASE_SHA256,
        "labels": list(LABELS),
        "max_tokens": MAX_TOKENS,
        "bits": 4,
        "change_kept": round(kept, 4),
        "data": {
            "files": [{"file": path.name, "sha256": file_sha256(path)} for path in data],
            "pairs": len(rows),
            "held_out": len(given) - len(rows),
            "by_dataset": _counts(rows),
            "made": dict(sorted(Counter(row.id.rpartition("-")[2] for row in made).items())),
        },
        "licences": licence_note,
        "options": asdict(options) | {"augmented": augmented},
        "run": run,
        "started_from": Adapter(start).card if start else None,
        "dev_accuracy": {"full_finetune": full, "shipped": measure(model, dev_pairs, bf16=options.bf16)},
    }
    save_change(tensors, out / "adapter.safetensors")
    write_card(card, out)
    if dev:
        card["calibration"] = train_calibration(dev, out)
    return card


def held_out_pairs(rows: Sequence[LabelledPair]) -> dict[str, list[LabelledPair]]:
    """Pairs that are kept out of training, by data set; more than a thousand would tell no more."""
    found: dict[str, list[LabelledPair]] = {}
    for row in rows:
        if is_held_out(row.hypothesis, row.dataset):
            found.setdefault(f"{row.dataset}_held-out", []).append(row)
    return {name: found[name][:1000] for name in sorted(found)}


def _counts(rows: Sequence[LabelledPair]) -> dict[str, int]:
    return dict(sorted(Counter(row.dataset for row in rows).items()))


def _labels(pairs: Sequence[EncodedPair]) -> NDArray[np.int64]:
    return np.array([pair.label for pair in pairs], dtype=np.int64)


def _mean(figures: Mapping[str, float]) -> float:
    return sum(figures.values()) / len(figures)


def measure(model: SentenceClassifier, dev: Mapping[str, Sequence[EncodedPair]], *, bf16: bool = False) -> dict[str, float]:
    """Accuracy in percent on each dev set; where a set lacks refutes or nei, the two count as one."""
    out = {}
    supports = LABELS.index("supports")
    for name, pairs in dev.items():
        gold, guess = _labels(pairs), predict(model, pairs, bf16=bf16).argmax(axis=1)
        binary = len(set(gold.tolist())) < len(LABELS)
        right = (gold == supports) == (guess == supports) if binary else gold == guess
        out[name] = round(100 * float(np.mean(right)), 1)
    return out
