from __future__ import annotations

import json
import tomllib

import numpy as np
import pytest

from factcheck.errors import InputError
from factcheck.models import Probabilities
from factcheck.training.aggregation import ClaimSet, fit_aggregation, measured, train_aggregation
from factcheck.verdict.aggregate import CLAIM_LABELS, FEATURES, features, label_probabilities

SIDES = {"supports": (0.8, 0.05), "refutes": (0.05, 0.8), "nei": (0.05, 0.05)}
EVIDENCE = {"supports": ["supports", "nei"], "refutes": ["nei", "refutes"], "nei": ["nei", "nei"], "conflicting": ["supports", "refutes"]}
NUMBERS = {"supports": 0, "refutes": 1, "nei": 2, "conflicting": 3}


class Noisy:
    """Reads the side that a passage names, more or less surely."""

    name, sha256 = "noisy", "0" * 64

    def verify(self, pairs, *, progress=None):
        random = np.random.default_rng(0)
        found = []
        for _, passage in pairs:
            supports, refutes = np.clip(np.array(SIDES[passage]) + random.normal(scale=0.1, size=2), 0.01, 0.95)
            total = max(1.0, supports + refutes)
            found.append(Probabilities(supports=supports / total, refutes=refutes / total, nei=max(0.0, 1 - (supports + refutes) / total)))
        return found


def claims(labels: list[str], times: int) -> ClaimSet:
    chosen = [label for label in labels for _ in range(times)]
    readings = iter(Noisy().verify([("", passage) for label in chosen for passage in EVIDENCE[label]]))
    rows = [features([next(readings) for _ in EVIDENCE[label]]) for label in chosen]
    return ClaimSet(rows, np.array([NUMBERS[label] for label in chosen]), [f"claim {i}" for i in range(len(chosen))])


def test_the_fit_finds_the_four_labels_and_pulls_no_feature_the_wrong_way() -> None:
    data = claims(list(EVIDENCE), 30)
    fitted = fit_aggregation([data])
    assert all(fitted[label][name] >= 0 for label, names in FEATURES.items() for name in names)
    found = [label_probabilities(row, fitted) for row in data.rows]
    right = [max(row, key=row.get) == CLAIM_LABELS[number] for row, number in zip(found, data.labels, strict=True)]
    assert np.mean(right) > 0.95


def test_the_label_balance_of_a_partial_set_stays_out_of_the_shared_intercepts() -> None:
    whole = claims(list(EVIDENCE), 20)
    lopsided = claims(["refutes"] * 9 + ["supports"], 10)
    alone, both = fit_aggregation([whole]), fit_aggregation([whole, lopsided])
    nothing = features([Probabilities(supports=0.05, refutes=0.05, nei=0.9)])
    assert label_probabilities(nothing, both)["not_enough_evidence"] == pytest.approx(
        label_probabilities(nothing, alone)["not_enough_evidence"], abs=0.1
    )


def test_figures_are_of_claims_that_took_no_part() -> None:
    found = measured({"a": claims(list(EVIDENCE), 15), "b": claims(list(EVIDENCE), 15)})
    assert found["cross_validated"].keys() == found["set_left_out"].keys() == {"a", "b"}
    assert found["set_left_out"]["a"]["macro_f1"] > 90
    assert set(found["cross_validated"]["b"]) == {"accuracy", "macro_f1", "ece", "conflicting_f1"}


def gold(path, labels: list[str]):
    rows = [{"id": f"{i}", "claim": f"Claim {i}.", "evidence": EVIDENCE[label], "label": label} for i, label in enumerate(labels)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_coefficients_are_written_with_where_they_come_from(tmp_path) -> None:
    files = [gold(tmp_path / "one_dev.jsonl", list(EVIDENCE) * 12), gold(tmp_path / "two_train.jsonl", ["supports", "refutes"] * 10)]
    out = tmp_path / "aggregation.toml"
    figures = train_aggregation(files, verifier=Noisy(), out=out)
    written = tomllib.loads(out.read_text())
    assert written["coefficients"].keys() == set(FEATURES)
    assert written["card"]["verifier"] == "noisy"
    assert [row["file"] for row in written["card"]["data"]] == ["one_dev.jsonl", "two_train.jsonl"]
    assert written["card"]["claims"]["two"]["conflicting"] == 0
    assert written["card"]["cross_validated"] == figures["cross_validated"]
    first = out.read_bytes()
    train_aggregation(files, verifier=Noisy(), out=out)
    assert out.read_bytes() == first


def test_a_set_with_all_four_labels_is_needed(tmp_path) -> None:
    with pytest.raises(InputError, match="all four labels"):
        train_aggregation([gold(tmp_path / "one.jsonl", ["supports", "refutes"])], verifier=Noisy(), out=tmp_path / "a.toml")
