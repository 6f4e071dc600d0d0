from __future__ import annotations

import json

import numpy as np
import pytest

from factcheck.datasets.pairs import LabelledPair
from factcheck.encoder.weights import BASE_SHA256
from factcheck.errors import InputError
from factcheck.training import calibration as training
from factcheck.training.calibration import CalibrationSet, fit_calibration, held_out_figures, train_calibration, usable_pairs
from factcheck.verdict.calibration import LABELS, Calibration

NO_BIAS = (0.0, 0.0, 0.0)


def drawn(count: int, seed: int, *, sharpness: float = 1.0, moved=NO_BIAS) -> CalibrationSet:
    """Labels drawn from known probabilities, and scores that are `sharpness` times too sure and `moved` off."""
    random = np.random.default_rng(seed)
    truth = random.normal(scale=1.5, size=(count, 3))
    odds = np.exp(truth)
    labels = np.array([random.choice(3, p=row / row.sum()) for row in odds], dtype=np.int64)
    return CalibrationSet((truth - np.array(moved)) * sharpness, labels)


def test_a_temperature_repairs_overconfidence() -> None:
    fitted = fit_calibration([drawn(3000, 1, sharpness=3.0)], "temperature")
    assert fitted.temperature == pytest.approx(3, rel=0.1)
    assert fitted.bias == NO_BIAS


def test_a_bias_repairs_a_leaning_to_one_label() -> None:
    fitted = fit_calibration([drawn(3000, 2, moved=(1.0, 0.0, -1.0))], "temperature and bias")
    assert fitted.bias == pytest.approx((1.0, 0.0, -1.0), abs=0.35), "less than all of it, as the bias is held back"
    assert sum(fitted.bias) == pytest.approx(0, abs=1e-3)


def test_sets_weigh_the_same_however_large() -> None:
    small, large = drawn(400, 3), drawn(4000, 4, sharpness=4.0)
    both = fit_calibration([small, large], "temperature").temperature
    assert fit_calibration([small], "temperature").temperature < both < fit_calibration([large], "temperature").temperature
    assert both < 3.2


def test_a_set_without_one_of_the_labels_counts_refutes_and_nei_as_one() -> None:
    scores = np.array([[2.0, 1.0, 1.0], [0.0, 1.0, 1.0]])
    binary = CalibrationSet(scores, np.array([0, 2]))
    assert binary.binary
    assert binary.targets.tolist() == [0, 1]
    assert binary.probabilities(Calibration())[1] == pytest.approx([1 / (1 + 2 * np.e), 2 * np.e / (1 + 2 * np.e)])
    assert not CalibrationSet(scores, np.array([1, 2])).binary, "without supports there is nothing to set against the rest"


def test_each_set_is_measured_under_a_calibration_of_the_others() -> None:
    rows = held_out_figures({"sharp": drawn(1500, 5, sharpness=4.0), "plain": drawn(1500, 6)}, "temperature")
    assert min(rows["sharp"]["ece"], rows["plain"]["ece"]) > 15
    same = held_out_figures({"a": drawn(1500, 5, sharpness=4.0), "b": drawn(1500, 6, sharpness=4.0)}, "temperature")
    assert same["a"]["ece"] < 6
    assert 0 < same["a"]["ece_floor"] < 6


def test_pairs_that_an_adapter_was_trained_on_are_left_out() -> None:
    pairs = [LabelledPair("p", f"claim {i}", "nei", "healthver", str(i)) for i in range(200)]
    assert len(usable_pairs(pairs, {})) == 200
    held_out = usable_pairs(pairs, {"healthver": 1})
    assert 20 < len(held_out) < 60
    assert usable_pairs(pairs, {}, limit=7) == usable_pairs(pairs, {}, limit=7)
    assert len(usable_pairs(pairs, {}, limit=7)) == 7
    assert len(usable_pairs([p.__class__("p", p.hypothesis, "nei", "scifact", p.id) for p in pairs], {"scifact": 1})) == 200


class Scores:
    """A verifier whose scores lean to the label that the premise names."""

    def __init__(self, directory, *, progress=None) -> None:
        pass

    def scores(self, pairs, *, progress=None):
        return np.array([[6.0 if premise.startswith(label) else 0.0 for label in LABELS] for _, premise in pairs])


@pytest.fixture
def adapter(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "EntailmentVerifier", Scores)
    directory = tmp_path / "adapter"
    directory.mkdir()
    (directory / "adapter.safetensors").write_bytes(b"weights")
    stages = {stage: {"set": 50.0} for stage in ("full_finetune", "shipped")}
    data = {"pairs": 1, "held_out": 0, "files": [{"file": "f", "sha256": "0"}], "by_dataset": {"fm2": 1}, "made": {}}
    card = {"task": "entailment", "base": "b", "base_sha256": BASE_SHA256, "labels": list(LABELS), "max_tokens": 256, "temperature": 1.5}
    card |= {"bits": 4, "change_kept": 0.5, "data": data, "licences": "", "dev_accuracy": stages, "started_from": None}
    (directory / "card.json").write_text(json.dumps(card))
    return directory


def pairs_file(path, dataset: str):
    rows = [
        {
            "id": f"{i}",
            "hypothesis": f"c{i}",
            "premise": f"{LABELS[i % 3]} of it",
            "dataset": dataset,
            "label": LABELS[(i + (i % 5 == 0)) % 3],
        }
        for i in range(60)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_calibration_goes_into_both_forms_of_the_card(tmp_path, adapter) -> None:
    found = train_calibration([pairs_file(tmp_path / "one_dev.jsonl", "one"), pairs_file(tmp_path / "two_dev.jsonl", "two")], adapter)
    card = json.loads((adapter / "card.json").read_text())
    assert card["calibration"] == found
    assert "temperature" not in card, "one place says it"
    assert found["temperature"] > 1
    assert found["held_out"].keys() == found["fitted_on"].keys() == {"one_dev", "two_dev"}
    assert found["form"] in found["mean_held_out_log_loss"]
    people = (adapter / "README.md").read_text()
    assert "## Calibration" in people
    assert "one_dev" in people
    assert Calibration.of_card(card).temperature == found["temperature"]


def test_a_file_of_training_claims_alone_is_refused(tmp_path, adapter) -> None:
    file = tmp_path / "fm2_dev.jsonl"
    row = {"id": "1", "hypothesis": "claim 0", "premise": "nei", "label": "nei", "dataset": "fm2"}
    file.write_text(json.dumps(row) + "\n")
    with pytest.raises(InputError, match="was trained on"):
        train_calibration([file], adapter)
