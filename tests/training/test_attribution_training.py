from __future__ import annotations

import json

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from torch import nn

from factcheck.claims.taggers import load_tagger
from factcheck.claims.tagging.labels import BEGIN, INSIDE, LABELS, MAX_TOKENS, OUTSIDE
from factcheck.encoder.runtime import load_tokenizer
from factcheck.errors import InputError
from factcheck.training.attribution import OPTIONS, dataset_of, train_attribution
from factcheck.training.attribution_data import NOBODY, GoldRecord, encode_records
from factcheck.training.dropout import pool_dropout

TEXT = "Ann Roe said the port would close and warned that jobs would go. It rained.\n\nIt was reported that ships wait. Photo by Jan Doe."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def attribution(source: str | None, cue: str, content: str, **more: object) -> dict[str, object]:
    return {"source": [at(source)] if source else [], "cue": [at(cue)], "content": [at(content)], **more}


RECORD = {
    "id": "t1",
    "text": TEXT,
    "attributions": [
        attribution("Ann Roe", "said", "the port would close"),
        attribution("Ann Roe", "warned", "that jobs would go"),
        attribution(None, "It was reported", "that ships wait"),
        attribution("Ann Roe", "close", "jobs", nested=True),
        attribution("Jan Doe", "by", "Photo", credit=True),
    ],
    "discard": [at("It rained")],
}


@pytest.fixture(scope="module")
def windows():
    return encode_records([GoldRecord.model_validate(RECORD)], load_tokenizer(MAX_TOKENS), "polnear")


def test_gold_becomes_labels_and_links(windows):
    first = windows[0]
    label = {
        word: np.flatnonzero(row).tolist()
        for word, row in zip(TEXT.split("\n", maxsplit=1)[0].replace(".", " .").split(), first.allowed, strict=True)
    }
    assert label["Ann"] == [BEGIN["source"]]
    assert label["Roe"] == [INSIDE["source"]]
    assert label["and"] == [OUTSIDE]
    assert label["close"] == [INSIDE["content"]], "nested attributions are not what the outer reading learns"
    assert (first.source_of, first.cue_of) == ((0, 0), (0, 1)), "a source is shared, a content has its own cue"


def test_regions_nobody_is_judged_on_allow_every_label(windows):
    assert windows[0].allowed[-3:-1].all()
    second = windows[1]
    assert second.allowed[-1].tolist() == [True] + [False] * (len(LABELS) - 1)
    assert second.allowed[-2].all(), "credit lines"


def test_a_cue_without_source_looks_for_nobody(windows):
    assert windows[1].source_of == (NOBODY,)


def test_a_data_set_is_named_by_its_file(tmp_path):
    assert dataset_of(tmp_path / "PolNeAR_train.jsonl.gz") == "polnear"
    assert dataset_of(tmp_path / "gum.jsonl") == "gum"


def test_nothing_left_to_train_on_is_said(tmp_path):
    path = tmp_path / "polnear_train.jsonl"
    path.write_text(json.dumps(RECORD) + "\n")
    with pytest.raises(InputError, match="nothing is left to train on without PolNeAR"):
        train_attribution([path], tmp_path / "out", without=["PolNeAR"])


def test_an_adapter_is_trained_written_and_runs(tmp_path):
    path, held_out = tmp_path / "gum_train.jsonl", tmp_path / "other.jsonl"
    path.write_text(json.dumps(RECORD) + "\n" + json.dumps(RECORD | {"id": "t2"}) + "\n")
    held_out.write_text(json.dumps(RECORD | {"id": "t2"}) + "\n")
    options = type(OPTIONS)(epochs=12, learning_rate=3e-4, head_learning_rate=5e-3, warmup_steps=2, batch_tokens=200)
    out = tmp_path / "out"
    card = train_attribution([path], out, dev=[path], held_out=[held_out], options=options, work=tmp_path / "work")
    assert [row["texts"] for row in card["data"]] == [1], "a text that is measured on is not trained on"
    assert card["convention"] == "gum"
    assert card["dev"]["shipped"]["gum"]["exact_cue"] > 50, "it learns two sentences by heart"
    assert "not stated" in (out / "README.md").read_text()
    tagger = load_tagger(f"adapter:{out}")
    assert tagger.info is not None
    assert tagger.info.name.endswith("+out")


def test_dropout_keeps_the_mean_and_is_silent_when_not_training():
    torch.manual_seed(5)
    layer = nn.Sequential(nn.Dropout(0.1))
    pool_dropout(layer, 0.5)
    ones = torch.ones(2_000, 50)
    dropped = layer(ones)
    assert dropped.mean() == pytest.approx(1.0, abs=0.02)
    assert set(dropped.unique().tolist()) == {0.0, 2.0}
    assert torch.equal(layer.eval()(ones), ones)
