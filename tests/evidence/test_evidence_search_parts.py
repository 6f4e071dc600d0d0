import os
import subprocess
import sys
import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import ModelError
from factcheck.evidence import lexical, load_embedder, publishers
from factcheck.evidence.dense import DenseIndex
from factcheck.evidence.fusion import fuse
from factcheck.evidence.hashing import HashingEmbedder
from factcheck.evidence.lexical import LexicalIndex, tokenize
from factcheck.evidence.origins.credits import _opens


def run_python(program, *arguments, seed="0"):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True, env=environment)
    return done.stdout.strip()


def test_words_are_stemmed_stop_words_dropped_and_numbers_kept_whole():
    assert tokenize("The waivers of the Council's 1,250 and 2.5 percent") == [
        *tokenize("waiver council s"),
        "1250",
        "2.5",
        *tokenize("percent"),
    ]
    assert tokenize("licences") == tokenize("licence")
    assert tokenize("ＳＡＭＥ") == tokenize("same")


def test_lexical_scores_favour_shared_rare_words_and_survive_saving(tmp_path):
    texts = ["the bridge closed", "the bridge opened", "a ferry", ""]
    index = LexicalIndex.build(texts)
    scores = index.scores("a closed bridge")
    assert scores.argmax() == 0
    assert (scores > 0).tolist() == [True, True, False, False]
    index.save(tmp_path / "lexical")
    assert LexicalIndex.load(tmp_path / "lexical").scores("a closed bridge").tolist() == scores.tolist()


@pytest.mark.parametrize("texts", [[], ["", "the of"]])
def test_texts_without_words_score_nothing(texts, tmp_path):
    index = LexicalIndex.build(texts)
    index.save(tmp_path / "lexical")
    for each in (index, LexicalIndex.load(tmp_path / "lexical")):
        assert each.scores("bridge").tolist() == [0.0] * len(texts)


def test_a_lexical_index_is_the_same_bytes_in_every_process(tmp_path):
    program = (
        "import sys; from pathlib import Path; from factcheck.evidence.lexical import LexicalIndex;"
        "LexicalIndex.build(['one bridge', 'two ferries sail', 'three']).save(Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        run_python(program, str(tmp_path / seed), seed=seed)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in ("1", "2"))
    assert first == second


def test_dense_search_is_exact_and_restricted_to_what_is_allowed():
    vectors = np.eye(4, dtype=np.float32)
    index = DenseIndex(4).changed(remove=np.array([]), add=np.array([7, 3, 9, 5]), vectors=vectors)
    query = np.array([[0.9, 0.1, 0.2, 0.4]], dtype=np.float32)
    assert index.nearest(query, 2)[0].tolist() == [7, 5]
    assert index.nearest(query, 9, among=np.array([3, 9]))[0].tolist() == [9, 3]
    assert index.nearest(query, 9, among=np.array([], dtype=np.int64))[0].tolist() == []
    assert index.cosines(query[0], np.array([3, 9, 7])).tolist() == [0.1, 0.2, 0.9]
    smaller = index.changed(remove=np.array([7]), add=np.array([11]), vectors=vectors[:1])
    assert (smaller.keys.tolist(), index.keys.tolist()) == ([3, 5, 9, 11], [3, 5, 7, 9])
    assert DenseIndex.from_bytes(smaller.to_bytes()).cosines(query[0], np.array([11])).tolist() == [0.9]


@pytest.mark.parametrize("data", [b"", b"IxFI", b"junk" * 100])
def test_what_is_no_faiss_file_is_a_value_error(data):
    with pytest.raises(ValueError, match="not a FAISS index"):
        DenseIndex.from_bytes(data)


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 50, width=32)), min_size=1, max_size=20))
def test_fusing_never_ranks_a_passage_below_one_that_it_beats_in_both(pairs):
    cosines, lexical = (np.array(column) for column in zip(*pairs, strict=True))
    fused = fuse(cosines, lexical.astype(np.float32), lexical_best=float(lexical.max()))
    for one, (cosine, score) in enumerate(pairs):
        for other, (less_cosine, less_score) in enumerate(pairs):
            if cosine >= less_cosine and score >= less_score:
                assert fused[one] >= fused[other]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_hashed_vectors_have_unit_length_and_do_not_depend_on_the_batch(texts):
    embedder = HashingEmbedder(16)
    rows = embedder.embed(texts)
    assert (rows.shape, rows.dtype) == ((len(texts), 16), np.float32)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for text, row in zip(texts, rows, strict=True):
        assert embedder.embed([text])[0].tolist() == row.tolist()


@pytest.mark.parametrize("name", ["nope", "hub:", "hash", "hash:", "hash:x", "hash:0", "hash:99999999999"])
def test_an_unknown_embedder_is_one_line(name):
    with pytest.raises(ModelError) as caught:
        load_embedder(name)
    assert "\n" not in str(caught.value)
    assert load_embedder("hash:16").dimension == 16


def test_importing_the_room_loads_nothing_heavy():
    program = (
        "import sys, factcheck.evidence, factcheck.cli.index;"
        "print([m for m in ('numpy', 'faiss', 'bm25s', 'torch', 'trafilatura', 'onnxruntime') if m in sys.modules])"
    )
    assert run_python(program) == "[]"


def test_searching_loads_no_compiler_and_no_torch(corpus):
    program = (
        "import sys; from pathlib import Path; from factcheck.evidence import load_embedder, open_index;"
        "open_index(Path(sys.argv[1]), load_embedder('hash:16')).search(['bridge']);"
        "print([m for m in ('numba', 'jax', 'torch', 'trafilatura', 'sentence_transformers') if m in sys.modules])"
    )
    assert run_python(program, str(corpus)) == "[]"


def test_a_hub_model_that_cannot_be_had_is_one_line(monkeypatch):
    def fail(*_, **__):
        raise OSError("offline\nand more")

    monkeypatch.setitem(sys.modules, "sentence_transformers", types.SimpleNamespace(SentenceTransformer=fail))
    with pytest.raises(ModelError, match=r"^hub:org/model: cannot be loaded: offline$"):
        load_embedder("hub:org/model")


def test_what_callers_send_fills_no_memory_for_ever():
    for remembered in (lexical._stem, publishers._names):
        assert remembered.cache_info().maxsize is not None
    assert not hasattr(_opens, "cache_info")
