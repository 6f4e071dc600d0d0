from __future__ import annotations

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from factcheck.encoder.adapter import Adapter, merge  # noqa: E402
from factcheck.encoder.weights import BASE_SHA256  # noqa: E402
from factcheck.training.fourbit import load_start, quantise_change, save_change  # noqa: E402


class Model(nn.Module):
    def __init__(self, labels=3):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(64, 64), nn.LayerNorm(64), nn.Linear(64, 128))
        self.head = nn.Linear(128, labels)


def trained():
    torch.manual_seed(3)
    model = Model()
    base = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    with torch.no_grad():
        for layer in (model.encoder[0], model.encoder[2]):
            layer.weight += 0.1 * torch.randn_like(layer.weight)
            layer.bias += 1
    return model, base


def saved(model, base, directory):
    tensors, kept = quantise_change(model, base)
    save_change(tensors, directory / "adapter.safetensors")
    card = {"task": "entailment", "labels": ["a", "b", "c"], "max_tokens": 9, "base_sha256": BASE_SHA256}
    (directory / "card.json").write_text(json.dumps(card))
    return kept


def test_what_is_stored_is_what_the_model_was_set_to(tmp_path):
    model, base = trained()
    before = model.encoder[0].weight.clone()
    assert saved(model, base, tmp_path) > 0.98
    assert not torch.equal(model.encoder[0].weight, before), "the model has the rounded weights, so that they are what is measured"
    merged = merge({name: value.numpy() for name, value in base.items()}, Adapter(tmp_path).tensors())
    for name, value in model.encoder.state_dict().items():
        assert np.allclose(merged.encoder[name], value.numpy(), atol=1e-6), name


def test_parameters_that_did_not_change_are_not_stored(tmp_path):
    model, base = trained()
    saved(model, base, tmp_path)
    assert "1.weight" not in Adapter(tmp_path).tensors()


def test_training_can_begin_where_an_adapter_ended(tmp_path):
    model, base = trained()
    saved(model, base, tmp_path)
    fresh = Model()
    fresh.encoder.load_state_dict(base)
    load_start(fresh, tmp_path)
    for name, value in model.state_dict().items():
        assert torch.allclose(fresh.state_dict()[name], value, atol=1e-6), name


def test_a_head_of_another_shape_stays_as_it_is(tmp_path):
    model, base = trained()
    saved(model, base, tmp_path)
    other = Model(labels=1)
    other.encoder.load_state_dict(base)
    head = other.head.weight.clone()
    load_start(other, tmp_path)
    assert torch.equal(other.head.weight, head)
