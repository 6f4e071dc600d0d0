from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from factcheck.encoder.adapter import merge  # noqa: E402
from factcheck.training.lowrank import adapter_tensors, factorise, save_adapter_tensors  # noqa: E402


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(6, 5), nn.LayerNorm(5), nn.Linear(5, 4))
        self.head = nn.Linear(4, 3)


def changed_model(rank):
    torch.manual_seed(3)
    model = Model()
    base = {name: value.clone() for name, value in model.encoder.state_dict().items()}
    with torch.no_grad():
        for layer in (model.encoder[0], model.encoder[2]):
            layer.weight += torch.randn(layer.out_features, rank) @ torch.randn(rank, layer.in_features)
            layer.bias += 1
    return model, base


def test_a_change_of_that_rank_is_kept_whole():
    model, base = changed_model(2)
    x = torch.randn(7, 6)
    before = model.encoder(x)
    assert factorise(model.encoder, base, 2) == pytest.approx(1, abs=1e-6)
    assert torch.allclose(model.encoder(x), before, atol=1e-5)


def test_a_smaller_rank_keeps_a_part():
    model, base = changed_model(4)
    assert 0.2 < factorise(model.encoder, base, 1) < 0.999


def test_saved_tensors_merge_back_to_the_trained_weights(tmp_path):
    from safetensors.numpy import load_file

    model, base = changed_model(2)
    trained = {name: value.clone().numpy() for name, value in model.encoder.state_dict().items()}
    factorise(model.encoder, base, 2)
    save_adapter_tensors(adapter_tensors(model, base), tmp_path / "adapter.safetensors")
    stored = {name: value.astype(np.float32) for name, value in load_file(tmp_path / "adapter.safetensors").items()}
    assert "1.weight" not in stored, "a parameter that did not change is not stored"
    merged = merge({name: value.numpy() for name, value in base.items()}, stored)
    assert merged.encoder.keys() == trained.keys()
    assert all(np.allclose(merged.encoder[name], trained[name], atol=2e-2) for name in trained)
    assert np.array_equal(merged.head["weight"], model.head.weight.detach().numpy())


def test_only_the_factors_learn_afterwards():
    model, base = changed_model(2)
    factorise(model.encoder, base, 2)
    learning = {name for name, p in model.encoder.named_parameters() if p.requires_grad}
    assert {name for name in learning if "weight" in name and "parametrizations" in name} == {
        f"{i}.parametrizations.weight.0.{x}" for i in "02" for x in "ab"
    }
