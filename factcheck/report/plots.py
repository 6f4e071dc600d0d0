"""The numbers behind the small drawings of the summary. Each drawing has its figures beside it as text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from factcheck.models import Report
from factcheck.report.card_view import CardView
from factcheck.report.labels import GRADES, SOURCE_KINDS, SUPPORT, Label
from factcheck.report.phrasing import legible, shorten

__all__ = ["STRIP_WIDTH", "Bar", "Lane", "Tick", "bars", "lanes", "source_bars", "source_kind_bars"]

STRIP_WIDTH = 1000
"""Width of the strip's drawing, in its own units."""


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart."""

    text: str
    value: str
    hint: str
    tone: str
    icon: str | None
    number: int
    width: float
    """Length, 0 to 100."""
    named: bool = True
    note: str | None = None


@dataclass(frozen=True)
class Tick:
    """One claim on the strip."""

    x: float
    width: float
    number: int
    anchor: str
    title: str


@dataclass(frozen=True)
class Lane:
    """The claims of one label along the article, from its first word on the left to its last on the right."""

    label: Label
    ticks: tuple[Tick, ...]


def _widths(numbers: list[int]) -> list[float]:
    top = max(numbers, default=0)
    return [round(100 * number / top, 2) if top else 0.0 for number in numbers]


def _labelled(labels: list[Label], counts: Counter[str]) -> list[Bar]:
    widths = _widths([counts[label.value] for label in labels])
    return [
        Bar(label.text, label.value, label.hint, label.tone, label.icon, counts[label.value], width)
        for label, width in zip(labels, widths, strict=True)
    ]


def bars(report: Report) -> tuple[list[Bar], list[Bar]]:
    """Claims by support label, and by sourcing grade; every label has a row, also those that do not occur."""
    support = Counter(checked.verdict.label for checked in report.claims)
    grades = Counter(checked.sourcing.grade for checked in report.claims)
    return _labelled(list(SUPPORT.values()), Counter(support)), _labelled(list(GRADES.values()), Counter(grades))


def source_kind_bars(report: Report) -> list[Bar]:
    """Claims by the kind of their speaker, most first."""
    counts = Counter(checked.claim.speaker.kind for checked in report.claims)
    kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [
        Bar(SOURCE_KINDS[kind], kind, "", "quiet", None, counts[kind], width, named=kind != "anonymous")
        for kind, width in zip(kinds, _widths([counts[kind] for kind in kinds]), strict=True)
    ]


def source_bars(report: Report, keys: dict[str, str], limit: int | None = None) -> list[Bar]:
    """Sources anywhere in a chain by number of claims, most first; `limit` keeps that many."""
    counts: Counter[str] = Counter()
    named: dict[str, bool] = {}
    kind: dict[str, str] = {}
    for checked in report.claims:
        for link in checked.claim.chain:
            named.setdefault(link.source.canonical, link.source.named)
            kind.setdefault(link.source.canonical, SOURCE_KINDS[link.source.kind])
        counts.update({link.source.canonical for link in checked.claim.chain})
    names = sorted(counts, key=lambda name: (-counts[name], name))[:limit]
    return [
        Bar(shorten(legible(name), 90), keys[name], kind[name], "quiet", None, counts[name], width, named[name], kind[name])
        for name, width in zip(names, _widths([counts[name] for name in names]), strict=True)
    ]


def lanes(report: Report, cards: list[CardView]) -> list[Lane]:
    """The strip: one lane for each support label, worst on top."""
    length = max(len(report.article.text), 1)
    rows: dict[str, list[Tick]] = {value: [] for value in SUPPORT}
    for card, checked in zip(cards, report.claims, strict=True):
        for span in checked.claim.spans:
            x = round(STRIP_WIDTH * span.start / length, 1)
            width = round(max(STRIP_WIDTH * len(span) / length, 4), 1)
            rows[checked.verdict.label].append(Tick(x, width, card.number, card.anchor, f"Claim {card.number}: {shorten(card.text, 120)}"))
    return [Lane(SUPPORT[label], tuple(rows[label])) for label in SUPPORT]
