"""Compiling a model once: torch to ONNX, linear layers to int8, into the user's cache.

Only this module's `_export` imports torch, and only when the cache does not hold the model yet.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from factcheck.cache import cache_root
from factcheck.encoder.adapter import Adapter
from factcheck.encoder.weights import BASE_NAME, BASE_SHA256, file_sha256, verify_base
from factcheck.errors import ModelError, OutputError
from factcheck.progress import Progress, silent

__all__ = ["RECIPE", "compiled_model", "compiled_path"]

RECIPE = "int8-matmul-per-channel-4"
"""Names how models are compiled; a new recipe compiles anew."""

_LEAST_COSINE = 0.95
"""Between outputs before and after compiling, on text that makes no sense; ordinary text stays above 0.98."""


def compiled_model(adapter: Adapter | None = None, *, directory: Path | None = None, progress: Progress = silent) -> Path:
    """Path of the compiled model: the bare embedder, or the base with an adapter merged in.

    The file is compiled when the cache lacks it or holds a damaged copy (its SHA-256 is kept beside it).

    Raises:
        ModelError: the base weights are missing or altered, or the adapter does not fit them.
        OutputError: the cache cannot be written.
    """
    path = compiled_path(adapter, directory=directory)
    if _intact(path):
        return path
    directory, name = path.parent, _name(adapter)
    progress(f"compiling {name} (once)", 0, 0)
    base = verify_base()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        # Compiled in a folder of its own and moved in place last, so that two first runs cannot disturb each other.
        with tempfile.TemporaryDirectory(dir=directory, prefix=".compiling-") as scratch:
            model = Path(scratch) / "model.onnx"
            _export(base, adapter, model)
            _quantise(model)
            _check(model)
            checksum = Path(scratch) / "model.json"
            checksum.write_text(json.dumps({"sha256": file_sha256(model), "recipe": RECIPE, "model": name}) + "\n", encoding="utf-8")
            model.replace(path)
            checksum.replace(path.with_suffix(".json"))
    except OSError as error:
        raise OutputError(
            f"{directory}: the compiled model cannot be written ({error.strerror or error}); "
            "set FACTCHECK_CACHE to a folder you may write to"
        ) from None
    progress(f"compiling {name} (once)", 1, 1)
    return path


def compiled_path(adapter: Adapter | None = None, *, directory: Path | None = None) -> Path:
    """Where the compiled model lies, or will lie."""
    checksum = BASE_SHA256 if adapter is None else adapter.weights_sha256
    key = hashlib.sha256(f"{RECIPE} {checksum}".encode()).hexdigest()[:16]
    return (directory or cache_root() / "models") / f"{_name(adapter)}-{key}.onnx"


def _name(adapter: Adapter | None) -> str:
    return BASE_NAME if adapter is None else f"{BASE_NAME}-{adapter.directory.name}"


def _intact(path: Path) -> bool:
    try:
        recorded = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["sha256"]
        return bool(recorded == file_sha256(path))
    except (OSError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the exporters' remarks about themselves from the user's terminal."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    previous = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(previous)


def _export(base: Path, adapter: Adapter | None, path: Path) -> None:
    import torch

    from factcheck.encoder.graphs import graph_of

    with _quiet():
        graph = graph_of(base, adapter)
        batch, tokens = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("tokens", min=2, max=512)
        try:
            program = torch.onnx.export(
                graph.network,
                tuple(graph.example.values()),
                input_names=list(graph.example),
                output_names=["output"],
                dynamic_shapes=({0: batch, 1: tokens},) * len(graph.example),
                dynamo=True,
                verbose=False,
            )
        except torch.onnx.errors.OnnxExporterError as error:
            raise ModelError(
                f"the model cannot be compiled with torch {torch.__version__} ({str(error).splitlines()[0]}): "
                "install the versions of constraints.txt"
            ) from None
        if program is None:
            raise ModelError("torch returned no ONNX program: install the versions of constraints.txt")
        program.save(str(path), external_data=False)
        with torch.inference_mode():
            output = graph.network(*graph.example.values())
        np.savez(path.with_suffix(".npz"), **{name: value.numpy() for name, value in graph.example.items()}, output=output.numpy())


def _quantise(path: Path) -> None:
    """Linear layers to int8 with a scale a channel; activations are scaled as they come.

    One scale a channel keeps the mean cosine to the original at 0.993 (one scale a matrix: 0.959). Weights take seven of the eight bits:
    processors without VNNI add products of eight in sixteen bits, which overflow without a word, so that a laptop and a server would read
    the same passage differently (onnxruntime, "Quantize ONNX models", on `reduce_range`).
    """
    from onnxruntime.quantization import quantize_dynamic

    with _quiet():
        quantised = path.with_suffix(".int8.onnx")
        quantize_dynamic(str(path), str(quantised), per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul"])
        quantised.replace(path)


def _check(path: Path) -> None:
    """Refuse a compiled model whose outputs have strayed from the original's."""
    import onnxruntime

    example = dict(np.load(path.with_suffix(".npz")))
    wanted = example.pop("output")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    got = session.run(None, example)[0]
    cosine = (got * wanted).sum(-1) / (np.linalg.norm(got, axis=-1) * np.linalg.norm(wanted, axis=-1))
    if cosine.min() < _LEAST_COSINE:
        raise ModelError(
            f"the compiled model differs from the original (cosine {cosine.min():.3f}): install the versions of constraints.txt"
        )
