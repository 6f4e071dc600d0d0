"""Training the entailment adapter: claim and passage to supports, refutes or nei."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from factcheck.encoder.network import SentenceClassifier, load_base
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256, file_sha256, verify_base
from factcheck.files import make_folders
from factcheck.training.calibration import train_calibration
from factcheck.training.card import write_card
from factcheck.training.finetune import FinetuneOptions, finetune, pair_loss, predict
from factcheck.training.lowrank import adapter_tensors, factorise, freeze_vocabulary, save_adapter_tensors
from factcheck.training.negatives import retrieved_negatives
from factcheck.training.pairs import EncodedPair, LabelledPair, encode_pairs, read_pairs

__all__ = ["LABELS", "MAX_TOKENS", "train_entailment"]

logger = logging.getLogger(__name__)

LABELS = ("supports", "refutes", "nei")
MAX_TOKENS = 256


def train_entailment(
    data: Path,
    out: Path,
    *,
    dev: Sequence[Path] = (),
    rank: int = 64,
    options: FinetuneOptions | None = None,
    recovery_epochs: float = 0.5,
    negatives: float = 0.3,
    work: Path | None = None,
    licence_note: str = "",
) -> dict[str, Any]:
    """Fine-tune the base on labelled pairs, cut the change to a low rank, train on, calibrate, and write the adapter.

    Args:
        data: labelled pairs, JSON lines (`premise`, `hypothesis`, `label`, `dataset`, `id`), may be gzipped.
        out: folder to write the adapter and its model card to.
        dev: labelled pairs to calibrate and measure on, one file a data set.
        rank: rank of the low-rank update of every linear layer.
        options: the fine-tuning run.
        recovery_epochs: epochs of further training of the low-rank factors after the cut.
        negatives: retrieved negatives that this further training adds, as a share of the pairs.
        work: folder for checkpoints; a run that was cut off continues from there.
        licence_note: what the card says about the licences of the data.

    Returns:
        The model card.

    Raises:
        InputError: a file of pairs cannot be used.
        OutputError: the folder cannot be written.
    """
    options = options or FinetuneOptions()
    base = verify_base()
    tokenizer = load_tokenizer(MAX_TOKENS)
    rows = read_pairs(data, LABELS)
    dev_rows = {path.name.split(".")[0]: read_pairs(path, LABELS) for path in dev}
    make_folders(out, *([work] if work else []))
    pairs = encode_pairs(rows, tokenizer, LABELS)
    dev_pairs = {name: encode_pairs(part, tokenizer, LABELS) for name, part in dev_rows.items()}

    torch.manual_seed(options.seed)
    model = SentenceClassifier(load_base(base), len(LABELS))
    published = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    freeze_vocabulary(model.encoder)
    run = finetune(model, pairs, options, loss=pair_loss, checkpoint=work / "full.pt" if work else None)
    full = _measure(model, dev_pairs)
    logger.info("full fine-tune: %s", full)
    kept = factorise(model.encoder, published, rank)
    cut = _measure(model, dev_pairs)
    logger.info("rank %d keeps %.1f%% of the change: %s", rank, 100 * kept, cut)
    recovery = replace(
        options,
        epochs=recovery_epochs,
        decay_share=0.9,
        warmup_steps=50,
        learning_rate=3 * options.learning_rate,
        head_learning_rate=options.learning_rate,
        seed=options.seed + 100,
    )
    added = encode_pairs(retrieved_negatives(rows, negatives, options.seed), tokenizer, LABELS) if negatives else []
    finetune(model, [*pairs, *added], recovery, loss=pair_loss, checkpoint=work / "lowrank.pt" if work else None)

    card: dict[str, Any] = {
        "task": "entailment",
        "base": BASE_NAME,
        "base_sha256": BASE_SHA256,
        "labels": list(LABELS),
        "max_tokens": MAX_TOKENS,
        "rank": rank,
        "change_kept": round(kept, 4),
        "data": {
            "file": data.name,
            "sha256": file_sha256(data),
            "pairs": len(rows),
            "by_dataset": _counts(rows),
            "retrieved_negatives": len(added),
        },
        "licences": licence_note,
        "options": asdict(options) | {"recovery_epochs": recovery_epochs, "negatives": negatives},
        "run": run,
        "dev_accuracy": {"full_finetune": full, "after_cut": cut, "shipped": _measure(model, dev_pairs)},
    }
    save_adapter_tensors(adapter_tensors(model, published), out / "adapter.safetensors")
    write_card(card, out)
    if dev:
        card["calibration"] = train_calibration(dev, out)
    return card


def _counts(rows: Sequence[LabelledPair]) -> dict[str, int]:
    return dict(sorted(Counter(row.dataset for row in rows).items()))


def _labels(pairs: Sequence[EncodedPair]) -> NDArray[np.int64]:
    return np.array([pair.label for pair in pairs], dtype=np.int64)


def _measure(model: SentenceClassifier, dev: dict[str, list[EncodedPair]]) -> dict[str, float]:
    """Accuracy in percent on each dev set; where a set lacks refutes or nei, the two count as one."""
    out = {}
    supports = LABELS.index("supports")
    for name, pairs in dev.items():
        gold, guess = _labels(pairs), predict(model, pairs).argmax(axis=1)
        binary = len(set(gold.tolist())) < len(LABELS)
        right = (gold == supports) == (guess == supports) if binary else gold == guess
        out[name] = round(100 * float(np.mean(right)), 1)
    return out
