"""Fits the coefficients of `factcheck.verdict.aggregate` on claims with several pieces of evidence.

Label balance differs wildly between data sets and says nothing of the next article, so it is kept out of the coefficients: sets weigh the
same, and so, to a degree, do the labels within each. A set without one of the labels (fact-checkers file what they could decide) has
intercepts of its own and is read as a choice between the labels that it has; it teaches what readings mean, not how common a label is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.datasets.holdout import SHARES, is_held_out
from factcheck.datasets.records import EntailmentRecord, VerdictRecord, read_lines, read_records
from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.encoder.weights import file_sha256
from factcheck.errors import InputError
from factcheck.evaluation.metrics.classification import label_figures
from factcheck.evaluation.verdict import LABEL_NAMES, pair_cosines
from factcheck.files import require_writable, write_text
from factcheck.models import SupportLabel
from factcheck.progress import Progress, silent
from factcheck.verdict.aggregate import CLAIM_LABELS, FEATURES, MODEL, Coefficients, features, label_probabilities
from factcheck.verdict.base import Verifier
from factcheck.verdict.entailment import EntailmentVerifier

__all__ = ["ClaimSet", "fit_aggregation", "measured", "train_aggregation"]

PENALTY = 0.0005
"""Of the squared coefficients, in nats."""
BALANCE = 0.75
"""How far the labels of a set weigh the same: 0 as often as they occur, 1 all alike. Rare labels are never given at 0, and at 1 every
common one is doubted; macro-F1 and calibration error on the sets below meet in between."""
FOLDS = 5
_NAMES = tuple((label, name) for label, names in FEATURES.items() for name in names)
_TIED = frozenset({"closeness"})
"""Features with one coefficient for all labels: they tell whether the evidence is about the claim, and nothing of what it says."""


class ClaimSet(NamedTuple):
    """The claims of one data set: features by name, the number of each claim's label in `CLAIM_LABELS`, and the claim's text."""

    rows: list[dict[str, float]]
    labels: NDArray[np.int64]
    claims: list[str]

    def part(self, chosen: Sequence[int]) -> ClaimSet:
        """Some of the claims, by number."""
        return ClaimSet([self.rows[i] for i in chosen], self.labels[list(chosen)], [self.claims[i] for i in chosen])


class _Design:
    """One set as the optimiser sees it."""

    def __init__(self, data: ClaimSet, balance: float) -> None:
        counts = np.bincount(data.labels, minlength=len(CLAIM_LABELS))
        weights = (1 / np.maximum(counts, 1)[data.labels]) ** balance
        self.weights = weights / weights.sum()
        self.labels = data.labels
        self.absent = counts == 0
        # One passage cannot be in conflict with itself, so sets of pairs lack that label and yet tell how sure one passage makes.
        self.shares_biases = not self.absent[:-1].any()
        self.matrices = [np.array([[row[name] for name in FEATURES[label]] for row in data.rows]) for label in FEATURES]

    def loss(self, biases: NDArray[np.float64], slopes: Sequence[NDArray[np.float64]]) -> tuple[float, NDArray[np.float64]]:
        """Weighted log loss, and its gradient by biases, then slopes."""
        scores = np.zeros((len(self.labels), len(CLAIM_LABELS)))
        columns = [CLAIM_LABELS.index(label) for label in FEATURES]
        for column, bias, matrix, slope in zip(columns, biases, self.matrices, slopes, strict=True):
            scores[:, column] = bias + matrix @ slope
        scores[:, self.absent] = -1e9
        scores -= scores.max(axis=1, keepdims=True)
        probabilities = np.exp(scores)
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        each = np.arange(len(self.labels))
        loss = -float((self.weights * np.log(np.clip(probabilities[each, self.labels], 1e-12, None))).sum())
        error = probabilities
        error[each, self.labels] -= 1
        error *= self.weights[:, None]
        parts = [matrix.T @ error[:, column] for column, matrix in zip(columns, self.matrices, strict=True)]
        return loss, np.concatenate([error[:, columns].sum(axis=0), *parts])


def fit_aggregation(sets: Sequence[ClaimSet], *, balance: float = BALANCE) -> Coefficients:
    """The coefficients under which the labels are likeliest, none of a feature below 0.

    Sets that have all labels, or all but "conflicting", share the intercepts that are returned; without any such set they are 0.
    """
    from scipy.optimize import minimize

    designs = [_Design(data, balance) for data in sets]
    width, spread = len(FEATURES), _spread()
    slopes = spread.shape[1]
    # where each set's intercepts stand: those with all labels share the first
    places, end = [], width + slopes
    for design in designs:
        places.append(0 if design.shares_biases else end)
        end += 0 if design.shares_biases else width
    cuts = np.cumsum([len(names) for names in FEATURES.values()])[:-1]

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        free = values[width : width + slopes]
        shared = spread @ free
        total, gradient = PENALTY * float(free @ free), np.zeros_like(values)
        gradient[width : width + slopes] = 2 * PENALTY * free
        for design, place in zip(designs, places, strict=True):
            value, slope = design.loss(values[place : place + width], np.split(shared, cuts))
            total += value / len(designs)
            gradient[place : place + width] += slope[:width] / len(designs)
            gradient[width : width + slopes] += spread.T @ slope[width:] / len(designs)
        return total, gradient

    bounds = [(None, None)] * width + [(0.0, None)] * slopes + [(None, None)] * (end - width - slopes)
    found = minimize(loss, np.zeros(end), jac=True, method="L-BFGS-B", bounds=bounds).x
    fitted: dict[SupportLabel, dict[str, float]] = {
        label: {"bias": round(float(bias), 3) + 0.0} for label, bias in zip(FEATURES, found, strict=False)
    }
    for (label, name), value in zip(_NAMES, spread @ found[width : width + slopes], strict=True):
        fitted[label][name] = round(float(value), 3) + 0.0
    return fitted


def _spread() -> NDArray[np.float64]:
    """Takes the coefficients that are fitted to those of `_NAMES`: (coefficients, fitted), a single 1 in each row."""
    fitted = list(dict.fromkeys(("", name) if name in _TIED else (label, name) for label, name in _NAMES))
    rows = [("", name) if name in _TIED else (label, name) for label, name in _NAMES]
    return np.array([[float(row == column) for column in fitted] for row in rows])


def _figures(data: ClaimSet, predicted: Sequence[Mapping[SupportLabel, float]]) -> dict[str, float]:
    gold = [LABEL_NAMES[CLAIM_LABELS[number]] for number in data.labels]
    found = label_figures(gold, [{LABEL_NAMES[label]: value for label, value in row.items()} for row in predicted])
    tops = [LABEL_NAMES[max(row, key=lambda label: row[label])] for row in predicted]
    both = sum(a == b == "conflicting" for a, b in zip(gold, tops, strict=True))
    conflicting = 200 * both / max(1, gold.count("conflicting") + tops.count("conflicting"))
    chosen = {name: float(found[name] or 0.0) for name in ("accuracy", "macro_f1", "ece")} | {"conflicting_f1": conflicting}
    return {name: round(value, 1) for name, value in chosen.items()}


def measured(sets: Mapping[str, ClaimSet], *, balance: float = BALANCE) -> dict[str, dict[str, dict[str, float]]]:
    """Figures in percent, of claims that took no part in the fit.

    Returns:
        `cross_validated`: each set in folds, its other folds and the other sets being fitted on; a claim's records stay together.
        `set_left_out`: each set under a fit on the others alone.
    """
    crossed, left_out = {}, {}
    for name, data in sets.items():
        others = [other for key, other in sets.items() if key != name]
        groups = sorted(set(data.claims))
        order = np.random.default_rng(0).permutation(len(groups))
        fold_of = {groups[group]: place % FOLDS for place, group in enumerate(order)}
        predicted: dict[int, Mapping[SupportLabel, float]] = {}
        for fold in range(FOLDS):
            inside = [i for i, claim in enumerate(data.claims) if fold_of[claim] == fold]
            outside = [i for i, claim in enumerate(data.claims) if fold_of[claim] != fold]
            if not inside or not outside:
                continue
            fitted = fit_aggregation([data.part(outside), *others], balance=balance)
            predicted |= {i: label_probabilities(data.rows[i], fitted) for i in inside}
        if len(predicted) == len(data.rows):
            crossed[name] = _figures(data, [predicted[i] for i in range(len(data.rows))])
        if others:
            fitted = fit_aggregation(others, balance=balance)
            left_out[name] = _figures(data, [label_probabilities(row, fitted) for row in data.rows])
    return {"cross_validated": crossed, "set_left_out": left_out}


def train_aggregation(
    files: Sequence[Path],
    *,
    adapter: Path | None = None,
    verifier: Verifier | None = None,
    out: Path = MODEL,
    balance: float = BALANCE,
    seen: bool = False,
    progress: Progress = silent,
) -> dict[str, dict[str, dict[str, float]]]:
    """Read the evidence of labelled claims, fit, measure, and write the coefficients with where they come from.

    Args:
        files: claims, evidence and labels, JSON lines; files whose names begin alike up to the underscore are one data set. A file of
            labelled pairs stands for claims with one passage each.
        adapter: of the verifier; the shipped one by default.
        verifier: reads the evidence, instead of the adapter's.
        out: the TOML file to write.
        balance: how far the labels of a set weigh the same, 0 to 1.
        seen: use claims that the adapter was trained on too.
        progress: told how far it is.

    Returns:
        The figures of `measured`.

    Raises:
        InputError: a file cannot be used, or no set has all four labels.
        ModelError: the adapter cannot be used.
        OutputError: `out` cannot be written.
    """
    require_writable(out)
    chosen = Adapter(adapter) if adapter else shipped_adapter("entailment")
    reader = verifier or EntailmentVerifier(chosen.directory, progress=progress)
    trained_on = set() if seen else chosen.card.get("data", {}).get("by_dataset", {}).keys() & SHARES.keys()
    records: dict[str, list[VerdictRecord]] = {}
    for path in files:
        name = path.name.split(".")[0].split("_")[0]
        fresh = [r for r in _read_claims(path) if r.label and (name not in trained_on or is_held_out(r.claim, name))]
        records.setdefault(name, []).extend(fresh)
    sets = {name: _claim_set(part, reader, progress) for name, part in records.items() if part}
    if not any(len(set(data.labels.tolist())) == len(CLAIM_LABELS) for data in sets.values()):
        raise InputError("no data set has claims of all four labels: add one, such as Climate-FEVER")
    figures = measured(sets, balance=balance)
    fitted = fit_aggregation(list(sets.values()), balance=balance)
    write_text(out, _toml(fitted, sets, files, reader, balance, figures))
    return figures


def _read_claims(path: Path) -> list[VerdictRecord]:
    first = next(iter(read_lines(path)), None)
    if first is not None and '"hypothesis"' in first[1]:
        pairs = read_records(path, EntailmentRecord)
        return [VerdictRecord(id=r.id, claim=r.hypothesis, evidence=(r.premise,), label=r.label, dataset=r.dataset) for r in pairs]
    return read_records(path, VerdictRecord)


def _claim_set(records: Sequence[VerdictRecord], verifier: Verifier, progress: Progress) -> ClaimSet:
    readings = iter(verifier.verify([(r.claim, passage) for r in records for passage in r.evidence], progress=progress))
    by_name = {name: CLAIM_LABELS.index(label) for label, name in LABEL_NAMES.items()}
    cosines = iter(pair_cosines([(r.claim, passage) for r in records for passage in r.evidence]))
    rows = [features(list(islice(readings, len(r.evidence))), cosines=list(islice(cosines, len(r.evidence)))) for r in records]
    return ClaimSet(rows, np.array([by_name[str(r.label)] for r in records], dtype=np.int64), [r.claim for r in records])


def _toml(
    fitted: Coefficients,
    sets: Mapping[str, ClaimSet],
    files: Sequence[Path],
    verifier: Verifier,
    balance: float,
    figures: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> str:
    lines = [
        "# Coefficients of the aggregation, and their card, as `factcheck train aggregation` wrote them; see docs/verdicts.md.",
        '# A label\'s score is its bias and the sum of coefficient times feature; that of "not enough evidence" is 0, and the exponentials',
        "# of the scores are as the probabilities. factcheck/verdict/aggregate.py defines the features.",
        "",
    ]
    for label, values in fitted.items():
        lines += [f"[coefficients.{label}]", *(f"{name} = {value}" for name, value in values.items()), ""]
    lines += ["[card]", f'verifier = "{verifier.name}"', f'verifier_sha256 = "{verifier.sha256}"', f"balance = {balance}", ""]
    for path in files:
        lines += ["[[card.data]]", f'file = "{path.name}"', f'sha256 = "{file_sha256(path)}"', ""]
    for name, data in sets.items():
        counts = Counter(CLAIM_LABELS[number] for number in data.labels)
        lines += [f'[card.claims."{name}"]', *(f"{label} = {counts[label]}" for label in CLAIM_LABELS), ""]
    for kind, rows in figures.items():
        for name, row in rows.items():
            lines += [f'[card.{kind}."{name}"]', *(f"{figure} = {value}" for figure, value in row.items()), ""]
    return "\n".join(lines)
