"""What a person should know about a valid annotation file, and its claims in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcheck.errors import FactcheckError
from factcheck.models import Article
from factcheck.review.finding import article_of
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import CORRECTABLE, standing

__all__ = ["claim_lines", "inspect"]


def inspect(path: Path, annotation: Annotation, article: Article | None = None) -> Iterator[str]:
    """Remarks on a file that can be read: what does not fit together, or asks for somebody.

    Args:
        path: the file.
        annotation: what it says.
        article: its article; looked up where the file says where it lies, and not missed otherwise.
    """
    ids = {claim.id for claim in annotation.claims}
    for claim in annotation.claims:
        yield from (f"{claim.id}: {remark}" for remark in _remarks(claim, ids))
    if article is None and annotation.article.file is None:
        return
    try:
        text = article_of(path, annotation, article).text
    except FactcheckError as error:
        yield str(error).removeprefix(f"{path}: ")
        return
    for claim in annotation.claims:
        if not claim.absent and text[claim.position.start : claim.position.end] != claim.quote.exact:
            yield f"{claim.id}: its words are not at {claim.position.start} to {claim.position.end} of the article; a run finds them again"


def _remarks(claim: AnnotatedClaim, ids: set[str]) -> Iterator[str]:
    if claim.position.end <= claim.position.start:
        yield "its position is empty"
    for other in (*claim.replaced_by, *claim.merged_from, *filter(None, [claim.split_from])):
        if other not in ids:
            yield f"names a claim {other!r} that is not in the file"
    for decision in claim.decisions:
        for name, value in decision.fields.items():
            if CORRECTABLE.get(name) and value not in CORRECTABLE[name]:
                yield f"{decision.by} corrects {name} to {value!r}, which counts for nothing; it is one of {', '.join(CORRECTABLE[name])}"
    if claim.conflicts:
        yield f"has {len(claim.conflicts)} unsettled conflict{'s' if len(claim.conflicts) > 1 else ''}"


def claim_lines(annotation: Annotation) -> Iterator[str]:
    """Each claim that counts: id, what was decided, what stands, and its text."""
    for claim in annotation.claims:
        if claim.replaced_by:
            continue
        stands = standing(claim)
        made = stands.decision
        state = "absent" if claim.absent else "open" if made is None else f"{made.action}{' (look again)' if stands.stale else ''}"
        yield f"{claim.id}  {state}  {stands.support or '-'}  {stands.sourcing or '-'}  {claim.text}"
