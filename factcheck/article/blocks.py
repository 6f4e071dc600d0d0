"""Telling the roles of an article's blocks: what is body, and what only stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.article.base import Content, Draft, Stated
from factcheck.article.captions import is_caption
from factcheck.article.datelines import is_date_line, leading_dateline
from factcheck.article.dates import printed_dates
from factcheck.article.lexicon import LONGEST_NOTICE, canonical, is_notice, is_section_heading, is_verbless, word_set
from factcheck.article.metadata import Byline, parse_byline, publisher_of_rights
from factcheck.article.pullquotes import find_pull_quotes
from factcheck.models import ASSERTING_BLOCKS, Block, BlockKind, Span
from factcheck.sentences import sentence_spans

__all__ = ["Told", "tell_roles"]

_SHORT = 300
"""Characters; a longer block is prose, whatever its words."""
_HEADING_WORDS = 14
_HEADLINE_WORDS = 30
_STOPPED_HEADLINE_WORDS = 12
_TITLE_CASE = 0.75
_LONGER_PROSE = 1.3
"""The prose below a headline that ends in a full stop is so many times as long."""
_SECTION_PROSE_WORDS = 30
_HEADER_BLOCKS = 12
"""Bylines and date lines are looked for among so many first blocks."""

_STOP = re.compile(r"[.!?…][\"”'’»)\]]*$")
_OPENS_QUOTE = re.compile(r"[\"“‘'«]")
_LINK = re.compile(r"(?:(?:[\w'’.-]+ ){0,4}(?:[\w'’.-]+ ?)?(?:[:：|-] ?|\bhere:? ))?<?(?:https?://|www\.)\S+>?[.)]?$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d|(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\b\.?)?(?:\s(?:GMT|UTC|BST|CET|CEST|E[SD]T|P[SD]T))?\s?[-–—:|]?\s+(?=\S)"
)
"""The time before an entry of a live blog: "10:42 ", "3.05 p.m. GMT – "."""
_CLOCKED = 2
"""So many blocks must begin with a time."""
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,40}: ")
_BEFORE_PLACE = re.compile(r"By (?:\S{1,30} ){2,7}?(?=[A-ZÀ-ÖØ-Þ]{3})")
"""A byline that runs into the dateline, as in a PDF: "By Jane Doe PORT ALDER, March 12 — "."""


class Told(NamedTuple):
    """Blocks with their roles, and what they say about the article's publication."""

    blocks: tuple[Block, ...]
    stated: Stated
    place: str | None


class _Teller:
    """Walks the blocks once, in reading order."""

    def __init__(self, content: Content, title: str | None) -> None:
        self.text, self.drafts, self.structured = content.text, content.drafts, content.structured
        self.title = canonical(title) if title else None
        self.headline: str | None = None
        self.bylines: list[Byline] = []
        self.place: str | None = None
        self.agency: str | None = None
        self.body = False
        """The first paragraph has been seen."""
        self.section = False
        """Within source notes or links."""
        self.live = sum(bool(_CLOCK.match(self._of(draft)[:40])) for draft in content.drafts) >= _CLOCKED
        self.colon = sum(bool(_SPEAKER.match(self._of(draft)[:60])) for draft in content.drafts[:200]) == 1

    def _of(self, draft: Draft) -> str:
        return draft.span.of(self.text)

    def blocks(self) -> Iterator[Block]:
        for number, draft in enumerate(self.drafts):
            kind = self._kind(number, draft)
            stated = self._stated_before_notice(draft) if kind == "notice" else None
            if kind == "paragraph":
                yield from self._paragraph(draft.span)
                self.body = True
            elif stated is not None:
                yield from self._paragraph(stated)
                self.body = True
                rest = self.text[stated.end : draft.span.end]
                yield Block(span=Span(start=draft.span.end - len(rest.lstrip()), end=draft.span.end), kind="notice")
            else:
                yield Block(span=draft.span, kind=kind)
                self.body = self.body or kind in ASSERTING_BLOCKS

    def _stated_before_notice(self, draft: Draft) -> Span | None:
        """The statements of a paragraph that ends in a copyright line or the like, where it has any."""
        text = self._of(draft)
        if draft.kind is not None or self.section or len(text) > LONGEST_NOTICE:
            return None
        for before, after in pairwise(sentence_spans(self.text, draft.span)):
            stated = Span(start=draft.span.start, end=before.end)
            words = stated.of(self.text)
            if is_notice(words) or is_caption(words) or is_verbless(words):
                return None
            if is_notice(after.of(self.text)):
                return stated
        return None

    def _paragraph(self, span: Span) -> Iterator[Block]:
        text = span.of(self.text)
        byline = self._byline_before_dateline(text)
        if byline:
            yield Block(span=Span(start=span.start, end=span.start + byline), kind="byline")
            span = Span(start=span.start + byline + 1, end=span.end)
            text = span.of(self.text)
        lead = leading_dateline(text, first=not self.body, colon=self.colon)
        if lead:
            self.place, self.agency = self.place or lead.place, self.agency or lead.agency
            yield Block(span=Span(start=span.start, end=span.start + lead.mark), kind="dateline")
            span = Span(start=span.start + lead.end, end=span.end)
        elif self.live and (time := _CLOCK.match(text)) and time.end() < len(text):
            yield Block(span=Span(start=span.start, end=span.start + len(time.group().rstrip())), kind="dateline")
            span = Span(start=span.start + time.end(), end=span.end)
        yield Block(span=span, kind="paragraph")

    def _byline_before_dateline(self, text: str) -> int | None:
        found = None if self.body else _BEFORE_PLACE.match(text)
        if found is None or leading_dateline(text[found.end() :], first=True) is None:
            return None
        byline = parse_byline(found[0].rstrip())
        if byline is None:
            return None
        self.bylines.append(byline)
        return len(found[0].rstrip())

    def _kind(self, number: int, draft: Draft) -> BlockKind:
        text = self._of(draft)
        return (
            self._by_format(text, draft)
            or (self._header(number, text, draft) if not self.body and number < _HEADER_BLOCKS else None)
            or (self._aside(text) if len(text) <= _SHORT else None)
            or self._by_words(number, text, draft)
            or draft.kind
            or "paragraph"
        )

    def _by_format(self, text: str, draft: Draft) -> BlockKind | None:
        """Roles that the format or the shape of the text gives away."""
        if draft.kind in {"headline", "byline", "dateline", "caption", "link", "notice"}:
            return draft.kind
        if self.title and not self.body and len(text) < 2 * len(self.title) + 20 and canonical(text) == self.title:
            self.headline = self.headline or text
            return "headline"
        if draft.kind == "heading":
            self.section = is_section_heading(text)
            return "notice" if self.section or is_notice(text) else "heading"
        if not any(character.isalnum() for character in text):
            return "notice"
        return "link" if len(text) <= _SHORT and _LINK.match(text) else None

    def _by_words(self, number: int, text: str, draft: Draft) -> BlockKind | None:
        """Roles that a block's words give away wherever it stands."""
        if is_notice(text):
            return "notice"
        if draft.kind == "list_item":
            return "heading" if self._heads_list(number, text) else None
        if is_caption(text):
            return "caption"
        if draft.kind is not None or not self._is_heading(number, text):
            return None
        if number == 0 and self.headline is None and not self.structured:
            self.headline = text
            return "headline"
        return "heading"

    def _header(self, number: int, text: str, draft: Draft) -> BlockKind | None:
        """Roles that only blocks above the body have."""
        if is_date_line(text):
            return "dateline"
        following = self._of(self.drafts[number + 1])[:_SHORT] if number + 1 < len(self.drafts) else ""
        if draft.kind is None and len(text) <= 160:
            if byline := parse_byline(text, bare=bool(self.headline) and is_date_line(following)):
                self.bylines.append(byline)
                return "byline"
            if self.headline is None and number == 0 and not self.structured and self._is_headline(text, following) and not is_notice(text):
                self.headline = text
                return "headline"
            if (
                number
                and self.drafts[number - 1].group == draft.group
                and self._follows_headline(number)
                and not self._lines_are_paragraphs()
            ):
                return "heading"
        return None

    def _aside(self, text: str) -> BlockKind | None:
        """Source notes, and what stands at their head."""
        if is_section_heading(text):
            self.section = True
            return "notice"
        if self.section:
            if len(text.split()) < _SECTION_PROSE_WORDS or not _STOP.search(text):
                return "notice"
            self.section = False
        return None

    def _lines_are_paragraphs(self) -> bool:
        return self.drafts[0].group == self.drafts[-1].group

    def _follows_headline(self, number: int) -> bool:
        return self.headline is not None and self._of(self.drafts[number - 1]) == self.headline

    def _is_headline(self, text: str, following: str) -> bool:
        size = len(text.split())
        if not following or size > _HEADLINE_WORDS or len(text) > _SHORT or text.endswith((":", ",", "-", "—")):
            return False
        if not _STOP.search(text) or text.endswith("?"):
            return not (is_caption(text) and ":" in text)
        opener = canonical(text).split(" ")[0]
        longest = max(len(draft.span) for draft in self.drafts[1:4])
        if opener in word_set("headline", "sentence_openers") or _OPENS_QUOTE.match(text):
            return is_title_case(text)
        return is_title_case(text) or (size <= _STOPPED_HEADLINE_WORDS and longest > _LONGER_PROSE * len(text))

    def _is_heading(self, number: int, text: str) -> bool:
        size = len(text.split())
        if size > _HEADING_WORDS or len(text) > 120 or _OPENS_QUOTE.match(text) or number + 1 >= len(self.drafts):
            return False
        if is_verbless(text):
            # A full stop ends a sentence whose verb the word list does not know ("The dam leaks.").
            return (not self.structured or size <= 10) and not (size > 3 and text.endswith("."))
        if self.structured or _STOP.search(text) or text.endswith((":", ",", ";", "—", "-")) or any(mark in text for mark in '"“”'):
            return False
        return len(self._of(self.drafts[number + 1])) > len(text) and not text[0].islower()

    def _heads_list(self, number: int, text: str) -> bool:
        """Whether a numbered line only heads the prose below it."""
        if self.structured or number + 1 >= len(self.drafts) or len(text.split()) > _HEADING_WORDS:
            return False
        following = self.drafts[number + 1]
        return following.kind is None and len(following.span) > len(text) and (text.isupper() or is_verbless(text))


def tell_roles(content: Content, *, title: str | None = None) -> Told:
    """Give every block its role.

    Args:
        content: What a reader found.
        title: The headline, where it is known otherwise.

    Returns:
        Blocks in order, without overlap or surrounding blanks. A dateline that leads a paragraph is a block of its own, and
        the paragraph starts behind its dash.
    """
    teller = _Teller(content, title or content.stated.title)
    blocks = list(teller.blocks())
    asserting = {number: block.span.of(content.text) for number, block in enumerate(blocks) if block.kind in ASSERTING_BLOCKS}
    # The first block is the lead, which nothing can be pulled out before.
    for number in sorted(find_pull_quotes(asserting) - set(list(asserting)[:1])):
        blocks[number] = Block(span=blocks[number].span, kind="pull_quote")
    return Told(tuple(blocks), _stated(content.text, blocks, teller), teller.place)


def is_title_case(text: str) -> bool:
    """Whether nearly all of a line's longer words are capitalised."""
    longer = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(longer)


def _stated(text: str, blocks: Sequence[Block], teller: _Teller) -> Stated:
    date = next((found.date for block in blocks if block.kind == "dateline" for found in printed_dates(block.span.of(text))), None)
    people = ", ".join(byline.person for byline in teller.bylines if byline.person)
    publisher = next((byline.publisher for byline in teller.bylines if byline.publisher), None) or teller.agency
    if publisher is None:
        notices = (block.span.of(text) for block in blocks if block.kind == "notice")
        publisher = next((name for name in map(publisher_of_rights, notices) if name), None)
    return Stated(teller.headline, people or None, publisher, date, None)
