"""What the margin of a draft says about one claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from factcheck.report.card_view import CardView
from factcheck.report.evidence_view import EvidenceView
from factcheck.report.findings import todo
from factcheck.report.phrasing import count, shorten
from factcheck.report.resolved import Resolution

__all__ = ["CommentLine", "claim_comment"]

_PASSAGES = 3
_QUOTED = 300
_BEFORE = 150
Stands = Literal["words", "note", "text box", "nowhere"]
_ELSEWHERE = {
    "note": "In this note",
    "text box": "In this text box",
    "nowhere": "These words were not found in the draft",
}


class CommentLine(NamedTuple):
    """A paragraph of the comment."""

    text: str
    strong: bool = False


def claim_comment(card: CardView, resolution: Resolution, *, where: Stands = "words") -> Iterator[CommentLine]:
    """Verdicts and sourcing, what to do, who says so, what differs, the evidence, and what people decided.

    Args:
        card: The claim as the page shows it.
        resolution: What the annotation file says of it.
        where: What the comment stands at; anything but the words themselves is told, with the words.
    """
    found = resolution.findings
    sure = f" ({card.confidence}% confident)" if card.confidence is not None else ""
    said = f" · {card.attribution.text}" if card.attribution else ""
    raised = f" (with evidence: {card.with_evidence.text.lower()})" if card.with_evidence else ""
    yield CommentLine(f"Claim {card.number}: {card.support.text}{sure}{said} · {card.grade.text}{raised}", strong=True)
    if where != "words":
        yield CommentLine(f"{_ELSEWHERE[where]}: “{shorten(card.quote, _QUOTED)}”")
    if resolution.text:
        yield CommentLine(f"Decision: {resolution.text}")
    for before in card.before:
        yield CommentLine(f"{before}. {before.url or ''}".rstrip())
    for difference in card.differences:
        yield CommentLine(f"Mismatch: {difference}.")
    if found:
        yield CommentLine(f"What to do: {todo(resolution.checked, found)}")
    yield CommentLine(f"Who says so: {' › '.join(link.shown for link in card.chain)}.")
    yield CommentLine(card.explanation)
    if card.attribution_explanation:
        yield CommentLine(card.attribution_explanation)
    for note in card.later_notes:
        yield CommentLine(f"Published later: {note}.")
    telling = [view for view in card.evidence if view.excluded is None and (view.decides or view.differences)]
    for view in telling[:_PASSAGES]:
        yield CommentLine(_passage(view))
    if len(telling) > _PASSAGES:
        yield CommentLine(f"And {count(len(telling) - _PASSAGES, 'more passage')} in the report.")


def _passage(view: EvidenceView) -> str:
    deciding = "".join(piece.text for piece in view.passage if any(key.kind == "rationale" for key in piece.keys))
    words = deciding.strip() or _around_difference(view)
    where = f", {view.url}" if view.url else ""
    return f"{view.relation.text}: “{shorten(words, _QUOTED)}” ({view.publisher}, {view.date or 'undated'}{where})"


def _around_difference(view: EvidenceView) -> str:
    """The passage from a few words before the first detail that differs."""
    text = "".join(piece.text for piece in view.passage)
    at = 0
    for piece in view.passage:
        if any(key.kind == "differs" for key in piece.keys):
            break
        at += len(piece.text)
    start = text.find(" ", at - _BEFORE) + 1 if at > _BEFORE else 0
    return f"… {text[start:]}" if 0 < start < len(text) else text
