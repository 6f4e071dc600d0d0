"""Did that source say it?"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.models import Assessment, AttributionVerdict, Claim, Source
from factcheck.verdict import explain
from factcheck.verdict.diff.reading import read
from factcheck.verdict.independence import mentions

__all__ = ["judge_attribution"]

SAID = 0.5
"""Probability of support from which a passage that names the source shows that it said so in substance."""
LONG_QUOTATION = 5
"""Words from which on a quotation found with another speaker is that speaker's, and no stock phrase."""


def judge_attribution(claim: Claim, assessments: Sequence[Assessment]) -> AttributionVerdict | None:
    """Whether the passages that name the claim's source show that it said so.

    Asked first of the innermost source that has a name, then of those that relay it: nobody can confirm what an unnamed person said,
    but a passage can confirm that the outlet reported it. The first that a passage shows to have said so decides.

    Returns:
        None for the author's own voice.
    """
    if claim.speaker.kind == "author":
        return None
    sources = [a.source for a in reversed(claim.chain) if a.source.named and a.source.kind != "author"]
    if not sources:
        return AttributionVerdict(label="not_found", explanation=explain.unnamed(claim.speaker))
    counted = [a for a in assessments if a.excluded is None]
    naming = [[a for a in counted if mentions(source, a.evidence.passage) or _misspelled(source, a)] for source in sources]
    for source, passages in zip(sources, naming, strict=True):
        found = _from_naming(source, passages)
        if found is not None:
            return found
    return _from_others(sources[0], [a for a in counted if a not in naming[0]], naming[0])


def _from_naming(source: Source, naming: Sequence[Assessment]) -> AttributionVerdict | None:
    """What the passages that name the source show; None when none shows the statement."""
    exact = [a for a in naming if any(d.kind == "quotation" and d.agrees for d in a.diff)]
    if exact:
        return AttributionVerdict(label="verbatim", explanation=explain.verbatim(source, exact[0]), passage_ids=_ids(exact))
    said = [a for a in naming if a.probabilities.supports >= SAID]
    altered = [a for a in naming if any(d.kind == "quotation" and not d.agrees for d in a.diff)] or [
        a for a in said if any(d.veto for d in a.diff)
    ]
    if altered:
        return AttributionVerdict(label="altered", explanation=explain.altered(source, altered[0]), passage_ids=_ids(altered))
    if said:
        best = max(said, key=lambda a: a.probabilities.supports)
        return AttributionVerdict(label="paraphrased", explanation=explain.paraphrased(source, best), passage_ids=_ids(said))
    return None


def _from_others(source: Source, others: Sequence[Assessment], naming: Sequence[Assessment]) -> AttributionVerdict:
    """Whether somebody else said it, as far as passages that do not name the source show."""
    for assessment in others:
        speaker = _other_speaker(assessment)
        if speaker is not None:
            text = explain.misattributed(source, speaker, assessment)
            return AttributionVerdict(label="misattributed", explanation=text, passage_ids=_ids([assessment]))
    return AttributionVerdict(label="not_found", explanation=explain.not_found(source, naming))


def _misspelled(source: Source, assessment: Assessment) -> bool:
    """Whether the passage names the source in another spelling, by the diff."""
    named = f"{source.name} {source.canonical}"
    return any(d.kind == "name" and not d.agrees and d.claim_text in named for d in assessment.diff)


def _other_speaker(assessment: Assessment) -> str | None:
    """Who speaks the claim's long quotation in a passage that does not name the claim's source; None when nobody does."""
    passage = assessment.evidence.passage
    reading = read(passage.text, passage.date)
    for item in assessment.diff:
        if item.kind != "quotation" or not item.agrees or len(item.claim_text.split()) < LONG_QUOTATION:
            continue
        start, end = reading.sentence_at(item.passage_span.start - passage.span.start)
        inside = range(item.passage_span.start - passage.span.start, item.passage_span.end - passage.span.start)
        speakers = [n for n in reading.names_in(start, end) if n.start not in inside and len(n.full) > 1]
        if speakers:
            return passage.text[speakers[0].start : speakers[0].end]
    return None


def _ids(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    return tuple(a.evidence.passage.id for a in assessments)
