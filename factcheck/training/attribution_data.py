"""Annotated attributions as what the tagger learns from: windows with allowed labels and links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.claims.quotations import quotations
from factcheck.claims.sentences import split_sentences
from factcheck.claims.tagging.encoding import EncodedWindow, encode_windows
from factcheck.claims.tagging.features import word_features
from factcheck.claims.tagging.labels import BEGIN, INSIDE, LABELS, OUTSIDE, ROLES
from factcheck.claims.tagging.windows import Window, windows_of
from factcheck.datasets.records import AttributionRecord, AttributionSpans, read_records
from factcheck.errors import InputError
from factcheck.evaluation.texts import parse_record

__all__ = ["NOBODY", "OUT_OF_SIGHT", "GoldAttribution", "GoldRecord", "LabelledWindow", "encode_records", "read_gold"]

Run = tuple[int, int]

NOBODY, OUT_OF_SIGHT = -1, -2
"""Partners of a span whose attribution has none, or has it in another window."""


class GoldAttribution(AttributionSpans):
    """An annotated attribution."""

    credit: bool = False
    """A credit line."""
    block: bool = False
    """Its content is a whole block of text."""


class GoldRecord(AttributionRecord):
    """An annotated text."""

    attributions: tuple[GoldAttribution, ...]


@dataclass(frozen=True, slots=True)
class LabelledWindow:
    """A window, and what gold says of it."""

    encoded: EncodedWindow
    allowed: NDArray[np.bool_]
    """(words, labels): the labels gold allows; all of them where nobody is judged."""
    sources: tuple[Run, ...]
    cues: tuple[Run, ...]
    contents: tuple[Run, ...]
    source_of: tuple[int, ...]
    """For each cue its source, `NOBODY` or `OUT_OF_SIGHT`."""
    cue_of: tuple[int, ...]
    """For each content its cue, or `OUT_OF_SIGHT`."""

    @property
    def tokens(self) -> int:
        """Its length."""
        return len(self.encoded.ids)


def read_gold(path: Path) -> list[GoldRecord]:
    """Annotated texts, JSON lines, gzipped or not.

    Raises:
        InputError: the file cannot be used.
    """
    return read_records(path, GoldRecord)


def encode_records(records: Sequence[GoldRecord], tokenizer: Tokenizer, convention: str) -> list[LabelledWindow]:
    """The windows of annotated texts, labelled by `convention`."""
    grammar = CueGrammarTagger()
    found: list[LabelledWindow] = []
    for record in records:
        try:
            article, origins = parse_record(record)
        except InputError:
            continue
        sentences = split_sentences(article, asserting=False)
        quoted = [quotation for quotation in quotations(article) if quotation.depth == 0]
        tagged = grammar.tag(article.text, sentences)
        windows = list(windows_of(article.text, sentences))
        features = word_features(article.text, windows, quoted, tagged, convention)
        for window, encoded in zip(windows, encode_windows(tokenizer, article.text, windows, features), strict=True):
            found.append(_labelled(window, encoded, record, origins))
    return found


def _labelled(window: Window, encoded: EncodedWindow, record: GoldRecord, origins: Sequence[int]) -> LabelledWindow:
    place = _Place([(origins[word.start], origins[word.end - 1] + 1) for word in window.words])
    allowed = np.zeros((len(window.words), len(LABELS)), dtype=np.bool_)
    allowed[:, OUTSIDE] = True
    runs: dict[str, list[Run]] = {role: [] for role in ROLES}
    source_of: dict[int, int] = {}
    cue_of: dict[int, int] = {}
    blind = list(record.discard)
    for attribution in record.attributions:
        if attribution.credit or attribution.block:
            blind += attribution.offsets
        elif not attribution.nested:
            numbers = {role: [_number(runs[role], run) for run in place.runs(getattr(attribution, role))] for role in ROLES}
            for role in ROLES:
                for number in numbers[role]:
                    _mark(allowed, runs[role][number], role)
            partner = numbers["source"][0] if numbers["source"] else OUT_OF_SIGHT if attribution.source else NOBODY
            source_of |= dict.fromkeys(numbers["cue"], partner)
            cue_of |= dict.fromkeys(numbers["content"], numbers["cue"][0] if numbers["cue"] else OUT_OF_SIGHT)
    for first, last in place.runs(blind):
        allowed[first:last] = True
    return LabelledWindow(
        encoded,
        allowed,
        tuple(runs["source"]),
        tuple(runs["cue"]),
        tuple(runs["content"]),
        tuple(source_of[cue] for cue in range(len(runs["cue"]))),
        tuple(cue_of[content] for content in range(len(runs["content"]))),
    )


class _Place:
    """The words of a window, by their offsets in the annotated text."""

    def __init__(self, words: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def runs(self, spans: Iterable[tuple[int, int]]) -> list[Run]:
        """The words that each span covers, where it covers any."""
        found = [(bisect_left(self._ends, start + 1), bisect_left(self._starts, end)) for start, end in spans]
        return [run for run in found if run[0] < run[1]]


def _number(runs: list[Run], run: Run) -> int:
    if run not in runs:
        runs.append(run)
    return runs.index(run)


def _mark(allowed: NDArray[np.bool_], run: Run, role: str) -> None:
    """Label a span; of two that overlap the first keeps its words, as every word has one label."""
    free = [index for index in range(*run) if allowed[index, OUTSIDE]]
    if len(free) != run[1] - run[0]:
        return
    allowed[run[0] : run[1]] = False
    allowed[run[0], BEGIN[role]] = True
    allowed[run[0] + 1 : run[1], INSIDE[role]] = True
