"""Names of a claim in whose place a passage has another name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.lexicons import phrases
from factcheck.models import DiffItem, DiffKind, Span
from factcheck.verdict.diff.names import Name
from factcheck.verdict.diff.pairing import Pairing, Place, in_place, leads
from factcheck.verdict.diff.reading import Reading

__all__ = ["compare_names"]

MIN_ALIGNMENT = 0.5
"""Least alignment at which another name is shown as a mismatch."""
VETO_ALIGNMENT = 0.85
SUBJECT_SHARE = 0.2
"""Share of the claim's other words that a passage about another subject must have to be a passage about the same thing."""
ALONE_SHARE = 0.6
"""Share of the claim's other words that the passage must have where nothing but the name differs."""
_DEMONYM = re.compile(r"[a-z]+(?:ish|ese|ian|can|lan|ean|rench|utch|erman|reek|wiss|elsh|zech|raqi|raeli)")


def compare_names(pair: Pairing, mismatches: Sequence[DiffItem]) -> list[DiffItem]:
    """One item for each name of the claim that the passage nowhere has, where the passage has another one in its place.

    Args:
        pair: claim and passage.
        mismatches: found already; a name that is part of one is not compared again.
    """
    items = []
    taken = [m.claim_span for m in mismatches]
    theirs = [n for n in pair.passage.reading.names if not _claimed(pair, n)]
    for ours in pair.claim.names:
        there = pair.has_name(ours) or pair.presence.has_part(ours)
        if there or _place(ours) in pair.elided or any(s.start < ours.end and ours.start < s.end for s in taken):
            continue
        if leads(pair.claim.reading, ours):
            # another subject may be another event, so nothing else may differ
            found = (_in_subject(pair, ours, theirs) or _in_slot(pair, ours, theirs)) if pair.found(_place(ours)) >= 1 else None
        else:
            found = _in_slot(pair, ours, theirs)
        if found is not None:
            items.append(_item(pair, ours, found[1], found[0]))
    return items


def _in_slot(pair: Pairing, ours: Name, theirs: Sequence[Name]) -> tuple[float, Name] | None:
    """The name that stands among the same words as `ours`, and how sure that is."""
    best: tuple[float, int, Name] | None = None
    for other in theirs:
        alone = pair.found(_place(ours)) >= 1 and pair.share(_place(ours), _place(other)) >= ALONE_SHARE
        if not _alike(pair, ours, other) or not (alone or pair.touching(_place(ours), _place(other))):
            continue
        sure = pair.alignment(_place(ours), _place(other))
        if sure >= MIN_ALIGNMENT and (best is None or (sure, -other.start) > best[:2]):
            best = (sure, -other.start, other)
    return (best[0], best[2]) if best is not None else None


def _in_subject(pair: Pairing, ours: Name, theirs: Sequence[Name]) -> tuple[float, Name] | None:
    """The name that the passage, or its sentence nearest to the claim, begins with, where the passage has all else that the claim names."""
    best: tuple[float, int, Name] | None = None
    for other in theirs:
        topic = leads(pair.passage.reading, other) and pair.passage.reading.sentence_at(other.start)[0] == 0
        if not leads(pair.passage.reading, other) or not _alike(pair, ours, other):
            continue
        share = pair.share(_place(ours), _place(other), whole=topic)
        if share < SUBJECT_SHARE or not (topic or pair.nearest_sentence(other.start)):
            continue
        sure = round(0.4 + 0.6 * share, 2)
        if best is None or (sure, -other.start) > best[:2]:
            best = (sure, -other.start, other)
    return (best[0], best[2]) if best is not None else None


def _place(name: Name) -> Place:
    return Place(name.start, name.end)


def _claimed(pair: Pairing, name: Name) -> bool:
    """Whether the claim has a word of the passage's name."""
    ours = pair.claim_words
    return any(token in ours for token in name.tokens)


def _alike(pair: Pairing, ours: Name, other: Name) -> bool:
    """Whether two names may be of one type: a person is no place."""
    mine, theirs = _type(pair.claim.reading, ours), _type(pair.passage.reading, other)
    return mine == theirs or ("" in {mine, theirs} and "demonym" not in {mine, theirs})


def _type(reading: Reading, name: Name) -> str:
    given = name.full[0]
    if len(name.full) > 1 and (given in phrases("given_names", "female") or given in phrases("given_names", "male")):
        return "person"
    if len(name.full) == 1 and _DEMONYM.fullmatch(given):
        return "demonym"
    return "place" if in_place(reading, name) else ""


def _item(pair: Pairing, ours: Name, other: Name, sure: float) -> DiffItem:
    kind: DiffKind = "place" if in_place(pair.claim.reading, ours) and in_place(pair.passage.reading, other) else "name"
    claim_text = pair.claim.reading.text[ours.start : ours.end]
    passage_text = pair.passage.reading.text[other.start : other.end]
    shift = pair.passage.shift
    return DiffItem(
        kind=kind,
        agrees=False,
        claim_text=claim_text,
        claim_span=Span(start=ours.start, end=ours.end),
        passage_text=passage_text,
        passage_span=Span(start=other.start + shift, end=other.end + shift),
        detail=f"the article names {claim_text}, the passage {passage_text} in its place",
        veto=sure >= VETO_ALIGNMENT,
        alignment=sure,
        difference="other",
    )
