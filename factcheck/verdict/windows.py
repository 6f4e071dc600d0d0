"""Long evidence in windows: what does not fit the verifier at once is read piece by piece.

A text cut off at the verifier's limit loses what stands after it. Here every sentence is read, in windows of whole sentences that
overlap by one, and the window that says most decides for the whole (as SummaC, Laban et al. 2022, takes the best sentence).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from factcheck.sentences import sentence_spans
from factcheck.spans import Span

__all__ = ["WINDOW_WORDS", "most_telling", "windows"]

WINDOW_WORDS: Final = 120
"""Words of a window, unless a single sentence has more."""


def windows(text: str, *, words: int = WINDOW_WORDS) -> list[Span]:
    """Stretches of whole sentences, each with at most `words` words where a sentence allows it, overlapping by a sentence.

    Returns:
        Offsets into `text`, in order; one window for a text that fits.
    """
    if len(text.split()) <= words:
        return [Span(start=0, end=len(text))]
    sentences = sentence_spans(text)
    sizes = [len(text[span.start : span.end].split()) for span in sentences]
    found: list[Span] = []
    first = 0
    while first < len(sentences):
        last, size = first, sizes[first]
        while last + 1 < len(sentences) and size + sizes[last + 1] <= words:
            last += 1
            size += sizes[last]
        found.append(Span(start=sentences[first].start, end=sentences[last].end))
        if last + 1 == len(sentences):
            break
        # A step of at least one sentence, and none back onto a sentence that fills a window by itself.
        first = last if last > first and sizes[last] + sizes[last + 1] <= words else last + 1
    return found or [Span(start=0, end=len(text))]


def most_telling(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores of the window least likely to say nothing: (windows, labels) with that label last, to (labels,); the first of equals."""
    telling = np.logaddexp.reduce(scores[:, :-1], axis=1) - scores[:, -1]
    return np.asarray(scores[int(np.argmax(telling))])
