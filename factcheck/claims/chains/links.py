"""The links that one attribution itself expresses: its source, and whoever its own words put outside or inside of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.claims.chains.nesting import Node
from factcheck.claims.chains.outlets import around, carrying_outlet
from factcheck.claims.chains.relays import cited_in_content, relay
from factcheck.claims.lexicons import phrases, table
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.source_kinds import find_person, head_noun, is_person_name
from factcheck.models import Attribution, Cue, Source, Span

__all__ = ["Links", "links_of"]

_STATEMENT = re.compile(r"\b(?:statement|press release|news release|communiqué|press conference|news conference|briefing)\b", re.IGNORECASE)
_APPOSED_NAME = re.compile(r",\s((?:[A-Z][\w'’.-]*\s){1,3}[A-Z][\w'’-]+)(?=,)")
_SEEN_BY = re.compile(r"\b((?:[Aa]n?|[Tt]he)(?:\s[\w-]+){1,6}?)\s(?:seen|obtained|reviewed|viewed)\s(?:exclusively\s)?by\s(?:the\s)?$")
_BACK = 90
_EXISTENTIAL = re.compile(r"there\s+(?:is|are|was|were|have|has|had)\b", re.IGNORECASE)
"""A cue that makes nobody its source: "there are reports that"."""
_PASSIVE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being)|['’](?:s|re))\b(?:\s[\w-]+){0,3}?\s(?:\w+ed|seen|known|shown|held|thought|understood|said|told|taken)\b"
    r"(?:\s(?:as|to|for|that|to be|in|on|on as))?$",
    re.IGNORECASE,
)
"""A cue that leaves out who does what it tells: "is seen as", "was widely expected to"."""
_NOBODY = Source(name="unspecified", canonical="unspecified", kind="anonymous", named=False)


class Links(NamedTuple):
    """What an attribution contributes to chains."""

    links: tuple[Attribution, ...]
    """Outermost first."""
    content: tuple[Span, ...]
    """What of its content is asserted."""


def links_of(text: str, node: Node, resolver: SourceResolver, *, outer: Source | None, quoted: bool) -> Links:
    """The links of one attribution.

    Args:
        text: the article's text.
        node: the attribution.
        resolver: resolves its source, and learns it.
        outer: who says what it stands in; None in the author's own words.
        quoted: it stands in the very words of `outer`.
    """
    tag, content = node.tag, node.content
    cue = Cue(text=tag.cue[0].of(text), span=tag.cue[0]) if tag.cue and len(tag.cue[0]) else None
    if not tag.source or not len(tag.source[0]) or (cue is not None and _EXISTENTIAL.match(cue.text)):
        return Links((Attribution(source=_implied(cue, node, outer, resolver), cue=cue),), content)
    span = Span(start=tag.source[0].start, end=max(part.end for part in tag.source)) if _adjacent(text, tag.source) else tag.source[0]
    span = _with_document(text, _with_apposed_name(text, span))
    relayed = relay(text, span, content, cue, resolver)
    if relayed is not None:
        return Links(relayed.links, relayed.content)
    source = resolver.resolve(span, inside=outer, quoted=quoted)
    if source.kind == "organization" and _STATEMENT.search(text, *around(text, node)):
        # An institution that speaks by an official statement speaks by its spokesperson.
        source = source.model_copy(update={"kind": "spokesperson"})
    links = [Attribution(source=source, cue=cue)]
    outlet = carrying_outlet(text, node, span, source, resolver)
    if outlet is not None:
        links.insert(0, outlet)
    cited = cited_in_content(text, content, cue, resolver)
    if cited is not None:
        links.append(cited[0])
        content = cited[1]
    return Links(tuple(links), content)


def _with_apposed_name(text: str, span: Span) -> Span:
    """A description ("the team's coach") together with the name that follows it between commas, when it has none itself."""
    match = _APPOSED_NAME.match(text, span.end)
    if match is None or not is_person_name(match.group(1)) or find_person(span.of(text)) is not None:
        return span
    described = head_noun(span.of(text)) in phrases("roles", "official", "spokesperson", "person") | phrases("anonymous", "heads")
    return Span(start=span.start, end=match.end(1)) if described else span


def _with_document(text: str, span: Span) -> Span:
    """An outlet together with the document before it that it saw: "a leaked letter seen by | the Gazette"."""
    match = _SEEN_BY.search(text, max(0, span.start - _BACK), span.start)
    if match is None or head_noun(match.group(1)) not in phrases("documents", "heads"):
        return span
    return Span(start=match.start(1), end=span.end)


def _adjacent(text: str, spans: Sequence[Span]) -> bool:
    return all(not text[left.end : right.start].strip(" ,") for left, right in pairwise(spans))


def _implied(cue: Cue | None, node: Node, outer: Source | None, resolver: SourceResolver) -> Source:
    """The source of a cue that names none: nobody, who says what it stands in, the subject, or the last speaker."""
    for word in cue.text.lower().split() if cue is not None else ():
        name = table("anonymous", "agentless").get(word)
        if name is not None:
            return Source(name=name, canonical=name, kind="anonymous", named=False)
    if cue is not None and _PASSIVE.search(cue.text):
        return _NOBODY
    spoke = outer or resolver.subject_at(node.position) or resolver.last_speaker(node.position)
    return spoke.model_copy(update={"span": None}) if spoke is not None else _NOBODY
