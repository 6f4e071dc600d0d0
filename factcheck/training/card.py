"""The model card of an adapter: for programs as `card.json`, for people as `README.md`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from factcheck.files import write_text

__all__ = ["write_card"]


def write_card(card: dict[str, Any], directory: Path) -> None:
    """Write both forms of a model card into an adapter's folder."""
    people = "\n".join([*_head(card), *_SECTIONS[card["task"]](card), ""])
    write_text(directory / "card.json", json.dumps(card, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    write_text(directory / "README.md", people)


def _head(card: dict[str, Any]) -> list[str]:
    return [
        f"# Model card: {card['task']} adapter",
        "",
        f"{_form(card)} on {card['base']}, trained by the factcheck project.",
        f"Made by `factcheck train {card['task']}`; `card.json` holds every option, the seed and the checksums.",
        f"It keeps {100 * card['change_kept']:.1f}% of the squared change of a full fine-tune.",
        "",
    ]


def _form(card: dict[str, Any]) -> str:
    if "bits" in card:
        return f"An adapter (the change of each linear layer in {card['bits']} bits a weight)"
    return f"A low-rank adapter (rank {card['rank']})"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    ruler = ["---", *("---:" for _ in head[1:])]
    return [f"| {' | '.join(str(cell) for cell in row)} |" for row in (head, ruler, *rows)]


def _entailment(card: dict[str, Any]) -> list[str]:
    stages = card["dev_accuracy"]
    return [
        f"It labels a pair of claim and passage as {', '.join(card['labels'])}.",
        "",
        "## Data",
        "",
        *_pairs(card),
        *_averaged(card.get("averaged", ())),
        *_earlier(card["started_from"]),
        f"Licences: {card['licences'] or 'not stated'}",
        "",
        "## Accuracy on the dev sets, in percent",
        "",
        "Sets named `held-out` are claims that training leaves out of sets without a development split (`factcheck/datasets/holdout.py`).",
        "",
        *_table(
            ("dev set", "full fine-tune", "shipped"),
            [(name, *(stages[stage][name] for stage in ("full_finetune", "shipped"))) for name in sorted(stages["shipped"])],
        ),
        "",
        *_calibration(card.get("calibration")),
        "## Limits",
        "",
        "English only. Trained mostly on encyclopaedic, scientific and caption sentences; of news it saw only what was written for it.",
        f"It reads at most {card['max_tokens']} word pieces of claim and passage together; longer passages are read in windows.",
        "It is weak at arithmetic, which is why the deterministic diff stands beside it.",
    ]


def _averaged(parts: Sequence[dict[str, Any]]) -> list[str]:
    if not parts:
        return []
    rows = [
        f"{'  ' * depth}- {100 * part['weight']:.0f}%: adapter `{part['sha256'][:12]}`, {part['card']['data']['pairs']:,} pairs"
        + (", itself a mean:" if part["card"].get("averaged") else "")
        for depth, part in _with_their_parts(parts)
    ]
    return [
        "The weights are the mean (`factcheck train average`) of these adapters; the heaviest is the one described above:",
        "",
        *rows,
        "",
    ]


def _with_their_parts(parts: Sequence[dict[str, Any]], depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each adapter of a mean with its depth, and after it those of which it is a mean itself."""
    for part in parts:
        yield depth, part
        yield from _with_their_parts(part["card"].get("averaged", ()), depth + 1)


def _pairs(card: dict[str, Any]) -> list[str]:
    data = card["data"]
    files = ", ".join(f"`{file['file']}` (SHA-256 `{file['sha256']}`)" for file in data["files"])
    made = ", ".join(f"{count:,} {name}" for name, count in data["made"].items())
    return [
        f"{data['pairs']:,} labelled pairs from {files}; {data['held_out']:,} more were held out.",
        f"Pairs made by rule (`factcheck/training/augmentation.py`): {made or 'none'}.",
        "",
        *_table(("data set", "pairs"), [(name, f"{count:,}") for name, count in data["by_dataset"].items()]),
        "",
    ]


def _calibration(fitted: dict[str, Any] | None) -> list[str]:
    if fitted is None:
        return []
    bias = ", ".join(f"{value:+.2f} {label}" for label, value in sorted(fitted["bias"].items()))
    rows = fitted["held_out"]
    columns = ("accuracy", "ece", "ece_floor")
    means = [round(sum(row[column] for row in rows.values()) / len(rows), 1) for column in columns]
    return [
        "## Calibration",
        "",
        f"By `factcheck train calibration`, on the compiled model: temperature {fitted['temperature']}, bias {bias}.",
        "Below, each set under a calibration fitted on the others; in percent. The floor is the calibration error (ECE) that a perfectly",
        "calibrated verifier would show on so few pairs.",
        "",
        *_table(
            ("dev set", "pairs", "accuracy", "ECE", "floor of ECE"),
            [*((name, row["pairs"], *(row[c] for c in columns)) for name, row in sorted(rows.items())), ("mean", "", *means)],
        ),
        "",
    ]


def _earlier(card: dict[str, Any] | None) -> list[str]:
    """What an adapter was trained on before, if it did not begin with the bare base."""
    if card is None:
        return []
    return ["### Before that", "", *_pairs(card), *_averaged(card.get("averaged", ())), *_earlier(card.get("started_from"))]


def _attribution(card: dict[str, Any]) -> list[str]:
    stages = card["dev"]
    held_out = card["held_out"]
    return [
        "It labels the words of a paragraph as source, cue or content of an attribution, and says which belong together.",
        "Decoding is that of a linear-chain CRF; spans find their cue by pointers. Beside the words it reads letter case, quotation marks,",
        "sentence bounds and what the project's cue grammar makes of the paragraph.",
        "",
        "## Data",
        "",
        *_table(
            ("file", "texts", "attributions", "SHA-256"),
            [(row["file"], f"{row['texts']:,}", f"{row['attributions']:,}", f"`{row['sha256']}`") for row in card["data"]],
        ),
        "",
        f"{held_out['texts']} texts that the project measures on were left out ({', '.join(held_out['files']) or 'none'}).",
        f"Texts are read by the conventions of {card['convention']}.",
        "",
        f"Licences: {card['licences'] or 'not stated'}",
        "",
        "## F1 on the dev sets, in percent",
        "",
        *_table(
            ("dev set", "", "full fine-tune", "shipped"),
            [
                (name, metric.replace("_", " "), *(round(stages[stage][name][metric], 1) for stage in ("full_finetune", "shipped")))
                for name in sorted(stages["shipped"])
                for metric in stages["shipped"][name]
            ],
        ),
        "",
        "## Limits",
        "",
        "English news only. Most of what it learnt from is United States politics of 2016, so attributions in other kinds of writing",
        "(fiction, transcripts, scholarship) are found less often. In most of the data only outermost attributions were marked:",
        "those inside a content are found by reading the content again.",
        f"It reads one paragraph at a time, at most {card['max_tokens']} word pieces of it.",
    ]


def _reranker(card: dict[str, Any]) -> list[str]:
    stages = card["dev"]
    columns = list(next(iter(stages["shipped"].values()), {}))
    return [
        "It says how likely a passage bears on a claim, for or against it; search puts the passages in order by it.",
        f"Training began with {card['started_from'] or 'the bare base'}.",
        "",
        "## Data",
        "",
        "Lists of one claim with passages that bear on it and passages that search ranks high though nobody judged them to:",
        "",
        *_table(
            ("set", "lists", "pairs", "tokens", "dev queries", "from"),
            [
                (row["set"], *(f"{row[name]:,}" for name in ("lists", "pairs", "tokens", "dev_queries")), row["dev_from"])
                for row in card["data"]
            ],
        ),
        "",
        f"Licences: {card['licences'] or 'not stated'}",
        "",
        "## nDCG@10 on held-out queries, in percent",
        "",
        "Of the first twenty documents that search finds, by the weight of the reranker beside the fused score of search.",
        f"Weight {card['weight']} is best on average and is the one used.",
        "",
        *_table(("set", *columns), [(name, *stages["shipped"][name].values()) for name in sorted(stages["shipped"])]),
        "",
        f"Temperature {card['temperature']} makes its sigmoid a probability on these candidates.",
        "",
        "## Limits",
        "",
        "English only. Judgements are incomplete: passages that nobody looked at count as not bearing on the claim.",
        f"It reads at most {card['max_tokens']} word pieces of claim and passage together.",
    ]


_SECTIONS = {"entailment": _entailment, "attribution": _attribution, "reranker": _reranker}
