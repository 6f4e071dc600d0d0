"""The entry of an article: what its report says, short enough for a list of many."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factcheck.models import CheckedClaim, Report
from factcheck.models.batch import ArticleEntry, Concerns, Counts, Group, UrgentClaim
from factcheck.report.findings import findings
from factcheck.report.page_view import Urgent, page_view, report_title
from factcheck.report.phrasing import legible, link_or_none, shorten
from factcheck.report.priorities import Concern, gravity, mismatches, triage
from factcheck.report.resolved import Resolution, resolutions

if TYPE_CHECKING:
    from factcheck.batch.checking import Named
    from factcheck.batch.listing import Unreadable
    from factcheck.review import Annotation

__all__ = ["done_entry", "failed_entry"]

_MOST: Final[dict[Group, int]] = {"wrong": 40, "anonymous": 10, "unchecked": 3}
"""Claims of each group that an entry lists; the report lists all."""
_REASON: Final = 400


def done_entry(
    report: Report, named: Named, reports: dict[str, str], annotation: Path | None, out: Path, people: Annotation | None
) -> ArticleEntry:
    """The entry of an article that was checked.

    Args:
        report: What was found.
        named: The article.
        reports: Paths of its reports by format, relative to `out`.
        annotation: Its annotation file.
        out: The batch's folder.
        people: What the annotation file says.
    """
    resolved = {id(checked): one for checked, one in zip(report.claims, resolutions(report, people), strict=True)}
    groups = page_view(report).groups
    found = triage(report)
    urgent: list[UrgentClaim] = []
    for group, items, concerns in zip(_MOST, (one.items for one in groups), found, strict=True):
        urgent += [
            _urgent(item, concern, group, resolved[id(concern.checked)])
            for item, concern in list(zip(items, concerns, strict=True))[: _MOST[group]]
        ]
    article = report.article
    return ArticleEntry(
        id=named.name,
        source=named.task.source,
        item=named.task.item_id,
        status="done",
        title=report_title(report),
        publisher=legible(article.publisher) if article.publisher else None,
        date=article.date,
        url=link_or_none(article.url),
        reports=reports,
        annotation=_relative(annotation, out) if annotation else None,
        counts=_counts(report.claims),
        concerns=Concerns(**{group.key: group.claims - group.above for group in groups}),
        urgent=tuple(urgent),
        warnings=tuple(legible(warning) for warning in report.warnings),
        corpus_sha256=report.corpus.sha256,
    )


def failed_entry(article: Named | Unreadable, name: str, reason: str) -> ArticleEntry:
    """The entry of an article that could not be checked.

    Args:
        article: The article.
        name: Its name in the batch.
        reason: Why, for the user.
    """
    from factcheck.batch.listing import Unreadable

    line = shorten(legible(" ".join(reason.split())), _REASON)
    if isinstance(article, Unreadable):
        return ArticleEntry(id=name, source=article.key, status="failed", reason=line, title=legible(article.shown))
    task = article.task
    return ArticleEntry(id=name, source=task.source, item=task.item_id, status="failed", reason=line, title=legible(task.stem))


def _urgent(item: Urgent, concern: Concern, group: Group, resolution: Resolution) -> UrgentClaim:
    checked = concern.checked
    known = findings(checked) if group == "wrong" else ()
    return UrgentClaim(
        number=item.card.number,
        id=resolution.claim_id,
        text=item.card.teaser,
        speaker=legible(checked.claim.speaker.canonical),
        speaker_kind=checked.claim.speaker.kind,
        group=group,
        reasons=concern.reasons,
        gravity=gravity(concern),
        problem=item.headline,
        detail=known[0].detail if known else "",
        todo=item.todo,
        support=checked.verdict.label,
        attribution=checked.attribution.label if checked.attribution else None,
        grade=checked.sourcing.grade,
        confidence=checked.verdict.confidence,
        also=tuple(card.number for card in item.also),
        decision=resolution.text or None,
        settled=resolution.cleared,
    )


def _counts(claims: tuple[CheckedClaim, ...]) -> Counts:
    labels: Counter[str] = Counter(checked.verdict.label for checked in claims)
    labels.update(checked.attribution.label for checked in claims if checked.attribution)
    labels.update(checked.sourcing.grade for checked in claims)
    known = {name: labels[name] for name in Counts.model_fields if name in labels}
    return Counts(**known, claims=len(claims), mismatch=sum(bool(mismatches(checked)) for checked in claims))


def _relative(path: Path, out: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), out.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()
