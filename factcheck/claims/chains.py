"""From tagged attributions to chains of sources, outermost first.

A chain grows from three things: attributions inside one another ("the Gazette wrote that engineers said …"), the outlet that a speaker
spoke to ("told CNN", "in an interview with CNN"), and a source that quotes or cites another ("Yonhap, citing KCNA").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.lexicons import phrases, table
from factcheck.claims.names import strip_article
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.source_kinds import head_noun, is_outlet
from factcheck.models import Attribution, Cue, Source, Span

__all__ = ["Reported", "build_chains"]

_NAME = (
    r"((?:[Tt]he\s+)?(?:(?:al-|el-)?[A-Z][\w'’.&-]*)(?:\s(?:(?:of|and|for|the)\s){0,2}[A-Z][\w'’.&-]*)*"
    r"(?:\s(?:television|newspaper|radio|magazine|tv)\b)?)"
)
_ADDRESSEE = re.compile(
    r"\b(?:told|tells|telling|tell|spoke\s+(?:to|with)|speaking\s+(?:to|with|on)|said\s+to|interview(?:ed)?\s+(?:with|by|on|for)"
    r"|(?:statement|email|e-mail|comments?|remarks|message|letter)\s+to"
    r"|writing\s+(?:in|for)|quoted\s+(?:by|in)|cited\s+by|reported\s+by|according\s+to)\s+" + _NAME
)
_CITING = re.compile(r",?\s+\b(citing|quoting|quotes|cites)\s+(.+)$", re.DOTALL)
_HANDED = re.compile(
    r"\b(?:seen|obtained|reviewed|published|reported|viewed)\s+(?:exclusively\s+)?(?:by|in)\s+"
    + _NAME
    + r"|\b(?:leaked|shown|given|provided)\s+to\s+"
    + _NAME
)
_CITE_CUES = re.compile(r"\b(?:cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing))\b", re.IGNORECASE)
_CITED = re.compile(
    r"^(?P<who>[^,;:\"“]{3,90}?)\s+(?:as\s+)?(?:saying|indicating|stating|reporting|suggesting|claiming|warning|who\s+said|that\s+said|telling\s+(?:it|them))\b(?:\s+that)?\s+(?P<what>\S)"
)
_COLLECTIVE = re.compile(r"\b(?:sources?|people|officials?|insiders?|participants?|persons?)\b", re.IGNORECASE)


_WINDOW = 60
"""How many attributions away, in reading order, one may stand inside another or be carried on; bounds the work on hostile input."""


class Reported(NamedTuple):
    """One attributed content with its chain."""

    content: tuple[Span, ...]
    """What is asserted, without the attributions inside it."""
    chain: tuple[Attribution, ...]
    extents: tuple[Span, ...]
    """Everything that belongs to the attribution: source, cue, content."""
    cue: str
    position: int
    """Where the attribution is expressed: its source, else its cue, else its content."""


class _Node(NamedTuple):
    tag: TaggedAttribution
    position: int
    content: tuple[Span, ...]


def build_chains(
    text: str, tags: Sequence[TaggedAttribution], resolver: SourceResolver, paragraphs: Sequence[Span], *, own: str | None = None
) -> list[Reported]:
    """Chains for the attributions of one article, in reading order.

    Args:
        text: the article's text.
        tags: its tagged attributions.
        resolver: resolves the sources, and learns them.
        paragraphs: the spans of the blocks, for what a speaker carries on within one.
        own: the article's own outlet, which is no link of a chain; what it alone reports is said in the author's voice.
    """
    nodes = sorted((_node(tag) for tag in tags if tag.content), key=lambda node: (node.position, node.content[0].start))
    parents = [_parent(nodes, index) for index in range(len(nodes))]
    children: dict[int, list[int]] = {}
    for child, parent in enumerate(parents):
        children.setdefault(parent, []).append(child)
    chains: dict[int, tuple[Attribution, ...]] = {}
    reported: list[Reported] = []
    merged: set[int] = set()
    contents: dict[int, tuple[Span, ...]] = {}
    past: list[tuple[int, tuple[Attribution, ...]]] = []
    for index in _outer_first(parents):
        node = nodes[index]
        outer = chains[parents[index]] if parents[index] >= 0 else ()
        links, content = _links(text, node, resolver)
        if outer and outer[-1].source.canonical == links[-1].source.canonical:
            # "She said she hopes …": the same voice, so the hope stays part of what she said.
            chains[index] = outer
            merged.add(index)
            continue
        if not outer and len(links) == 1:
            outer = _inherited(links[0], node.position, past, paragraphs)
        chain = _deduplicated((*outer, *links))
        if own is not None and _same_outlet(chain[0].source.canonical, own):
            author = chain[0].source.model_copy(update={"canonical": own, "kind": "author"})
            chain = chain[1:] or (chain[0].model_copy(update={"source": author}),)
        chains[index] = chain
        contents[index] = content
        past.append((node.position, chain))
    for index, content in contents.items():
        node = nodes[index]
        inner = [nodes[child].tag for child in children.get(index, ()) if child not in merged]
        reported.append(
            Reported(
                content=_without(content, [part for tag in inner for part in _extent(tag)]),
                chain=chains[index],
                extents=tuple(_extent(node.tag)),
                cue=" ".join(span.of(text) for span in node.tag.cue).lower(),
                position=node.position,
            )
        )
    return sorted(reported, key=lambda item: item.content[0].start if item.content else item.position)


def _same_outlet(name: str, own: str) -> bool:
    return strip_article(name).lower() == strip_article(own).lower()


def _node(tag: TaggedAttribution) -> _Node:
    first = (tag.source or tag.cue or tag.content)[0]
    return _Node(tag, first.start, tuple(sorted(tag.content, key=lambda span: span.start)))


def _extent(tag: TaggedAttribution) -> list[Span]:
    return sorted((*tag.source, *tag.cue, *tag.content), key=lambda span: span.start)


def _parent(nodes: Sequence[_Node], index: int) -> int:
    """The narrowest attribution in whose content another is expressed; -1 for none."""
    node = nodes[index]
    anchor = (node.tag.cue or node.tag.source or node.content)[0]
    best, width = -1, 0
    for other in range(max(0, index - _WINDOW), min(len(nodes), index + _WINDOW)):
        candidate = nodes[other]
        if other == index or (candidate.content == node.content and other > index):
            continue
        if any(span.contains(anchor) for span in candidate.content):
            size = sum(map(len, candidate.content))
            own = sum(map(len, node.content))
            if size >= own and (best < 0 or size < width):
                best, width = other, size
    return best


def _outer_first(parents: Sequence[int]) -> list[int]:
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


def _links(text: str, node: _Node, resolver: SourceResolver) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    """The links that one attribution itself expresses, and what of its content is asserted."""
    tag, content = node.tag, node.content
    cue = Cue(text=tag.cue[0].of(text), span=tag.cue[0]) if tag.cue and len(tag.cue[0]) else None
    if not tag.source or not len(tag.source[0]):
        return (Attribution(source=_implied(cue, node, resolver), cue=cue),), content
    span = Span(start=tag.source[0].start, end=max(part.end for part in tag.source)) if _adjacent(text, tag.source) else tag.source[0]
    citing = _CITING.search(span.of(text))
    if citing is not None:
        outer_span = Span(start=span.start, end=span.start + citing.start())
        outer = resolver.resolve(outer_span)
        inner = resolver.resolve(Span(start=span.start + citing.start(2), end=span.end))
        resolver.remember(outer, span.start)
        resolver.remember(inner, span.start + citing.start(2))
        how = Span(start=span.start + citing.start(1), end=span.start + citing.end(1))
        return (Attribution(source=outer, cue=cue), Attribution(source=inner, cue=Cue(text=citing.group(1), span=how))), content
    relayed = _relayed(text, span, content, cue, resolver)
    if relayed is not None:
        return relayed
    source = resolver.resolve(span)
    if source.kind == "organization" and _in_statement(text, node):
        source = source.model_copy(update={"kind": "spokesperson"})
    links: list[Attribution] = [Attribution(source=source, cue=cue)]
    outlet = _through(text, node, span, source, resolver)
    if outlet is not None:
        resolver.remember(outlet.source, span.start)
        links.insert(0, outlet)
    resolver.remember(source, span.start)
    if cue is not None and _CITE_CUES.search(cue.text) and content:
        cited = _CITED.match(content[0].of(text))
        if cited is not None:
            who = Span(start=content[0].start, end=content[0].start + cited.end("who"))
            named = resolver.resolve(who)
            resolver.remember(named, who.start)
            links.append(Attribution(source=named, cue=None))
            content = (Span(start=content[0].start + cited.start("what"), end=content[0].end), *content[1:])
    return tuple(links), content


_QUOTING = re.compile(r",?\s+(citing|quoting)\s+([^,;]{3,90}?(?:\([^)]{1,30}\))?),\s*")
_CITED_BEFORE = re.compile(
    r"((?:[Tt]he\s)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*|\b[Ii]t)\s+(?:has\s+|had\s+)?(?:\w+ly\s+|also\s+)?(cited|quoted|cites|quotes)\s+(?:the\s+|an?\s+|\w+\s+)?$"
)


def _relayed(
    text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver
) -> tuple[tuple[Attribution, ...], tuple[Span, ...]] | None:
    """Two links where one source quotes another: "according to A, citing B, …" and "A cited B saying …"."""
    quoting = _QUOTING.match(text, span.end)
    if quoting is not None:
        outer, inner = resolver.resolve(span), resolver.resolve(Span(start=quoting.start(2), end=quoting.end(2)))
        how = Cue(text=quoting.group(1), span=Span(start=quoting.start(1), end=quoting.end(1)))
        kept = tuple(Span(start=max(part.start, quoting.end()), end=part.end) for part in content if part.end > quoting.end())
        links = (Attribution(source=outer, cue=cue), Attribution(source=inner, cue=how))
    else:
        low = max(text.rfind("\n", 0, span.start) + 1, span.start - 80)
        before = _CITED_BEFORE.search(text[low : span.start])
        if before is None:
            return None
        outer = resolver.resolve(Span(start=low + before.start(1), end=low + before.end(1)))
        if outer.kind not in ("outlet", "document", "organization"):
            return None
        how = Cue(text=before.group(2), span=Span(start=low + before.start(2), end=low + before.end(2)))
        inner, kept = resolver.resolve(span), content
        links = (Attribution(source=outer, cue=how), Attribution(source=inner, cue=cue))
    resolver.remember(outer, span.start)
    resolver.remember(inner, span.start)
    return links, kept or content


_STATEMENT = re.compile(r"\b(?:statement|press release|news release|communiqué|press conference|news conference|briefing)\b", re.IGNORECASE)


def _in_statement(text: str, node: _Node) -> bool:
    """Whether an institution speaks by an official statement, which is its spokesperson's word."""
    low, high = _between(text, node)
    return _STATEMENT.search(text, low, high) is not None


def _adjacent(text: str, spans: Sequence[Span]) -> bool:
    return all(not text[left.end : right.start].strip(" ,") for left, right in pairwise(spans))


def _implied(cue: Cue | None, node: _Node, resolver: SourceResolver) -> Source:
    """The source of a cue that names none: agentless wording, else whoever spoke last."""
    words = cue.text.lower().split() if cue is not None else []
    for word in words:
        name = table("anonymous", "agentless").get(word)
        if name is not None:
            return Source(name=name, canonical=name, kind="anonymous", named=False)
    for mention in reversed(resolver.history):
        if mention.source.kind != "author" and mention.position < node.position:
            return mention.source.model_copy(update={"span": None})
    return Source(name="unspecified", canonical="unspecified", kind="anonymous", named=False)


def _through(text: str, node: _Node, span: Span, source: Source, resolver: SourceResolver) -> Attribution | None:
    """The outlet that carried the words: spoken to, or where a document was seen."""
    if source.kind == "outlet":
        return None
    handed = _HANDED.search(span.of(text))
    if handed is not None:
        group = 1 if handed.group(1) else 2
        if is_outlet(handed.group(group)):
            start = span.start + handed.start(group)
            return Attribution(source=resolver.resolve(Span(start=start, end=span.start + handed.end(group))), cue=None)
    low, high = _between(text, node)
    for match in _ADDRESSEE.finditer(text, low, high):
        name = re.sub(r"['’]s$", "", match.group(1))
        if is_outlet(name) and not span.start <= match.start(1) < span.end:
            return Attribution(source=resolver.resolve(Span(start=match.start(1), end=match.start(1) + len(name))), cue=None)
    return None


def _between(text: str, node: _Node) -> tuple[int, int]:
    """The stretch around source and cue, outside the content, in which an addressee may stand."""
    anchors = [*node.tag.source, *node.tag.cue]
    low = max(0, min(span.start for span in anchors) - 60)
    high = max(span.end for span in anchors)
    for span in node.content:
        if span.end <= anchors[0].start:
            low = max(low, span.end)
    after = [span.start for span in node.content if span.start >= high]
    stop = after[0] if after else high + 80
    for mark in (". ", ".\n", "\n"):
        found = text.find(mark, high, stop)
        stop = found if found >= 0 else stop
    for mark in (". ", "\n"):
        found = text.rfind(mark, low, anchors[0].start)
        low = found + 1 if found >= 0 else low
    return low, stop


def _inherited(
    link: Attribution, position: int, past: Sequence[tuple[int, tuple[Attribution, ...]]], paragraphs: Sequence[Span]
) -> tuple[Attribution, ...]:
    """The outer links that a source keeps from a moment ago: the same speaker to the same outlet, sources of the outlet just named."""
    block = _paragraph(paragraphs, position)
    source = link.source
    collective = source.kind == "anonymous" and _COLLECTIVE.search(source.name) is not None
    for before, chain in reversed(past[-_WINDOW:]):
        there = _paragraph(paragraphs, before)
        last = chain[-1].source
        if len(chain) > 1 and collective and last.kind == "anonymous" and _same_group(last, source):
            return _carried(chain[:-1])
        if there == block and len(chain) > 1 and last.canonical == source.canonical and source.kind != "anonymous":
            return _carried(chain[:-1])
        if there == block and collective and len(chain) == 1 and last.kind == "outlet":
            return _carried(chain)
        if len(chain) > 1 and source.kind == "document" and last.kind == "document" and head_noun(last.name) == head_noun(source.name):
            return _carried(chain[:-1])
        if there != block and not collective and source.kind != "document":
            break
    return ()


def _paragraph(paragraphs: Sequence[Span], position: int) -> int:
    return bisect_right(paragraphs, position, key=lambda span: span.start) - 1


def _same_group(last: Source, source: Source) -> bool:
    heads = phrases("anonymous", "heads")
    left, right = head_noun(last.name), head_noun(source.name)
    return left in heads and left.rstrip("s") == right.rstrip("s") and left.startswith("source")


def _carried(chain: Sequence[Attribution]) -> tuple[Attribution, ...]:
    return tuple(Attribution(source=link.source.model_copy(update={"span": None}), cue=None) for link in chain)


def _deduplicated(chain: Sequence[Attribution]) -> tuple[Attribution, ...]:
    kept: list[Attribution] = []
    for link in chain:
        if not kept or kept[-1].source.canonical != link.source.canonical:
            kept.append(link)
    return tuple(kept)


def _without(content: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
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
