"""From scores to spans: the best label sequence of a linear-chain CRF, and the cue that each span belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.claims.tagging.labels import BEGIN, INSIDE, LABELS, POINTER, ROLES

__all__ = ["Decoder", "Linked", "allowed_starts", "allowed_transitions", "distance_bucket"]

Floats = NDArray[np.float32]
Run = tuple[int, int]
"""First word and the one past the last."""

_NEVER = np.float32(-1e4)
_EDGES = (1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 48, 64, 90, 130)


def allowed_transitions() -> NDArray[np.bool_]:
    """(labels, labels): whether the second label may follow the first. An inside label goes on with a span, and never starts one."""
    allowed = np.ones((len(LABELS), len(LABELS)), dtype=np.bool_)
    for role in ROLES:
        allowed[:, INSIDE[role]] = False
        allowed[[BEGIN[role], INSIDE[role]], INSIDE[role]] = True
    return allowed


def allowed_starts() -> NDArray[np.bool_]:
    """(labels,): whether a window may begin with the label."""
    allowed = np.ones(len(LABELS), dtype=np.bool_)
    allowed[list(INSIDE.values())] = False
    return allowed


def distance_bucket(span: Run, cue: Run) -> int:
    """Bucket of the words between a span and a cue, below 32: 0 to 15 for a span before the cue, the rest for one after."""
    before = span[1] <= cue[0]
    gap = cue[0] - span[1] if before else max(0, span[0] - cue[1])
    return sum(gap >= edge for edge in _EDGES) + (0 if before else 16)


class Linked(NamedTuple):
    """The spans of a window, each role in reading order, and their links."""

    sources: tuple[Run, ...]
    cues: tuple[Run, ...]
    contents: tuple[Run, ...]
    source_of: tuple[int | None, ...]
    """For each cue, its source."""
    cue_of: tuple[int | None, ...]
    """For each content, its cue; None where the window has none."""


class Decoder:
    """Reads the network's output with the CRF's and the pointers' own parameters.

    Args:
        head: `transitions` (labels, labels), `starts` and `ends` (labels,), `distances` (2, 32), `no_source` (1,).
    """

    def __init__(self, head: Mapping[str, Floats]) -> None:
        self._transitions = np.where(allowed_transitions(), head["transitions"], _NEVER)
        self._starts = np.where(allowed_starts(), head["starts"], _NEVER)
        self._ends = head["ends"]
        self._distances = head["distances"]
        self._no_source = float(head["no_source"][0])

    def decode(self, rows: Floats) -> Linked:
        """The spans and links of one window: (words, labels + 4 * pointer) to runs of words."""
        labels = self.viterbi(rows[:, : len(LABELS)])
        runs = {role: tuple(_runs(labels, role)) for role in ROLES}
        vectors = rows[:, len(LABELS) :].reshape(len(rows), 4, POINTER)
        source_of = tuple(self._source(cue, runs["source"], vectors) for cue in runs["cue"])
        cue_of = tuple(self._cue(content, runs["cue"], vectors) for content in runs["content"])
        return Linked(runs["source"], runs["cue"], runs["content"], source_of, cue_of)

    def viterbi(self, emissions: Floats) -> list[int]:
        """The best labels: (words, labels) to one label a word (Viterbi 1967)."""
        if not len(emissions):
            return []
        score = self._starts + emissions[0]
        pointers = np.empty((len(emissions), len(LABELS)), dtype=np.int64)
        for index in range(1, len(emissions)):
            paths = score[:, None] + self._transitions
            pointers[index] = paths.argmax(0)
            score = paths.max(0) + emissions[index]
        best = [int((score + self._ends).argmax())]
        for index in range(len(emissions) - 1, 0, -1):
            best.append(int(pointers[index, best[-1]]))
        return best[::-1]

    def _source(self, cue: Run, sources: Sequence[Run], vectors: Floats) -> int | None:
        if not sources:
            return None
        query = _mean(vectors[:, 0], cue)
        scores = [float(query @ _mean(vectors[:, 1], run)) / 8 + float(self._distances[0, distance_bucket(run, cue)]) for run in sources]
        best = int(np.argmax(scores))
        return best if scores[best] >= self._no_source else None

    def _cue(self, content: Run, cues: Sequence[Run], vectors: Floats) -> int | None:
        if not cues:
            return None
        query = _mean(vectors[:, 2], content)
        scores = [float(query @ _mean(vectors[:, 3], run)) / 8 + float(self._distances[1, distance_bucket(content, run)]) for run in cues]
        return int(np.argmax(scores))


def _mean(vectors: Floats, run: Run) -> Floats:
    mean: Floats = (vectors[run[0]] + vectors[run[1] - 1]) / 2
    return mean


def _runs(labels: Sequence[int], role: str) -> list[Run]:
    begin, inside = BEGIN[role], INSIDE[role]
    runs: list[Run] = []
    for index, label in enumerate(labels):
        if label == begin:
            runs.append((index, index + 1))
        elif label == inside:
            runs[-1] = (runs[-1][0], index + 1)
    return runs
