"""Everything that the page shows, gathered before any of it is drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from factcheck.models import Fetched, Report
from factcheck.report.actions import advise
from factcheck.report.article_view import ArticleBlock, article_blocks
from factcheck.report.card_view import CardView, Difference, card_view, source_keys
from factcheck.report.labels import ATTRIBUTION
from factcheck.report.phrasing import count, date_text, legible, link_or_none, shorten
from factcheck.report.plots import Bar, Lane, bars, lanes, source_bars, source_kind_bars
from factcheck.report.priorities import Concern, rests_on_one_anonymous_source, triage
from factcheck.report.resolved import resolutions

if TYPE_CHECKING:
    from factcheck.review import Annotation

__all__ = ["LOOK", "Facet", "Group", "Option", "Page", "Urgent", "fetched", "lede", "limits", "page_view", "report_title", "stand_above"]


@dataclass(frozen=True)
class Urgent:
    """A claim in a list of what to look at first."""

    card: CardView
    tone: str
    icon: str
    headline: str
    """What is the matter, in a few words."""
    todo: str
    """What to do about it, in one sentence."""
    differences: tuple[Difference, ...]
    details: tuple[str, ...]
    also: tuple[CardView, ...]
    """Further claims with the same mismatch, or from the same unnamed source."""


@dataclass(frozen=True)
class Group:
    """One list of claims to look at first."""

    key: str
    title: str
    note: str
    empty: str
    items: tuple[Urgent, ...]
    claims: int
    """How many claims of the article it is true of."""
    above: int
    """How many of them stand in a group before this one, with what else is the matter with them."""
    shown: int
    """How many stand open; the others are folded away."""
    same: str
    """What an item has in common with its further claims."""


@dataclass(frozen=True)
class Option:
    """One value to filter by."""

    value: str
    text: str
    hint: str
    number: int
    tone: str
    icon: str | None


@dataclass(frozen=True)
class Facet:
    """One property to filter by."""

    key: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Page:
    """The page."""

    report: Report
    title: str
    url: str | None
    fetched: tuple[str, str] | None
    """What was fetched from where, and when, in words; None for an article from a file."""
    lede: str
    published: str | None
    as_of: str | None
    blocks: tuple[ArticleBlock[int], ...]
    cards: tuple[CardView, ...]
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    support: tuple[Bar, ...]
    grades: tuple[Bar, ...]
    kinds: tuple[Bar, ...]
    sources: tuple[Bar, ...]
    more_sources: int
    lanes: tuple[Lane, ...]
    mismatches: int
    later: int
    checked_before: int
    """Claims of which, or of whose opposite, somebody published a fact-check."""
    limits: tuple[str, ...]


_TOP_SOURCES = 7
LOOK = {
    "refuted": ("bad", "cross"),
    "mismatch": ("bad", "differs"),
    "misattributed": ("bad", "cross"),
    "altered": ("bad", "split"),
    "conflicting": ("mixed", "split"),
    "difference": ("bad", "differs"),
    "anonymous": ("mixed", "mask"),
    "unchecked": ("open", "query"),
}
"""Tone and drawing by what is the matter with a claim."""


def report_title(report: Report) -> str:
    """The article's title, else its headline, else its opening words, else its id."""
    article = report.article
    headline = next((block.span.of(article.text) for block in article.blocks if block.kind == "headline"), None)
    if article.title or headline:
        return shorten(legible(article.title or headline or ""), 200)
    opening = next((block.span.of(article.text) for block in article.asserting_blocks), "")
    return f"“{shorten(legible(opening), 90)}”" if opening.strip() else legible(article.id)


def lede(report: Report) -> str:
    """What was found, in one or two sentences without a score."""
    if not report.claims:
        return "No claims were found in this article, so nothing was checked."
    labels = Counter(checked.verdict.label for checked in report.claims)
    phrases = [
        (labels["refuted"], "contradicted by the evidence"),
        (labels["conflicting"], "where the evidence disagrees"),
        (labels["supported"], "backed"),
        (labels["not_enough_evidence"], "that could not be checked"),
        (labels["not_checkable"], "of opinion or forecast"),
    ]
    parts = [f"{number:,} {text}" for number, text in phrases if number]
    corpus = f"{count(report.corpus.passages, 'passage')} from {count(report.corpus.documents, 'document')}"
    return f"{count(len(report.claims), 'claim')}, held against {corpus}: {', '.join(parts)}."


def limits(report: Report) -> tuple[str, ...]:
    """What the report does not say."""
    return (
        "It gives the article no score. It speaks of single claims only.",
        f"It knows nothing but its corpus: {count(report.corpus.passages, 'passage')}. “Could not be checked” does not mean false.",
        "“Backed” means that a passage from somewhere else says the same. It does not make the passage right.",
        "That a source said something does not make it so: each claim carries one verdict on the quotation and one on the content.",
        "Claims, labels and confidence come from software. A person must review them before anything is published or corrected.",
    )


def fetched(record: Fetched) -> tuple[str, str]:
    """Where something was fetched from, and when: "12 March 2031, 07:30 UTC"."""
    by_way_of = f", asked for as {legible(record.url)}" if record.url != record.final_url else ""
    at = record.at.astimezone(dt.UTC)
    return legible(record.final_url) + by_way_of, f"{date_text(at.date())}, {at:%H:%M} UTC"


def _urgent(concern: Concern, card: CardView, also: tuple[CardView, ...]) -> Urgent:
    tone, icon = LOOK[concern.reasons[0]]
    details = []
    if not card.differences and {"refuted", "conflicting"} & set(concern.reasons):
        details.append(shorten(card.explanation, 220))
    if card.attribution_explanation and {"altered", "misattributed"} & set(concern.reasons):
        details.append(shorten(card.attribution_explanation, 220))
    problem, todo = advise(concern)
    return Urgent(card, tone, icon, problem, todo, card.differences[:3], tuple(details), also)


def stand_above(above: int, claims: int) -> str:
    """The sentence that says how many claims of a group stand in one before it; empty where none does."""
    if not above:
        return ""
    them = f"{above:,} of them" if above < claims else "It" if claims == 1 else "All of them"
    stands = "stands" if above == 1 else "stand"
    return f" {them} {stands} above, with what else is the matter."


def _groups(report: Report, cards: list[CardView]) -> tuple[Group, ...]:
    found = triage(report)
    by_claim = {id(checked): card for checked, card in zip(report.claims, cards, strict=True)}

    def items(concerns: tuple[Concern, ...]) -> tuple[Urgent, ...]:
        return tuple(
            _urgent(
                concern,
                by_claim[id(concern.checked)],
                tuple(sorted((by_claim[id(other)] for other in concern.also), key=lambda card: card.number)),
            )
            for concern in concerns
        )

    def group(key: str, title: str, note: str, empty: str, concerns: tuple[Concern, ...], claims: int, shown: int, same: str = "") -> Group:
        listed = sum(1 + len(concern.also) for concern in concerns)
        above = claims - listed
        return Group(key, title, f"{note}{stand_above(above, claims)}", empty, items(concerns), claims, above, shown, same)

    said = _nothing(report)
    return (
        group(
            "wrong",
            "Wrong, altered or at odds",
            "Contradicted, in dispute, at odds with the evidence in a detail, or quoted wrongly. Look at these first.",
            said.wrong,
            found.wrong,
            sum(1 + len(concern.also) for concern in found.wrong),
            6,
            "The same in",
        ),
        group(
            "anonymous",
            "Resting on one anonymous origin",
            "Nobody who can be named says so, and no two independent origins back it.",
            said.anonymous,
            found.anonymous,
            sum(rests_on_one_anonymous_source(checked) for checked in report.claims),
            4,
            "From the same source:",
        ),
        group(
            "unchecked",
            "Could not be checked",
            "The corpus holds nothing that decides. This says nothing about whether they are true.",
            said.unchecked,
            found.unchecked,
            sum(checked.verdict.label == "not_enough_evidence" for checked in report.claims),
            4,
        ),
    )


class _Nothing(NamedTuple):
    """What is said of each group where no claim belongs to it."""

    wrong: str
    anonymous: str
    unchecked: str


def _nothing(report: Report) -> _Nothing:
    if not report.claims:
        return _Nothing("No claims were found, so nothing was compared with the evidence.", *["No claims were found."] * 2)
    weighed = any(assessment.excluded is None for checked in report.claims for assessment in checked.evidence)
    checkable = any(checked.verdict.label != "not_checkable" for checked in report.claims)
    return _Nothing(
        "No passage that counts contradicts a claim, or is clearly at odds with one in a detail."
        if weighed
        else "No passage was found that counts, so nothing was compared with the evidence.",
        "No claim rests on a single anonymous origin.",
        "Every checkable claim met evidence that decides." if checkable else "No claim is one that evidence could decide.",
    )


def _facets(report: Report, keys: dict[str, str], support: list[Bar], grades: list[Bar]) -> tuple[Facet, ...]:
    said = Counter(checked.attribution.label if checked.attribution else "own_voice" for checked in report.claims)
    attribution = [
        Option(label.value, label.text, label.hint, said[value], label.tone, label.icon)
        for value, label in ATTRIBUTION.items()
        if said[value]
    ]
    if said["own_voice"]:
        hint = "The article says so itself; there is nobody to have said it."
        attribution.append(Option("own_voice", "Article’s own voice", hint, said["own_voice"], "quiet", "dash"))

    def options(rows: list[Bar]) -> tuple[Option, ...]:
        return tuple(Option(row.value, row.text, row.hint, row.number, row.tone, row.icon) for row in rows if row.number)

    facets = (
        Facet("support", "Is it so?", options(support)),
        Facet("attribution", "Did they say it?", tuple(attribution)),
        Facet("grade", "Sourcing", options(grades)),
        Facet("source", "Source", options(source_bars(report, keys))),
    )
    return tuple(facet for facet in facets if facet.options)


def page_view(report: Report, annotation: Annotation | None = None) -> Page:
    """The whole page of `report`, with what people decided in its annotation file."""
    keys = source_keys(report)
    decided = zip(report.claims, resolutions(report, annotation), strict=True)
    cards = [card_view(report, checked, number, keys, resolution) for number, (checked, resolution) in enumerate(decided, 1)]
    support, grades = bars(report)
    return Page(
        report=report,
        title=report_title(report),
        url=link_or_none(report.article.url),
        fetched=fetched(report.article.fetched) if report.article.fetched else None,
        lede=lede(report),
        published=date_text(report.article.date),
        as_of=date_text(report.as_of),
        blocks=tuple(article_blocks(report)),
        cards=tuple(cards),
        groups=_groups(report, cards),
        facets=_facets(report, keys, support, grades),
        support=tuple(support),
        grades=tuple(grades),
        kinds=tuple(source_kind_bars(report)),
        sources=tuple(source_bars(report, keys, _TOP_SOURCES)),
        more_sources=max(len(keys) - _TOP_SOURCES, 0),
        lanes=tuple(lanes(report, cards)),
        mismatches=sum(bool(card.differences) for card in cards),
        later=sum(card.later for card in cards),
        checked_before=sum(bool(card.before) for card in cards),
        limits=limits(report),
    )
