"""Passages read beside a claim: each whole, then by sentence where one leans to a side, to find the words that decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from factcheck.models import Article, Claim, DiffItem, Evidence, Probabilities, Span
from factcheck.months import MONTHS
from factcheck.progress import Progress, silent
from factcheck.verdict.base import PassageVerifier, Reading, Verifier
from factcheck.verdict.diff import diff
from factcheck.verdict.rationale import Candidate, candidates, telling

__all__ = ["CLEAR", "Compared", "Told", "compare", "read_closely", "takes_a_side"]

CLEAR: Final = 0.65
"""Least probability at which a single passage is said to support or refute; the likeliest of three may be far less.

Above one half, since a wrong "backed" costs a newsroom more than an abstention: of passages of invented coverage that were said to
support a claim, 94 in 100 did at 0.65, 89 at 0.5 (docs/evaluation.md).
"""
LEANING: Final = 0.5
"""Least probability of a side from which the sentences of a passage are read by themselves."""


class Compared(NamedTuple):
    """A passage beside a claim, before the verifier has read it."""

    claim: Claim
    evidence: Evidence
    diff: tuple[DiffItem, ...]
    candidates: tuple[Candidate, ...]

    @property
    def text(self) -> str:
        """Of the passage."""
        return self.evidence.passage.text

    @property
    def start(self) -> int:
        """Where the passage begins in its document, to whose text the spans of candidates point."""
        return self.evidence.passage.span.start


class Told(NamedTuple):
    """What a passage was found to say, and where."""

    probabilities: Probabilities
    rationale: Span
    """Offsets into the document."""
    unusable: str | None


def compare(article: Article, claim: Claim, evidence: Evidence) -> Compared:
    """The diff of claim and passage, and the sentences that may decide."""
    items = diff(article, claim, evidence.passage)
    return Compared(claim, evidence, items, candidates(claim, evidence.passage, items))


def takes_a_side(reading: Probabilities, least: float = CLEAR) -> bool:
    """Whether it is clear enough to be said to support or to refute."""
    return reading.relation != "neutral" and max(reading.supports, reading.refutes) >= least


def read_closely(verifier: Verifier, compared: Sequence[Compared], progress: Progress = silent) -> list[Told]:
    """Every passage read whole, with the words that decide: of the sentences of one that takes a side, that which does so most by itself.

    Whole, because who "the minister" is and what "the plan" is stands in the sentence before. What stands around the sentence that matters,
    such as an instruction to whoever reads it, may also mislead: where no sentence takes the side that the passage leans to and one clearly
    takes the other, and where the passage does no more than lean and a sentence clearly takes its side and none the other, that sentence
    goes before the passage. A verifier that says itself which words decide is not asked again.

    Args:
        verifier: reads claim and passage.
        compared: the pairs.
        progress: told how far it is.

    Returns:
        One for each pair, in order.
    """
    told = [
        Told(reading.probabilities, _rationale(c, reading), reading.unusable)
        for c, reading in zip(compared, _read_whole(verifier, compared, progress), strict=True)
    ]
    if isinstance(verifier, PassageVerifier):
        return told
    leaning = [
        i
        for i, c in enumerate(compared)
        if c.candidates[0].span != c.evidence.passage.span and takes_a_side(told[i].probabilities, LEANING)
    ]
    pairs = []
    for c in (compared[i] for i in leaning):
        sentences = [c.text[option.span.start - c.start : option.span.end - c.start] for option in c.candidates]
        pairs += [(_as_read(c.claim.text, sentence), sentence) for sentence in sentences]
    alone = iter(verifier.verify(pairs) if pairs else [])
    for i in leaning:
        options = compared[i].candidates
        told[i] = _by_sentence(told[i], options, list(islice(alone, len(options))))
    return told


def _by_sentence(told: Told, options: Sequence[Candidate], parts: Sequence[Probabilities]) -> Told:
    side = told.probabilities.relation
    clear = [part for part in parts if takes_a_side(part)]
    opposed = [part for part in clear if part.relation != side]
    deciding = []
    if opposed and all(part.relation != side for part in parts):
        deciding = opposed
    elif not opposed and not takes_a_side(told.probabilities):
        deciding = clear
    probabilities = max(deciding, key=lambda part: max(part.supports, part.refutes)) if deciding else told.probabilities
    if not takes_a_side(probabilities):
        return told
    return Told(probabilities, options[telling(options, parts, probabilities.relation)].span, told.unusable)


def _read_whole(verifier: Verifier, compared: Sequence[Compared], progress: Progress) -> list[Reading]:
    pairs = [(_as_read(c.claim.text, c.text), c.text) for c in compared]
    if not pairs:
        return []
    if isinstance(verifier, PassageVerifier):
        return verifier.read(pairs, progress=progress)
    return [Reading(probabilities, None) for probabilities in verifier.verify(pairs, progress=progress)]


_YEAR_OF_DATE = re.compile(rf"(?:(?<=\d),|(?<=\b)({'|'.join(MONTHS)})) (?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _as_read(claim: str, passage: str) -> str:
    """The claim as the verifier reads it beside a passage: without the year of a day or month where the passage names no year at all.

    The year is most often one that resolving "June 5" put there; the verifier takes a date that the passage has only in part for another
    one. Whether two dates agree is for the diff to say.
    """
    return claim if _YEAR.search(passage) else _YEAR_OF_DATE.sub(lambda match: match[1] or "", claim)


def _rationale(compared: Compared, reading: Reading) -> Span:
    if reading.rationale is None:
        return compared.candidates[0].span
    return Span(start=compared.start + reading.rationale.start, end=compared.start + reading.rationale.end)
