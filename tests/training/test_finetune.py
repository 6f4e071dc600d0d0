from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from factcheck.training.finetune import FinetuneOptions, finetune, pair_loss, predict  # noqa: E402
from factcheck.training.pairs import EncodedPair  # noqa: E402


class BagOfIds(nn.Module):
    """A model small enough to learn in a moment which id a text holds."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(8, 6)
        self.head = nn.Linear(6, 3)

    def forward(self, ids, mask, types):
        return self.head((self.embedding(ids) * mask.unsqueeze(-1)).sum(1))


PAIRS = [EncodedPair((1 + i % 3, *([5] * (i % 4)), 6), 1, i % 3) for i in range(300)]
OPTIONS = FinetuneOptions(epochs=6, learning_rate=0.05, head_learning_rate=0.05, warmup_steps=2, batch_tokens=100)


def fresh():
    torch.manual_seed(1)
    return BagOfIds()


def test_a_model_learns_its_labels():
    model = fresh()
    assert finetune(model, PAIRS, OPTIONS, loss=pair_loss)["steps"] > 10
    assert (predict(model, PAIRS).argmax(1) == [pair.label for pair in PAIRS]).all()


def test_a_run_that_was_cut_off_ends_like_one_that_was_not(tmp_path):
    whole, halves = fresh(), fresh()
    finetune(whole, PAIRS, OPTIONS, loss=pair_loss, checkpoint=tmp_path / "whole.pt")
    total = torch.load(tmp_path / "whole.pt", weights_only=True)["step"]

    class CutError(Exception):
        pass

    calls = 0
    original = BagOfIds.forward

    def forward(self, *args):
        nonlocal calls
        calls += 1
        if calls > total // 2:
            raise CutError
        return original(self, *args)

    BagOfIds.forward = forward
    try:
        with pytest.raises(CutError):
            finetune(
                halves,
                PAIRS,
                FinetuneOptions(**{**{f: getattr(OPTIONS, f) for f in OPTIONS.__slots__}, "checkpoint_seconds": -1}),
                loss=pair_loss,
                checkpoint=tmp_path / "half.pt",
            )
    finally:
        BagOfIds.forward = original
    resumed = fresh()
    finetune(resumed, PAIRS, OPTIONS, loss=pair_loss, checkpoint=tmp_path / "half.pt")
    for name, value in whole.state_dict().items():
        assert torch.allclose(value, resumed.state_dict()[name], atol=1e-6), name


def test_the_weights_that_did_best_on_development_data_are_the_ones_kept(tmp_path):
    seen = []

    def score(model):
        seen.append({name: value.clone() for name, value in model.state_dict().items()})
        return {2: 9.0}.get(len(seen), 1.0)

    options = FinetuneOptions(**{f: getattr(OPTIONS, f) for f in OPTIONS.__slots__} | {"score_steps": 3})
    model = fresh()
    run = finetune(model, PAIRS, options, loss=pair_loss, score=score, checkpoint=tmp_path / "run.pt")
    assert len(seen) > 2
    assert (run["best_step"], run["best_score"]) == (6, 9.0)
    for name, value in model.state_dict().items():
        assert torch.equal(value, seen[1][name])
    resumed = fresh()
    finetune(resumed, PAIRS, options, loss=pair_loss, score=score, checkpoint=tmp_path / "run.pt")
    assert all(torch.equal(value, seen[1][name]) for name, value in resumed.state_dict().items()), "a finished run stays as it ended"
