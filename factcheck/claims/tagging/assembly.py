"""From linked runs of words to attributions."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.tagging.decoding import Linked, Run
from factcheck.claims.tagging.windows import Window
from factcheck.models import Span

__all__ = ["attributions_of"]


_DASHES = frozenset("-–—―")
_LONGEST_SIGNATURE = 16
"""Words after the dash of a signature, as in '"We were not asked." — Ann Roe, teacher'."""


def attributions_of(text: str, window: Window, linked: Linked) -> list[TaggedAttribution]:
    """One attribution a cue that has content, one a signed content, and one without a cue for each other content that has none."""
    found = []
    for number, cue in enumerate(linked.cues):
        contents = [content for content, owner in zip(linked.contents, linked.cue_of, strict=True) if owner == number]
        if contents:
            source = linked.source_of[number]
            sources = [linked.sources[source]] if source is not None else []
            found.append(TaggedAttribution(_spans(window, sources), _spans(window, [cue]), _spans(window, contents)))
    for content, owner in zip(linked.contents, linked.cue_of, strict=True):
        if owner is None:
            dash, name = _signature(text, window, content)
            found.append(TaggedAttribution(_spans(window, name), _spans(window, dash), _spans(window, [content])))
    return found


def _signature(text: str, window: Window, content: Run) -> tuple[list[Run], list[Run]]:
    """Dash and name where the rest of the paragraph after a content is its signature; neither where it is not."""
    words = [text[start:end] for start, end in window.words[content[1] : content[1] + _LONGEST_SIGNATURE + 3]]
    start = next((i for i, word in enumerate(words) if word not in _DASHES), 0)
    end = len(words) - (words[-1:] == ["."])
    if not start or not words[start][0].isupper() or not start < end <= start + _LONGEST_SIGNATURE:
        return [], []
    first = content[1]
    return [(first, first + start)], [(first + start, first + end)]


def _spans(window: Window, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(Span(start=window.words[first].start, end=window.words[last - 1].end) for first, last in runs)
