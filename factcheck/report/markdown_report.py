"""The report as Markdown: readable in a terminal as it stands, and on GitHub as a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.models import Edit, Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.card_view import CardView
from factcheck.report.evidence_view import EvidenceView
from factcheck.report.origins_view import Copy, OriginsView
from factcheck.report.page_view import Group, Page, page_view
from factcheck.report.phrasing import count, legible, usage_text
from factcheck.report.plots import Bar

__all__ = ["MarkdownRenderer", "escape"]

_BAR = 20
"""Length of the longest bar, in characters."""

# Whatever can open a construct of CommonMark or of GitHub's dialect ($ opens a formula there), wherever in a line it stands.
_ACTIVE = re.compile(r"([\\`*_\[\]|~$])")
# A line that begins with :: is a command where GitHub Actions prints it to its log.
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=#>]|:(?=:))")
# GitHub tells people whom a page names, backslash or not; a zero-width space parts the sign from the name.
_MENTION = re.compile(r"(?<![A-Za-z0-9])@")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


def escape(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is: no markup, no HTML, no link, no mention."""
    line = " ".join(legible(text).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;")
    line = _MENTION.sub("@\u200b", line)
    line = _ACTIVE.sub(r"\\\1", line)
    line = _ADDRESS.sub(lambda found: "\\" + found[0], line)
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


class MarkdownRenderer:
    """A text that says what the page says, without the article's own text around the claims."""

    suffixes: tuple[str, ...] = (".md", ".markdown")

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """The text; every line of the article and of the evidence in it is escaped."""
        page = page_view(report, beside.annotation)
        lines = [*_head(page), *_urgent(page), *_tables(page), *_claims(page), *_about(page)]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _head(page: Page) -> Iterator[str]:
    article = page.report.article
    yield f"# Fact-check: {escape(page.title)}"
    yield ""
    facts = [
        escape(article.publisher or ""),
        f"by {escape(article.byline)}" if article.byline else "",
        page.published or "",
        _link("original", page.url),
    ]
    facts.append(f"checked as of {page.as_of}" if page.as_of else "checked without a cut-off date")
    yield " · ".join(fact for fact in facts if fact)
    yield ""
    yield page.lede
    if page.checked_before:
        yield ""
        yield f"{count(page.checked_before, 'claim')} with a published fact-check."
    for warning in page.report.warnings:
        yield ""
        yield f"> Note: {escape(warning)}"


def _urgent(page: Page) -> Iterator[str]:
    for group in page.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    yield from ("", f"## {group.title} ({group.claims})" if group.claims else f"## {group.title}", "")
    yield group.note if group.claims else group.empty
    yield ""
    for item in group.items:
        yield f"- **{escape(item.headline)}** · [claim {item.card.number}](#claim-{item.card.number}): {escape(item.card.teaser)}"
        for detail in (*map(str, item.differences), *item.details):
            yield f"  {escape(detail)}"
        if item.also:
            yield f"  {group.same} {', '.join(f'[claim {card.number}](#claim-{card.number})' for card in item.also)}."
        if not item.card.cleared:
            yield f"  **What to do:** {escape(item.todo)}"
        if item.card.decision:
            yield f"  **Decision:** {escape(item.card.decision)}"


def _tables(page: Page) -> Iterator[str]:
    yield from ("", "## At a glance")
    yield from _table("Is it so?", page.support)
    yield from _table("Sourcing", page.grades)
    yield from _table("Who speaks", page.kinds)
    yield from _table("Most cited, anywhere in a chain", page.sources)
    if page.more_sources:
        yield from ("", f"and {count(page.more_sources, 'other source')}")


def _table(title: str, rows: tuple[Bar, ...]) -> Iterator[str]:
    yield from ("", f"| {title} | Claims | |", "|:--|--:|:--|")
    for row in rows:
        mark = "█" if row.named else "░"
        yield f"| {escape(row.text)} | {row.number} | {mark * round(_BAR * row.width / 100)} |"


def _claims(page: Page) -> Iterator[str]:
    yield from ("", "## Claims")
    for card in page.cards:
        yield from _card(card)


def _card(card: CardView) -> Iterator[str]:
    yield from ("", f"### Claim {card.number}", "", f"**{escape(card.text)}**", "")
    said = f" · **{card.attribution.text}**" if card.attribution else ""
    sure = f" ({card.confidence}% confident)" if card.confidence is not None else ""
    raised = f" (with evidence: {card.with_evidence.text.lower()})" if card.with_evidence else ""
    yield f"**{card.support.text}**{sure}{said} · **{card.grade.text}**{raised} · {card.as_of}"
    yield ""
    if card.decision:
        yield f"- Decision: {escape(card.decision)}"
    for before in card.before:
        link = _link("the fact-check", before.url)
        yield f"- {escape(str(before))}. This changes no verdict.{f' {link}' if before.url else ''}"
    for difference in card.differences:
        yield f"- Mismatch: {escape(str(difference))}"
    yield f"- Source: {' › '.join(_who(link.name, link.kind_text, named=link.named) for link in card.chain)}"
    yield f"- As written: “{escape(card.quote)}” ({card.kind_text}, {card.mode_text})"
    for text, meaning in card.dates:
        yield f"- “{escape(text)}” is {meaning}"
    yield f"- Is it so? {escape(card.explanation)}"
    for note in card.later_notes:
        yield f"- Later: {escape(note)} This changes no verdict."
    if card.attribution_explanation:
        yield f"- Did they say it? {escape(card.attribution_explanation)}"
    for rule, reason in card.rules:
        yield f"- Sourcing: {escape(reason)} ({escape(rule)})"
    if card.vague:
        yield f"- Vague sourcing: “{escape(card.vague)}”. {escape(card.vague_advice or '')}".rstrip()
    if card.advice and card.advice != card.vague_advice:
        yield f"- To strengthen it: {escape(card.advice)}"
    if card.provenance:
        yield from _origins(card.provenance)
    for evidence in card.evidence:
        yield from _evidence(evidence)
    if card.undecided:
        names = ", ".join(dict.fromkeys(escape(evidence.publisher) for evidence in card.undecided))
        verb = "does" if len(card.undecided) == 1 else "do"
        yield from ("", f"{count(len(card.undecided), 'passage')} found that {verb} not decide: {names}.")


def _who(name: str, kind: str, *, named: bool) -> str:
    return f"{escape(name)} ({kind}{'' if named or kind == 'unnamed people' else ', unnamed'})"


def _evidence(evidence: EvidenceView) -> Iterator[str]:
    title = _link(escape(evidence.title), evidence.url) if evidence.title else _link("link", evidence.url)
    facts = [f"**{evidence.relation.text}**: {escape(evidence.publisher)}", evidence.date or "undated", title]
    yield from ("", " · ".join(fact for fact in facts if fact))
    if evidence.excluded is not None:
        yield f"Not counted: {escape(evidence.excluded)}"
    yield ""
    yield f"> {''.join(_quoted(evidence))}"
    if evidence.differences:
        yield ""
    for detail in evidence.differences:
        yield f"- “{escape(detail.here)}” here, “{escape(detail.there)}” there: {escape(detail.explanation)}"
        if detail.edits:
            yield f"  Word by word: {_edits(detail.edits)}"


def _edits(edits: Sequence[Edit]) -> str:
    """A quotation word by word: struck out what only the evidence has, in bold what only the article has."""
    words = []
    for edit in edits:
        if edit.kind == "same":
            words.append(escape(edit.claim_text))
            continue
        words += [f"~~{escape(edit.passage_text)}~~"] if edit.passage_text.strip() else []
        words += [f"**{escape(edit.claim_text)}**"] if edit.claim_text.strip() else []
    return " ".join(words)


def _origins(view: OriginsView) -> Iterator[str]:
    flagged = f", {count(view.distorted, 'distorted copy', 'distorted copies')}" if view.distorted else ""
    yield f"- Evidence: {view.headline}{flagged}{'' if view.drawn else '; no passage is known to copy another'}"
    for origin in view.origins if view.drawn else ():
        where = (
            f", printed by {escape(origin.publisher)}" if origin.publisher else "" if origin.found else " (the report itself was not found)"
        )
        yield f"  - {escape(origin.name)}{where}{'; no independent witness' if origin.dependent else ''}"
        yield from _copies(origin.copies, 2)


def _copies(found: Iterable[Copy], depth: int) -> Iterator[str]:
    for copy in found:
        facts = [escape(copy.publisher), copy.date or "undated", escape(copy.reason or "")]
        yield f"{'  ' * depth}- copied by {' · '.join(fact for fact in facts if fact)}"
        if copy.distortion:
            yield f"{'  ' * depth}  distorted copy: {escape(copy.distortion)}"
        yield from _copies(copy.copies, depth + 1)


def _quoted(evidence: EvidenceView) -> Iterator[str]:
    """The passage with the deciding words in bold. Bold needs words at both ends, so the white space stays outside."""
    bold = False
    for piece in evidence.passage:
        decides = any(key.kind == "rationale" for key in piece.keys)
        text = escape(piece.text)
        lead, tail = (" " if piece.text[:1].isspace() else ""), (" " if piece.text[-1:].isspace() else "")
        if decides != bold:
            lead = lead + "**" if decides else "**" + lead
            bold = decides
        yield lead + text + (tail if text else "")
    if bold:
        yield "**"


def _about(page: Page) -> Iterator[str]:
    report = page.report
    yield from ("", "## About this check", "", "What this report does not say:", "")
    for line in page.limits:
        yield f"- {line}"
    yield from ("", "What it was made with:", "")
    size = f"{count(report.corpus.documents, 'document')}, {count(report.corpus.passages, 'passage')}"
    yield f"- Evidence: {escape(report.corpus.name)}, {size} (`{report.corpus.sha256[:12]}`)"
    for model in report.models:
        used = f": {escape(usage_text(model.usage))}" if model.usage is not None else ""
        yield f"- {model.role.capitalize()}: {escape(model.name)} (`{model.sha256[:12]}`){used}"
    yield f"- Sourcing rules: version {escape(report.rules_version)}"
    yield f"- Article: {escape(report.article.id)} (`{report.article.sha256[:12]}`)"
    if page.fetched and report.article.fetched:
        where, at = page.fetched
        yield f"- Fetched: {escape(where)}, on {at} (`{report.article.fetched.sha256[:12]}`)"
    yield f"- factcheck {escape(report.factcheck_version)}, report format {report.schema_version}"


def _link(text: str, url: str | None) -> str:
    return f"[{text}](<{url}>)" if url else "" if text in {"link", "original"} else text
