"""Which attribution stands inside which: the inner one is expressed in what the outer one reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.claims.base import TaggedAttribution
from factcheck.models import Span

__all__ = ["WINDOW", "Node", "extent", "in_reading_order", "outer_first", "parents_of", "without"]

WINDOW = 60
"""How many attributions away, in reading order, one may stand inside another or be carried on; bounds the work on hostile input."""


class Node(NamedTuple):
    """A tagged attribution, with where it is expressed."""

    tag: TaggedAttribution
    position: int
    """Where its source begins, else its cue, else its content."""
    content: tuple[Span, ...]
    """In reading order."""

    @property
    def anchor(self) -> Span:
        """Its cue, else its source, else its content: where it must stand to be inside another's content."""
        return (self.tag.cue or self.tag.source or self.content)[0]


def in_reading_order(tags: Iterable[TaggedAttribution]) -> list[Node]:
    """The attributions that have a content, by where they are expressed."""
    nodes = [
        Node(tag, (tag.source or tag.cue or tag.content)[0].start, tuple(sorted(tag.content, key=lambda span: span.start)))
        for tag in tags
        if tag.content
    ]
    return sorted(nodes, key=lambda node: (node.position, node.content[0].start))


def extent(tag: TaggedAttribution) -> list[Span]:
    """Everything that belongs to an attribution, in reading order."""
    return sorted((*tag.source, *tag.cue, *tag.content), key=lambda span: span.start)


def parents_of(nodes: Sequence[Node]) -> list[int]:
    """For each attribution the narrowest one in whose content it is expressed; -1 for none."""
    sizes = [sum(map(len, node.content)) for node in nodes]
    return [_parent(nodes, sizes, index) for index in range(len(nodes))]


def _parent(nodes: Sequence[Node], sizes: Sequence[int], index: int) -> int:
    node, anchor = nodes[index], nodes[index].anchor
    best = -1
    for other in range(max(0, index - WINDOW), min(len(nodes), index + WINDOW)):
        candidate = nodes[other]
        if other == index or sizes[other] < sizes[index] or (candidate.content == node.content and other > index):
            continue
        if (best < 0 or sizes[other] < sizes[best]) and any(span.contains(anchor) for span in candidate.content):
            best = other
    return best


def outer_first(parents: Sequence[int]) -> list[int]:
    """All indices, each after its parent; a cycle is cut at where it is entered."""
    order: dict[int, None] = {}
    for start in range(len(parents)):
        upwards: dict[int, None] = {}
        index = start
        while index >= 0 and index not in order and index not in upwards:
            upwards[index] = None
            index = parents[index]
        order.update(dict.fromkeys(reversed(upwards)))
    return list(order)


def without(content: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of `content` when `holes` are cut out of it."""
    parts = list(content)
    for hole in holes:
        cut: list[Span] = []
        for part in parts:
            if not part.overlaps(hole):
                cut.append(part)
                continue
            if part.start < hole.start:
                cut.append(Span(start=part.start, end=hole.start))
            if hole.end < part.end:
                cut.append(Span(start=hole.end, end=part.end))
        parts = cut
    return tuple(parts)
