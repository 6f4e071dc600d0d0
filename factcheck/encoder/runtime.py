"""Running compiled models: tokenizers and onnxruntime, one text a call, no torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from factcheck.encoder.weights import verify_tokenizer
from factcheck.progress import Progress, silent

__all__ = ["CompiledModel", "load_tokenizer"]

_CHUNK = 64


def load_tokenizer(max_tokens: int) -> Tokenizer:
    """The base model's WordPiece tokenizer, cut at `max_tokens`; of a pair, the longer text is cut first.

    Raises:
        ModelError: the tokenizer is missing or is not the published one.
    """
    tokenizer = Tokenizer.from_file(str(verify_tokenizer()))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer


class CompiledModel:
    """A compiled model and its tokenizer.

    Every text runs alone, on one thread, as many at a time as there are cores. Nothing is padded, and the
    int8 scales of one text cannot depend on its neighbours: a text's output is the same bytes in any batch.
    """

    def __init__(self, path: Path, tokenizer: Tokenizer) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer
        self._threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def run(
        self, texts: Sequence[str] | Sequence[tuple[str, str]], *, stage: str = "encoding", progress: Progress = silent
    ) -> NDArray[np.float32]:
        """One output row a text or pair, in order: (texts, width)."""
        if not texts:
            return np.zeros((0, int(self._session.get_outputs()[0].shape[-1])), dtype=np.float32)
        rows: list[NDArray[np.float32]] = []
        with ThreadPoolExecutor(self._threads) as pool:
            for start in range(0, len(texts), _CHUNK):
                rows.extend(pool.map(self._run_one, self._tokenizer.encode_batch(list(texts[start : start + _CHUNK]))))
                progress(stage, len(rows), len(texts))
        return np.stack(rows)

    def _run_one(self, encoding: Encoding) -> NDArray[np.float32]:
        feed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(encoding.ids)), dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        row: NDArray[np.float32] = self._session.run(None, feed)[0][0]
        return row
