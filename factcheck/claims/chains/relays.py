"""One source quoting another in so many words: "the Ledger, citing the Courier, said", "according to A, quoting B", "A cited B saying"."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.claims.lexicons import phrases
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.source_kinds import head_noun
from factcheck.models import Attribution, Cue, Span

__all__ = ["Relay", "cited_in_content", "relay"]

_CITING_WITHIN = re.compile(r",?\s+\b(citing|quoting|quotes|cites|which\s(?:has\s)?(?:cited|quoted))\s+(.+)$", re.DOTALL)
_QUOTING_AFTER = re.compile(r",?\s+(citing|quoting)\s+([^,;]{3,90}?(?:\([^)]{1,30}\))?),\s*")
_CITED_BEFORE = re.compile(
    r"((?:[Tt]he\s)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*|\b[Ii]t)\s+(?:has\s+|had\s+)?(?:\w+ly\s+|also\s+)?(cited|quoted|cites|quotes)\s+(?:the\s+|an?\s+|\w+\s+)?$"
)
_CITE_CUES = re.compile(r"\b(?:cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing))\b", re.IGNORECASE)
_CITED = re.compile(
    r"^(?P<who>[^,;:\"“]{3,90}?)\s+(?:as\s+)?(?:saying|indicating|stating|reporting|suggesting|claiming|warning|who\s+said|that\s+said|telling\s+(?:it|them))\b(?:\s+that)?\s+(?P<what>\S)"
)
_ACCORDING = re.compile(r"^(?:that\s)?according\sto\s(?P<who>[^,;:\"“]{3,90}?),\s(?P<what>\S)")
_CITED_THAT = re.compile(r"^(?P<who>[^,;:\"“]{3,90}?),\s+that\s(?P<what>\S)")
_CITED_ONE = (
    r"(?P<how>citing|quoting|which\s(?:has\s)?(?:cited|quoted|cites|quotes))\s(?P<who>[^,;:.\"“]{3,90}?(?:\s[A-Z]\.[^,;:.\"“]{2,60}?)?)"
)
_CITING_AFTER = re.compile(rf",?\s{_CITED_ONE}(?=[,;]|[.](?:\s|$)|$)")
_CITING_BEFORE = re.compile(r"\b(?P<how>[Cc]iting|[Qq]uoting)\s(?P<who>[^,;:.\"“]{3,90}?),\s(?=(?:the\s)?$|[^,.]{0,40}$)")
_QUOTED_BY = re.compile(r"(?:\sas\s(?:saying|stating))?\sby\s(?P<by>[^,;:.\"“”]{2,60}?)(?=\sas\s(?:saying|stating|telling)\b|[.,;]|$)")
_STOP = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"]|\n")
_WIDE = 160
_BACK = 80


class Relay(NamedTuple):
    """Two links, the outer one first, and what of the content is theirs."""

    links: tuple[Attribution, Attribution]
    content: tuple[Span, ...]


def relay(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    """The relay that the words of the source under `span`, or those beside it, make; None when they make none."""
    return (
        _citing_within(text, span, content, cue, resolver)
        or _introduced_within(text, span, content, cue, resolver)
        or _quoting_after(text, span, content, cue, resolver)
        or _cited_before(text, span, content, cue, resolver)
        or _quoted_by(text, span, content, cue, resolver)
        or _citing_beside(text, span, content, cue, resolver)
    )


def _citing_within(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    match = _CITING_WITHIN.search(span.of(text))
    if match is None or not match.start() or not _can_be_cited(match.group(2)):
        return None
    how = _cue(text, span.start + match.start(1), span.start + match.end(1))
    outer = resolver.resolve(Span(start=span.start, end=span.start + match.start()))
    inner = resolver.resolve(Span(start=span.start + match.start(2), end=span.end))
    return Relay((Attribution(source=outer, cue=cue), Attribution(source=inner, cue=how)), content)


def _introduced_within(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    """Such as "(according to) a report by the Gazette, two officials": the outlet and its sources tagged as one source."""
    comma = span.of(text).find(", ")
    if comma < 0:
        return None
    inner = Span(start=span.start + comma + 2, end=span.end)
    if head_noun(inner.of(text)) not in phrases("anonymous", "heads") or "," in inner.of(text):
        return None
    outer = resolver.resolve(Span(start=span.start, end=span.start + comma))
    if outer.kind != "outlet":
        return None
    return Relay((Attribution(source=outer, cue=None), Attribution(source=resolver.resolve(inner), cue=cue)), content)


def _quoting_after(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    match = _QUOTING_AFTER.match(text, span.end)
    if match is None:
        return None
    outer, inner = resolver.resolve(span), resolver.resolve(Span(start=match.start(2), end=match.end(2)))
    how = _cue(text, match.start(1), match.end(1))
    kept = tuple(Span(start=max(part.start, match.end()), end=part.end) for part in content if part.end > match.end())
    return Relay((Attribution(source=outer, cue=cue), Attribution(source=inner, cue=how)), kept or content)


def _cited_before(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - _BACK)
    match = _CITED_BEFORE.search(text[low : span.start])
    if match is None:
        return None
    outer = resolver.resolve(Span(start=low + match.start(1), end=low + match.end(1)))
    if outer.kind not in ("outlet", "document", "organization"):
        return None
    how = _cue(text, low + match.start(2), low + match.end(2))
    return Relay((Attribution(source=outer, cue=how), Attribution(source=resolver.resolve(span), cue=cue)), content)


def _quoted_by(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    """Who quotes a source in the passive: "Roe was quoted by the Courier as saying", "was quoted as saying by the Courier"."""
    match = _QUOTED_BY.match(text, cue.span.end) if cue is not None and cue.span is not None and cue.text.endswith("quoted") else None
    if match is None:
        return None
    outer = resolver.resolve(Span(start=match.start("by"), end=match.end("by")))
    return Relay((Attribution(source=outer, cue=cue), Attribution(source=resolver.resolve(span), cue=None)), content)


def _citing_beside(text: str, span: Span, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver) -> Relay | None:
    """Whom an outlet cites elsewhere in its sentence: "…, the Courier said, citing two men", "Citing a minister, the Courier said"."""
    end = span.end if cue is None or cue.span is None else max(span.end, cue.span.end)
    low, high = (
        max(text.rfind("\n", 0, span.start) + 1, span.start - _WIDE),
        min(len(text), max(end, *(part.end for part in content)) + _WIDE),
    )
    match = _CITING_BEFORE.search(text, low, span.start) or _CITING_AFTER.search(
        text, end if cue is None or cue.span is None else cue.span.start, high
    )
    if match is None or _STOP.search(text, min(match.end(), span.end), max(match.start(), span.start)):
        return None
    who = Span(start=match.start("who"), end=match.end("who"))
    if not _can_be_cited(who.of(text)):
        return None
    outer = resolver.resolve(span)
    if outer.kind not in ("outlet", "document", "organization"):
        return None
    how = _cue(text, match.start("how"), match.end("how"))
    kept = [Span(start=part.start, end=match.start()) if part.start < match.start() < part.end else part for part in content]
    kept = [part for part in kept if not (match.start() <= part.start and part.end <= match.end())]
    return Relay((Attribution(source=outer, cue=cue), Attribution(source=resolver.resolve(who), cue=how)), tuple(kept) or content)


def _can_be_cited(phrase: str) -> bool:
    """Whether a phrase is a source: a name, people or a document, not a reason ("citing a lack of evidence")."""
    head = head_noun(phrase)
    kinds = phrases("anonymous", "heads") | phrases("roles", "official", "spokesperson", "person") | phrases("documents", "heads")
    return bool({head, head.removesuffix("s")} & (kinds | phrases("organizations", "heads"))) or re.search(r"\b[A-Z]", phrase) is not None


def cited_in_content(
    text: str, content: tuple[Span, ...], cue: Cue | None, resolver: SourceResolver
) -> tuple[Attribution, tuple[Span, ...]] | None:
    """For "cited B saying", "citing B, that" and "that according to B, …" with all of it tagged as content: B's link, and what B says."""
    if cue is None or not content:
        return None
    words = content[0].of(text)
    match = _ACCORDING.match(words) or ((_CITED.match(words) or _CITED_THAT.match(words)) if _CITE_CUES.search(cue.text) else None)
    if match is None:
        return None
    start = content[0].start
    who = resolver.resolve(Span(start=start + match.start("who"), end=start + match.end("who")))
    return Attribution(source=who, cue=None), (Span(start=start + match.start("what"), end=content[0].end), *content[1:])


def _cue(text: str, start: int, end: int) -> Cue:
    return Cue(text=text[start:end], span=Span(start=start, end=end))
