"""Training the reranker: claim and passage to how likely the passage bears on the claim."""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from factcheck.defaults import EMBEDDER
from factcheck.encoder.adapter import Adapter
from factcheck.encoder.network import SentenceClassifier, load_base
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256, file_sha256, verify_base
from factcheck.errors import InputError
from factcheck.evaluation.metrics.ranking import CUTOFF, ndcg
from factcheck.files import make_folders
from factcheck.progress import Progress, silent
from factcheck.training.card import write_card
from factcheck.training.dropout import without_dropout
from factcheck.training.entailment import LABELS as ENTAILMENT_LABELS
from factcheck.training.finetune import FinetuneOptions, collate, finetune, predict
from factcheck.training.fourbit import load_start, quantise_change, save_change
from factcheck.training.lowrank import freeze_vocabulary
from factcheck.training.pairs import EncodedPair
from factcheck.training.ranked_lists import Mined, RankedList, mine

__all__ = ["MAX_TOKENS", "OPTIONS", "EncodedList", "list_loss", "train_reranker"]

logger = logging.getLogger(__name__)

MAX_TOKENS = 224
"""Of claim and passage together: a passage of ninety words and its title, beside an ordinary claim."""
OPTIONS = FinetuneOptions(
    learning_rate=1e-4, head_learning_rate=5e-4, warmup_steps=60, decay_share=0.6, batch_tokens=3000, checkpoint_seconds=120
)
NEGATIVES = 7
_LIST_TOKENS = 1000
"""A list of long passages gives up negatives beyond this, down to four: more claims teach more than more negatives of one."""
_FEWEST_NEGATIVES = 4
_MOST_QUERIES = 2000
"""Of one set; a larger one would only be searched in vain, as its share of the tokens is spent by then."""
_DEV_QUERIES, _DEV_DEPTH = 30, 20
"""Of each set; reading them takes a tenth of the time that training does."""
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Of the reranker beside the fused score, measured on held-out queries."""


@dataclass(frozen=True, slots=True)
class EncodedList:
    """The pairs of a list and the grade of each."""

    pairs: tuple[EncodedPair, ...]
    grades: tuple[int, ...]

    @property
    def tokens(self) -> int:
        """Its size in a batch, padding included."""
        return len(self.pairs) * max(len(pair.ids) for pair in self.pairs)


def list_loss(model: nn.Module, batch: Sequence[EncodedList]) -> Tensor:
    """Cross-entropy of the passages' grades, as shares of their list, under a softmax over the list (ListNet, Cao et al. 2007).

    With one passage that bears on the claim it is the loss of localised contrastive estimation; a higher grade is to rank higher.
    """
    ids, mask, types, _ = collate([pair for item in batch for pair in item.pairs])
    logits = model(ids, mask, types).float().squeeze(-1)
    losses = []
    for scores, item in zip(torch.split(logits, [len(item.pairs) for item in batch]), batch, strict=True):
        gains = torch.tensor(item.grades, dtype=torch.float32)
        losses.append(nn.functional.cross_entropy(scores[None], (gains / gains.sum())[None]))
    return torch.stack(losses).mean()


def train_reranker(
    folders: Sequence[Path],
    out: Path,
    *,
    start: Path | None,
    work: Path,
    tokens: int = 2_500_000,
    options: FinetuneOptions = OPTIONS,
    licence_note: str = "",
    embedder: str = EMBEDDER,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Fine-tune an encoder on ranked lists, calibrate it on held-out queries, and write the adapter.

    Args:
        folders: retrieval sets in BEIR's layout.
        out: folder to write the adapter and its model card to.
        start: entailment adapter to begin with, or the checkpoint of its training; from the bare base a pair task stays at chance for long.
        work: folder for indexes, mined lists and checkpoints; a run that was cut off continues from there.
        tokens: size of the training data; sets share it evenly, and what a small set leaves goes to the others.
        options: the fine-tuning run.
        licence_note: what the card says about the licences of the data.
        embedder: name of the embedder of the search that finds the candidates.
        progress: told of the mining.

    Returns:
        The model card.

    Raises:
        InputError: a set or the checkpoint cannot be used.
        OutputError: a folder cannot be written.
    """
    base = verify_base()
    make_folders(out, work)
    torch.manual_seed(options.seed)
    model = SentenceClassifier(load_base(base), 1)
    published = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    started_from = _start_from(model, start) if start is not None else None
    freeze_vocabulary(model.encoder)
    without_dropout(model.encoder)

    mined = [
        mine(
            folder,
            work,
            seed=options.seed,
            negatives=NEGATIVES,
            most=_MOST_QUERIES,
            most_dev=_DEV_QUERIES,
            dev_depth=_DEV_DEPTH,
            embedder=embedder,
            progress=progress,
        )
        for folder in folders
    ]
    tokenizer = load_tokenizer(MAX_TOKENS)
    encoded = {found.name: [_encode(row, tokenizer, shorten=True) for row in found.train] for found in mined}
    chosen = _share(encoded, tokens, options.seed)
    lists = [item for name in sorted(chosen) for item in chosen[name]]
    logger.info("%d lists, %d tokens", len(lists), sum(item.tokens for item in lists))
    run = finetune(model, lists, options, loss=list_loss, checkpoint=work / "reranker.pt")

    logits = _logits(model, mined, tokenizer, bf16=options.bf16)
    temperature, offset = _calibrate(logits, mined)
    full = _measure(logits, mined, temperature, offset)
    logger.info("full fine-tune: %s", full)
    # The offset goes into the head, so that whoever runs the adapter needs the temperature alone.
    with torch.no_grad():
        model.head.bias += offset
    tensors, kept = quantise_change(model, published)
    shipped = _measure(_logits(model, mined, tokenizer, bf16=options.bf16), mined, temperature)
    logger.info("shipped: %s", shipped)
    best = max(WEIGHTS, key=lambda weight: sum(figures[_column(weight)] for figures in shipped.values()))
    card: dict[str, Any] = {
        "task": "reranker",
        "base": BASE_NAME,
        "base_sha256": BASE_SHA256,
        "labels": ["relevant"],
        "max_tokens": MAX_TOKENS,
        "temperature": round(temperature, 4),
        "weight": best,
        "bits": 4,
        "change_kept": round(kept, 4),
        "started_from": started_from,
        "data": [
            {
                "set": found.name,
                "lists": len(chosen[found.name]),
                "pairs": sum(len(item.pairs) for item in chosen[found.name]),
                "tokens": sum(item.tokens for item in chosen[found.name]),
                "dev_queries": len(found.dev),
                "dev_from": found.dev_from,
            }
            for found in mined
        ],
        "licences": licence_note,
        "options": asdict(options) | {"tokens": tokens, "negatives": NEGATIVES},
        "run": run,
        "dev": {"full_finetune": full, "shipped": shipped},
    }
    save_change(tensors, out / "adapter.safetensors")
    write_card(card, out)
    return card


def _start_from(model: SentenceClassifier, start: Path) -> str:
    """Load an entailment adapter, or a checkpoint of its training; says which it was.

    A passage that supports or refutes a claim bears on it, so the head of the one task is a start for that of the other.
    """
    signs = torch.tensor([-1.0 if label == "nei" else 0.5 for label in ENTAILMENT_LABELS])
    try:
        if start.is_dir():
            load_start(model, start)
            tensors = {name: torch.from_numpy(value) for name, value in Adapter(start).tensors().items()}
            name, weights = "adapter", start / "adapter.safetensors"
        else:
            tensors = dict(torch.load(start, weights_only=True)["model"])
            model.load_state_dict(
                {name: model.state_dict()[name] if name.startswith("head.") else value for name, value in tensors.items()}
            )
            name, weights = "checkpoint", start
        with torch.no_grad():
            model.head.weight.copy_(signs @ tensors["head.weight"])
            model.head.bias.copy_(signs @ tensors["head.bias"])
    except OSError as error:
        raise InputError(f"{start} cannot be read: {error.strerror or error}") from None
    except (KeyError, TypeError, ValueError, RuntimeError, UnpicklingError) as error:
        raise InputError(f"{start} holds no entailment classifier ({str(error).splitlines()[0]})") from None
    return f"entailment {name}, SHA-256 {file_sha256(weights)}"


def _encode(row: RankedList, tokenizer: Tokenizer, *, shorten: bool) -> EncodedList:
    encodings = tokenizer.encode_batch([(row.query, passage) for passage in row.passages])
    pairs = [EncodedPair(tuple(e.ids), e.type_ids.index(1) if 1 in e.type_ids else len(e.ids), 0) for e in encodings]
    size = len(pairs)
    fewest = sum(grade > 0 for grade in row.grades) + _FEWEST_NEGATIVES
    while shorten and size > fewest and sum(len(pair.ids) for pair in pairs[:size]) > _LIST_TOKENS:
        size -= 1
    return EncodedList(tuple(pairs[:size]), row.grades[:size])


def _share(encoded: dict[str, list[EncodedList]], tokens: int, seed: int) -> dict[str, list[EncodedList]]:
    """Lists of every set within the budget: the smallest sets whole, the others cut to equal shares of what is left."""
    chosen: dict[str, list[EncodedList]] = {}
    left = tokens
    for done, name in enumerate(sorted(encoded, key=lambda name: (sum(item.tokens for item in encoded[name]), name))):
        share = left / (len(encoded) - done)
        lists = list(encoded[name])
        random.Random(f"{seed} {name}").shuffle(lists)
        spent, kept = 0, []
        for item in lists:
            if spent + item.tokens > share:
                break
            spent += item.tokens
            kept.append(item)
        chosen[name] = kept
        left -= spent
    return chosen


def _logits(model: nn.Module, mined: Sequence[Mined], tokenizer: Tokenizer, *, bf16: bool) -> dict[str, list[NDArray[np.float64]]]:
    """The logit of every held-out candidate: by set, one array a query."""
    found = {}
    for part in mined:
        lists = [_encode(row, tokenizer, shorten=False).pairs for row in part.dev]
        if not any(lists):
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            flat = predict(model, [pair for pairs in lists for pair in pairs]).astype(np.float64)[:, 0]
        found[part.name] = np.split(flat, np.cumsum([len(pairs) for pairs in lists])[:-1])
    return found


def _calibrate(logits: Mapping[str, Sequence[NDArray[np.float64]]], mined: Sequence[Mined]) -> tuple[float, float]:
    """Temperature and offset with which the sigmoid of `(logit + offset) / temperature` is the chance that a passage bears on the claim.

    A softmax over lists leaves the level of the logits free, and a score that is comparable between queries needs one
    (Platt 1999). Fitted on the candidates of held-out queries, every set with the same weight.
    """
    from sklearn.linear_model import LogisticRegression

    parts = [part for part in mined if part.name in logits]
    if not parts:
        return 1.0, 0.0
    scores = [np.concatenate(logits[part.name]) for part in parts]
    bearing = np.array([grade > 0 for part in parts for row in part.dev for grade in row.grades])
    if bearing.all() or not bearing.any():
        return 1.0, 0.0
    weights = np.concatenate([np.full(len(part), 1000 / len(part)) for part in scores])
    fit = LogisticRegression(C=1e6).fit(np.concatenate(scores)[:, None], bearing, sample_weight=weights)
    slope, intercept = float(fit.coef_[0, 0]), float(fit.intercept_[0])
    return (1 / slope, intercept / slope) if slope > 0 else (1.0, 0.0)


def _measure(
    logits: Mapping[str, Sequence[NDArray[np.float64]]], mined: Sequence[Mined], temperature: float, offset: float = 0.0
) -> dict[str, dict[str, float]]:
    """nDCG@10 in percent on the held-out queries of each set: in the order of search, by the reranker, and by both, weighted."""
    measured = {}
    for part in (part for part in mined if part.name in logits):
        chances = [1 / (1 + np.exp(-(row + offset) / temperature)) for row in logits[part.name]]
        rows = list(zip(part.dev, chances, strict=True))
        by_weight = {
            weight: round(
                100 * float(np.mean([_ndcg(row, weight * chance + (1 - weight) * np.array(row.fused)) for row, chance in rows])), 1
            )
            for weight in WEIGHTS
        }
        measured[part.name] = {_column(weight): by_weight[weight] for weight in WEIGHTS}
    return measured


def _column(weight: float) -> str:
    return f"weight {weight}"


def _ndcg(row: RankedList, scores: NDArray[np.float64]) -> float:
    order = np.argsort(-scores, kind="stable")
    found = {f"found{place}": row.grades[place] for place in order if row.grades[place]}
    missed = sorted(row.relevant, reverse=True)
    for grade in found.values():
        missed.remove(grade)
    relevance = found | {f"missed{number}": grade for number, grade in enumerate(missed)}
    return ndcg([f"found{place}" for place in order[:CUTOFF]], relevance)
