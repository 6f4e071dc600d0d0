"""The words of a passage that decide."""

from __future__ import annotations

from factcheck.models import Claim, DiffItem, Passage, Span
from factcheck.verdict.diff.reading import read
from factcheck.verdict.diff.words import content_stems, split_words

__all__ = ["rationale"]

SECOND_SENTENCE = 2
"""Content words of the claim that a neighbouring sentence must add to be shown as well."""


def rationale(claim: Claim, passage: Passage, diff: tuple[DiffItem, ...]) -> Span:
    """The sentence of the passage that shares most with the claim, with its neighbour where that adds enough; offsets into the document.

    A compared detail counts like two shared words, so that what the diff shows is in view.
    """
    reading = read(passage.text, passage.date)
    wanted = content_stems(split_words(claim.text)) | content_stems(split_words(claim.quote))
    shared = [wanted & reading.stems_in(start, end) for start, end in reading.sentences]
    details = [sum(2 for d in diff if start <= d.passage_span.start - passage.span.start < end) for start, end in reading.sentences]
    best = max(range(len(shared)), key=lambda i: (len(shared[i]) + details[i], -i))
    first = last = best
    gains = [(len(shared[i] - shared[best]), -i) for i in (best - 1, best + 1) if 0 <= i < len(shared)]
    if gains:
        gain, negated = max(gains)
        if gain >= SECOND_SENTENCE:
            first, last = min(best, -negated), max(best, -negated)
    start, end = reading.sentences[first][0], reading.sentences[last][1]
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Span(start=start + passage.span.start, end=max(start, end) + passage.span.start)
