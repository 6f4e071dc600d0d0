"""Running compiled models: tokenizers and onnxruntime, one text a call, no torch."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from factcheck.encoder.weights import verify_tokenizer
from factcheck.progress import Progress, silent

__all__ = ["CompiledModel", "CompiledNetwork", "Feed", "limit_threads", "load_tokenizer"]

Feed = Mapping[str, NDArray[Any]]
"""Inputs by name, of one text: each (tokens, ...)."""

_CHUNK = 64
_most_threads: int | None = None


def limit_threads(most: int) -> None:
    """Let networks that are loaded from now on run so many texts at a time at most, where other processes share the cores."""
    global _most_threads  # noqa: PLW0603 - the cores are the whole process's
    _most_threads = most


def load_tokenizer(max_tokens: int) -> Tokenizer:
    """The base model's WordPiece tokenizer, cut at `max_tokens`; of a pair, the longer text is cut first.

    Raises:
        ModelError: the tokenizer is missing or is not the published one.
    """
    tokenizer = Tokenizer.from_file(str(verify_tokenizer()))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer


class CompiledNetwork:
    """A compiled network.

    Every text runs alone, on one thread, as many at a time as there are cores. Nothing is padded, and the
    int8 scales of one text cannot depend on its neighbours: a text's output is the same bytes in any batch.
    """

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # A plan of memory is kept for every length of text that was met: a server's memory grows with them, for no time saved here.
        options.enable_mem_pattern = False
        # onnxruntime's fused layer norm is slower here than the parts it fuses.
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._threads = min(cores, _most_threads or cores)
        self.width = int(self._session.get_outputs()[0].shape[-1])

    def run(self, feeds: Iterable[Feed]) -> list[NDArray[np.float32]]:
        """The output of each text, in order; what goes in lacks the batch dimension, and so does what comes out."""
        texts = list(feeds)
        # The longest first, so that no thread is left with a long text when the others are done.
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]["input_ids"]))
        with ThreadPoolExecutor(self._threads) as pool:
            found = dict(zip(order, pool.map(self._run_one, (texts[number] for number in order)), strict=True))
        return [found[number] for number in range(len(texts))]

    def _run_one(self, feed: Feed) -> NDArray[np.float32]:
        output: NDArray[np.float32] = self._session.run(None, {name: value[None] for name, value in feed.items()})[0][0]
        return output


class CompiledModel:
    """A compiled network that makes one row of a text or of a pair, and its tokenizer."""

    def __init__(self, path: Path, tokenizer: Tokenizer) -> None:
        self._network = CompiledNetwork(path)
        self._tokenizer = tokenizer

    def run(
        self, texts: Sequence[str] | Sequence[tuple[str, str]], *, stage: str = "encoding", progress: Progress = silent
    ) -> NDArray[np.float32]:
        """One output row a text or pair, in order: (texts, width)."""
        if not texts:
            return np.zeros((0, self._network.width), dtype=np.float32)
        rows: list[NDArray[np.float32]] = []
        for start in range(0, len(texts), _CHUNK):
            rows += self._network.run(map(_feed, self._tokenizer.encode_batch(list(texts[start : start + _CHUNK]))))
            progress(stage, len(rows), len(texts))
        return np.stack(rows)


def _feed(encoding: Encoding) -> Feed:
    return {
        "input_ids": np.array(encoding.ids, dtype=np.int64),
        "token_type_ids": np.array(encoding.type_ids, dtype=np.int64),
    }
