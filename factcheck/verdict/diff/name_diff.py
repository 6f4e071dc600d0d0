"""Names of a claim against those of a passage: slips of spelling, doubled names, and names that agree."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.models import DiffItem, Span
from factcheck.spelling import name_key
from factcheck.verdict.diff.align import ClaimView, PassageView
from factcheck.verdict.diff.names import Name, misspelled
from factcheck.verdict.diff.pairing import Pairing

__all__ = ["compare_slips"]

SHARED_CONTEXT = 2
"""Content words that claim and sentence must share before a lone surname counts as a misspelling of another."""


class _Slip(NamedTuple):
    ours: str
    theirs: str
    reason: str


def compare_slips(pair: Pairing) -> list[DiffItem]:
    """One item for each name of the claim, its speakers included, that the passage writes alike or by a slip differently."""
    claim, passage = pair.claim, pair.passage
    items = []
    seen: set[tuple[str, ...]] = set()
    for ours in _claim_names(claim):
        if ours.full in seen:
            continue
        seen.add(ours.full)
        same = next((n for n in passage.reading.names if len(n.full) > 1 and _keys(n) == _keys(ours)), None)
        if same is not None:
            if len(ours.full) > 1:
                items.append(_item(claim, ours, passage, same, agrees=True, detail=f"both name {_written(passage, same)}"))
            continue
        for theirs in passage.reading.names:
            slip = _slip(claim, ours, passage, theirs)
            if slip is not None:
                detail = f"the article writes {slip.ours}, the passage {slip.theirs}: {slip.reason}"
                items.append(_item(claim, ours, passage, theirs, agrees=False, detail=detail))
                break
    return items


def _keys(name: Name) -> tuple[str, ...]:
    return tuple(map(name_key, name.full))


def _claim_names(claim: ClaimView) -> list[Name]:
    """Names in the claim, then those of its sources, in the order of the article."""
    spans = [s for a in claim.claim.chain if (s := a.source.span) is not None and a.source.named]
    sources = [n for span in spans for n in claim.reading.names if span.start <= n.start and n.end <= span.end]
    return sorted({*claim.names, *sources}, key=lambda n: (n.start, n.end))


def _slip(claim: ClaimView, ours: Name, passage: PassageView, theirs: Name) -> _Slip | None:
    """What makes of two different names one name written two ways; None when nothing does."""
    if _doubled(ours.full) and len(theirs.full) > 1 and theirs.full[-1] == ours.full[-1] and not _doubled(theirs.full):
        return _Slip(_written(claim, ours), _written(passage, theirs), "a doubled name")
    mine, other = ours.full, theirs.full
    alone = len(mine) == 1 or len(other) == 1
    if alone:
        mine, other = mine[-1:], other[-1:]
    pair = misspelled(mine, other)
    if pair is None or _two_bearers(claim, ours, passage, theirs, pair) or (alone and not _context_shared(claim, passage, theirs, pair)):
        return None
    reason = f"{pair[0]!r} for {pair[1]!r}"
    if any(pair[1] in name for name in claim.reading.known_names):
        reason += "; the article itself writes it both ways"
    return _Slip(_written(claim, ours), _written(passage, theirs), reason)


def _doubled(name: tuple[str, ...]) -> bool:
    return len(name) > 1 and len(set(name)) == 1


def _two_bearers(claim: ClaimView, ours: Name, passage: PassageView, theirs: Name, pair: tuple[str, str]) -> bool:
    """Whether one of the texts knows both names, so that they belong to two; or ours may be no name at all."""
    if _opens_only(claim, ours) or _opens_only(passage, theirs):
        return True
    other = theirs.full if len(ours.full) > 1 else theirs.full[-1:]
    if other in claim.reading.known_names and not _same_but(pair, claim.reading.known_names):
        return True
    return ours.full in passage.reading.known_names or ours.full[-1:] in passage.reading.known_names


def _opens_only(view: ClaimView | PassageView, name: Name) -> bool:
    """Whether a single word is capitalised at the beginning of sentences only, where any word is."""
    return len(name.full) == 1 and name.opens and not any(n.tokens == name.tokens and not n.opens for n in view.reading.names)


def _same_but(pair: tuple[str, str], article_names: frozenset[tuple[str, ...]]) -> bool:
    """Whether the article has both spellings with the same other words, so that they are one name written two ways."""
    swapped = {
        tuple(pair[0] if token == pair[1] else token for token in name) for name in article_names if pair[1] in name and len(name) > 1
    }
    return bool(swapped & article_names)


def _context_shared(claim: ClaimView, passage: PassageView, theirs: Name, pair: tuple[str, str]) -> bool:
    start, end = passage.reading.sentence_at(theirs.start)
    return len((claim.stems & passage.reading.stems_in(start, end)) - set(pair)) >= SHARED_CONTEXT


def _written(view: ClaimView | PassageView, name: Name) -> str:
    """The full form of a name as its text writes it."""
    reading = view.reading
    longest = next((n for n in reading.names if n.tokens == name.full), name)
    return reading.text[longest.start : longest.end]


def _item(claim: ClaimView, ours: Name, passage: PassageView, theirs: Name, *, agrees: bool, detail: str) -> DiffItem:
    # no veto: a slip of spelling is the article's error about the name, and the passage still speaks of the same person
    return DiffItem(
        kind="name",
        agrees=agrees,
        claim_text=claim.reading.text[ours.start : ours.end],
        claim_span=Span(start=ours.start, end=ours.end),
        passage_text=passage.reading.text[theirs.start : theirs.end],
        passage_span=Span(start=theirs.start + passage.shift, end=theirs.end + passage.shift),
        detail=detail,
        difference=None if agrees else "spelling",
    )
