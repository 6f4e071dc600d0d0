"""How fast the compiled verifier is, against the same weights run the usual way: float32, torch, sentence-transformers' CrossEncoder.

Both take pairs of texts and give a row a pair, tokenising included; both have as many threads as the process has cores. They run in turns
in one process, so that whatever else the machine does burdens both alike, and the figure to look at is the ratio of the medians.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.encoder.adapter import Adapter, shipped_adapter
from factcheck.encoder.compile import compiled_model
from factcheck.encoder.runtime import CompiledModel, load_tokenizer
from factcheck.errors import InputError, ModelError
from factcheck.progress import Progress, silent

__all__ = ["LengthSpeed", "Speed", "measure_speed", "pairs_of_length"]

BATCH = 32
"""CrossEncoder's default."""
_CLAIM_TOKENS = 16
_SPECIAL_TOKENS = 3
_MOST_APART = 1e-3
"""Between the scores of CrossEncoder and those of our own float network: the same arithmetic in another order."""
_LEAST_CORRELATION = 0.98
"""Between the scores of the compiled network and of CrossEncoder: int8 rounds, it must not reorder."""
_WORDS = [
    "the",
    "council",
    "said",
    "on",
    "monday",
    "that",
    "a",
    "new",
    "bridge",
    "would",
    "open",
    "next",
    "year",
    "after",
    "the",
    "old",
    "one",
    "was",
    "closed",
    "by",
    "heavy",
    "rain",
    "and",
    "three",
    "roads",
    "near",
    "river",
    "were",
    "under",
    "water",
    "while",
    "police",
    "asked",
    "people",
    "to",
    "stay",
    "at",
    "home",
    "because",
    "more",
    "than",
    "two",
    "thousand",
    "houses",
    "had",
    "no",
    "power",
    "or",
    "heat",
    "for",
    "days",
]

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class LengthSpeed:
    """Pairs a second at one length, medians over the rounds."""

    tokens: int
    compiled: float
    cross_encoder: float
    ratio: float
    cpu_ratio: float
    """Of processor time a pair, which other programs on the machine distort less; torch's waiting threads count in it."""
    compiled_rounds: tuple[float, ...]
    cross_encoder_rounds: tuple[float, ...]


@dataclass(frozen=True)
class Speed:
    """What was measured, and on what."""

    verifier: str
    model_sha256: str
    threads: int
    pairs: int
    batch: int
    apart: float
    """Largest difference of a score between CrossEncoder and our own float network."""
    correlation: float
    """Of the scores of the compiled network and of CrossEncoder."""
    lengths: tuple[LengthSpeed, ...]

    def as_json(self) -> str:
        """One JSON object."""
        return json.dumps(asdict(self), indent=2)

    def as_text(self) -> str:
        """A line a length, and what was compared."""
        lines = [
            f"{self.verifier}, {self.threads} threads, {self.pairs} pairs a round, {len(self.lengths[0].compiled_rounds)} rounds",
            f"same scores: float networks {self.apart:.1e} apart at most, int8 correlates {self.correlation:.4f}",
            f"{'tokens':>6}  {'int8 pairs/s':>12}  {'CrossEncoder pairs/s':>20}  {'ratio':>5}  {'of processor time':>17}",
        ]
        lines += [
            f"{one.tokens:>6}  {one.compiled:>12.1f}  {one.cross_encoder:>20.1f}  {one.ratio:>5.2f}  {one.cpu_ratio:>17.2f}"
            for one in self.lengths
        ]
        return "\n".join(lines)


def pairs_of_length(tokens: int, count: int, *, seed: int = 0) -> Pairs:
    """Pairs of claim and passage that are `tokens` word pieces long together, the special ones included; without meaning.

    Raises:
        InputError: `tokens` leaves no room for a passage.
    """
    passage = tokens - _SPECIAL_TOKENS - _CLAIM_TOKENS
    if passage < 1:
        raise InputError(f"{tokens} tokens are too few: claim and special tokens take {_SPECIAL_TOKENS + _CLAIM_TOKENS}")
    rng = random.Random(seed)
    # Every word is one word piece, which `measure_speed` checks.
    return [(" ".join(rng.choices(_WORDS, k=_CLAIM_TOKENS)), " ".join(rng.choices(_WORDS, k=passage))) for _ in range(count)]


def measure_speed(
    verifier: str = "entailment", *, tokens: Sequence[int] = (64, 192), pairs: int = 128, rounds: int = 5, progress: Progress = silent
) -> Speed:
    """Time the compiled verifier against CrossEncoder on the same weights.

    Args:
        verifier: `entailment`, `entailment-all`, or `adapter:FOLDER`.
        tokens: lengths of the pairs.
        pairs: in a round.
        rounds: of each, alternating, after one of each that is not counted.
        progress: told how far it is.

    Raises:
        InputError: the name is no adapter's, or a length is beyond what the adapter reads.
        ModelError: the two do not give the same scores, so that their times could not be compared.
    """
    import torch

    adapter = _adapter(verifier)
    tokenizer = load_tokenizer(adapter.max_tokens)
    samples = {length: pairs_of_length(length, pairs) for length in tokens}
    for length, sample in samples.items():
        if length > adapter.max_tokens or any(len(encoding.ids) != length for encoding in tokenizer.encode_batch(list(sample))):
            raise InputError(f"no pairs of {length} tokens can be made: {verifier} reads at most {adapter.max_tokens}")
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    compiled = CompiledModel(compiled_model(adapter, progress=progress), tokenizer)
    try:
        with tempfile.TemporaryDirectory(prefix="factcheck-") as scratch:
            cross = _cross_encoder(adapter, Path(scratch))
            apart, correlation = _compare(adapter, compiled.run, cross, [sample[0] for sample in samples.values()] + _READABLE)
            lengths = tuple(_time(length, sample, compiled.run, cross, rounds, progress) for length, sample in samples.items())
    finally:
        torch.set_num_threads(before)
    return Speed(adapter.directory.name, adapter.sha256, threads, pairs, BATCH, apart, correlation, lengths)


_READABLE: Pairs = [
    ("The bridge opened in 1931.", "The bridge, designed by Ida Roe, opened to traffic in 1931."),
    ("The bridge opened in 1952.", "The bridge, designed by Ida Roe, opened to traffic in 1931, two years after work on it had begun."),
    ("The mayor plays the violin.", "The bridge was closed."),
    (
        "Nobody was hurt in the fire.",
        "Two people were taken to hospital after a fire broke out in a warehouse by the port, police said on Friday.",
    ),
]
"""Of several lengths, so that the comparison covers padding too, which CrossEncoder does and we do not."""

Run = Callable[[Pairs], NDArray[np.float32]]


def _adapter(name: str) -> Adapter:
    kind, colon, folder = name.partition(":")
    if colon and kind == "adapter":
        return Adapter(Path(folder))
    if not colon and kind.startswith("entailment"):
        return shipped_adapter(kind)
    raise InputError(f"{name!r}: only an adapter can be timed: entailment, entailment-all or adapter:FOLDER")


def _cross_encoder(adapter: Adapter, folder: Path) -> Run:
    """The adapter's network as a model that sentence-transformers loads from a folder; its `predict`, scores before any softmax."""
    from sentence_transformers import CrossEncoder
    from transformers.utils import logging

    from factcheck.evaluation.torch_pairs import save_pair_classifier, with_our_head

    logging.set_verbosity_error()
    save_pair_classifier(adapter, folder)
    model = with_our_head(CrossEncoder(str(folder), max_length=adapter.max_tokens, device="cpu", local_files_only=True), folder)

    def run(pairs: Pairs) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
        return scores

    return run


def _compare(adapter: Adapter, compiled: Run, cross: Run, sample: Pairs) -> tuple[float, float]:
    """How near the scores are, before anything is timed.

    Raises:
        ModelError: they are not the same model's.
    """
    from factcheck.evaluation.torch_pairs import float_scores

    wanted = cross(sample)
    apart = float(np.abs(wanted - float_scores(adapter, sample)).max())
    correlation = float(np.corrcoef(wanted.ravel(), compiled(sample).ravel())[0, 1])
    if apart > _MOST_APART or correlation < _LEAST_CORRELATION:
        raise ModelError(
            f"CrossEncoder and the verifier do not give the same scores (float {apart:.2e} apart, int8 correlates {correlation:.3f}): "
            "their times cannot be compared"
        )
    return apart, correlation


def _time(length: int, sample: Pairs, compiled: Run, cross: Run, rounds: int, progress: Progress) -> LengthSpeed:
    speeds: dict[str, list[float]] = {"compiled": [], "cross": []}
    used: dict[str, list[float]] = {"compiled": [], "cross": []}
    for number in range(rounds + 1):
        for name, run in (("compiled", compiled), ("cross", cross)):
            start, processor = time.perf_counter(), time.process_time()
            run(sample)
            if number:  # the first round warms both up
                speeds[name].append(len(sample) / (time.perf_counter() - start))
                used[name].append(time.process_time() - processor)
        progress(f"timing {length} tokens", number, rounds)
    ours, theirs = statistics.median(speeds["compiled"]), statistics.median(speeds["cross"])
    processor = round(statistics.median(used["cross"]) / statistics.median(used["compiled"]), 2)
    rounded = {name: tuple(round(value, 1) for value in values) for name, values in speeds.items()}
    return LengthSpeed(length, round(ours, 1), round(theirs, 1), round(ours / theirs, 2), processor, rounded["compiled"], rounded["cross"])
