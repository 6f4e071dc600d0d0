"""Claims as a language model lists them, found again in the article by their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.chains import Reported, settled
from factcheck.claims.chains.links import links_of
from factcheck.claims.chains.nesting import Node
from factcheck.claims.quoted import QuotedText
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.sentences import split_sentences
from factcheck.claims.statements import Statement
from factcheck.claims.tokens import trim
from factcheck.llm.quoting import QuotedFrom
from factcheck.models import Article, Attribution, Cue, Source, Span

__all__ = ["Located", "Locator"]


class _Link(Protocol):
    source: str
    cue: str


class LocatedLink(NamedTuple):
    """A source where it is mentioned, and the words that attribute; one of the two may be missing."""

    source: Span | None
    cue: Span | None


class Located(NamedTuple):
    """A claim of which every word has its place in the article."""

    parts: tuple[Span, ...]
    sentence: Sentence
    """What holds it; several sentences where it goes beyond one."""
    links: tuple[LocatedLink, ...]
    text: str
    """As the model words it."""

    @property
    def tags(self) -> list[TaggedAttribution]:
        """Its attributions, as a tagger would give them."""
        return [
            TaggedAttribution((link.source,) if link.source else (), (link.cue,) if link.cue else (), self.parts) for link in self.links
        ]

    def statement(self, article: Article, resolver: SourceResolver, quoted: QuotedText) -> Statement:
        """The statement, its sources resolved; to be called in reading order, because the resolver remembers who spoke."""
        whole = Span(start=self.parts[0].start, end=self.parts[-1].end)
        if not self.links:
            return Statement(self.parts, self.sentence, None, None, whole)
        links: list[Attribution] = []
        for link, tag in zip(self.links, self.tags, strict=True):
            links += _resolved(article.text, link, tag, links[-1].source if links else None, resolver, quoted)
        chain = settled(tuple(links), article.publisher)
        inner = self.links[-1]
        extents = sorted((span for tag in self.tags for span in (*tag.source, *tag.cue)), key=lambda span: span.start)
        reported = Reported(
            content=self.parts,
            chain=chain,
            extents=tuple(sorted((*self.parts, *extents), key=lambda span: span.start)),
            cue=inner.cue.of(article.text).lower() if inner.cue else "",
            position=(inner.source or inner.cue or whole).start,
        )
        return Statement(self.parts, self.sentence, chain, reported, whole)


def _resolved(
    text: str, link: LocatedLink, tag: TaggedAttribution, outer: Source | None, resolver: SourceResolver, quoted: QuotedText
) -> Sequence[Attribution]:
    """The link of a chain that a located one means."""
    in_quotation = outer is not None and quoted.share([(link.source or link.cue or tag.content[0]).start]) > 0
    if link.source is None:
        position = (link.cue or tag.content[0]).start
        return links_of(text, Node(tag, position, tag.content), resolver, outer=outer, quoted=in_quotation).links
    source = resolver.resolve(link.source, inside=outer, quoted=in_quotation)
    nested = outer is not None and outer.kind not in ("outlet", "document", "organization")
    resolver.remember(source, link.source.start, nested=nested)
    return (Attribution(source=source, cue=Cue(text=link.cue.of(text), span=link.cue) if link.cue else None),)


class Locator:
    """Finds in one article what a language model quotes from it."""

    def __init__(self, article: Article) -> None:
        self._blocks = article.asserting_blocks
        self._text = article.text
        self._quoted = QuotedFrom(article.text)
        self._sentences = split_sentences(article)

    def locate(self, paragraph: int, quotes: Sequence[str], chain: Sequence[_Link], text: str) -> Located | None:
        """The claim in its place; None where its words, or a source of it, do not stand in the article.

        Args:
            paragraph: number among the asserting blocks, from 1; where it is wrong, the only paragraph that has the words is taken.
            quotes: the words of the claim, in reading order.
            chain: whose word it is, outermost first.
            text: how the model words the claim.
        """
        blocks = [block.span for block in self._blocks]
        named = [blocks[paragraph - 1]] if 1 <= paragraph <= len(blocks) else []
        places = [(block, parts) for block in named if (parts := self._parts(quotes, block))]
        if not places:
            places = [(block, parts) for block in blocks if (parts := self._parts(quotes, block))]
        if len(places) != 1:
            return None
        block, parts = places[0]
        links = [self._link(link, block, parts[0].start) for link in chain]
        sentence = self._sentence(parts)
        if sentence is None or any(link is None for link in links):
            return None
        return Located(parts, sentence, tuple(link for link in links if link is not None), text)

    def _parts(self, quotes: Sequence[str], block: Span) -> tuple[Span, ...]:
        """The places of all quotes in a block, in reading order and apart; empty where one is missing."""
        found: list[Span] = []
        for quote in quotes:
            start = found[-1].end if found else block.start
            span = self._quoted.find(quote, near=start, within=Span(start=start, end=block.end))
            span = _trimmed(self._text, span) if span is not None else None
            if span is None:
                return ()
            found.append(span)
        return tuple(found)

    def _link(self, link: _Link, block: Span, position: int) -> LocatedLink | None:
        """A link in its place; None where its source is not there, or where neither source nor cue is given."""
        if not link.source.strip():
            cue = self._quoted.find(link.cue, near=position, within=block)
            return LocatedLink(None, cue) if cue is not None else None
        source = self._quoted.find(link.source, near=position, within=block)
        if source is None and (len(link.source.split()) > 1 or link.source[:1].isupper()):
            # A name or a description may stand elsewhere; "she" only where she speaks.
            elsewhere = (self._quoted.find(link.source, near=position, within=other.span) for other in self._blocks)
            source = min((span for span in elsewhere if span is not None), key=lambda span: abs(span.start - position), default=None)
        if source is None:
            return None
        cue = self._quoted.find(link.cue, near=source.end, within=block) if link.cue.strip() else None
        return LocatedLink(source, cue if cue is not None and not cue.overlaps(source) else None)

    def _sentence(self, parts: Sequence[Span]) -> Sentence | None:
        held = [sentence for sentence in self._sentences if any(sentence.span.overlaps(part) for part in parts)]
        if not held:
            return None
        start, end = min(held[0].span.start, parts[0].start), max(held[-1].span.end, parts[-1].end)
        return Sentence(Span(start=start, end=end), held[0].block)


def _trimmed(text: str, span: Span) -> Span | None:
    """Without white space and stray marks at its ends; None where no letter or digit is left."""
    kept = trim(text, span)
    return kept if any(map(str.isalnum, kept.of(text))) else None
