"""Attributions inside attributions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from factcheck.claims.base import TaggedAttribution
from factcheck.models import Span

__all__ = ["outermost"]


def outermost(attributions: Sequence[TaggedAttribution]) -> list[TaggedAttribution]:
    """Those whose cue, or content where they have no cue, does not lie inside the content of another, in the order given."""
    contents = sorted({span for attribution in attributions for span in attribution.content}, key=lambda span: (span.start, -span.end))
    starts = [span.start for span in contents]
    reach = list(accumulate((span.end for span in contents), max))

    def inside(span: Span) -> bool:
        before = bisect_right(starts, span.start) - 1
        return before >= 0 and reach[before] >= span.end

    def wider(span: Span) -> bool:
        """Whether a content reaches beyond `span` on one side and covers it."""
        same = bisect_left(starts, span.start)
        return (same > 0 and reach[same - 1] >= span.end) or (
            same < len(contents) and starts[same] == span.start and contents[same].end > span.end
        )

    return [a for a in attributions if not (inside(a.cue[0]) if a.cue else wider(a.content[0]))]
