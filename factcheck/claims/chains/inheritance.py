"""The outer links that a source keeps from a moment ago, though its own sentence does not repeat them.

"Sources told Reuters … The sources said …": still told to Reuters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck.claims.chains.nesting import WINDOW
from factcheck.claims.lexicons import phrases
from factcheck.claims.source_kinds import head_noun
from factcheck.models import Attribution, Source, Span

__all__ = ["Past"]

_COLLECTIVE = re.compile(r"\b(?:sources?|people|officials?|insiders?|participants?|persons?)\b", re.IGNORECASE)
_PARAGRAPHS = 2
"""How many paragraphs on a speaker still speaks to the outlet of before."""
Chain = tuple[Attribution, ...]


class Past:
    """The chains of an article so far, in reading order of the attributions that are in nobody's content."""

    def __init__(self, paragraphs: Sequence[Span]) -> None:
        self._paragraphs = paragraphs
        self._chains: list[tuple[int, Chain]] = []

    def add(self, position: int, chain: Chain) -> None:
        """Notes the chain of an attribution expressed at `position`."""
        self._chains.append((position, chain))

    def outer_links(self, source: Source, position: int) -> Chain:
        """The links outside of `source`, who speaks at `position`, that are carried over; none when nothing is."""
        here = self._paragraph(position)
        collective = source.kind == "anonymous" and _COLLECTIVE.search(source.name) is not None
        for before, chain in reversed(self._chains[-WINDOW:]):
            distance = here - self._paragraph(before)
            if _carries(chain, source, distance):
                return _carried(chain[:-1])
            if distance == 0 and collective and len(chain) == 1 and chain[-1].source.kind == "outlet":
                return _carried(chain)
        return ()

    def _paragraph(self, position: int) -> int:
        return bisect_right(self._paragraphs, position, key=lambda span: span.start) - 1


def _carries(chain: Chain, source: Source, distance: int) -> bool:
    """Whether `source` goes on under the outer links of `chain`, whose attribution stands `distance` paragraphs before."""
    if len(chain) < 2:
        return False
    last = chain[-1].source
    if source.kind == last.kind == "anonymous" and _same_group(last, source):
        return True
    if source.kind == "document":
        return last.kind == "document" and head_noun(last.name) == head_noun(source.name)
    same = last.canonical == source.canonical and (source.kind != "anonymous" or source.name != source.canonical)
    return same and source.kind != "outlet" and distance <= (_PARAGRAPHS if chain[0].source.kind == "outlet" else 0)


def _same_group(last: Source, source: Source) -> bool:
    """Whether "the sources" or "the officials" are those who spoke last."""
    left, right = head_noun(last.name), head_noun(source.name)
    if left not in phrases("anonymous", "heads") or left.rstrip("s") != right.rstrip("s"):
        return False
    return left.startswith("source") or source.name.lower().startswith(("the ", "those ", "these "))


def _carried(chain: Chain) -> Chain:
    return tuple(Attribution(source=link.source.model_copy(update={"span": None}), cue=None) for link in chain)
