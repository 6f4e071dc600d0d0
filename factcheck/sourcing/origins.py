"""Independent origins: how many different places the support for a claim comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.models import Assessment, Claim

__all__ = ["independent_origins"]

_WORD = re.compile(r"[^\W_]+")
_FILLER = frozenset({"the", "a", "an", "of", "and", "news", "agency", "inc", "ltd", "llc", "corp", "co"})


def _key(name: str) -> frozenset[str]:
    words = frozenset(word.casefold() for word in _WORD.findall(name))
    return words - _FILLER or words


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and (left <= right or right <= left)


def independent_origins(claim: Claim, assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Publishers that support the content on their own account, in order of first appearance.

    Left out are passages that are excluded, and those of anybody in the claim's own chain: a party's word about itself
    confirms nothing, and neither does the outlet that the article relays. A passage without a publisher counts by its document.
    """
    chain = [_key(name) for link in claim.chain if link.source.kind != "author" for name in (link.source.canonical, link.source.name)]
    found: dict[str, frozenset[str]] = {}
    for assessment in assessments:
        if assessment.relation != "supports" or assessment.excluded is not None:
            continue
        passage = assessment.evidence.passage
        publisher = passage.publisher or passage.document_id
        key = _key(publisher)
        if any(_same(key, own) for own in chain) or any(_same(key, other) for other in found.values()):
            continue
        found[publisher] = key
    return tuple(found)
