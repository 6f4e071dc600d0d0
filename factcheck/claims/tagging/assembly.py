"""From linked runs of words to attributions."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.tagging.decoding import Linked, Run
from factcheck.claims.tagging.windows import Window
from factcheck.models import Span

__all__ = ["attributions_of"]


def attributions_of(window: Window, linked: Linked) -> list[TaggedAttribution]:
    """One attribution a cue that has content, and one without a cue for each content that has none."""
    found = []
    for number, cue in enumerate(linked.cues):
        contents = [content for content, owner in zip(linked.contents, linked.cue_of, strict=True) if owner == number]
        if contents:
            source = linked.source_of[number]
            sources = [linked.sources[source]] if source is not None else []
            found.append(TaggedAttribution(_spans(window, sources), _spans(window, [cue]), _spans(window, contents)))
    for content, owner in zip(linked.contents, linked.cue_of, strict=True):
        if owner is None:
            found.append(TaggedAttribution((), (), _spans(window, [content])))
    return found


def _spans(window: Window, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(Span(start=window.words[first].start, end=window.words[last - 1].end) for first, last in runs)
