"""Which claims of two copies of an annotation file are the same claim."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from factcheck.review.schema import AnnotatedClaim

__all__ = ["pair_claims"]

_ALIKE = 60.0
"""Least similarity of the words under one id: below it, two copies gave the id to two claims."""


def pair_claims(ours: Sequence[AnnotatedClaim], theirs: Sequence[AnnotatedClaim]) -> dict[str, str]:
    """Pair the claims of two copies: by id where the words are alike, then by exact words and text, then by exact words.

    Returns:
        Id in `ours` by id in `theirs`; each is used once.
    """
    pairs: dict[str, str] = {}
    by_id = {claim.id: claim for claim in ours}
    for claim in theirs:
        if claim.id in by_id and _same(by_id[claim.id], claim):
            pairs[claim.id] = claim.id
    for key in (lambda c: (c.quote.exact, c.text), lambda c: (c.quote.exact, "")):
        taken = set(pairs.values())
        waiting: dict[tuple[str, str], list[str]] = {}
        for claim in ours:
            if claim.id not in taken:
                waiting.setdefault(key(claim), []).append(claim.id)
        for claim in theirs:
            if claim.id not in pairs and (found := waiting.get(key(claim))):
                pairs[claim.id] = found.pop(0)
    return pairs


def _same(one: AnnotatedClaim, other: AnnotatedClaim) -> bool:
    words, others = _words(one), _words(other)
    return bool(words & others) or max(fuzz.ratio(a, b) for a in words for b in others) >= _ALIKE


def _words(claim: AnnotatedClaim) -> set[str]:
    """What the claim is about, by any of its readings: a person may have marked or written something else."""
    reads = claim.machine.reads if claim.machine else None
    return {claim.quote.exact, claim.text, *filter(None, (reads.quote, reads.text) if reads else ())}
