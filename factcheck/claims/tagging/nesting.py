"""The insides of contents, to be tagged as texts of their own.

PolNeAR annotates outermost attributions only, so what a source says about another's words is found by reading the
content again. Most contents hold no attribution; the cue grammar tells which may.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.models import Span

__all__ = ["inner_sentences"]

_MARKS = "\"'“”‘’`«»„"


def inner_sentences(
    text: str, layer: Sequence[TaggedAttribution], grammar: Sequence[TaggedAttribution], sentences: Sequence[Sentence]
) -> list[Sentence]:
    """The sentences, or parts of them, inside the contents of `layer` in which `grammar` sees another cue; a block a content.

    Args:
        text: The whole text.
        layer: The attributions whose contents are meant.
        grammar: What the cue grammar finds in the same sentences.
        sentences: Those that `layer` was found in, in reading order.
    """
    cues = sorted(span.start for attribution in grammar for span in attribution.cue)
    own = {span.start for attribution in layer for span in attribution.cue}
    starts = [sentence.span.start for sentence in sentences]
    found: list[Sentence] = []
    block = 0
    for content in sorted({span for attribution in layer for span in attribution.content}, key=lambda span: (span.start, span.end)):
        held = cues[bisect_left(cues, content.start) : bisect_left(cues, content.end)]
        if all(cue in own for cue in held):
            continue
        block += 1
        for sentence in sentences[max(0, bisect_right(starts, content.start) - 1) : bisect_left(starts, content.end)]:
            part = _stripped(text, max(sentence.span.start, content.start), min(sentence.span.end, content.end))
            if part is not None:
                found.append(Sentence(span=part, block=block))
    return found


def _stripped(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space and quotation marks around it."""
    part = text[start:end]
    first = start + len(part) - len(part.lstrip(_MARKS + " \n"))
    last = end - len(part) + len(part.rstrip(_MARKS + " \n"))
    return Span(start=first, end=last) if first < last else None
