"""Pairs made from labelled pairs: the same claim with one detail changed, and the same passage in other company.

What a verifier has to learn is where a claim and a passage differ, and the public sets show too few pairs that differ in one detail
alone. Contrast sets (Gardner et al. 2020) and counterfactual data (Kaushik et al. 2020) are made by hand; these are made by rule.
Every rule is cautious: where it cannot tell what its change does to the label, it makes nothing.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from factcheck.datasets.pairs import LabelledPair
from factcheck.perturbation import Change as Changed
from factcheck.perturbation import NamePool, change_date, change_name, change_number, name_pool
from factcheck.sentences import sentence_spans
from factcheck.training.negatives import retrieved_negatives

__all__ = ["SHARES", "augment"]

Change = Callable[[LabelledPair, "Stock"], LabelledPair | None]

SHARES: Final[Mapping[str, float]] = {
    "number": 0.04,
    "date": 0.03,
    "name": 0.06,
    "negation": 0.06,
    "modality": 0.03,
    "quantifier": 0.02,
    "roles": 0.02,
    "distractors": 0.07,
}
"""How many pairs each rule makes at most, as a share of the pairs given."""

_WORD: Final = r"[A-Z][a-z]+(?![\w'’])"
_ANY_NAME: Final = re.compile(rf"\b(?!(?:The|An?|It|He|She|They|There|This|That|In|On|At|All|Many|Some)\b){_WORD}(?: {_WORD}){{0,3}}")
_AUXILIARY: Final = re.compile(r"\b(is|are|was|were|has|have|had|can|will|does|did)\b(?! not\b|n['’]t)", re.IGNORECASE)
_NEGATED: Final = re.compile(r"\b(is|are|was|were|has|have|had|can|will|does|did) not\b", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\b(is|are|was|were)\b(?! not\b)")
_HEDGES: Final = {
    "is": ("may be", "could be", "is said to be", "is expected to be"),
    "are": ("may be", "could be", "are said to be", "are expected to be"),
    "was": ("may have been", "was rumoured to be", "was to be"),
    "were": ("may have been", "were rumoured to be", "were to be"),
}
_SOME: Final = re.compile(r"\b(some|many|several|a few|most)\b", re.IGNORECASE)
_ALL: Final = re.compile(r"\b(all|every|each)\b", re.IGNORECASE)
_SYMMETRIC: Final = re.compile(r"\b(and|or|with|both|between|married|met|like|same|co-\w+)\b", re.IGNORECASE)
_NAMING: Final = 1000
"""Claims of a data set whose names may take another's place."""
_LONGEST_BESIDE: Final = 90
"""Words of a passage that other sentences may still be put around."""


@dataclass(frozen=True)
class Stock:
    """What the rules draw on: their randomness, names by data set, passages by data set."""

    rng: random.Random
    names: Mapping[str, NamePool]
    passages: Mapping[str, Sequence[str]]


def augment(
    pairs: Sequence[LabelledPair], seed: int, *, shares: Mapping[str, float] = SHARES, negatives: float = 0.12
) -> list[LabelledPair]:
    """Made pairs, to be trained on beside those given.

    Args:
        pairs: labelled `supports`, `refutes` or `nei`.
        seed: of every choice.
        shares: for each rule, how many pairs it makes at most, as a share of `pairs`.
        negatives: passages of other claims that search would find, labelled `nei`, as a share of `pairs`.
    """
    rng = random.Random(seed)
    stock = Stock(rng, _names(pairs, rng), _passages(pairs))
    made: list[LabelledPair] = []
    for name, share in shares.items():
        wanted, found = round(share * len(pairs)), 0
        for pair in rng.sample(pairs, len(pairs)):
            if found >= wanted:
                break
            changed = RULES[name](pair, stock)
            if changed is not None:
                found += 1
                made.append(replace(changed, id=f"{pair.id}-{name}"))
    return [*made, *(retrieved_negatives(pairs, negatives, seed) if negatives else [])]


def _names(pairs: Sequence[LabelledPair], rng: random.Random) -> dict[str, NamePool]:
    claims: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        claims[pair.dataset][pair.hypothesis] = None
    return {dataset: name_pool(rng.sample(list(found), min(_NAMING, len(found)))) for dataset, found in claims.items()}


def _passages(pairs: Sequence[LabelledPair]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        found[pair.dataset].add(pair.premise)
    return {dataset: sorted(premises) for dataset, premises in found.items()}


def _detail(change: Callable[[str, str, random.Random], Changed | None], pair: LabelledPair, stock: Stock) -> LabelledPair | None:
    """A supported claim with one detail that the passage does not have: refuted."""
    changed = change(pair.hypothesis, pair.premise, stock.rng) if pair.label == "supports" else None
    return _with_claim(pair, changed.text, "refutes") if changed else None


def _name(pair: LabelledPair, stock: Stock) -> LabelledPair | None:
    """A supported claim with another name where the passage has the one it had: refuted, unless the relation holds for both."""
    if pair.label != "supports" or _SYMMETRIC.search(pair.hypothesis):
        return None
    changed = change_name(pair.hypothesis, pair.premise, stock.names[pair.dataset], stock.rng)
    return _with_claim(pair, changed.text, "refutes") if changed else None


def _negation(pair: LabelledPair, stock: Stock) -> LabelledPair | None:
    """The claim's negation. Both ways and for both labels, so that "not" by itself tells nothing."""
    if pair.label == "nei" or len(pair.hypothesis.split()) > 25:
        return None
    opposite = "refutes" if pair.label == "supports" else "supports"
    negated = _NEGATED.search(pair.hypothesis)
    if negated:
        return _with_claim(pair, _spliced(pair.hypothesis, negated, negated[1]), opposite)
    found = list(_AUXILIARY.finditer(pair.hypothesis))
    # With two of them, or with a quantifier, it is not clear what is denied.
    if len(found) != 1 or _SOME.search(pair.hypothesis) or _ALL.search(pair.hypothesis) or stock.rng.random() < 0.3:
        return None
    return _with_claim(pair, _spliced(pair.hypothesis, found[0], f"{found[0][0]} not"), opposite)


def _modality(pair: LabelledPair, stock: Stock) -> LabelledPair | None:
    """A passage that only says that it may be so, beside a claim that says that it is: neither."""
    if pair.label != "supports" or len(_sentences(pair.premise)) > 1:
        return None
    found, plain = list(_PLAIN.finditer(pair.premise)), _PLAIN.search(pair.hypothesis)
    if len(found) != 1 or plain is None or plain[0] != found[0][0]:
        return None
    hedged = _spliced(pair.premise, found[0], stock.rng.choice(_HEDGES[found[0][0]]))
    return replace(pair, premise=hedged, label="nei")


def _quantifier(pair: LabelledPair, stock: Stock) -> LabelledPair | None:
    """From some to all nothing follows; from all to some it does."""
    if pair.label != "supports":
        return None
    some, every = _SOME.search(pair.hypothesis), _ALL.search(pair.premise)
    if some and not every:
        return _with_claim(pair, _spliced(pair.hypothesis, some, _cased("all", some[0])), "nei")
    whole = re.search(r"\ball\b(?! of\b| the\b)", pair.hypothesis, re.IGNORECASE)
    if whole and every:
        return _with_claim(pair, _spliced(pair.hypothesis, whole, _cased(stock.rng.choice(["some", "many"]), whole[0])), "supports")
    return None


def _roles(pair: LabelledPair, _: Stock) -> LabelledPair | None:
    """Two names of a supported claim change places: refuted, unless the relation holds both ways."""
    names = [m for m in _ANY_NAME.finditer(pair.hypothesis) if m[0] in pair.premise]
    if pair.label != "supports" or len(names) != 2 or _SYMMETRIC.search(pair.hypothesis):
        return None
    first, second = names
    text = pair.hypothesis
    swapped = text[: first.start()] + second[0] + text[first.end() : second.start()] + first[0] + text[second.end() :]
    # "X is a Y" and "X in Y" turn into nonsense rather than into a lie.
    return None if re.search(r"\b(in|at|a|an|on)\s*$", text[: second.start()]) else _with_claim(pair, swapped, "refutes")


def _distractors(pair: LabelledPair, stock: Stock) -> LabelledPair | None:
    """The same passage among sentences about other things: the label stays."""
    if not 6 <= len(pair.premise.split()) <= _LONGEST_BESIDE:
        return None
    others = stock.rng.choices(stock.passages[pair.dataset], k=stock.rng.randint(2, 5))
    sentences = [stock.rng.choice(_sentences(other)) for other in others if other != pair.premise]
    kept = [sentence for sentence in sentences if len(sentence.split()) < _LONGEST_BESIDE // 2]
    place = stock.rng.randint(0, len(kept))
    return replace(pair, premise=" ".join([*kept[:place], pair.premise, *kept[place:]])) if kept else None


RULES: Final[Mapping[str, Change]] = {
    "number": partial(_detail, change_number),
    "date": partial(_detail, change_date),
    "name": _name,
    "negation": _negation,
    "modality": _modality,
    "quantifier": _quantifier,
    "roles": _roles,
    "distractors": _distractors,
}


def _with_claim(pair: LabelledPair, claim: str, label: str) -> LabelledPair:
    return replace(pair, hypothesis=claim, label=label)


def _spliced(text: str, match: re.Match[str], other: str) -> str:
    return text[: match.start()] + other + text[match.end() :]


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]
