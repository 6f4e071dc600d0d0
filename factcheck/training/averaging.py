"""One adapter from several: the mean of their weights.

Runs that go on from one another, or share a beginning, end in one valley of the loss; the mean of their weights lies flatter in it and
does better on other data than any of them, at the price of none (M. Wortsman et al., *Model soups*, ICML 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from factcheck.datasets.pairs import LabelledPair, read_pairs
from factcheck.encoder.adapter import Adapter
from factcheck.encoder.network import SentenceClassifier, load_base
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import verify_base
from factcheck.errors import InputError
from factcheck.files import make_folders
from factcheck.training.card import write_card
from factcheck.training.entailment import LABELS, held_out_pairs, measure
from factcheck.training.fourbit import load_start, quantise_change, save_change
from factcheck.training.pairs import encode_pairs

__all__ = ["average_adapters"]


def average_adapters(
    adapters: Sequence[Path],
    weights: Sequence[float],
    out: Path,
    *,
    dev: Sequence[Path] = (),
    trained_on: Sequence[Path] = (),
    bf16: bool = False,
    licence_note: str = "",
) -> dict[str, Any]:
    """Write the weighted mean of entailment adapters as an adapter.

    Args:
        adapters: their folders, two or more.
        weights: of each, above 0; divided by their sum.
        out: folder to write the adapter and its model card to.
        dev: labelled pairs to measure on, one file a data set.
        trained_on: files of pairs whose held-out claims are measured on as well.
        bf16: measure in bfloat16.
        licence_note: what the card says about the licences of the data; that of the heaviest adapter when left out.

    Returns:
        The model card: that of the heaviest adapter, with all of them and their weights under `averaged`.

    Raises:
        InputError: there are not two adapters, not one weight for each, or a weight is not above 0.
        ModelError: an adapter cannot be used.
        OutputError: the folder cannot be written.
    """
    if len(adapters) < 2 or len(weights) != len(adapters) or min(weights) <= 0:
        raise InputError("an average takes two adapters or more, and one weight above 0 for each")
    shares = [weight / sum(weights) for weight in weights]
    base, tokenizer = verify_base(), load_tokenizer(Adapter(adapters[0]).card["max_tokens"])
    make_folders(out)
    model = SentenceClassifier(load_base(base), len(LABELS))
    published = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    # as a change of the base, so that what no adapter changed stays as it is to the bit, and is not stored
    beginning = {name: torch.zeros_like(value) if name.startswith("head.") else value.clone() for name, value in model.state_dict().items()}
    mean = {name: value.clone() for name, value in beginning.items()}
    for adapter, share in zip(adapters, shares, strict=True):
        one = SentenceClassifier(load_base(base), len(LABELS))
        load_start(one, adapter)
        for name, value in one.state_dict().items():
            mean[name] += share * (value - beginning[name])
    model.load_state_dict(mean)

    rows: dict[str, list[LabelledPair]] = {path.name.split(".")[0]: read_pairs(path, LABELS) for path in dev}
    rows |= held_out_pairs([row for path in trained_on for row in read_pairs(path, LABELS)])
    pairs = {name: encode_pairs(part, tokenizer, LABELS) for name, part in rows.items()}
    before = measure(model, pairs, bf16=bf16)
    tensors, kept = quantise_change(model, published)
    heaviest = Adapter(adapters[max(range(len(shares)), key=shares.__getitem__)])
    card = {key: value for key, value in heaviest.card.items() if key != "calibration"} | {
        "change_kept": round(kept, 4),
        "averaged": [
            {"weight": round(share, 4), "sha256": Adapter(adapter).sha256, "card": _brief(Adapter(adapter).card)}
            for adapter, share in zip(adapters, shares, strict=True)
        ],
        "licences": licence_note or heaviest.card["licences"],
        "dev_accuracy": {"full_finetune": before, "shipped": measure(model, pairs, bf16=bf16)},
    }
    save_change(tensors, out / "adapter.safetensors")
    write_card(card, out)
    return card


def _brief(card: dict[str, Any]) -> dict[str, Any]:
    """What a run was, without its long tables: of a mean, what each of its parts was; of what it began with, the data."""
    brief: dict[str, Any] = {key: card[key] for key in ("data", "options", "run", "dev_accuracy") if key in card}
    if card.get("averaged"):
        brief["averaged"] = [part | {"card": _brief(part["card"])} for part in card["averaged"]]
    if started := card.get("started_from"):
        parts = [part | {"card": {"data": part["card"]["data"]}} for part in started.get("averaged", ())]
        brief["started_from"] = {"data": started["data"], "averaged": parts}
    return brief
