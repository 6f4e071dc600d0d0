"""What people decided about the claims of a report, found in its annotation file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.models import Decision, Report
from factcheck.report.phrasing import date_text, legible

if TYPE_CHECKING:
    from factcheck.review import Annotation

__all__ = ["SETTLING", "Resolution", "resolutions"]

SETTLING = frozenset({"confirm", "dismiss"})
"""Decisions after which nothing is left to do about the claim."""


class Resolution(NamedTuple):
    """What the annotation file says of one claim of the report."""

    claim_id: str
    """The lasting id; the report's own where the file does not have the claim."""
    decision: Decision | None = None
    """The last one."""
    stale: str | None = None
    """Why that decision no longer holds."""

    @property
    def settled(self) -> bool:
        """Whether a person confirmed the claim or dismissed the finding, and nothing has changed since."""
        return self.decision is not None and self.decision.action in SETTLING and self.stale is None

    @property
    def text(self) -> str:
        """`confirm by Ida Roe, 21 June 2025: Rang the ports agency.`; empty without a decision."""
        if self.decision is None:
            return ""
        note = f": {' '.join(legible(self.decision.note).split())}" if self.decision.note else ""
        old = f" (no longer holds: {' '.join(legible(self.stale).split())})" if self.stale else ""
        action = self.decision.action.replace("_", " ")
        return f"{action} by {legible(self.decision.by)}, {date_text(self.decision.at.date())}{note}{old}"


def resolutions(report: Report, annotation: Annotation | None) -> tuple[Resolution, ...]:
    """One for each claim of `report`, in its order.

    Claims are found in the annotation file as a run finds them again: by their quote and its context, then by likeness or place.
    """
    claims = [checked.claim for checked in report.claims]
    if annotation is None:
        return tuple(Resolution(claim.id) for claim in claims)
    from factcheck.review.anchors import match, quote_of
    from factcheck.review.standing import latest

    quotes = [quote_of(report.article, claim) for claim in claims]
    pairs = match(annotation.claims, claims, quotes, same_text=annotation.article.sha256 == report.article.sha256)
    found = []
    for number, claim in enumerate(claims):
        if number not in pairs:
            found.append(Resolution(claim.id))
            continue
        entry = annotation.claims[pairs[number]]
        decision = latest(entry)
        stale = next((item.because for item in entry.stale if decision and (item.by, item.at) == (decision.by, decision.at)), None)
        found.append(Resolution(entry.id, decision, stale))
    return tuple(found)
