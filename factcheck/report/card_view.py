"""One claim with everything found out about it, as the page and the Markdown draw it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.models import Assessment, Attribution, CheckedClaim, Report, Sourcing
from factcheck.report.checked_before_view import BeforeView, before_views
from factcheck.report.contrast import Run, contrast, contrast_names
from factcheck.report.evidence_view import EvidenceView, evidence_view
from factcheck.report.labels import ATTRIBUTION, CLAIM_KINDS, GRADES, MODES, SOURCE_KINDS, SUPPORT, Label
from factcheck.report.origins_view import OriginsView, origins_view
from factcheck.report.phrasing import count, date_text, legible, shorten
from factcheck.report.priorities import Mismatch, bears_on_it, is_later, mismatches
from factcheck.report.resolved import Resolution

__all__ = ["CardView", "Difference", "Link", "card_view", "source_keys"]


@dataclass(frozen=True)
class Link:
    """One link of the chain."""

    name: str
    shown: str
    """The name as written, or the fullest name where the two share no word ("the report", "she")."""
    canonical: str | None
    """The fullest name, when it says more than the name as written."""
    kind: str
    kind_text: str
    named: bool
    cue: str | None
    carried: bool
    """The source is not mentioned at the claim itself but carried over from before."""


@dataclass(frozen=True)
class Difference:
    """A sure mismatch in one line: `“$2.5 billion” here, “$4.5 billion” in Harbour Courier and 2 other passages`."""

    here: str
    there: str
    where: str
    runs: tuple[tuple[Run, ...], tuple[Run, ...]]
    """Both wordings with the part that differs."""
    both: str = ""
    """What differs where the two wordings do not: equal figures of different things."""

    def __str__(self) -> str:
        if self.both:
            return f"{self.both} ({self.where})"
        return f"“{self.here}” here, “{self.there}” in {self.where}"


@dataclass(frozen=True)
class CardView:
    """One claim."""

    number: int
    anchor: str
    claim_id: str
    text: str
    teaser: str
    quote: str
    kind: str
    kind_text: str
    mode: str
    mode_text: str
    chain: tuple[Link, ...]
    support: Label
    confidence: int | None
    """In percent; None when nothing was weighed."""
    explanation: str
    attribution: Label | None
    attribution_explanation: str | None
    grade: Label
    with_evidence: Label | None
    """The grade with evidence, where it is another."""
    vague: str | None
    """The words that attribute to nobody in particular."""
    vague_advice: str | None
    rules: tuple[tuple[str, str], ...]
    advice: str | None
    origins: int
    dates: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    """The mismatches, each once."""
    source_keys: tuple[str, ...]
    later: bool
    """A later passage speaks to the claim."""
    later_notes: tuple[str, ...]
    """What was published after the date of the check and bears on the claim, nearest first; it changes no verdict."""
    before: tuple[BeforeView, ...]
    """Published fact-checks of the claim, or of its opposite; they change no verdict."""
    as_of: str
    """The date that the verdicts speak of, for a reader."""
    evidence: tuple[EvidenceView, ...]
    """What decides, contradicts, backs, comes later or was set aside, in this order."""
    provenance: OriginsView | None
    """Which of the passages copy which; None where there are none."""
    undecided: tuple[EvidenceView, ...]
    """Passages that were found, do not decide, and show no difference that another does not show."""
    decision: str
    """What a person decided last, in one line; empty where nobody has, or no annotation file is at hand."""
    cleared: bool
    """By that decision nothing is left to do."""


def source_keys(report: Report) -> dict[str, str]:
    """A short key for each source of the report, by canonical name, in order of first appearance; it stands in the page's address."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(link.source.canonical for checked in report.claims for link in checked.claim.chain):
        plain = "".join(c if c.isascii() and c.isalnum() else " " for c in name[:200]).lower()
        slug = "-".join(plain.split())[:40].strip("-")
        number, key = len(keys) + 1, slug
        while not key or key in taken:
            number, key = number + 1, f"{slug or 'source'}-{number}"
        keys[name] = key
        taken.add(key)
    return keys


def _difference(mismatch: Mismatch) -> Difference:
    item, assessments = mismatch.item, mismatch.assessments
    passage = assessments[0].evidence.passage
    where = legible(passage.publisher or passage.document_id)
    others = len(assessments) - 1
    more = f" and {count(others, 'other passage')}" if others else ""
    here, there = shorten(legible(item.claim_text), 120), shorten(legible(item.passage_text), 120)
    # A figure is read as a whole; of a name or a quotation, only the part that differs matters.
    if item.kind == "name" and item.difference != "other":
        runs = contrast_names(here, there)
    elif item.kind == "quotation":
        runs = contrast(here, there)
    else:
        runs = (Run(here, differs=True),), (Run(there, differs=True),)
    both = shorten(legible(item.detail), 240) if item.difference == "measure" else ""
    return Difference(here, there, where + more, runs, both)


_CLEAR = 0.5
"""Least probability at which it is said which way."""
_MOST_LATER = 2
"""Later passages named beside the verdict; the others stand among the evidence."""
_ORDER = {"refutes": 0, "supports": 1, "later": 2, "excluded": 3, "neutral": 4}


def card_view(report: Report, checked: CheckedClaim, number: int, keys: dict[str, str], resolution: Resolution | None = None) -> CardView:
    """The view of the `number`-th claim; `keys` as `source_keys` gives them, `resolution` what people decided."""
    claim = checked.claim
    deciding = set(checked.verdict.passage_ids)
    views = [evidence_view(report, claim, a, decides=a.evidence.passage.id in deciding) for a in checked.evidence]
    views.sort(key=lambda view: (not view.decides, _ORDER[view.relation.value]))
    open_views, quiet = _parted(views)
    return CardView(
        number=number,
        anchor=f"claim-{number}",
        claim_id=legible(claim.id),
        text=legible(claim.text),
        teaser=shorten(legible(claim.text)),
        quote=" … ".join(legible(span.of(report.article.text)) for span in claim.spans),
        kind=claim.kind,
        kind_text=CLAIM_KINDS[claim.kind],
        mode=claim.mode,
        mode_text=MODES[claim.mode],
        chain=tuple(_link(link) for link in claim.chain),
        support=SUPPORT[checked.verdict.label],
        confidence=None if checked.verdict.confidence is None else round(checked.verdict.confidence * 100),
        explanation=legible(checked.verdict.explanation),
        attribution=ATTRIBUTION[checked.attribution.label] if checked.attribution else None,
        attribution_explanation=legible(checked.attribution.explanation) if checked.attribution else None,
        grade=GRADES[checked.sourcing.grade],
        with_evidence=_with_evidence(checked.sourcing),
        vague=legible(checked.sourcing.vague.wording) if checked.sourcing.vague else None,
        vague_advice=legible(checked.sourcing.vague.advice) if checked.sourcing.vague and checked.sourcing.vague.advice else None,
        rules=tuple((legible(rule.id), legible(rule.reason)) for rule in checked.sourcing.rules),
        advice=legible(checked.sourcing.advice) if checked.sourcing.advice else None,
        origins=checked.sourcing.independent_origins,
        dates=tuple((legible(date.text), _range(date_text(date.first) or "", date_text(date.last) or "")) for date in claim.dates),
        differences=tuple(_difference(mismatch) for mismatch in mismatches(checked)),
        source_keys=tuple(dict.fromkeys(keys[link.source.canonical] for link in claim.chain)),
        later=any(is_later(report, a) and bears_on_it(a) for a in checked.evidence),
        later_notes=_later_notes(report, checked),
        before=before_views(checked.checked_before),
        as_of=f"as of {date_text(report.as_of)}" if report.as_of else "on evidence of any date",
        evidence=tuple(open_views),
        provenance=origins_view(checked.evidence),
        undecided=tuple(quiet),
        decision=resolution.text if resolution else "",
        cleared=resolution is not None and resolution.cleared,
    )


def _later_notes(report: Report, checked: CheckedClaim) -> tuple[str, ...]:
    found = [a for a in checked.evidence if is_later(report, a) and bears_on_it(a)]
    found.sort(key=lambda a: (-max(a.probabilities.supports, a.probabilities.refutes), a.evidence.passage.id))
    return tuple(_later_note(a) for a in found[:_MOST_LATER])


def _later_note(assessment: Assessment) -> str:
    """One line: who published it, when, what the verifier makes of it, and the words."""
    passage, p = assessment.evidence.passage, assessment.probabilities
    reading = "says otherwise" if p.refutes >= _CLEAR else "says the same" if p.supports >= _CLEAR else "bears on it"
    start = passage.span.start
    words = shorten(legible(passage.text[assessment.rationale.start - start : assessment.rationale.end - start]), 200)
    return f"{legible(passage.publisher or passage.document_id)} ({date_text(passage.date)}) {reading}: “{words}”"


def _parted(views: list[EvidenceView]) -> tuple[list[EvidenceView], list[EvidenceView]]:
    """What stands open on the card, and what is folded away because it adds nothing."""
    shown, quiet = [], []
    seen: set[tuple[str, str]] = set()
    for view in views:
        differences = {(detail.kind, detail.explanation) for detail in view.differences}
        if view.decides or view.relation.value != "neutral" or differences - seen:
            seen |= differences
            shown.append(view)
        else:
            quiet.append(view)
    return shown, quiet


def _with_evidence(sourcing: Sourcing) -> Label | None:
    return GRADES[sourcing.with_evidence] if sourcing.with_evidence not in {None, sourcing.grade} else None


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _akin(name: str, canonical: str) -> bool:
    return not set(_bare(name).split()).isdisjoint(_bare(canonical).split())


def _link(link: Attribution) -> Link:
    source = link.source
    return Link(
        name=legible(source.name),
        shown=legible(source.name if _akin(source.name, source.canonical) else source.canonical),
        canonical=legible(source.canonical) if len(_bare(source.canonical)) > len(_bare(source.name)) else None,
        kind=source.kind,
        kind_text=SOURCE_KINDS[source.kind],
        named=source.named,
        cue=legible(link.cue.text) if link.cue else None,
        carried=source.span is None and source.kind != "author",
    )
