"""Tagged attributions against gold ones: detection, exactness, and whether a newsroom could use them.

Tokens are runs of word characters. An attribution is a triple of token sets (source, cue, content).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from factcheck.datasets.records import AttributionRecord, AttributionSpans
from factcheck.evaluation.metrics.pairing import covered, greedy_pairs, overlap_f1, word_bounds
from factcheck.evaluation.metrics.rates import Rates, rates, share
from factcheck.evaluation.metrics.segments import ROLES, count_segments

__all__ = ["AttributionFigures", "attribution_figures", "count_document", "is_speech"]

USABLE_CONTENT = 0.8
"""Least token F1 of the content for an attribution to be usable as it is."""
LENIENT_CONTENT = 0.5
"""The same, for one that a person would still recognise."""
_LETTERS = re.compile(r"[a-z]+")
Keep = Callable[[str, AttributionSpans], bool]


class AttributionFigures(NamedTuple):
    """The figures of a set of documents."""

    rates: dict[str, Rates]
    """Precision, recall and F1 by name, in percent."""
    shares: dict[str, float]
    """Single shares in percent."""
    predicted: int
    gold: int


class _Tokens(NamedTuple):
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    quote: str


def is_speech(text: str, attribution: AttributionSpans, verbs: Collection[str]) -> bool:
    """Whether the cue is reported speech: it holds a colon, "according", or one of `verbs` (inflected forms, lower case)."""
    cue = " ".join(text[start:end] for start, end in attribution.cue).lower()
    return "according" in cue or ":" in cue or any(word in verbs for word in _LETTERS.findall(cue))


def judged(record: AttributionRecord, attributions: Iterable[AttributionSpans]) -> list[AttributionSpans]:
    """The attributions that touch no `discard` region."""
    return [
        attribution
        for attribution in attributions
        if not any(start < last and end > first for start, end in attribution.offsets for first, last in record.discard)
    ]


def _tokens(bounds: Sequence[tuple[int, int]], attribution: AttributionSpans, number: int) -> _Tokens:
    cue = covered(bounds, attribution.cue)
    if not cue:
        # A cue of punctuation only (a colon) is known by its place; a missing cue is like no other one.
        cue = frozenset({-1 - attribution.cue[0][0] if attribution.cue else -1 - (1 << 40) - number})
    return _Tokens(cue, covered(bounds, attribution.source), covered(bounds, attribution.content), attribution.quote)


def count_document(record: AttributionRecord, predicted: Iterable[AttributionSpans], *, keep: Keep | None = None) -> Counter[str]:
    """Counts of one document; those of several add up.

    Args:
        record: the gold document.
        predicted: what was tagged in it.
        keep: judges only the attributions, gold and predicted, for which it is true.
    """
    sides = [
        judged(record, side if keep is None else [a for a in side if keep(record.text, a)])
        for side in (predicted, record.attributions or ())
    ]
    bounds = word_bounds(record.text)
    # Numbers differ between the two sides, so that two missing cues never match.
    guesses = [_tokens(bounds, attribution, 2 * number) for number, attribution in enumerate(sides[0])]
    golds = [_tokens(bounds, attribution, 2 * number + 1) for number, attribution in enumerate(sides[1])]
    counts = Counter(
        predicted=len(guesses),
        gold=len(golds),
        source_predicted=sum(len(a.source) for a in guesses),
        source_gold=sum(len(a.source) for a in golds),
        content_predicted=sum(len(a.content) for a in guesses),
        content_gold=sum(len(a.content) for a in golds),
    )
    candidates = [
        (len(p.cue & g.cue) / len(p.cue | g.cue) + overlap_f1(p.content, g.content), i, j)
        for i, p in enumerate(guesses)
        for j, g in enumerate(golds)
        if p.cue & g.cue
    ]
    for i, j in greedy_pairs(candidates):
        counts.update(_count_pair(guesses[i], golds[j]))
        counts["nested_found"] += bool(sides[1][j].nested)
    counts["nested_gold"] = sum(bool(attribution.nested) for attribution in sides[1])
    counts.update(f"quote_{gold.quote}" for gold in golds)
    counts.update(_count_content_overlap(guesses, golds))
    counts.update(count_segments(record.text, sides[0], sides[1]))
    return counts


def _count_pair(guess: _Tokens, gold: _Tokens) -> Counter[str]:
    exact = {
        "cue_exact": guess.cue == gold.cue,
        "source_exact": guess.source == gold.source,
        "content_exact": guess.content == gold.content,
    }
    shared = guess.source & gold.source
    source = bool(shared) or not (guess.source or gold.source)
    content = overlap_f1(guess.content, gold.content)
    usable = source and content >= USABLE_CONTENT
    counts = Counter(
        detect=1,
        all_exact=all(exact.values()),
        source_shared=len(shared),
        content_shared=len(guess.content & gold.content),
        source_right=source,
        usable=usable,
        usable50=source and content >= LENIENT_CONTENT,
    )
    counts.update(exact)
    counts[f"usable_{gold.quote}"] += usable
    return counts


def _count_content_overlap(guesses: Sequence[_Tokens], golds: Sequence[_Tokens]) -> Counter[str]:
    """Gold contents of which a prediction covers more than 30% or 80%, one to one in gold order, whatever source and cue."""
    counts: Counter[str] = Counter()
    for percent in (30, 80):
        free = set(range(len(guesses)))
        for gold in golds:
            if not gold.content or not free:
                continue
            part, best = max((len(guesses[i].content & gold.content) / len(gold.content), i) for i in free)
            if part > percent / 100:
                counts[f"content{percent}"] += 1
                free.discard(best)
    return counts


def attribution_figures(
    documents: Iterable[tuple[AttributionRecord, Sequence[AttributionSpans]]], *, keep: Keep | None = None
) -> AttributionFigures:
    """All figures over documents and what was tagged in them.

    Predicted and gold attributions are paired one to one, best first, when their cues share a token; the score of a pair is the
    Jaccard index of the cues plus the token F1 of the contents. Attributions that touch a `discard` region are left out on both sides.

    Returns:
        Rates: `detect` (paired), `cue_exact`, `source_exact`, `content_exact`, `all_exact` (paired, same token sets),
        `usable` (paired, sources share a token or both are empty, content token F1 of at least 0.8), `usable50` (0.5),
        `content30` and `content80` (more than that part of a gold content covered, as GenderGapTracker counts, one to one),
        `source_overlap` and `content_overlap` (tokens shared by pairs over all tokens, as Citron counts), and
        `exact_<role>` and `begin_<role>` (contiguous segments of a role, see `segments`).
        Shares: `source_right` (of the pairs), `direct_recall`, `mixed_recall`, `indirect_recall` (gold of that kind that is usable),
        and where gold marks what is nested `nested_recall` (of those, the paired ones).
    """
    counts: Counter[str] = Counter()
    for record, tagged in documents:
        counts.update(count_document(record, tagged, keep=keep))
    predicted, gold = counts["predicted"], counts["gold"]
    names = ("detect", "cue_exact", "source_exact", "content_exact", "all_exact", "usable", "usable50", "content30", "content80")
    table = {name: rates(counts[name], predicted, gold) for name in names}
    for role in ("source", "content"):
        table[f"{role}_overlap"] = rates(counts[f"{role}_shared"], counts[f"{role}_predicted"], counts[f"{role}_gold"])
    for name in (f"{measure}_{role}" for role in ROLES for measure in ("exact", "begin")):
        table[name] = rates(counts[f"segment_{name}"], counts[f"segment_{name}_predicted"], counts[f"segment_{name}_gold"])
    shares = {"source_right": share(counts["source_right"], counts["detect"])}
    shares |= {f"{quote}_recall": share(counts[f"usable_{quote}"], counts[f"quote_{quote}"]) for quote in ("direct", "mixed", "indirect")}
    if counts["nested_gold"]:
        shares["nested_recall"] = share(counts["nested_found"], counts["nested_gold"])
    return AttributionFigures(table, shares, predicted, gold)
