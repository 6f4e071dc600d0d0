"""The network's reading and the cue grammar's, made one.

The network learnt outermost attributions, one layer deep, and names their spans better than any pattern. Where two sources
share a sentence it passes over a layer that the grammar sees: "according to", which encloses another attribution, and what
is attributed again inside a content. Where it leaves a quotation to nobody and the grammar knows whose it is, the grammar is believed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.quotations import Quotation
from factcheck.claims.tagging.windows import Window
from factcheck.models import Span

__all__ = ["reconciled"]


def reconciled(
    text: str,
    windows: Sequence[Window],
    quotations: Sequence[Quotation],
    network: Iterable[TaggedAttribution],
    grammar: Iterable[TaggedAttribution],
) -> list[TaggedAttribution]:
    """The network's attributions, and the grammar's that enclose one of them, stand inside its content or own a quotation it left alone.

    Args:
        text: The whole text.
        windows: Its windows, in reading order; what stands in one is reconciled with nothing beyond it.
        quotations: The outermost ones, in reading order.
        network: Attributions with cues.
        grammar: Attributions; those without cue or content are passed over.
    """
    starts = [window.span.start for window in windows]
    read: dict[int, list[TaggedAttribution]] = {}
    for attribution in network:
        read.setdefault(bisect_right(starts, attribution.cue[0].start), []).append(attribution)
    seen: dict[int, list[TaggedAttribution]] = {}
    for attribution in grammar:
        if attribution.cue and attribution.content:
            seen.setdefault(bisect_right(starts, attribution.cue[0].start), []).append(attribution)
    opened = [quotation.span.start for quotation in quotations]

    def quoted(span: Span) -> bool:
        number = bisect_right(opened, span.start) - 1
        return number >= 0 and span.end <= quotations[number].span.end

    found: list[TaggedAttribution] = []
    for number in sorted({*read, *seen}):
        found += _window(text, read.get(number, []), seen.get(number, []), quoted)
    return found


def _window(
    text: str, network: Sequence[TaggedAttribution], grammar: Sequence[TaggedAttribution], quoted: Callable[[Span], bool]
) -> list[TaggedAttribution]:
    found = [_unmixed(attribution, grammar) for attribution in network]
    cues = [span for attribution in network for span in attribution.cue]
    contents = [span for attribution in network for span in attribution.content]
    for attribution in grammar:
        if _overlap(attribution.cue, cues):
            continue
        if _covered(attribution.cue[0], contents):
            found.append(attribution)
        elif attribution.cue[0].of(text).lower().startswith("according"):
            enclosed = [number for number, inner in enumerate(found) if _covered(inner.cue[0], attribution.content)]
            for number in enclosed:
                found[number] = _freed(found[number], attribution, grammar)
            if enclosed:
                found.append(attribution)
        elif all(map(quoted, attribution.content)) and not _overlap(attribution.content, (*contents, *cues)):
            found.append(attribution)
    return found


def _unmixed(attribution: TaggedAttribution, grammar: Sequence[TaggedAttribution]) -> TaggedAttribution:
    """The grammar's reading where the network took for a source what the same cue reports: '"…," said Roe, "…"'."""
    twin = next((other for other in grammar if _overlap(other.cue, attribution.cue)), None)
    return twin if twin is not None and twin.source and _overlap(attribution.source, twin.content) else attribution


def _freed(inner: TaggedAttribution, outer: TaggedAttribution, grammar: Sequence[TaggedAttribution]) -> TaggedAttribution:
    """The grammar's reading of `inner` where the network mixed its spans with those of the attribution around it."""
    if _overlap((*inner.source, *inner.content), (*outer.source, *outer.cue)):
        return next((other for other in grammar if _overlap(other.cue, inner.cue)), inner)
    return inner


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> bool:
    spans = list(other)
    return any(a.start < b.end and b.start < a.end for a in one for b in spans)


def _covered(span: Span, by: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in by)
