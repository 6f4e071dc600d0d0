"""How many unnamed people of an institution speak: "a Harbour Office official" against "Harbour Office officials".

One official and several are two strengths of sourcing, and the number is easily lost in retelling.
"""

from __future__ import annotations

import re

from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.pairing import Pairing
from factcheck.words import stem

__all__ = ["compare_voices"]

SHARED = 2
"""Content words that the claim must share with the sentence in which they speak, or half of its own where it has few."""
_HEADS = "official|source|aide|adviser|advisor|executive|lawmaker|diplomat|insider|employee|spokesperson|regulator|negotiator|staffer"
_GROUP = re.compile(rf"\b((?:[A-Z][\w.&’'-]*\s){{1,4}})((?:{_HEADS})(s?))\b")


def compare_voices(pair: Pairing) -> list[DiffItem]:
    """One item for each unnamed speaker of the claim whom the passage has in the other number, and nowhere in the same."""
    items = []
    reading = pair.passage.reading
    for link in pair.claim.claim.chain:
        source = link.source
        ours = _GROUP.search(source.name) if source.span is not None and not source.named else None
        if ours is None or source.span is None or source.span.of(pair.claim.reading.text) != source.name:
            continue
        theirs = [m for m in _GROUP.finditer(reading.text) if _same(ours, m) and _related(pair, *reading.sentence_at(m.start()))]
        if not theirs or any(bool(m[3]) == bool(ours[3]) for m in theirs):
            continue
        other = theirs[0]
        count = "one" if ours[3] else "several"
        items.append(
            DiffItem(
                kind="number",
                agrees=False,
                claim_text=source.name,
                claim_span=source.span,
                passage_text=other.group(),
                passage_span=Span(start=other.start() + pair.passage.shift, end=other.end() + pair.passage.shift),
                detail=f"the article has {source.name}, the passage {other.group()}: {count}",
                alignment=0.7,
                difference="voices",
            )
        )
    return items


def _same(ours: re.Match[str], theirs: re.Match[str]) -> bool:
    """Whether both are people of one institution, called by one noun."""
    mine, other = (_institution(match[1]) for match in (ours, theirs))
    return bool(mine) and mine == other and stem(ours[2]) == stem(theirs[2])


def _institution(words: str) -> list[str]:
    """Its words, without an article that is capitalised at the beginning of a sentence."""
    folded = words.casefold().split()
    return folded[1:] if folded[0] in {"a", "an", "the", "one"} else folded


def _related(pair: Pairing, start: int, end: int) -> bool:
    shared = len(pair.claim.stems & pair.passage.reading.stems_in(start, end))
    return shared >= min(SHARED, max(1, len(pair.claim.stems) // 2))
