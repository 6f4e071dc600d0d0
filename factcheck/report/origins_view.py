"""Which passages of a claim copy which, as the page and the Markdown draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.models import Assessment, Provenance
from factcheck.report.phrasing import count, date_text, legible
from factcheck.report.priorities import bears_on_it

__all__ = ["Copy", "Origin", "OriginsView", "origins_view"]


@dataclass(frozen=True)
class Copy:
    """One document that copies."""

    publisher: str
    date: str | None
    reason: str | None
    """What shows it, as the end of a sentence that begins with the document."""
    distortion: str | None
    """What it says beyond or against its origin."""
    copies: tuple[Copy, ...]
    """Those that copy it in turn."""


@dataclass(frozen=True)
class Origin:
    """One report, with what copies it."""

    name: str
    publisher: str | None
    """Where it stands among the passages, when that is under another name; None else."""
    found: bool
    """The report itself, or a printing of it, is among the passages."""
    dependent: str | None
    """Why its agreement confirms nothing."""
    copies: tuple[Copy, ...]


@dataclass(frozen=True)
class OriginsView:
    """The passages of one claim by origin."""

    headline: str
    """`7 passages, 2 origins`."""
    origins: tuple[Origin, ...]
    """In the order of their first passage."""
    distorted: int
    """How many copies that bear on the claim are flagged."""

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw: somebody copies somebody."""
        return any(origin.copies for origin in self.origins)


def origins_view(evidence: Sequence[Assessment]) -> OriginsView | None:
    """The origins of the passages weighed for one claim; None when none was found, or nobody looked for origins."""
    if not evidence or not all(a.origin for a in evidence):
        return None
    by_origin: dict[str, list[Assessment]] = {}
    documents: set[str] = set()
    for assessment in evidence:
        # a document once, however many of its passages were found
        if assessment.evidence.passage.document_id not in documents:
            by_origin.setdefault(assessment.origin, []).append(assessment)
        documents.add(assessment.evidence.passage.document_id)
    origins = tuple(_origin(name, found) for name, found in by_origin.items())
    headline = f"{count(len(evidence), 'passage')}, {count(len(origins), 'origin')}"
    flagged = [a for found in by_origin.values() for a in found if a.provenance is not None and a.provenance.role == "distorted_copy"]
    distorted = sum(bears_on_it(a) for a in flagged)
    return OriginsView(headline, origins, distorted)


def _origin(name: str, found: Sequence[Assessment]) -> Origin:
    own = [a for a in found if not _copies(a.provenance)]
    first = own[0] if own else None
    publisher = _publisher(first) if first else None
    held = {a.evidence.passage.document_id for a in found}
    # what copies a document that was not found for this claim hangs from the origin
    tops = [a for a in found if a is not first and not (_copies(a.provenance) and _parent(a) in held and _parent(a) != _id(first))]
    return Origin(
        name=legible(name),
        publisher=publisher if publisher is not None and not legible(name).startswith(publisher) else None,
        found=first is not None,
        dependent=next((legible(a.dependent) for a in found if a.dependent), None),
        copies=tuple(_copy(a, found, frozenset({_id(first)} if first else ())) for a in tops),
    )


def _copy(assessment: Assessment, found: Sequence[Assessment], above: frozenset[str | None]) -> Copy:
    passage, provenance = assessment.evidence.passage, assessment.provenance
    seen = above | {passage.document_id}
    below = [a for a in found if _copies(a.provenance) and _parent(a) == passage.document_id and a.evidence.passage.document_id not in seen]
    return Copy(
        publisher=_publisher(assessment),
        date=date_text(passage.date),
        reason=_reason(provenance),
        distortion=legible(provenance.distortion) if provenance and provenance.distortion else None,
        copies=tuple(_copy(a, found, seen) for a in below),
    )


def _reason(provenance: Provenance | None) -> str | None:
    if provenance is not None and not _copies(provenance):
        return "is another report of the same outlet from about the same day, and counts with it"
    return legible(provenance.reason) if provenance and provenance.reason else None


def _copies(provenance: Provenance | None) -> bool:
    return provenance is not None and provenance.role in {"copy", "distorted_copy"}


def _parent(assessment: Assessment) -> str | None:
    return assessment.provenance.derived_from if assessment.provenance else None


def _id(assessment: Assessment | None) -> str | None:
    return assessment.evidence.passage.document_id if assessment else None


def _publisher(assessment: Assessment) -> str:
    passage = assessment.evidence.passage
    return legible(passage.publisher or passage.document_id)
