"""The model card of an adapter: for programs as `card.json`, for people as `README.md`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["write_card"]


def write_card(card: dict[str, Any], directory: Path) -> None:
    """Write both forms of a model card into an adapter's folder."""
    (directory / "card.json").write_text(json.dumps(card, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    (directory / "README.md").write_text(_page(card), encoding="utf-8")


def _page(card: dict[str, Any]) -> str:
    data = card["data"]
    stages = card["dev_accuracy"]
    sets = sorted(stages["shipped"])
    lines = [
        f"# Model card: {card['task']} adapter",
        "",
        f"A low-rank adapter (rank {card['rank']}) on {card['base']}, trained by the factcheck project.",
        f"It labels a pair of claim and passage as {', '.join(card['labels'])}.",
        f"Made by `factcheck train {card['task']}`; `card.json` holds every option, the seed and the checksums.",
        "",
        "## Data",
        "",
        f"{data['pairs']:,} labelled pairs (`{data['file']}`, SHA-256 `{data['sha256']}`):",
        "",
        "| data set | pairs |",
        "|---|---:|",
        *(f"| {name} | {count:,} |" for name, count in data["by_dataset"].items()),
        "",
        f"Beside them, {data['retrieved_negatives']:,} retrieved negatives:",
        "claims of these sets with lexically near passages of other claims, labelled nei.",
        "",
        f"Licences: {card['licences'] or 'not stated'}",
        "",
        "## Accuracy on the dev sets, in percent",
        "",
        f"The cut to rank {card['rank']} keeps {100 * card['change_kept']:.1f}% of the squared change.",
        f"Temperature {card['temperature']} was fitted on those of the sets that hold all labels.",
        "",
        "| dev set | full fine-tune | after the cut | shipped |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {stages['full_finetune'][name]} | {stages['after_cut'][name]} | {stages['shipped'][name]} |" for name in sets),
        "",
        "## Limits",
        "",
        "English only. Trained mostly on encyclopaedic, scientific and caption sentences, not on news reports.",
        f"It reads at most {card['max_tokens']} word pieces of claim and passage together,",
        "and does better on a sentence or two than on a page.",
        "It is weak at arithmetic, which is why the deterministic diff stands beside it.",
        "",
    ]
    return "\n".join(lines)
