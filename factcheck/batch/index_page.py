"""The index page over all reports of a batch: the worst claims of all articles first, then a table of the articles.

One HTML file that fetches nothing, in the design of the report, whose style sheets, drawings and templates it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from factcheck.batch.summary import gravest
from factcheck.models.batch import ArticleEntry, BatchSummary, Group, UrgentClaim
from factcheck.report.html_report import asset, policy_of
from factcheck.report.labels import GRADES, SUPPORT, Label
from factcheck.report.page_view import LOOK
from factcheck.report.phrasing import count, date_text, legible, shorten
from factcheck.report.plots import Bar

__all__ = ["index_html"]

_PACKAGE: Final = "factcheck.batch"
_REPORT_STYLES: Final = ("tokens", "base", "masthead", "summary", "controls", "narrow")
_REPORT_SCRIPTS: Final = ("page", "theme")


@dataclass(frozen=True)
class Row:
    """An article in the table."""

    entry: ArticleEntry
    order: int
    """Its place by gravity."""
    first: UrgentClaim | None
    tone: str
    icon: str
    report: str | None
    """Link to its report that a browser shows, or to the first there is."""
    kinds: str
    """What the filters ask for."""
    others: tuple[tuple[str, str], ...]
    """Its reports in other formats: name and link."""

    def at(self, claim: UrgentClaim) -> str | None:
        """Link to a claim."""
        html = self.entry.reports.get("html")
        return f"{html}#claim-{claim.number}" if html else self.report


@dataclass(frozen=True)
class Item:
    """A claim in the list of the worst."""

    claim: UrgentClaim
    row: Row
    tone: str
    icon: str
    link: str | None


@dataclass(frozen=True)
class Worst:
    """One list of claims to look at first."""

    key: Group
    title: str
    note: str
    empty: str
    items: tuple[Item, ...]
    claims: int
    """In all articles, those that are not listed too."""
    shown: int
    """How many stand open; the others are folded away."""


_MOST: Final[dict[Group, tuple[int, int]]] = {"wrong": (10, 100), "anonymous": (4, 40)}
"""Claims that stand open, and that are listed at all; the reports list all."""


def index_html(summary: BatchSummary) -> str:
    """The page; every text of articles and evidence is escaped by the template engine."""
    rows = tuple(_row(entry, order) for order, entry in enumerate(summary.articles))
    return (
        _environment()
        .get_template("batch.html.j2")
        .render(
            summary=summary,
            rows=rows,
            worst=_worst(summary, rows),
            failed=tuple(row for row in rows if row.entry.status == "failed"),
            earlier=sum(entry.earlier for entry in summary.articles),
            support=_bars(summary, tuple(SUPPORT.values())),
            grades=_bars(summary, tuple(GRADES[name] for name in ("none", "weak"))),
            lede=_lede(summary),
            style=Markup(_style()),  # noqa: S704 - our own files
            script=Markup(_script()),  # noqa: S704
            policy=policy_of(_style(), _script()),
        )
        + "\n"
    )


def _row(entry: ArticleEntry, order: int) -> Row:
    first = gravest(entry)
    tone, icon = ("bad", "cross") if entry.status == "failed" else LOOK[first.reasons[0]] if first else ("good", "tick")
    kinds = [entry.status] if entry.status == "failed" else [name for name, number in entry.concerns if number]
    kinds += ["earlier"] if entry.earlier else []
    chosen = "html" if "html" in entry.reports else next(iter(entry.reports), None)
    others = tuple((form, path) for form, path in entry.reports.items() if form != chosen)
    return Row(entry, order, first, tone, icon, entry.reports[chosen] if chosen else None, " ".join(kinds), others)


def _worst(summary: BatchSummary, rows: tuple[Row, ...]) -> tuple[Worst, ...]:
    def listed(group: Group) -> tuple[Item, ...]:
        claims = [(claim, row) for row in rows for claim in row.entry.urgent if claim.group == group and not claim.settled]
        claims.sort(key=lambda pair: (pair[0].gravity, pair[1].order, pair[0].number))
        return tuple(Item(claim, row, *LOOK[claim.reasons[0]], row.at(claim)) for claim, row in claims[: _MOST[group][1]])

    def nothing(group: Group, otherwise: str) -> str:
        return "People have settled what there was." if getattr(summary.concerns, group) else otherwise

    return (
        Worst(
            "wrong",
            "Wrong, altered or at odds",
            "Contradicted, in dispute, at odds with the evidence in a detail, or quoted wrongly; the gravest of all articles first.",
            nothing("wrong", "No passage that counts contradicts a claim of any article, or is clearly at odds with one in a detail."),
            listed("wrong"),
            summary.concerns.wrong,
            _MOST["wrong"][0],
        ),
        Worst(
            "anonymous",
            "Resting on one anonymous origin",
            "Nobody who can be named says so, and no two independent origins back it.",
            nothing("anonymous", "No claim rests on a single anonymous origin."),
            listed("anonymous"),
            summary.concerns.anonymous,
            _MOST["anonymous"][0],
        ),
    )


def _bars(summary: BatchSummary, labels: tuple[Label, ...]) -> tuple[Bar, ...]:
    numbers = [getattr(summary.counts, label.value) for label in labels]
    most = max([*numbers, 1])
    return tuple(
        Bar(label.text, label.value, label.hint, label.tone, label.icon, number, 100 * number / most)
        for label, number in zip(labels, numbers, strict=True)
    )


def _lede(summary: BatchSummary) -> str:
    if not summary.done:
        return "No article was checked."
    counts = summary.counts
    phrases = (
        (counts.refuted, "contradicted by the evidence"),
        (counts.conflicting, "where the evidence disagrees"),
        (counts.supported, "backed"),
        (counts.not_enough_evidence, "that could not be checked"),
        (counts.not_checkable, "of opinion or forecast"),
    )
    parts = ", ".join(f"{number:,} {text}" for number, text in phrases if number)
    corpus = summary.corpus
    against = f", held against {count(corpus.passages, 'passage')} from {count(corpus.documents, 'document')}" if corpus else ""
    return f"{count(counts.claims, 'claim')} in {count(summary.done, 'article')}{against}: {parts or 'none'}."


@cache
def _style() -> str:
    return "\n" + "\n".join([*(asset(f"{name}.css") for name in _REPORT_STYLES), asset("batch.css", _PACKAGE)])


@cache
def _script() -> str:
    parts = [*(asset(f"{name}.js") for name in _REPORT_SCRIPTS), asset("batch.js", _PACKAGE)]
    return '\n(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(_PACKAGE), PackageLoader("factcheck.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(legible=legible, date_text=date_text, shorten=shorten)
    environment.globals.update(count=count)
    return environment
