from __future__ import annotations

import pytest

from factcheck.encoder.weights import BASE_SHA256, base_directory, file_sha256, verify_base, verify_tokenizer
from factcheck.errors import ModelError


def test_the_installed_weights_are_the_published_ones():
    assert file_sha256(verify_base() / "model.safetensors") == BASE_SHA256


def test_altered_weights_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes((base_directory() / "model.safetensors").read_bytes()[:-1] + b"\x01")
    with pytest.raises(ModelError, match="SHA-256 differs"):
        verify_base(tmp_path)


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"model\.safetensors is missing"):
        verify_base(tmp_path)


def test_an_altered_tokenizer_is_refused(tmp_path):
    (tmp_path / "tokenizer.json").write_text(verify_tokenizer().read_text(encoding="utf-8") + " ")
    with pytest.raises(ModelError, match="SHA-256 differs"):
        verify_tokenizer(tmp_path)
