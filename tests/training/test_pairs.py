from __future__ import annotations

import gzip
import json

import pytest

from factcheck.datasets.pairs import read_pairs
from factcheck.errors import InputError
from factcheck.training.batches import bucketed_batches
from factcheck.training.pairs import EncodedPair

LABELS = ("supports", "refutes", "nei")


def row(**changes):
    return json.dumps(
        {"premise": "The shop is shut.", "hypothesis": "It is closed.", "label": "supports", "dataset": "own", "id": 1} | changes
    )


def test_pairs_are_read_plain_and_gzipped(tmp_path):
    (tmp_path / "a.jsonl").write_text(row() + "\n\n" + row(label="nei") + "\n")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    plain, zipped = read_pairs(tmp_path / "a.jsonl", LABELS), read_pairs(tmp_path / "a.jsonl.gz", LABELS)
    assert plain == zipped
    assert [pair.label for pair in plain] == ["supports", "nei"]


@pytest.mark.parametrize(("text", "words"), [("{", "line 2"), (row(label="maybe"), "'maybe'"), ('{"premise": "x"}', "hypothesis")])
def test_a_bad_line_is_named(tmp_path, text, words):
    path = tmp_path / "bad.jsonl"
    path.write_text(row() + "\n" + text + "\n")
    with pytest.raises(InputError, match=words):
        read_pairs(path, LABELS)


def test_missing_and_empty_files_are_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_pairs(tmp_path / "none.jsonl", LABELS)
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="no labelled pairs"):
        read_pairs(tmp_path / "empty.jsonl", LABELS)


def test_batches_hold_every_pair_once_within_the_token_limit():
    pairs = [EncodedPair(tuple(range(2 + i % 37)), 1, i % 3) for i in range(4000)]
    batches = list(bucketed_batches(pairs, tokens=200, seed=5))
    assert sorted(id(pair) for batch in batches for pair in batch) == sorted(id(pair) for pair in pairs)
    assert all(len(batch) * max(len(pair.ids) for pair in batch) <= 200 for batch in batches)
    assert list(bucketed_batches(pairs, tokens=200, seed=5)) == batches
    assert list(bucketed_batches(pairs, tokens=200, seed=6)) != batches
