"""Claims as a table for a spreadsheet, and as a checklist for a ticket or a printout. Out only."""

from __future__ import annotations

import csv
import io

from factcheck.report.csv_report import cell
from factcheck.report.markdown_report import escape
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import standing

__all__ = ["as_checklist", "as_csv"]

_COLUMNS = (
    "id",
    "status",
    "claim",
    "quote",
    "source",
    "kind",
    "support",
    "attribution",
    "sourcing",
    "decision",
    "by",
    "at",
    "note",
    "stale",
)


def as_csv(annotation: Annotation) -> str:
    """A row a claim. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for claim in _counting(annotation):
        row = _row(claim)
        writer.writerow(cell(row.get(column) or "") for column in _COLUMNS)
    return out.getvalue()


def as_checklist(annotation: Annotation) -> str:
    """A box a claim, ticked where a person settled it and nothing has changed since."""
    about = annotation.article
    lines = [f"# {escape(about.title or about.id)}", ""]
    claims = _counting(annotation)
    done = sum(standing(claim).settled for claim in claims)
    lines += [f"{done} of {len(claims)} claims settled.", ""]
    for claim in claims:
        stands = standing(claim)
        row = _row(claim)
        verdicts = ", ".join(row[name].replace("_", " ") for name in ("support", "attribution", "sourcing") if row.get(name))
        lines.append(f"- [{'x' if stands.settled else ' '}] **{escape(claim.id)}** {escape(claim.text)}")
        lines.append(f"  - {escape(row['source'])}{f': {verdicts}' if verdicts else ''}")
        if stands.decision is not None:
            note = f": {escape(stands.decision.note)}" if stands.decision.note else ""
            again = " (look again: it has changed since)" if stands.stale else ""
            lines.append(f"  - {escape(stands.decision.by)}, {row['at'][:10]}: {row['decision'].replace('_', ' ')}{note}{again}")
    return "\n".join(lines) + "\n"


def _counting(annotation: Annotation) -> list[AnnotatedClaim]:
    return [claim for claim in annotation.claims if not claim.absent and not claim.replaced_by]


def _row(claim: AnnotatedClaim) -> dict[str, str]:
    stands = standing(claim)
    made = stands.decision
    return {
        "id": claim.id,
        "status": "settled" if stands.settled else "look again" if stands.stale else "open" if made is None else made.action,
        "claim": claim.text,
        "quote": claim.quote.exact,
        "source": " > ".join(link.source for link in claim.chain),
        "kind": claim.kind,
        "support": stands.support or "",
        "attribution": stands.attribution or "",
        "sourcing": stands.sourcing or "",
        "decision": made.action if made else "",
        "by": made.by if made else "",
        "at": made.at.isoformat() if made else "",
        "note": (made.note or "") if made else "",
        "stale": "yes" if stands.stale else "",
    }
