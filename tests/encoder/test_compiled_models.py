from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from factcheck.encoder.catalogue import catalogue
from factcheck.encoder.compile import compiled_model, compiled_path
from factcheck.encoder.embedder import MiniLMEmbedder
from factcheck.encoder.weights import verify_base
from factcheck.errors import OutputError
from factcheck.evidence.cross_encoder import load_reranker
from factcheck.verdict.close_reading import CLEAR
from factcheck.verdict.entailment import EntailmentVerifier

TEXTS = [
    "The harbour was closed for two days after the storm.",
    "Ships could not enter port for 48 hours because of bad weather.",
    "The committee will vote on the budget next spring.",
    "Yes.",
]


@pytest.fixture(scope="module")
def embedder():
    return MiniLMEmbedder()


def test_embeddings_are_near_the_originals(embedder):
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(verify_base()), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert (embedder.embed(TEXTS) * original).sum(axis=1).min() > 0.97


def test_embeddings_are_unit_vectors_that_tell_meaning(embedder):
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_an_embedding_does_not_depend_on_its_batch(embedder):
    together = embedder.embed([*TEXTS, "word " * 400])
    assert all(np.array_equal(embedder.embed([text])[0], row) for text, row in zip(TEXTS, together, strict=False))


def test_weights_leave_room_for_processors_that_add_in_sixteen_bits():
    import onnx

    model = onnx.load(compiled_model())
    weights = [onnx.numpy_helper.to_array(w) for w in model.graph.initializer if w.data_type == onnx.TensorProto.INT8]
    matrices = [matrix for matrix in weights if matrix.ndim == 2]
    assert len(matrices) >= 36, "six layers of six"
    # Two products of eight by seven bits fit in sixteen; of eight by eight they may not, and would be cut off without a word.
    assert max(int(np.abs(matrix.astype(int)).max()) for matrix in matrices) <= 64


def test_no_texts_give_no_rows(embedder):
    assert embedder.embed([]).shape == (0, 384)


def test_a_damaged_compiled_model_is_compiled_anew(embedder, tmp_path):
    path = compiled_path(directory=tmp_path)
    path.write_bytes(b"half a model")
    path.with_suffix(".json").write_text('{"sha256": "0"}')
    assert compiled_model(directory=tmp_path).read_bytes()[:12] != b"half a model"
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".json", ".onnx"], "no scratch file stays behind"


def test_a_cache_that_cannot_be_written_is_one_clear_line(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OutputError, match="FACTCHECK_CACHE"):
        compiled_model(directory=blocked / "models")


def test_the_verifier_tells_support_from_contradiction():
    verifier = EntailmentVerifier()
    passage = "The bridge, designed by Ida Roe, opened to traffic in 1931."
    claims = [
        "The bridge opened in 1931.",
        "The bridge opened in 1952.",
        "Unemployment in Spain fell in May.",
        "The mayor plays the violin.",
    ]
    support, contradiction, unrelated, bare = verifier.verify([(claim, passage) for claim in claims])
    assert support.relation == "supports"
    assert contradiction.relation == "refutes"
    assert unrelated.relation == "neutral"
    # Of so bare a sentence the verifier is not sure; it must not be taken for evidence.
    assert max(bare.supports, bare.refutes) < CLEAR
    assert all(abs(p.supports + p.refutes + p.nei - 1) < 1e-6 for p in (support, contradiction, unrelated, bare))


def test_a_claim_longer_than_the_model_reads_is_cut():
    (reading,) = EntailmentVerifier().verify([("harbour " * 400, "The harbour was closed. " * 100)])
    assert 0 <= reading.supports <= 1


def test_a_second_run_does_not_import_torch(embedder):
    EntailmentVerifier()
    code = """
import sys
from factcheck.encoder.embedder import MiniLMEmbedder
from factcheck.verdict.entailment import EntailmentVerifier
MiniLMEmbedder().embed(["a"])
EntailmentVerifier().verify([("a", "b")])
sys.exit(", ".join(sorted({"torch", "transformers", "sentence_transformers", "onnx"} & set(sys.modules))) or 0)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_list_of_models_has_the_checksums_of_the_reports():
    reranker = load_reranker()
    listed = {entry.role: entry.sha256 for entry in catalogue()}
    assert reranker is not None
    assert (listed["reranker"], listed["verifier"]) == (reranker.sha256, EntailmentVerifier().sha256)
