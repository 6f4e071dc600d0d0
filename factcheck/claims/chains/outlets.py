"""The outlet that carried a statement: spoken to ("told CNN"), or where a document was seen ("a memo obtained by CNN")."""

from __future__ import annotations

import re

from factcheck.claims.chains.nesting import Node
from factcheck.claims.lexicons import matcher, phrases
from factcheck.claims.noun_phrases import head_noun
from factcheck.claims.outlets import described_outlet, is_outlet
from factcheck.claims.person_names import is_institutional
from factcheck.claims.resolution import SourceResolver
from factcheck.models import Attribution, Source, Span

__all__ = ["around", "carrying_outlet"]

_NAME = (
    r"((?:[Tt]he\s+)?(?:(?:al-|el-)?[A-Z][\w'’.&-]*)(?:\s(?:(?:of|and|for|the)\s){0,2}[A-Z][\w'’.&-]*)*"
    r"(?:\s(?:television|newspaper|radio|magazine|tv)\b)?)"
)
_SPOKEN = (
    r"\b(?:told|tells|telling|tell|spoke\s+(?:to|with)|speaking\s+(?:to|with|on)|said\s+to|interview(?:ed)?\s+(?:with|by|on|for)"
    r"|(?:statement|email|e-mail|comments?|remarks|message|letter)\s+to"
    r"|writing\s+(?:in|for)|quoted\s+(?:by|in)|cited\s+by|reported\s+by"
    r"|[Aa]ccording\s+to(?:\s+(?:an?|the)\s[^,.\n]{0,40}?\s(?:by|in|from))?)\s+"
)
_ADDRESSEE = re.compile(_SPOKEN + _NAME)
_DESCRIBED = re.compile(_SPOKEN + r"((?:the|an?|[A-Z][\w-]+['’]s)\s(?:[\w'’-]+\s){1,5}?" + _NAME + ")")
"""The outlet with what it is: "told the Tirana paper Gazeta e Re"."""
_CONFIDED = re.compile(r"\btold\s(?:the\s|[A-Z][\w-]+['’]s\s)([A-Z][\w'’.&-]*(?:\s(?:(?:of|and|for|the)\s){0,2}[A-Z][\w'’.&-]*)+)")
"""Whom unnamed people told something, under a name of two words or more."""
_HANDED = re.compile(
    r"\b(?:(?:seen|obtained|reviewed|published|reported|viewed)\s+(?:exclusively\s+)?(?:by|in)|(?:leaked|shown|given|provided)\s+to)\s+"
    + _NAME
)
_POSSESSIVE = re.compile(r"['’]s$")
_BEFORE, _AFTER = 60, 80
"""How far around source and cue an addressee may stand, in code points."""
_TO_CUE = 90


def carrying_outlet(text: str, node: Node, span: Span, source: Source, resolver: SourceResolver) -> Attribution | None:
    """The link of the outlet through which `source`, the words under `span`, speaks; None when none is named."""
    if source.kind == "outlet":
        return None
    cue = node.tag.cue
    # "A letter seen by the Gazette says": a tagger may end the source before its participle.
    end = cue[0].start if cue and span.end < cue[0].start < span.end + _TO_CUE else span.end
    for pattern, low, high in ((_HANDED, span.start, end), (_ADDRESSEE, *around(text, node))):
        for match in pattern.finditer(text, low, high):
            name = _POSSESSIVE.sub("", match.group(1)).rstrip(".")
            own = pattern is _ADDRESSEE and span.start <= match.start(1) < span.end
            if is_outlet(name) and not own:
                return Attribution(source=_resolved(match, name, resolver), cue=None)
    return _described_outlet(text, node, span, resolver) or _confidant(text, node, source, resolver)


def _described_outlet(text: str, node: Node, span: Span, resolver: SourceResolver) -> Attribution | None:
    for match in _DESCRIBED.finditer(text, *around(text, node)):
        phrase = match.group(1).rstrip(".")
        found = described_outlet(phrase)
        own = match.start() < span.start <= match.start(1) < span.end
        if found is not None and found[1] and not own:
            return Attribution(source=_resolved(match, phrase, resolver), cue=None)
    return None


def _confidant(text: str, node: Node, source: Source, resolver: SourceResolver) -> Attribution | None:
    """Whom unnamed people told it, if that may be an outlet that no list has: officials and people in the know speak to the press."""
    if source.kind != "anonymous" or source.named or head_noun(source.name) not in phrases("anonymous", "interchangeable"):
        return None
    match = _CONFIDED.search(text, *around(text, node))
    name = match.group(1).rstrip(".") if match is not None else ""
    if match is None or _tells_person_or_institution(name):
        return None
    return Attribution(source=_resolved(match, name, resolver).model_copy(update={"kind": "outlet", "named": True}), cue=None)


def _resolved(match: re.Match[str], name: str, resolver: SourceResolver) -> Source:
    """The source whose name the first group of a match begins with."""
    return resolver.resolve(Span(start=match.start(1), end=match.start(1) + len(name)))


def _tells_person_or_institution(name: str) -> bool:
    words = name.lower().split()
    given = words[0] in phrases("first_names", "names") or words[0] in phrases("given_names", "female", "male")
    role = matcher("roles", "official", "spokesperson", "person").match(name)
    return given or bool(role) or name.lower() in phrases("outlets", "not_media") or any(map(is_institutional, words))


def around(text: str, node: Node) -> tuple[int, int]:
    """The stretch around source and cue, outside the content, in which an addressee or an occasion may stand."""
    anchors = [*node.tag.source, *node.tag.cue]
    low = max(0, min(span.start for span in anchors) - _BEFORE)
    high = max(span.end for span in anchors)
    for span in node.content:
        if span.end <= anchors[0].start:
            low = max(low, span.end)
    after = [span.start for span in node.content if span.start >= high]
    stop = after[0] if after else high + _AFTER
    for mark in (". ", ".\n", "\n"):
        found = text.find(mark, high, stop)
        stop = found if found >= 0 else stop
    for mark in (". ", "\n"):
        found = text.rfind(mark, low, anchors[0].start)
        low = found + 1 if found >= 0 else low
    return low, stop
