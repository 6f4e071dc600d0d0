"""What others published about a claim before, as every rendering for people says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.models import CheckedBefore
from factcheck.report.phrasing import date_text, legible, link_or_none, shorten

__all__ = ["BeforeView", "before_views"]

_LONGEST = 300


@dataclass(frozen=True)
class BeforeView:
    """One published fact-check: `Already checked by Marsh Checkers on 6 March 2025: “Mostly false”`."""

    lead: str
    publisher: str
    date: str | None
    date_iso: str | None
    rating: str | None
    """As published, never in this report's labels."""
    claim: str
    """The claim that was checked."""
    claimant: str | None
    url: str | None
    opposite: bool
    later: bool

    def __str__(self) -> str:
        when = f" on {self.date}" if self.date else ""
        rating = f"“{self.rating}”" if self.rating else "no rating in words"
        by = f", said by {self.claimant}" if self.claimant else ""
        return f"{self.lead} {self.publisher}{when}: {rating}. The claim checked: “{self.claim}”{by}"


def before_views(found: Sequence[CheckedBefore]) -> tuple[BeforeView, ...]:
    """The fact-checks of a claim; those published after the day of the report come last."""
    return tuple(_view(one) for one in sorted(found, key=lambda one: one.later))


def _view(one: CheckedBefore) -> BeforeView:
    opposite = one.relation == "opposite"
    if one.later:
        lead = "Later, the opposite was checked by" if opposite else "Later checked by"
    else:
        lead = "The opposite was checked by" if opposite else "Already checked by"
    return BeforeView(
        lead=lead,
        publisher=_line(one.publisher) or "a fact-checker",
        date=date_text(one.date),
        date_iso=one.date.isoformat() if one.date else None,
        rating=_line(one.rating),
        claim=(_line(one.claim) or "").removesuffix("."),
        claimant=_line(one.claimant),
        url=link_or_none(one.url),
        opposite=opposite,
        later=one.later,
    )


def _line(text: str | None) -> str | None:
    return shorten(legible(text), _LONGEST) if text else None
