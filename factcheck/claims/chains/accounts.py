"""The outlet whose report an article retells, for the unnamed people in it whom no sentence ties to that outlet.

"According to the Harbour Times, sources said … The report said … / An official argued …": the official, too, speaks in the Harbour Times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck.claims.chains.nesting import Node, extent
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import strip_article
from factcheck.claims.source_kinds import find_person, head_noun
from factcheck.models import Attribution, Source, Span

__all__ = ["Account"]

_ASKED = re.compile(
    r"\b(?:(?:asked|requested|contacted|approached|reached|pressed)\s(?:for|about|to)|(?:request|requests|inquiry|inquiries|enquiry|questions?)\s(?:for|from|about|by))\b",
    re.IGNORECASE,
)
"""An answer to a reporter, who in a retold report is the outlet's."""
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")
_LEAST_TOLD = 2
"""Attributions to the outlet before an article counts as retelling its report; one may be a passing reference."""
Chain = tuple[Attribution, ...]


class Account:
    """Which outlet's report the paragraphs so far retell."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._told: dict[str, int] = {}
        self._outer: dict[int, dict[str, Attribution | None]] = {}
        """By paragraph: the outermost sources of its chains, with the link to carry on where it is an outlet."""

    def add(self, node: Node, chain: Chain) -> None:
        """Notes the chain of an attribution that is in nobody's content."""
        first = chain[0]
        is_outlet = first.source.kind == "outlet" and first.source.named
        name = _key(first.source)
        if is_outlet and first.cue is not None:
            self._told[name] = self._told.get(name, 0) + 1
        self._outer.setdefault(self._paragraph(node.position), {})[name] = first if is_outlet else None

    def outer_links(self, source: Source, node: Node) -> Chain:
        """The outlet in whose report `source` speaks; none when the article does not retell one here.

        It goes on in the paragraph where it stands and into the next, as long as that opens with somebody whom the report may quote.
        """
        if not self._may_speak_in_a_report(source, node):
            return ()
        here, start = self._paragraph(node.position), extent(node.tag)[0].start
        within = self._outer.get(here)
        if within is not None:
            links = list(within.values())
            return self._carried(links[0]) if len(links) == 1 else ()
        opening = here >= 0 and _SENTENCE_END.search(self._text, self._paragraphs[here].start, start) is None
        before = [link for link in self._outer.get(here - 1, {}).values() if link is not None]
        return self._carried(before[0]) if opening and len(before) == 1 else ()

    def _carried(self, link: Attribution | None) -> Chain:
        if link is None or self._told.get(_key(link.source), 0) < _LEAST_TOLD:
            return ()
        return (Attribution(source=link.source.model_copy(update={"span": None}), cue=None),)

    def _may_speak_in_a_report(self, source: Source, node: Node) -> bool:
        if source.kind == "anonymous":
            return bool(node.tag.source) and head_noun(source.name) in phrases("anonymous", "heads") | phrases("roles", "official")
        if source.kind != "spokesperson" or find_person(source.canonical) is not None:
            return False
        paragraph = self._paragraphs[max(0, self._paragraph(node.position))]
        return _ASKED.search(self._text, max(paragraph.start, node.position - 200), min(paragraph.end, node.position + 200)) is not None

    def _paragraph(self, position: int) -> int:
        return bisect_right(self._paragraphs, position, key=lambda span: span.start) - 1


def _key(source: Source) -> str:
    return strip_article(source.canonical).lower()
