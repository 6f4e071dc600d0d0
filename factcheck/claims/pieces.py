"""The stretches of an attributed content: where a quotation breaks off or begins anew, and which stretches are one statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.clauses import find_finite
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import Token, tokenize, trim
from factcheck.models import Span

__all__ = ["across", "pieces"]

_MINIMUM = 3
"""Words below which a stretch between nested attributions is only connective."""
_NEAR = 10
"""Words within which a clause after an omission must meet its verb."""


def pieces(text: str, content: Sequence[Span], within: Span, *, cut: bool = False) -> list[list[Span]]:
    """The statements that a content makes within one sentence, each as the stretches that an attribution merely interrupts.

    With `cut`, attributions inside the content were taken out of it, so that a stretch without a verb is only what led up to them.
    """
    clipped = [
        trim(text, Span(start=max(span.start, within.start), end=min(span.end, within.end)))
        for whole in content
        if whole.overlaps(within)
        for span in _broken(text, whole)
        if span.overlaps(within)
    ]
    clipped = [
        _without_tail(text, _without_that(text, span) if not number else _without_bare_that(text, span))
        for number, span in enumerate(span for span in clipped if span.end > span.start and not _remarked(text, span))
    ]
    clipped = [span for span in clipped if span.end - span.start > 1 and not (len(clipped) > 1 and _residue(text, span))]
    if cut:
        clipped = [span for span in clipped if _has_verb(text, span)]
    return _joined(text, clipped)


def _has_verb(text: str, span: Span) -> bool:
    tokens = tokenize(text, span)
    return find_finite(tokens, 0, len(tokens), main=False) is not None


_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]\s*")
_QUOTATION_AFTER_COLON = re.compile(r"[\"”]?:\s+(?=[\"“])")


def _broken(text: str, span: Span) -> list[Span]:
    """A content at the points where a quotation leaves words out or begins anew, when both sides make statements."""
    cuts = sorted(
        [*_ELLIPSIS.finditer(text, span.start, span.end), *_QUOTATION_AFTER_COLON.finditer(text, span.start, span.end)],
        key=lambda match: match.start(),
    )
    parts: list[Span] = []
    start = span.start
    for cut in cuts:
        left, right = tokenize(text, Span(start=start, end=cut.start())), tokenize(text, Span(start=cut.end(), end=span.end))
        colon = ":" in cut.group()
        if colon or (find_finite(left, 0, len(left), main=False) is not None and _resumes(right)):
            parts.append(Span(start=start, end=cut.start()))
            start = cut.end()
    return [part for part in (*parts, Span(start=start, end=span.end)) if part.end > part.start]


def _resumes(tokens: Sequence[Token]) -> bool:
    """Whether a statement of its own follows an omission: a new sentence, or a clause that does not lean on the one before."""
    finite = find_finite(tokens, 0, len(tokens))
    if finite is None:
        return False
    if tokens[0].capital and tokens[0].lower != "i":
        return True
    leaning = phrases("syntax", "prepositions") - {"in", "on", "at"} | phrases("syntax", "subordinators")
    return 0 < finite < _NEAR and tokens[0].lower not in leaning


def across(split: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Parts of an interrupted content: the last of one stretch and the first of the next are one statement."""
    joined: list[list[Span]] = []
    for number, parts in enumerate(split):
        for index, part in enumerate(parts):
            if number and index == 0 and joined:
                joined[-1].append(part)
            else:
                joined.append([part])
    return joined


def _residue(text: str, span: Span) -> bool:
    """Whether a stretch between nested attributions is only connective ("and", "that", "but also")."""
    words = [token for token in tokenize(text, span) if token.is_word]
    return len(words) < _MINIMUM and all(
        token.lower in phrases("syntax", "clause_conjunctions", "subordinators", "prepositions", "adverbs", "determiners")
        for token in words
    )


_REMARK = re.compile(
    r"\bin\san?\s(?:\w+\s)?(?:sign|move|bid|effort|step|signal|development|decision|twist|blow|boost)\s(?:(?:that|to|which)\s?)?$|in\san?\s(?:\w+\s)?(?:sign|move)\sthat\s"
)
_COMPLEMENTIZER = re.compile(r"(?:(?:and|but)\s+)?(?:that,?|whether|as|how|for|of)\s+")
_NO_COMPLEMENTIZER = re.compile(r"that\s+(?:is|was|will|would|has|'s)\b|(?:as|how)\s(?:many|much|few|little|long|far|often)\b|of\scourse\b")


def _without_that(text: str, span: Span) -> Span:
    """Drops the word that joins a content to its cue; one that opens a sentence or a quotation belongs to what is said ("Of the 40, …")."""
    words = span.of(text)
    match = _COMPLEMENTIZER.match(words)
    if match is None or _NO_COMPLEMENTIZER.match(words):
        return span
    return trim(text, Span(start=span.start + match.end(), end=span.end))


def _without_bare_that(text: str, span: Span) -> Span:
    """The same for a stretch after an interruption, where "as" and "for" join what follows to what went before."""
    return _without_that(text, span) if re.match(r"(?:(?:and|but)\s+)?(?:that|whether)\b", span.of(text)) else span


def _remarked(text: str, span: Span) -> bool:
    """Whether a stretch is the author's remark on what was said: "…, sources said, in a sign that the group is short of cash"."""
    return _REMARK.search(text[max(0, span.start - 40) : span.start]) is not None or _REMARK.match(span.of(text)) is not None


def _without_tail(text: str, span: Span) -> Span:
    """Drops function words that a content cut short leaves at its end."""
    match = re.search(r"(?:[,\s]+(?:which|that|who|such|and|but|or|the|an?|of|to|with|both))+(?:\s(?:then|later|also))?$", span.of(text))
    return trim(text, Span(start=span.start, end=span.start + match.start())) if match is not None and match.start() else span


def _joined(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Groups the stretches of one content: what an attribution merely interrupts is one statement."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups:
            between = text[groups[-1][-1].end : span.start]
            broken = _ELLIPSIS.fullmatch(between) or ":" in between
            if not broken and not re.search(r"[.!?]", between) and not (span.of(text)[:1].isupper() and "." in between):
                groups[-1].append(span)
                continue
        groups.append([span])
    return groups
