"""Did that source say it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.evidence.origins import aliases
from factcheck.models import Assessment, AttributionVerdict, Claim, DiffItem, Source
from factcheck.spelling import name_key, same_given_name
from factcheck.verdict import explain
from factcheck.verdict.closeness import SAID, closeness, tells
from factcheck.verdict.diff.names import fold, misspelled
from factcheck.verdict.diff.quotation_diff import IN_PART
from factcheck.verdict.mentions import PERSONS, findable, mentions, published_by, same_government, speaks
from factcheck.verdict.quotes import quoted_spans
from factcheck.verdict.speaker import Speaker, speaker_of

__all__ = ["judge_attribution"]

WHOLE = 0.8
"""Share of a quotation's words that is not called a part of it."""
LONG_QUOTATION = 5
"""Words from which on a quotation found with another speaker is that speaker's, and no stock phrase."""


def judge_attribution(claim: Claim, assessments: Sequence[Assessment], published: dt.date | None = None) -> AttributionVerdict | None:
    """Whether the passages that name the claim's source show that it said so.

    Asked first of the innermost source that has a name, or speaks for an institution that has one, then of those that relay it: nobody can
    confirm what an unnamed person said, but a passage can confirm that the outlet reported it. The first that a passage shows to have said
    so decides. A passage that has the words with somebody else says nothing of the source that it also names.

    Args:
        claim: the claim.
        assessments: the passages weighed against it.
        published: the article's date; a much older passage does not relay its news.

    Returns:
        None for the author's own voice.
    """
    if claim.speaker.kind == "author":
        return None
    sources = [a.source for a in reversed(claim.chain) if findable(a.source)]
    if not sources:
        return AttributionVerdict(label="not_found", explanation=explain.unnamed(claim.speaker))
    counted = [a for a in assessments if a.excluded is None]
    readings = [_reading(claim, source, counted) for source in sources]
    for reading in readings:
        found = _from_naming(claim, reading, published)
        if found is not None:
            return found
    uncounted = [a for a in assessments if a.excluded is not None and mentions(sources[0], a.evidence.passage)]
    return _from_others(sources[0], counted, readings[0].naming, uncounted)


class _Reading(NamedTuple):
    """The passages beside one source of the claim."""

    source: Source
    naming: list[Assessment]
    """Those that name it, in whatever role."""
    quotations: list[tuple[Assessment, DiffItem]]
    """The claim's quotations that they have in the source's mouth, word for word or not."""
    telling: list[Assessment]
    """Those that do not give the claim's quotation to somebody else, and those in which the source's government speaks."""


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
    telling += [a for a in counted if a not in naming and same_government(source, a.evidence.passage)]
    return _Reading(source, naming, quotations, telling)


def _from_naming(claim: Claim, reading: _Reading, published: dt.date | None) -> AttributionVerdict | None:
    """What the passages that name the source show; None when none shows the statement."""
    source = reading.source
    exact = [(a, item) for a, item in reading.quotations if item.agrees]
    whole = [(a, item) for a, item in reading.quotations if not item.agrees and item.alignment > IN_PART]
    changed = [a for a, item in whole if not any(e.claim_span.contains(item.claim_span) for _, e in exact)]
    said = sorted((a for a in reading.telling if _tells(claim, source, a, published)), key=lambda a: -closeness(claim, a))
    # by the passage that comes nearest: one that comes less near may tell of another detail
    altered = changed or ([] if exact else [a for a in said[:1] if any(d.veto for d in a.diff)])
    if altered:
        altered = list(dict.fromkeys(altered))
        return AttributionVerdict(label="altered", explanation=explain.altered(source, altered[0]), passage_ids=_ids(altered))
    if exact:
        passages = list(dict.fromkeys(a for a, _ in exact))
        text = explain.verbatim(source, passages[0], whole=_is_whole(claim, [item for a, item in exact if a is passages[0]]))
        return AttributionVerdict(label="verbatim", explanation=text, passage_ids=_ids(passages))
    if said:
        return AttributionVerdict(
            label="paraphrased", explanation=explain.paraphrased(source, said[0], named=said[0] in reading.naming), passage_ids=_ids(said)
        )
    return None


def _is_whole(claim: Claim, items: Sequence[DiffItem]) -> bool:
    """Whether what a passage has of a claim's quotations, word for word, is nearly all of them."""
    quoted = sum(len(span.of(claim.quote).split()) for span in quoted_spans(claim.quote)) or len(claim.quote.split())
    return sum(len(item.claim_text.split()) for item in items) >= WHOLE * quoted


def _tells(claim: Claim, source: Source, assessment: Assessment, published: dt.date | None) -> bool:
    """Whether the passage shows that the source said so in substance. An outlet is quoted by whoever names it; anybody else must speak."""
    if source.kind in {"outlet", "document"}:
        return tells(claim, assessment, published)
    passage = assessment.evidence.passage
    voiced = speaks(source, tuple(_names(source, assessment)), passage) or same_government(source, passage)
    sure = assessment.probabilities.supports >= SAID
    return (voiced or sure) and tells(claim, assessment, published, voiced=voiced and source == claim.speaker)


def _from_others(
    source: Source, counted: Sequence[Assessment], naming: Sequence[Assessment], uncounted: Sequence[Assessment]
) -> AttributionVerdict:
    """Whether somebody else said it, as far as the passages show."""
    for assessment in counted:
        speaker = _other_speaker(source, assessment)
        if speaker is not None:
            text = explain.misattributed(source, speaker, assessment)
            return AttributionVerdict(label="misattributed", explanation=text, passage_ids=_ids([assessment]))
    return AttributionVerdict(label="not_found", explanation=explain.not_found(source, naming, uncounted))


def _names(source: Source, assessment: Assessment) -> list[str]:
    return [*aliases(source), *(d.passage_text for d in assessment.diff if _is_slip(source, d))]


def _speaker(source: Source, assessment: Assessment, item: DiffItem) -> Speaker:
    names = _names(source, assessment)
    return speaker_of(names, assessment.evidence.passage, item.passage_span, person=source.kind in PERSONS)


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
            if other is not None and not _may_be(source, other):
                return other
    return None


def _may_be(source: Source, name: str) -> bool:
    """Whether a passage's name may be a source's, spelled by a slip or in another way."""
    theirs = tuple(fold(word) for word in name.split())
    for alias in aliases(source):
        ours = tuple(fold(word) for word in alias.split())
        alike = list(map(name_key, ours)) == list(map(name_key, theirs)) or misspelled(ours, theirs) is not None
        if alike or (misspelled(ours[-1:], theirs[-1:]) and (len(theirs) == 1 or same_given_name(ours[0], theirs[0]))):
            return True
    return False


def _ids(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    return tuple(a.evidence.passage.id for a in assessments)
