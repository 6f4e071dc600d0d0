"""What people decided about the claims of a report, found in its annotation file, and what is still the matter with them after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.models import AttributionLabel, CheckedClaim, Decision, Report, SupportLabel
from factcheck.report.findings import Finding, findings
from factcheck.report.phrasing import date_text, legible

if TYPE_CHECKING:
    from factcheck.review import Annotation
    from factcheck.review.schema import AnnotatedClaim

__all__ = ["Resolution", "is_about", "resolutions"]


class Resolution(NamedTuple):
    """What the annotation file says of one claim of the report."""

    claim_id: str
    """The lasting id; the report's own where the file does not have the claim."""
    checked: CheckedClaim
    """The claim with the verdicts that stand: a person's, where one corrected them on what still stands."""
    decision: Decision | None = None
    """The last one."""
    stale: str | None = None
    """Why that decision no longer holds."""
    cleared: bool = False
    """A person settled the claim, and it is not wrong: they dismissed it, or the verdicts that stand do not say that the article is."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is still the matter with the claim, worst first."""
        return () if self.cleared else findings(self.checked)

    @property
    def text(self) -> str:
        """`confirm by Ida Roe, 21 June 2025: Rang the ports agency.`; empty without a decision."""
        if self.decision is None:
            return ""
        note = f": {' '.join(legible(self.decision.note).split())}" if self.decision.note else ""
        old = f" (no longer holds: {' '.join(legible(self.stale).split())})" if self.stale else ""
        action = self.decision.action.replace("_", " ")
        fields = ", ".join(f"{name.replace('_', ' ')}: {value.replace('_', ' ')}" for name, value in self.decision.fields.items())
        what = f" ({' '.join(legible(fields).split())})" if fields else ""
        return f"{action}{what} by {legible(self.decision.by)}, {date_text(self.decision.at.date())}{note}{old}"


def resolutions(report: Report, annotation: Annotation | None) -> tuple[Resolution, ...]:
    """One for each claim of `report`, in its order.

    Claims are found in the annotation file as a run finds them again: by their quote and its context, then by likeness or place.
    """
    claims = [checked.claim for checked in report.claims]
    if annotation is None:
        return tuple(Resolution(checked.claim.id, checked) for checked in report.claims)
    from factcheck.review.anchors import match, quote_of

    quotes = [quote_of(report.article, claim) for claim in claims]
    pairs = match(annotation.claims, claims, quotes, same_text=annotation.article.sha256 == report.article.sha256)
    return tuple(
        _resolution(checked, annotation.claims[pairs[number]]) if number in pairs else Resolution(checked.claim.id, checked)
        for number, checked in enumerate(report.claims)
    )


def is_about(annotation: Annotation, report: Report) -> bool:
    """Whether an annotation file is that of the report's article: by its id, its text or a claim of it."""
    if annotation.article.id == report.article.id or annotation.article.sha256 == report.article.sha256:
        return True
    from factcheck.review.anchors import match, quote_of

    claims = [checked.claim for checked in report.claims]
    return bool(match(annotation.claims, claims, [quote_of(report.article, claim) for claim in claims], same_text=False))


def _resolution(checked: CheckedClaim, entry: AnnotatedClaim) -> Resolution:
    from factcheck.review.standing import says_wrong, standing

    stands = standing(entry)
    decision = stands.decision
    if decision is None or not stands.settled:
        stale = next((item.because for item in entry.stale if decision and (item.by, item.at) == (decision.by, decision.at)), None)
        return Resolution(entry.id, checked, decision, stale)
    if decision.action == "dismiss":
        return Resolution(entry.id, checked, decision, cleared=True)
    found = standing(entry.model_copy(update={"decisions": ()}))
    known = _corrected(
        checked,
        decision.by,
        stands.support if stands.support != found.support else None,
        stands.attribution if stands.attribution != found.attribution else None,
    )
    wrong = says_wrong(known.verdict.label, known.attribution.label if known.attribution else None)
    return Resolution(entry.id, known, decision, cleared=not wrong)


def _corrected(checked: CheckedClaim, by: str, support: SupportLabel | None, attribution: AttributionLabel | None) -> CheckedClaim:
    """The claim with a person's verdicts in place of the machine's; None leaves the machine's."""
    changes: dict[str, object] = {}
    if support is not None and support != checked.verdict.label:
        told = {"label": support, "confidence": None, "explanation": _told(by, support), "leaning": None}
        changes["verdict"] = checked.verdict.model_copy(update=told)
    if attribution is not None and checked.attribution is not None and attribution != checked.attribution.label:
        changes["attribution"] = checked.attribution.model_copy(update={"label": attribution, "explanation": _told(by, attribution)})
    return checked.model_copy(update=changes)


def _told(by: str, label: str) -> str:
    return f"{by} found it {label.replace('_', ' ')}."
