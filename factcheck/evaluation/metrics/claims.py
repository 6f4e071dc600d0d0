"""Extracted claims against annotated articles.

A predicted claim is paired with at most one gold claim, best overlap first, when the words that their spans
cover have an intersection over union of at least 0.5. Everything else is counted over those pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.datasets.records import AnnotatedClaim, ClaimRecord, Link
from factcheck.evaluation.metrics.pairing import covered, greedy_pairs, word_bounds
from factcheck.evaluation.metrics.rates import Rates, rates, share

__all__ = ["MINIMUM_OVERLAP", "claim_figures", "count_article", "same_source"]

MINIMUM_OVERLAP = 0.5
"""Least intersection over union of the words of two spans that are the same claim."""

_WORD = re.compile(r"\w+")
_TITLES = frozenset({"a", "an", "dr", "gov", "mr", "mrs", "ms", "of", "president", "rep", "s", "sen", "the"})
"""Words that say nothing about who somebody is."""
_AUTHOR = Link(name="", kind="author")


def _name_words(link: Link) -> set[str]:
    return set(_WORD.findall(f"{link.name or ''} {link.canonical or ''}".lower())) - _TITLES


def same_source(one: Link, other: Link) -> bool:
    """Whether two links name the same source, loosely.

    They do when the smaller set of name words (mention and canonical name, without articles and titles) shares at
    least half of its words with the other. The author is the same as the author only.
    """
    if "author" in (one.kind, other.kind):
        return one.kind == other.kind
    words, others = _name_words(one), _name_words(other)
    shared = len(words & others)
    return shared > 0 and 2 * shared >= min(len(words), len(others))


def _speaker(claim: AnnotatedClaim) -> Link:
    return claim.chain[-1] if claim.chain else _AUTHOR


def _same_chain(gold: Sequence[Link], predicted: Sequence[Link], *, kinds: bool) -> bool:
    if len(gold) != len(predicted):
        return False
    return all(same_source(a, b) and (not kinds or a.kind == b.kind) for a, b in zip(gold, predicted, strict=True))


def _judged(record: ClaimRecord, predicted: Sequence[AnnotatedClaim], words: Sequence[frozenset[int]], off: frozenset[int]) -> list[int]:
    """Numbers of the predictions that count: those that begin in the annotated part and do not lie mostly in a non-claim."""
    part = record.annotated
    return [
        number
        for number, claim in enumerate(predicted)
        if (part is None or part.start <= claim.span.start < part.end) and 2 * len(words[number] & off) <= len(words[number])
    ]


def count_article(record: ClaimRecord, predicted: Sequence[AnnotatedClaim]) -> Counter[str]:
    """Counts of one article; those of several add up."""
    counts: Counter[str] = Counter()
    annotated = record.claims or ()
    # A word counts where it begins: a span that ends inside a word still holds it, one that starts inside does not.
    beginnings = [(start, start + 1) for start, _ in word_bounds(record.text)]
    all_words = [covered(beginnings, claim.offsets) for claim in predicted]
    off = covered(beginnings, [(span.start, span.end) for span in record.nonclaims])
    judged = _judged(record, predicted, all_words, off)
    claims, words = [predicted[number] for number in judged], [all_words[number] for number in judged]
    gold_words = [covered(beginnings, claim.offsets) for claim in annotated]
    candidates = [
        (overlap, number, other)
        for number, a in enumerate(gold_words)
        for other, b in enumerate(words)
        if a & b and (overlap := len(a & b) / len(a | b)) >= MINIMUM_OVERLAP
    ]
    pairs = greedy_pairs(candidates)
    for number, other in pairs:
        counts.update(_count_pair(annotated[number], claims[other]))
    paired = {number for number, _ in pairs}
    due = [claim for number, claim in enumerate(annotated) if number in paired or not claim.optional]
    for name, group in (("gold", due), ("predicted", claims)):
        kinds = Counter(_speaker(claim).kind for claim in group)
        counts.update({name: len(group), f"reported_{name}": len(group) - kinds["author"], f"anonymous_{name}": kinds["anonymous"]})
    return counts


def _count_pair(gold: AnnotatedClaim, predicted: AnnotatedClaim) -> Counter[str]:
    chain = predicted.chain or (_AUTHOR,)
    speaker, guess = gold.chain[-1], chain[-1]
    right = same_source(speaker, guess)
    sourcing = gold.sourcing == predicted.sourcing
    names = _same_chain(gold.chain, chain, kinds=False)
    counts = Counter(
        paired=1,
        speaker=right,
        kind=speaker.kind == guess.kind,
        chain=_same_chain(gold.chain, chain, kinds=True),
        mode=gold.mode == predicted.mode,
        claim_kind=gold.claim_kind == predicted.claim_kind,
        sourcing=sourcing,
        anonymous=speaker.kind == guess.kind == "anonymous",
    )
    if len(gold.chain) > 1:
        counts.update(nested=1, nested_chain=names)
    if "author" not in (speaker.kind, guess.kind):
        counts.update(reported_paired=1, reported=right, usable=right and sourcing, reported_chain=names, reported_sourcing=sourcing)
    if gold.support_of_attribution:
        counts.update(attribution_gold=1, attribution=gold.support_of_attribution == predicted.support_of_attribution)
        if gold.support_of_attribution == "not_enough_evidence":
            counts.update(attribution_nei_gold=1, attribution_nei=predicted.support_of_attribution in {None, "not_enough_evidence"})
    if gold.support:
        counts.update(
            support_gold=1,
            support=gold.support == predicted.support,
            origins=gold.independent_origins == predicted.independent_origins,
        )
        if gold.support == "not_enough_evidence":
            counts.update(nei_gold=1, nei_kept=predicted.support == gold.support)
        if gold.circular_copies and not gold.independent_origins:
            counts.update(circular_gold=1, circular_safe=not predicted.independent_origins)
    return counts


def _rate_figures(name: str, values: Rates) -> dict[str, float]:
    return {f"{name}_p": values.precision, f"{name}_r": values.recall, f"{name}_f1": values.f1}


def claim_figures(
    articles: Iterable[tuple[ClaimRecord, Sequence[AnnotatedClaim]]], *, support: bool = True
) -> dict[str, float | int | None]:
    """All figures over articles and the claims predicted for them, in percent; counts last.

    Args:
        articles: each gold article with its predictions, empty where there are none: its gold claims count as missed.
        support: also judge the content verdicts, where gold has them.

    Returns:
        `claim_p`, `claim_r`, `claim_f1`: pairs over all claims. Over the pairs, the share with the right `speaker`
        (innermost source), `chain` (length, and name and kind of each link), `kind` of the speaker, `mode`, `claim_kind`,
        `sourcing`; `nested_chain` over pairs whose gold chain has several links, by name. `anonymous_f1`: claims of an
        anonymous speaker. `reported_*`: only claims that are not in the author's voice, and a hit needs the right speaker;
        `reported_chain` and `reported_sourcing` are shares of the pairs where neither side is the author. `usable_f1`
        wants the right sourcing grade as well. With verdicts: `support`, `nei_kept` (gold not-enough-evidence kept so),
        `origins` (number of independent origins), `circular_safe` (nothing but copies, and no origin counted). Where gold judges it,
        `support_of_attribution` (did that source say it?) and `attribution_nei_kept` (of those that no evidence shows).
    """
    counts: Counter[str] = Counter()
    for record, predicted in articles:
        counts.update(count_article(record, predicted))
    both = counts["reported_predicted"], counts["reported_gold"]
    figures: dict[str, float | int | None] = dict(_rate_figures("claim", rates(counts["paired"], counts["predicted"], counts["gold"])))
    for name in ("speaker", "chain", "kind", "mode", "claim_kind", "sourcing"):
        figures[name] = share(counts[name], counts["paired"])
    figures["nested_chain"] = share(counts["nested_chain"], counts["nested"])
    figures["anonymous_f1"] = rates(counts["anonymous"], counts["anonymous_predicted"], counts["anonymous_gold"]).f1
    figures |= _rate_figures("reported", rates(counts["reported"], *both))
    for name in ("reported_chain", "reported_sourcing"):
        figures[name] = share(counts[name], counts["reported_paired"])
    figures["usable_f1"] = rates(counts["usable"], *both).f1
    if support and counts["support_gold"]:
        for name, whole in (("support", "support_gold"), ("nei_kept", "nei_gold"), ("origins", "support_gold")):
            figures[name] = share(counts[name], counts[whole])
        figures["circular_safe"] = share(counts["circular_safe"], counts["circular_gold"])
    if support and counts["attribution_gold"]:
        figures["support_of_attribution"] = share(counts["attribution"], counts["attribution_gold"])
        if counts["attribution_nei_gold"]:
            figures["attribution_nei_kept"] = share(counts["attribution_nei"], counts["attribution_nei_gold"])
    return figures | {name: counts[name] for name in ("gold", "predicted", "paired")}
