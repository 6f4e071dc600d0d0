import json

import numpy as np
import pytest

from factcheck.errors import InputError, ModelError
from factcheck.evaluation.baselines.cosine import CosineVerifier, _best_threshold
from factcheck.evaluation.baselines.hypothesis_only import HypothesisOnlyVerifier
from factcheck.evaluation.baselines.majority import MajorityVerifier
from factcheck.evaluation.verifiers import load_verifier, resolve, verifier_checksum
from factcheck.evidence.hashing import HashingEmbedder

PAIRS = [
    ("The harbour is open to ships.", "The harbour is open.", "supports"),
    ("The harbour is open to every ship.", "The harbour is open.", "supports"),
    ("Ships may enter the harbour, which is open.", "The harbour is open.", "supports"),
    ("Two ships sank in the gale.", "The harbour never closed.", "refutes"),
    ("The quay was shut for good.", "The harbour never closed.", "refutes"),
    ("A choir sang.", "Fish is dear.", "nei"),
]


@pytest.fixture
def train(tmp_path):
    path = tmp_path / "train.jsonl"
    rows = [{"id": str(n), "premise": p, "hypothesis": h, "label": label, "dataset": "t"} for n, (p, h, label) in enumerate(PAIRS)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def baselines(train):
    return MajorityVerifier(train), HypothesisOnlyVerifier(train), CosineVerifier(train, embedder=HashingEmbedder(64))


def test_readings_sum_to_one_and_do_not_hang_on_the_batch(train):
    pairs = [(claim, passage) for passage, claim, _ in PAIRS]
    for verifier in baselines(train):
        together = verifier.verify(pairs)
        assert all(abs(r.supports + r.refutes + r.nei - 1) < 1e-9 for r in together)
        assert [verifier.verify([pair])[0] for pair in pairs] == together
        assert verifier.verify([]) == []


def test_a_fit_is_the_same_again(train):
    for one, two in zip(baselines(train), baselines(train), strict=True):
        assert one.sha256 == two.sha256
        assert one.verify([("The harbour is open.", "Nobody knows.")]) == two.verify([("The harbour is open.", "Nobody knows.")])


def test_the_majority_is_the_most_frequent_label(train):
    assert MajorityVerifier(train).verify([("a", "b")])[0].relation == "supports"


def test_hypothesis_only_never_reads_the_passage(train):
    verifier = HypothesisOnlyVerifier(train)
    one, two = verifier.verify([("The harbour never closed.", "Yes."), ("The harbour never closed.", "It was shut for good.")])
    assert one == two
    assert one.relation == "refutes"


def test_a_cosine_above_the_threshold_is_support(train):
    verifier = CosineVerifier(train, embedder=HashingEmbedder(64))
    same, other = verifier.verify([("The harbour is open.", "The harbour is open."), ("The harbour is open.", "Goats climb.")])
    assert same.supports > 0.5 > other.supports


def test_the_threshold_has_the_best_balanced_accuracy():
    cosines = np.array([0.9, 0.1, 0.8, 0.2, 0.6])
    supported = np.array([True, False, True, False, False])
    assert 0.6 < _best_threshold(cosines, supported) < 0.8


@pytest.mark.parametrize("kind", ["majority", "hypothesis-only"])
def test_a_name_loads_what_its_checksum_promises(train, kind):
    name = resolve(f"{kind}:{train.name}", train.parent)
    assert load_verifier(name).sha256 == verifier_checksum(name)


@pytest.mark.parametrize("name", ["hub:acme/reader", "llm:ollama:llama3.1", "entailment"])
def test_models_of_the_users_choice_are_no_files_of_the_data(name, tmp_path):
    assert resolve(name, tmp_path) == name


@pytest.mark.parametrize("name", ["", "gpt", "cosine", "cosine:", "majority", "entailment:x"])
def test_a_name_that_is_none_says_which_there_are(name):
    with pytest.raises(InputError, match="hypothesis-only:TRAIN"):
        load_verifier(name)


def test_what_a_name_points_to_must_exist(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        verifier_checksum(f"cosine:{tmp_path / 'none'}")
    with pytest.raises(ModelError, match="is not an adapter"):
        verifier_checksum(f"adapter:{tmp_path}")


def test_training_data_without_a_label_is_refused(tmp_path):
    path = tmp_path / "binary.jsonl"
    path.write_text(json.dumps({"id": "1", "premise": "p", "hypothesis": "h", "label": "supports"}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="nei, refutes"):
        MajorityVerifier(path)
