"""The fine-tuning loop shared by the adapters: token-sized batches, resumable, float32 or bf16."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from factcheck.training.batches import Measured, bucketed_batches
from factcheck.training.pairs import EncodedPair

__all__ = ["FinetuneOptions", "collate", "finetune", "pair_loss", "predict"]

logger = logging.getLogger(__name__)

T = TypeVar("T", bound=Measured)
M = TypeVar("M", bound=nn.Module)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinetuneOptions:
    """Everything that decides a run besides its data; stored in the model card."""

    epochs: float = 1.0
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    warmup_steps: int = 200
    decay_share: float = 0.4
    """Share of all steps over which the learning rate falls linearly to zero (warm-up, stable, decay)."""
    batch_tokens: int = 2000
    weight_decay: float = 0.01
    bf16: bool = False
    """Autocast to bfloat16: faster on a CPU with AMX or AVX512-BF16, slower than float32 on others."""
    seed: int = 13
    checkpoint_seconds: int = 300
    score_steps: int = 400
    """Steps between two looks at the development data, where there is any; the best weights seen are the ones kept."""


def collate(batch: Sequence[EncodedPair]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded ids, mask, segment ids, each (batch, tokens), and labels (batch,)."""
    width = max(len(pair.ids) for pair in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, pair in enumerate(batch):
        size = len(pair.ids)
        ids[row, :size] = torch.tensor(pair.ids)
        mask[row, :size] = 1
        types[row, pair.second : size] = 1
    return ids, mask, types, torch.tensor([pair.label for pair in batch])


def _rate(step: int, total: int, options: FinetuneOptions) -> float:
    decay = max(1, int(total * options.decay_share))
    return min(1.0, (step + 1) / max(1, options.warmup_steps), max(0.0, (total - step) / decay))


def _parameter_groups(model: nn.Module, options: FinetuneOptions) -> list[dict[str, object]]:
    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    return [
        {"params": [p for n, p in trained if not n.startswith("head.")], "lr": options.learning_rate, "base": options.learning_rate},
        {"params": [p for n, p in trained if n.startswith("head.")], "lr": options.head_learning_rate, "base": options.head_learning_rate},
    ]


def pair_loss(model: nn.Module, batch: Sequence[EncodedPair]) -> Tensor:
    """Cross-entropy of the labels of a batch of pairs."""
    ids, mask, types, labels = collate(batch)
    return nn.functional.cross_entropy(model(ids, mask, types).float(), labels)


def finetune(
    model: M,
    items: Sequence[T],
    options: FinetuneOptions,
    *,
    loss: Callable[[M, Sequence[T]], Tensor],
    score: Callable[[M], float] | None = None,
    checkpoint: Path | None = None,
) -> dict[str, float]:
    """Train every parameter that requires a gradient; returns the steps, the last mean loss and the minutes, over all parts of the run.

    Args:
        model: trained in place; parameters named `head.…` at the head's own rate.
        items: what to train on.
        options: everything else that decides the run.
        loss: mean loss of a batch.
        score: how good the model is on development data, higher being better; the model ends with the weights that scored best.
        checkpoint: where the run keeps its state.

    A run that finds `checkpoint` continues from it, also with another number of epochs.
    """
    torch.manual_seed(options.seed)
    steps_per_epoch = sum(1 for _ in bucketed_batches(items, tokens=options.batch_tokens, seed=options.seed))
    total = max(1, int(steps_per_epoch * options.epochs))
    optimizer = torch.optim.AdamW(_parameter_groups(model, options), weight_decay=options.weight_decay, fused=True)
    state = _restore(model, optimizer, checkpoint)
    step, seen, mean_loss = 0, 0, state.loss
    best = state.best
    saved = started = time.monotonic()
    model.train()
    for epoch in range(int(np.ceil(options.epochs))):
        for batch in bucketed_batches(items, tokens=options.batch_tokens, seed=options.seed + epoch):
            if step >= total:
                break
            step += 1
            if step <= state.step:
                continue
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * _rate(step - 1, total, options)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
                value = loss(model, batch)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            seen += len(batch)
            mean_loss = value.item() if mean_loss is None else 0.99 * mean_loss + 0.01 * value.item()
            if step % 50 == 0:
                logger.info("step %d of %d, loss %.3f, %.0f items/s", step, total, mean_loss, seen / (time.monotonic() - started))
            if score is not None and (step % options.score_steps == 0 or step == total):
                best = _better(best, step, model, score)
            if checkpoint is not None and time.monotonic() - saved > options.checkpoint_seconds:
                saved = time.monotonic()
                _save(model, optimizer, _State(step, mean_loss, state.seconds + saved - started, best), checkpoint)
    seconds = state.seconds + time.monotonic() - started
    if best is not None:
        model.load_state_dict(best.weights)
    if checkpoint is not None:
        _save(model, optimizer, _State(step, mean_loss, seconds, best), checkpoint)
    run = {"steps": step, "loss": round(mean_loss or 0.0, 4), "minutes": round(seconds / 60, 1)}
    return run if best is None else run | {"best_step": best.step, "best_score": round(best.score, 2)}


class _Best(NamedTuple):
    """The weights that did best on the development data so far."""

    step: int
    score: float
    weights: dict[str, Tensor]


class _State(NamedTuple):
    """How far a run is."""

    step: int = 0
    loss: float | None = None
    seconds: float = 0.0
    best: _Best | None = None


def _better(best: _Best | None, step: int, model: M, score: Callable[[M], float]) -> _Best:
    value = score(model)
    model.train()
    logger.info("step %d scores %.2f on the development data", step, value)
    if best is not None and best.score >= value:
        return best
    return _Best(step, value, {name: tensor.detach().clone() for name, tensor in model.state_dict().items()})


def _save(model: nn.Module, optimizer: torch.optim.Optimizer, state: _State, path: Path) -> None:
    partial = path.with_suffix(".partial")
    stored = state._asdict() | {"best": state.best._asdict() if state.best else None}
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), **stored}, partial)
    partial.replace(path)
    logger.info("checkpoint at step %d", state.step)


def _restore(model: nn.Module, optimizer: torch.optim.Optimizer, path: Path | None) -> _State:
    if path is None or not path.is_file():
        return _State()
    stored = torch.load(path, weights_only=True)
    model.load_state_dict(stored["model"])
    optimizer.load_state_dict(stored["optimizer"])
    logger.info("continuing from step %d", stored["step"])
    best = stored.get("best")
    return _State(int(stored["step"]), stored["loss"], float(stored["seconds"]), _Best(**best) if best else None)


def predict(model: nn.Module, pairs: Sequence[EncodedPair], *, tokens: int = 8000, bf16: bool = False) -> np.ndarray:
    """Logits of every pair, in order: (pairs, labels), float32; `bf16` computes them in bfloat16."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].ids))
    rows: dict[int, np.ndarray] = {}
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        for chunk in _chunks(order, pairs, tokens):
            ids, mask, types, _ = collate([pairs[i] for i in chunk])
            rows.update(zip(chunk, model(ids, mask, types).float().numpy(), strict=True))
    return np.stack([rows[i] for i in range(len(pairs))])


def _chunks(order: Iterable[int], pairs: Sequence[EncodedPair], tokens: int) -> Iterable[list[int]]:
    chunk: list[int] = []
    for index in order:
        if chunk and (len(chunk) + 1) * len(pairs[index].ids) > tokens:
            yield chunk
            chunk = []
        chunk.append(index)
    if chunk:
        yield chunk
