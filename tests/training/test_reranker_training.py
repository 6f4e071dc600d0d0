from __future__ import annotations

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from factcheck.datasets.holdout import is_query_held_out  # noqa: E402
from factcheck.encoder.network import SentenceClassifier, load_base  # noqa: E402
from factcheck.encoder.weights import verify_base  # noqa: E402
from factcheck.errors import InputError  # noqa: E402
from factcheck.evidence.cross_encoder import load_reranker  # noqa: E402
from factcheck.training.finetune import FinetuneOptions  # noqa: E402
from factcheck.training.pairs import EncodedPair  # noqa: E402
from factcheck.training.ranked_lists import mine  # noqa: E402
from factcheck.training.reranker import EncodedList, _share, list_loss, train_reranker  # noqa: E402

MINING = {"seed": 1, "negatives": 4, "most": 100, "most_dev": 10, "dev_depth": 8, "embedder": "hash:64"}


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "towns"
    (home / "qrels").mkdir(parents=True)
    corpus = [{"_id": f"d{i}", "title": f"Town {i}", "text": f"The town of Place{i} built {i} bridges over its river."} for i in range(60)]
    queries = [{"_id": f"q{i}", "text": f"Place{i} has {i} bridges"} for i in range(60)]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (home / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    grades = [f"q{i}\td{i}\t2\nq{i}\td{(i + 1) % 60}\t1\n" for i in range(60)]
    (home / "qrels" / "train.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(grades))
    return home


def test_lists_hold_what_was_judged_and_what_search_finds_besides(folder, tmp_path):
    mined = mine(folder, tmp_path / "work", **MINING)
    assert mined.train
    for row in mined.train:
        assert row.grades[: len(row.relevant)] in {(1, 2), (2, 1)}
        assert set(row.grades[2:]) == {0}
        assert len(row.grades) == 6
        assert len(set(row.passages)) == 6
        assert all(passage.startswith("Town ") for passage in row.passages), "the title goes before the text"
    assert mined.dev_from == "held out of train"
    assert {row.query for row in mined.dev}.isdisjoint({row.query for row in mined.train})
    assert all(list(row.fused) == sorted(row.fused, reverse=True) for row in mined.dev)


def test_mining_is_kept_and_the_seed_decides(folder, tmp_path):
    first = mine(folder, tmp_path / "work", **MINING)
    [kept] = (tmp_path / "work" / "towns").glob("lists-*.json")
    before = kept.stat().st_mtime_ns
    assert mine(folder, tmp_path / "work", **MINING) == first
    assert kept.stat().st_mtime_ns == before
    assert mine(folder, tmp_path / "other", **MINING) == first
    assert mine(folder, tmp_path / "work", **MINING | {"seed": 2}) != first


def test_a_development_split_of_its_own_is_used(folder, tmp_path):
    (folder / "qrels" / "dev.tsv").write_text("q0\td0\t1\n")
    mined = mine(folder, tmp_path / "work", **MINING)
    assert [row.query for row in mined.dev] == ["Place0 has 0 bridges"]
    assert mined.dev_from == "its own development split"


def test_equal_claims_are_held_out_together_and_large_sets_less():
    claims = [f"Claim number {i}." for i in range(2000)]
    share = sum(is_query_held_out(claim, 100) for claim in claims) / len(claims)
    assert share == pytest.approx(0.2, abs=0.03)
    assert sum(is_query_held_out(claim, 10_000) for claim in claims) / len(claims) == pytest.approx(0.05, abs=0.02)
    assert all(is_query_held_out(claim, 100) == is_query_held_out(f"  {claim.upper()}", 100) for claim in claims)


class Counter(nn.Module):
    """Scores a pair by its second id."""

    def forward(self, ids, mask, types):
        return ids[:, 1:2].float()


def test_the_loss_is_least_when_scores_follow_the_grades():
    def loss(*ids, grades):
        return float(list_loss(Counter(), [EncodedList(tuple(EncodedPair((1, i), 1, 0) for i in ids), grades)]))

    assert loss(9, 1, 1, grades=(1, 0, 0)) < 0.01
    assert loss(1, 9, 1, grades=(1, 0, 0)) > 5
    assert loss(3, 2, 0, grades=(2, 1, 0)) < loss(2, 3, 0, grades=(2, 1, 0))


def test_small_sets_stay_whole_and_large_ones_share_what_is_left():
    pair = EncodedPair((1,) * 10, 1, 0)
    sets = {name: [EncodedList((pair,), (1,))] * size for name, size in (("a", 100), ("b", 5), ("c", 100))}
    assert {name: len(lists) for name, lists in _share(sets, 1000, 1).items()} == {"a": 47, "b": 5, "c": 48} or {
        name: len(lists) for name, lists in _share(sets, 1000, 1).items()
    } == {"a": 47, "b": 5, "c": 47}


def test_a_reranker_is_trained_written_and_runs(folder, tmp_path):
    init = tmp_path / "entailment.pt"
    torch.save({"model": SentenceClassifier(load_base(verify_base()), 3).state_dict()}, init)
    options = FinetuneOptions(learning_rate=1e-4, head_learning_rate=1e-3, warmup_steps=2, batch_tokens=400)
    out = tmp_path / "out"
    card = train_reranker([folder], out, start=init, work=tmp_path / "work", tokens=4000, options=options, embedder="hash:64")
    assert card["task"] == "reranker"
    assert card["started_from"].startswith("entailment checkpoint, SHA-256 ")
    assert card["dev"]["shipped"]["towns"].keys() >= {"weight 0.0", "weight 0.5", "weight 1.0"}
    assert "nDCG@10" in (out / "README.md").read_text()
    reranker = load_reranker(f"adapter:{out}")
    pairs = [("Place3 has 3 bridges", "Town 3. The town of Place3 built 3 bridges."), ("Place3 has 3 bridges", "Rain.")]
    scores = reranker.rerank(pairs)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert np.array_equal(reranker.rerank(pairs[::-1])[::-1], scores), "a pair scores alike in any company"


def test_a_broken_checkpoint_is_named(folder, tmp_path):
    wrong = tmp_path / "wrong.pt"
    torch.save({"model": {"head.weight": torch.zeros(3, 768)}}, wrong)
    with pytest.raises(InputError, match=r"wrong\.pt holds no entailment classifier"):
        train_reranker([folder], tmp_path / "out", start=wrong, work=tmp_path / "work", embedder="hash:64")
    with pytest.raises(InputError, match=r"none\.pt cannot be read"):
        train_reranker([folder], tmp_path / "out", start=tmp_path / "none.pt", work=tmp_path / "work", embedder="hash:64")
