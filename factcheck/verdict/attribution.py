"""Did that source say it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.evidence.origins import aliases
from factcheck.models import Assessment, AttributionVerdict, Claim, DiffItem, Source
from factcheck.verdict import explain
from factcheck.verdict.mentions import mentions, published_by
from factcheck.verdict.speaker import Speaker, speaker_of

__all__ = ["judge_attribution"]

SAID = 0.5
"""Probability of support from which a passage that names the source shows that it said so in substance."""
LONG_QUOTATION = 5
"""Words from which on a quotation found with another speaker is that speaker's, and no stock phrase."""


def judge_attribution(claim: Claim, assessments: Sequence[Assessment]) -> AttributionVerdict | None:
    """Whether the passages that name the claim's source show that it said so.

    Asked first of the innermost source that has a name, then of those that relay it: nobody can confirm what an unnamed person said,
    but a passage can confirm that the outlet reported it. The first that a passage shows to have said so decides.
    A passage that has the words with somebody else says nothing of the source that it also names.

    Returns:
        None for the author's own voice.
    """
    if claim.speaker.kind == "author":
        return None
    sources = [a.source for a in reversed(claim.chain) if a.source.named and a.source.kind != "author"]
    if not sources:
        return AttributionVerdict(label="not_found", explanation=explain.unnamed(claim.speaker))
    counted = [a for a in assessments if a.excluded is None]
    readings = [_reading(claim, source, counted) for source in sources]
    for reading in readings:
        found = _from_naming(reading)
        if found is not None:
            return found
    return _from_others(sources[0], counted, readings[0].naming)


class _Reading(NamedTuple):
    """The passages beside one source of the claim."""

    source: Source
    naming: list[Assessment]
    """Those that name it, in whatever role."""
    quotations: list[tuple[Assessment, DiffItem]]
    """The claim's quotations that they have in the source's mouth, word for word or not."""
    telling: list[Assessment]
    """Those that do not give the claim's quotation to somebody else."""


def _reading(claim: Claim, source: Source, counted: Sequence[Assessment]) -> _Reading:
    naming = [a for a in counted if mentions(source, a.evidence.passage) or _misspelled(source, a)]
    # nobody can tell an unnamed speaker from the one whom a passage names
    rivals = claim.speaker.named
    quotations, telling = [], []
    for assessment in naming:
        speakers = {item: _speaker(source, assessment, item) for item in assessment.diff if item.kind == "quotation"}
        own = published_by(source, assessment.evidence.passage)
        for item, speaker in speakers.items():
            if speaker.is_source or (speaker.other is None and own) or not rivals:
                quotations.append((assessment, item))
        if not rivals or all(speaker.other is None for speaker in speakers.values()):
            telling.append(assessment)
    return _Reading(source, naming, quotations, telling)


def _from_naming(reading: _Reading) -> AttributionVerdict | None:
    """What the passages that name the source show; None when none shows the statement."""
    source = reading.source
    exact = [(a, item) for a, item in reading.quotations if item.agrees]
    changed = [a for a, item in reading.quotations if not item.agrees and not any(e.claim_span.contains(item.claim_span) for _, e in exact)]
    said = [a for a in reading.telling if a.probabilities.supports >= SAID]
    altered = changed or ([] if exact else [a for a in said if any(d.veto for d in a.diff)])
    if altered:
        altered = list(dict.fromkeys(altered))
        return AttributionVerdict(label="altered", explanation=explain.altered(source, altered[0]), passage_ids=_ids(altered))
    if exact:
        passages = list(dict.fromkeys(a for a, _ in exact))
        return AttributionVerdict(label="verbatim", explanation=explain.verbatim(source, passages[0]), passage_ids=_ids(passages))
    if said:
        best = max(said, key=lambda a: a.probabilities.supports)
        return AttributionVerdict(label="paraphrased", explanation=explain.paraphrased(source, best), passage_ids=_ids(said))
    return None


def _from_others(source: Source, counted: Sequence[Assessment], naming: Sequence[Assessment]) -> AttributionVerdict:
    """Whether somebody else said it, as far as the passages show."""
    for assessment in counted:
        speaker = _other_speaker(source, assessment)
        if speaker is not None:
            text = explain.misattributed(source, speaker, assessment)
            return AttributionVerdict(label="misattributed", explanation=text, passage_ids=_ids([assessment]))
    return AttributionVerdict(label="not_found", explanation=explain.not_found(source, naming))


def _speaker(source: Source, assessment: Assessment, item: DiffItem) -> Speaker:
    names = [*aliases(source), *(d.passage_text for d in assessment.diff if _is_slip(source, d))]
    return speaker_of(names, assessment.evidence.passage, item.passage_span, person=source.kind in {"person", "official"})


def _misspelled(source: Source, assessment: Assessment) -> bool:
    """Whether the passage names the source in another spelling, by the diff."""
    return any(_is_slip(source, d) for d in assessment.diff)


def _is_slip(source: Source, item: DiffItem) -> bool:
    return item.kind == "name" and item.difference == "spelling" and item.claim_text in f"{source.name} {source.canonical}"


def _other_speaker(source: Source, assessment: Assessment) -> str | None:
    """Who but the source speaks the claim's long quotation; None when nobody does."""
    for item in assessment.diff:
        if item.kind == "quotation" and item.agrees and len(item.claim_text.split()) >= LONG_QUOTATION:
            other = _speaker(source, assessment, item).other
            if other is not None:
                return other
    return None


def _ids(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    return tuple(a.evidence.passage.id for a in assessments)
