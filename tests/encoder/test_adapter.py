from __future__ import annotations

import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from factcheck.encoder.adapter import Adapter, merge, shipped_adapter
from factcheck.encoder.compile import compiled_path
from factcheck.encoder.quantised import pack
from factcheck.encoder.weights import BASE_SHA256
from factcheck.errors import ModelError

CARD = {
    "task": "entailment",
    "labels": ["supports", "refutes", "nei"],
    "max_tokens": 256,
    "base_sha256": BASE_SHA256,
    "temperature": 1.5,
}


def write(directory, card=CARD, tensors=None):
    directory.mkdir(exist_ok=True)
    (directory / "card.json").write_text(json.dumps(card))
    save_file(tensors or {"head.bias": np.zeros(3, dtype=np.float32)}, directory / "adapter.safetensors")
    return directory


def test_merging_adds_the_product_of_the_factors():
    base = {"layer.weight": np.eye(3, dtype=np.float32), "layer.bias": np.zeros(3, dtype=np.float32)}
    a, b = np.array([[1.0, 2.0, 3.0]], dtype=np.float32), np.array([[1.0], [0.0], [2.0]], dtype=np.float32)
    merged = merge(base, {"layer.lora_A": a, "layer.lora_B": b, "head.bias": np.ones(2, dtype=np.float32)})
    assert np.array_equal(merged.encoder["layer.weight"], np.eye(3) + b @ a)
    assert np.array_equal(merged.encoder["layer.bias"], base["layer.bias"])
    assert list(merged.head) == ["bias"]
    assert np.array_equal(base["layer.weight"], np.eye(3)), "the base must stay as it was"


def test_merging_replaces_small_parameters_whole():
    base = {"norm.weight": np.ones(2, dtype=np.float32)}
    assert merge(base, {"norm.weight": np.array([3.0, 4.0], dtype=np.float32)}).encoder["norm.weight"].tolist() == [3.0, 4.0]


def test_merging_refuses_a_parameter_that_the_base_lacks():
    with pytest.raises(ModelError, match=r"gone\.weight"):
        merge({}, {"gone.weight": np.ones(2, dtype=np.float32)})


def test_the_checksum_follows_weights_and_card(tmp_path):
    first = Adapter(write(tmp_path / "a")).sha256
    assert Adapter(write(tmp_path / "b")).sha256 == first
    assert Adapter(write(tmp_path / "c", CARD | {"temperature": 2.0})).sha256 != first
    calibrated = CARD | {"calibration": {"temperature": 1.2, "bias": {"supports": 0.1, "refutes": 0.0, "nei": -0.1}}}
    assert Adapter(write(tmp_path / "e", calibrated)).sha256 != first
    assert Adapter(write(tmp_path / "e", calibrated)).weights_sha256 == Adapter(tmp_path / "a").weights_sha256, "nothing to compile anew"
    assert compiled_path(Adapter(tmp_path / "e")).name.removeprefix("all-MiniLM-L6-v2-e") == compiled_path(
        Adapter(tmp_path / "a")
    ).name.removeprefix("all-MiniLM-L6-v2-a")
    assert Adapter(write(tmp_path / "d", tensors={"head.bias": np.ones(3, dtype=np.float32)})).sha256 != first


@pytest.mark.parametrize(
    ("card", "words"),
    [(CARD | {"base_sha256": "0" * 64}, "another base model"), ({"labels": ["a"]}, "broken"), ([], "broken")],
)
def test_a_card_that_does_not_fit_is_refused(tmp_path, card, words):
    with pytest.raises(ModelError, match=words):
        Adapter(write(tmp_path / "x", card))


def test_a_folder_without_an_adapter_is_refused(tmp_path):
    with pytest.raises(ModelError, match="not an adapter"):
        Adapter(tmp_path)


def test_broken_weights_are_refused_in_one_line(tmp_path):
    directory = write(tmp_path / "x")
    (directory / "adapter.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(ModelError, match="broken"):
        Adapter(directory).tensors()


def test_the_shipped_adapter_is_small_and_complete():
    adapter = shipped_adapter("entailment")
    assert set(adapter.labels) == {"supports", "refutes", "nei"}
    assert (adapter.directory / "adapter.safetensors").stat().st_size < 8_000_000
    assert (adapter.directory / "README.md").is_file(), "a model card for people ships with it"
    assert adapter.card["data"]["pairs"] > 10_000, "a trained adapter, no placeholder"
    assert {"data", "options", "licences", "dev_accuracy"} <= adapter.card.keys()
    assert sum(name.endswith(".delta") for name in adapter.tensors()) == 36, "six linear layers in each of six blocks"


def test_a_change_in_four_bits_is_added_to_the_base(tmp_path):
    change = np.random.default_rng(0).normal(size=(4, 64)).astype(np.float32)
    codes, scales = pack(change)
    directory = write(tmp_path / "x", tensors={"layer.codes": codes, "layer.scales": scales, "head.bias": np.zeros(3, dtype=np.float32)})
    merged = merge({"layer.weight": np.ones((4, 64), dtype=np.float32)}, Adapter(directory).tensors())
    assert np.allclose(merged.encoder["layer.weight"], 1 + change, atol=0.3)
    assert list(merged.head) == ["bias"]


def test_codes_without_their_scales_are_refused(tmp_path):
    directory = write(tmp_path / "x", tensors={"layer.codes": np.zeros((4, 32), dtype=np.uint8)})
    with pytest.raises(ModelError, match="broken"):
        Adapter(directory).tensors()
