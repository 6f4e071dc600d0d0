"""The words of a passage that decide: which of its sentences a report quotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from factcheck.models import Claim, DiffItem, Passage, Probabilities, Relation, Span
from factcheck.verdict.diff.reading import read
from factcheck.words import content_stems, split_words

__all__ = ["Candidate", "candidates", "telling"]

SECOND_SENTENCE: Final = 2
"""Content words of the claim that a neighbouring sentence must add to be shown as well."""
MOST: Final = 3
"""Candidates of a passage."""
OVERLAP: Final = 0.3
"""What sharing as many words with the claim as the best sentence does is worth, beside the probability that a sentence alone takes the side
that its passage takes. The more sentences are read, the likelier is one misread, so the words keep a say."""


class Candidate(NamedTuple):
    """A sentence or two that may decide."""

    span: Span
    """Offsets into the document."""
    shared: float
    """Words and details shared with the claim, against the best of the passage's candidates: 0 to 1."""


def candidates(claim: Claim, passage: Passage, diff: Sequence[DiffItem]) -> tuple[Candidate, ...]:
    """The sentences of a passage that share most with the claim, best first; the best with its neighbour where that adds enough.

    A compared detail counts like two shared words, so that what the diff shows is in view.
    """
    reading = read(passage.text, passage.date)
    wanted = content_stems(split_words(claim.text)) | content_stems(split_words(claim.quote))
    shared = [wanted & reading.stems_in(start, end) for start, end in reading.sentences]
    details = [sum(2 for d in diff if start <= d.passage_span.start - passage.span.start < end) for start, end in reading.sentences]
    worth = [len(words) + detail for words, detail in zip(shared, details, strict=True)]
    best, *others = sorted(range(len(worth)), key=lambda i: (-worth[i], i))
    first = last = best
    gains = [(len(shared[i] - shared[best]), -i) for i in (best - 1, best + 1) if 0 <= i < len(shared)]
    if gains:
        gain, negated = max(gains)
        if gain >= SECOND_SENTENCE:
            first, last = min(best, -negated), max(best, -negated)
    top = max(1, worth[best])
    found = [Candidate(_span(passage, reading.sentences[first][0], reading.sentences[last][1]), 1.0)]
    for other in others:
        if len(found) < MOST and worth[other] and not first <= other <= last:
            found.append(Candidate(_span(passage, *reading.sentences[other]), worth[other] / top))
    return tuple(found)


def telling(found: Sequence[Candidate], readings: Sequence[Probabilities], relation: Relation) -> int:
    """Number of the candidate that most takes the side of its passage, weighed with the words shared; the first of equals."""

    def weight(number: int) -> float:
        reading = readings[number]
        side = {"supports": reading.supports, "refutes": reading.refutes, "neutral": reading.nei}[relation]
        return side + OVERLAP * found[number].shared

    return max(range(len(found)), key=lambda number: (weight(number), -number))


def _span(passage: Passage, start: int, end: int) -> Span:
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Span(start=start + passage.span.start, end=max(start, end) + passage.span.start)
