"""A passage beside the claim that it was weighed against, as the page draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factcheck.models import Article, Assessment, Claim, DiffItem, Edit, Report, Span
from factcheck.report.labels import RELATIONS, Label
from factcheck.report.phrasing import date_text, legible, link_or_none
from factcheck.report.priorities import bears_on_it, is_later
from factcheck.report.segments import Mark, Segment, cut

__all__ = ["Detail", "EvidenceView", "Highlight", "evidence_view", "relation_of"]

_FAR = 600
"""A detail further than this from the claim's sentence is told in words only, not by showing the text in between."""


@dataclass(frozen=True)
class Highlight:
    """What a marked piece of text stands for."""

    kind: Literal["claim", "rationale", "differs", "agrees"]
    number: int = 0
    """Ties a differing detail to its counterpart and to its explanation; 0 for other kinds."""


@dataclass(frozen=True)
class Detail:
    """One comparable detail, in both wordings."""

    number: int
    kind: str
    here: str
    there: str
    explanation: str
    veto: bool
    edits: tuple[Edit, ...] = ()
    """A quotation word by word; empty for other kinds."""


@dataclass(frozen=True)
class EvidenceView:
    """One passage with all that the page says about it."""

    relation: Label
    decides: bool
    passage_id: str
    publisher: str
    publisher_type: str | None
    title: str | None
    date: str | None
    date_iso: str | None
    url: str | None
    excluded: str | None
    supports: int | None
    refutes: int | None
    """What the verifier thinks, in percent, before the diff; None where that is not known any more."""
    passage: tuple[Segment[Highlight], ...]
    claim: tuple[Segment[Highlight], ...]
    """The claim's sentence with the same marks; empty when nothing differs."""
    differences: tuple[Detail, ...]
    agreements: tuple[Detail, ...]


def relation_of(report: Report, assessment: Assessment) -> Label:
    """The relation as shown: what counts, or why the passage does not."""
    if is_later(report, assessment) and bears_on_it(assessment):
        return RELATIONS["later"]
    return RELATIONS["excluded" if assessment.excluded is not None else assessment.relation]


def evidence_view(report: Report, claim: Claim, assessment: Assessment, *, decides: bool) -> EvidenceView:
    """The view of one passage weighed against `claim`."""
    passage = assessment.evidence.passage
    different = [item for item in assessment.diff if not item.agrees]
    same = [item for item in assessment.diff if item.agrees]
    numbers = {id(item): number for number, item in enumerate(different, 1)}
    return EvidenceView(
        relation=relation_of(report, assessment),
        decides=decides,
        passage_id=passage.id,
        publisher=legible(passage.publisher or passage.document_id),
        publisher_type=legible(passage.publisher_type.replace("_", " ")) if passage.publisher_type else None,
        title=legible(passage.title) if passage.title else None,
        date=date_text(passage.date),
        date_iso=passage.date.isoformat() if passage.date else None,
        url=link_or_none(passage.url),
        excluded=legible(assessment.excluded) if assessment.excluded is not None else None,
        supports=round(assessment.probabilities.supports * 100),
        refutes=round(assessment.probabilities.refutes * 100),
        passage=_passage(assessment, numbers),
        claim=_claim(report.article, claim, assessment, numbers) if different else (),
        differences=tuple(_detail(item, numbers[id(item)]) for item in different),
        agreements=tuple(_detail(item, 0) for item in same),
    )


def _detail(item: DiffItem, number: int) -> Detail:
    explanation = _capitalised(legible(item.detail))
    edits = tuple(Edit(kind=e.kind, claim_text=legible(e.claim_text), passage_text=legible(e.passage_text)) for e in item.edits)
    return Detail(number, item.kind, legible(item.claim_text), legible(item.passage_text), explanation, item.veto, edits)


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _highlight(item: DiffItem, numbers: dict[int, int]) -> Highlight:
    return Highlight("agrees") if item.agrees else Highlight("differs", numbers[id(item)])


def _passage(assessment: Assessment, numbers: dict[int, int]) -> tuple[Segment[Highlight], ...]:
    passage = assessment.evidence.passage
    offset = passage.span.start

    def mark(span: Span, key: Highlight) -> Mark[Highlight]:
        return Mark(span.start - offset, span.end - offset, key)

    marks = [mark(assessment.rationale, Highlight("rationale"))] if assessment.relation != "neutral" or assessment.excluded else []
    marks += [mark(item.passage_span, _highlight(item, numbers)) for item in assessment.diff]
    return tuple(cut(legible(passage.text), marks))


def _claim(article: Article, claim: Claim, assessment: Assessment, numbers: dict[int, int]) -> tuple[Segment[Highlight], ...]:
    start, end = claim.sentence.start, claim.sentence.end
    for span in claim.spans:
        start, end = min(start, span.start), max(end, span.end)
    for item in assessment.diff:
        near = item.claim_span.end > start - _FAR and item.claim_span.start < end + _FAR
        if near and not item.agrees:
            start, end = min(start, item.claim_span.start), max(end, item.claim_span.end)
    marks = [Mark(span.start, span.end, Highlight("claim")) for span in claim.spans]
    marks += [Mark(item.claim_span.start, item.claim_span.end, _highlight(item, numbers)) for item in assessment.diff]
    return tuple(cut(legible(article.text), marks, start=start, end=end))
