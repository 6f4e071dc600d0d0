"""A claim of an annotation file in the types of the report, so that the page draws it as the report does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factcheck.claims.dates import find_dates
from factcheck.models import (
    Article,
    Assessment,
    Attribution,
    AttributionVerdict,
    CheckedBefore,
    CheckedClaim,
    Claim,
    Cue,
    DiffItem,
    Evidence,
    FiredRule,
    Passage,
    Probabilities,
    Source,
    Sourcing,
    Span,
    Verdict,
)
from factcheck.review.schema import AnnotatedClaim, AnnotatedLink, EvidenceReference, FactCheck
from factcheck.sentences import sentence_spans
from factcheck.sourcing import RULES, grade

__all__ = ["checked_claim", "claim_of", "spans_of"]

_NEAR = 3_000
"""Code points before the sentence in which a mention is looked for."""
_UNCHECKED = Verdict(label="not_enough_evidence", confidence=None, explanation="No evidence was consulted.")
_UNKNOWN = Probabilities(supports=0.0, refutes=0.0, nei=1.0)
"""What the verifier thought is not kept in the file; the page does not show it."""


def spans_of(claim: AnnotatedClaim, article: Article) -> list[Span]:
    """Where a claim stands in the article, its quote first; none where it is absent."""
    if claim.absent:
        return []
    places = [claim.position, *claim.parts]
    return [Span(start=place.start, end=place.end) for place in places if place.start < place.end <= len(article.text)]


def claim_of(annotated: AnnotatedClaim, article: Article) -> Claim:
    """The claim as it stands in the file."""
    spans = spans_of(annotated, article) or [Span(start=0, end=0)]
    first = spans[0]
    block = next((block.span for block in article.blocks if block.span.contains(first)), first)
    sentence = next((span for span in sentence_spans(article.text, block) if span.overlaps(first)), first)
    chain = tuple(_link(link, article.text, sentence) for link in annotated.chain)
    return Claim(
        id=annotated.id,
        span=first,
        extra_spans=tuple(spans[1:]),
        quote=first.of(article.text),
        text=annotated.text,
        chain=chain,
        mode=annotated.mode,
        kind=annotated.kind,
        sentence=sentence,
        dates=tuple(
            found.date for span in spans for found in find_dates(article.text, span, article.date, context=sentence.of(article.text))
        ),
    )


def _link(link: AnnotatedLink, text: str, sentence: Span) -> Attribution:
    """A link with its places, which the file does not hold: in the claim's sentence, else where it was last mentioned before."""
    name = link.mention or link.source
    at = _last(text, name, sentence)
    source = Source(name=name, canonical=link.source, kind=link.kind, named=link.named, span=at)
    cue = Cue(text=link.cue, span=_last(text, link.cue, sentence) or sentence) if link.cue else None
    return Attribution(source=source, cue=cue)


def _last(text: str, words: str, sentence: Span) -> Span | None:
    at = text.find(words, sentence.start, sentence.end)
    if at < 0:
        at = text.rfind(words, max(0, sentence.start - _NEAR), sentence.start)
    return Span(start=at, end=at + len(words)) if at >= 0 and words else None


def checked_claim(
    annotated: AnnotatedClaim, article: Article, passage: Callable[[str], Passage | None]
) -> tuple[CheckedClaim, tuple[EvidenceReference, ...]]:
    """The claim with what factcheck found, and the references to passages whose text is not at hand.

    Args:
        annotated: the claim.
        article: the article.
        passage: the passage of an id, or None.
    """
    from factcheck.verdict.diff import diff

    claim, machine = claim_of(annotated, article), annotated.machine
    support = machine.support if machine else None
    said = machine.attribution if machine else None
    assessments, missing = [], []
    for reference in machine.evidence if machine else ():
        found = passage(reference.passage)
        if found is None:
            missing.append(reference)
            continue
        nowhere = Span(start=found.span.start, end=found.span.start)
        items = () if annotated.absent else _to_the_point(diff(article, claim, found), reference)
        assessments.append(
            Assessment(
                evidence=Evidence(passage=found, score=0.0, cosine=0.0),
                probabilities=_UNKNOWN,
                relation=reference.relation,
                rationale=nowhere,
                diff=items,
                excluded=reference.excluded,
            )
        )
    checked = CheckedClaim(
        claim=claim,
        verdict=Verdict(label=support.label, confidence=support.confidence, explanation=support.why) if support else _UNCHECKED,
        attribution=AttributionVerdict(label=said.label, explanation=said.why) if said else None,
        sourcing=_sourcing(annotated, claim, assessments, claim.sentence.of(article.text)),
        evidence=tuple(assessments),
        checked_before=tuple(_before(one) for one in machine.checked_before) if machine else (),
    )
    return checked, tuple(missing)


def _before(one: FactCheck) -> CheckedBefore:
    fields = {name: getattr(one, name) for name in FactCheck.model_fields if name != "document"}
    return CheckedBefore(document_id=one.document, **fields)


def _to_the_point(items: tuple[DiffItem, ...], reference: EvidenceReference) -> tuple[DiffItem, ...]:
    """Without other names in a passage that takes no side: that it names somebody else is no finding, as when factcheck checked it."""
    return tuple(item for item in items if item.agrees or reference.relation != "neutral" or item.difference != "other")


def _sourcing(annotated: AnnotatedClaim, claim: Claim, assessments: Sequence[Assessment], sentence: str) -> Sourcing:
    """The grade of the file with the reasons of its rules, which the file does not hold; by the rules as they are where it has none."""
    fresh = grade(claim, assessments, None, sentence=sentence)
    found = annotated.machine.sourcing if annotated.machine else None
    if found is None:
        return fresh
    waiting = list(fresh.rules)
    fired: list[FiredRule] = []
    for name in found.rules:
        again = next((rule for rule in waiting if rule.id == name), None)
        if again is not None:
            waiting.remove(again)
            fired.append(again)
            continue
        rule, source = RULES.by_id.get(name), claim.speaker.canonical
        said = (
            rule.reason.format(name=source, wording=source, count=found.independent_origins, document="") if rule else "Of another version."
        )
        fired.append(FiredRule(id=name, reason=said))
    same = fresh.grade == found.grade
    return Sourcing(
        grade=found.grade,
        with_evidence=found.with_evidence,
        rules=tuple(fired),
        independent_origins=found.independent_origins,
        vague=fresh.vague if same else None,
        advice=fresh.advice if same else None,
    )
