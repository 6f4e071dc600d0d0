"""Chain assembly: inner attributions joined to outer ones, however deep, and to the outlet that carried them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.chains.accounts import Account
from factcheck.claims.chains.inheritance import Past
from factcheck.claims.chains.links import links_of
from factcheck.claims.chains.nesting import Node, extent, in_reading_order, outer_first, parents_of, without
from factcheck.claims.chains.reported import Reported
from factcheck.claims.clauses import find_finite
from factcheck.claims.denials import DENIAL, HEARSAY
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import strip_article
from factcheck.claims.quoted import QuotedText
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.tokens import tokenize
from factcheck.models import Attribution, Span

__all__ = ["Chained", "build_chains", "chain_tags", "settled"]

_SUBORDINATING = re.compile(r"\b(?:after|although|as|because|before|if|once|since|though|unless|until|when|while)\s$", re.IGNORECASE)
_ANEW = re.compile(r"\b(?:and|but)\s(?:(?:also|later|then|\w+ly)\s)?$")
_GOVERNING = re.compile(r"\b(?:after|before|by|despite|for|in|of|on|when|while|without)\s$", re.IGNORECASE)
"""A preposition that has the cue, a participle, as its object."""
_REACH = 60
"""Code points from a source to the noun that it denies."""
_RELATIVE = re.compile(r"who(?:m|se)?\b|which\b", re.IGNORECASE)

Chain = tuple[Attribution, ...]


class Chained(NamedTuple):
    """A tagged attribution with its chain."""

    node: Node
    parent: int
    """Index of the attribution in whose content it stands; -1 for none."""
    chain: Chain
    content: tuple[Span, ...]
    """What it asserts, with the attributions inside it."""
    merged: bool
    """It hands on nothing new, because its source is who says what it stands in: "she said she hopes …"."""


def chain_tags(
    text: str,
    tags: Sequence[TaggedAttribution],
    resolver: SourceResolver,
    paragraphs: Sequence[Span],
    *,
    quoted: QuotedText | None = None,
    own: str | None = None,
) -> list[Chained]:
    """The chain of each attribution that has a content, in reading order; arguments as for `build_chains`."""
    nodes = in_reading_order(tags)
    parents = parents_of(nodes)
    found: dict[int, Chained] = {}
    past, account = Past(paragraphs), Account(text, paragraphs)
    for index in outer_first(parents):
        node = nodes[index]
        # In a cycle, as a broken tagger may yield, the parent comes later.
        above = found.get(parents[index])
        if above is not None and quoted is not None and _beyond(node, above.node, paragraphs, quoted):
            above = None
        outer = above.chain if above is not None else ()
        voice = outer[-1].source if outer and outer[-1].source.kind != "author" else None
        in_quotation = quoted is not None and voice is not None and quoted.share([node.anchor.start]) > 0
        links, content = links_of(text, node, resolver, outer=voice, quoted=in_quotation)
        nested = voice is not None and voice.kind not in ("outlet", "document", "organization")
        for link in links:
            resolver.remember(link.source, node.position, nested=nested)
        if outer and outer[-1].source.canonical == links[-1].source.canonical:
            found[index] = Chained(node, parents[index], outer, node.content, merged=not _begins_anew(text, node))
            continue
        if above is None and len(links) == 1:
            outer = account.outer_links(links[0].source, node) or past.outer_links(links[0].source, node.position)
        chain = settled((*outer, *links), own)
        past.add(node.position, chain)
        if above is None:
            account.add(node, chain)
        found[index] = Chained(node, parents[index], chain, content, merged=False)
    return [found[index] for index in sorted(found)]


def build_chains(
    text: str,
    tags: Sequence[TaggedAttribution],
    resolver: SourceResolver,
    paragraphs: Sequence[Span],
    *,
    quoted: QuotedText | None = None,
    own: str | None = None,
) -> list[Reported]:
    """What the attributions of one article report, with their chains, in reading order.

    Args:
        text: the article's text.
        tags: its tagged attributions, the outermost ones and those inside their contents.
        resolver: resolves the sources, and learns them.
        paragraphs: the spans of the blocks, for what a speaker carries on within one.
        quoted: which words stand in quotation marks: in those "I" is who is quoted, and "she" somebody else.
        own: the article's own outlet, which is no link of a chain; what it alone reports is said in the author's voice.
    """
    chained = chain_tags(text, tags, resolver, paragraphs, quoted=quoted, own=own)
    denied = {i for i, item in enumerate(chained) if item.parent >= 0 and _is_denied(text, chained[item.parent].node, item.node)}
    inside: dict[int, list[Span]] = {}
    for index, item in enumerate(chained):
        if not item.merged and index not in denied and not _depends(text, item.node.tag):
            inside.setdefault(item.parent, []).extend(_own_words(text, item.node.tag))
    reported = [
        Reported(
            content=without(item.content, inside.get(index, ())),
            chain=item.chain,
            extents=tuple(_own_words(text, item.node.tag)),
            cue=_cue_of(text, item.node.tag),
            position=item.node.position,
        )
        for index, item in enumerate(chained)
        if not item.merged and index not in denied
    ]
    return sorted(reported, key=lambda item: item.content[0].start if item.content else item.position)


def _begins_anew(text: str, node: Node) -> bool:
    """Whether who says the content around says a second thing: "said the pool would close | and promised | that …"."""
    cue = node.tag.cue
    return not node.tag.source and bool(cue) and _ANEW.search(text[max(0, cue[0].start - 24) : cue[0].start]) is not None


def _is_denied(text: str, outer: Node, inner: Node) -> bool:
    """Whether the inner attribution is what the outer one denies: "denied reports that" says nothing of what was reported."""
    return DENIAL.search(_cue_of(text, outer.tag)) is not None and HEARSAY.fullmatch(_cue_of(text, inner.tag)) is not None


def _cue_of(text: str, tag: TaggedAttribution) -> str:
    """The words that attribute, in lower case; with the denial before a noun alone: "denied (on Monday) a report"."""
    cue = " ".join(span.of(text) for span in tag.cue).lower()
    if tag.source and tag.cue and HEARSAY.fullmatch(cue) and 0 < tag.cue[0].start - tag.source[-1].end < _REACH:
        between = text[tag.source[-1].end : tag.content[0].start].strip().lower()
        if denial := DENIAL.match(between):
            return f"{denial.group()} {cue}"
    return cue


def _own_words(text: str, tag: TaggedAttribution) -> list[Span]:
    """What belongs to an attribution alone: without the source where it is the subject of a verb before the cue as well.

    "The minister resigned and later told the court …": that he resigned is not for the attribution to take away.
    """
    verb = _other_verb(text, tag)
    if verb is None:
        return extent(tag)
    return sorted((Span(start=verb, end=tag.cue[0].end), *tag.cue[1:], *tag.content), key=lambda span: span.start)


def _other_verb(text: str, tag: TaggedAttribution) -> int | None:
    """Where, after another verb of the source, what leads to the cue begins: its conjunction, else the cue; None without such a verb."""
    if not tag.source or not tag.cue or tag.source[-1].end >= tag.cue[0].start:
        return None
    tokens = tokenize(text, Span(start=tag.source[-1].start, end=tag.cue[0].start))
    low = sum(token.start < tag.source[-1].end for token in tokens)
    joined = next((index for index in range(len(tokens) - 1, low, -1) if tokens[index].lower in ("and", "but", "or", "yet")), None)
    end = len(tokens) if joined is None else joined
    if len(tokens) > low and tokens[low].text == ",":
        return None  # "the charity, based in Oxford, said": an aside, not another verb
    if joined is not None:
        return tokens[joined].start if any(token.is_word for token in tokens[low:joined]) else None
    finite = find_finite(tokens, low, end)
    return None if finite is None or tokens[finite].lower in phrases("verbs", "finite_auxiliaries") else tag.cue[0].start


def _depends(text: str, tag: TaggedAttribution) -> bool:
    """Whether a reported statement is a dependent clause of the one around it, which would be cut short without it.

    "Prices rose after the ministry said …"; "Roe, who said he was innocent, was sentenced"; "They broke the law by telling staff …".
    """
    start = min(span.start for span in extent(tag))
    if tag.cue and _other_verb(text, tag) is not None and _GOVERNING.search(text[max(0, tag.cue[0].start - 12) : tag.cue[0].start]):
        return True
    return _SUBORDINATING.search(text[max(0, start - 12) : start]) is not None or _RELATIVE.match(text, start) is not None


def _beyond(node: Node, outer: Node, paragraphs: Sequence[Span], quoted: QuotedText) -> bool:
    """Whether an attribution is in another's content by mistake: only in quotation marks does a source speak on in a later paragraph."""
    there, here = (bisect_right(paragraphs, item.anchor.start, key=lambda span: span.start) for item in (outer, node))
    return there != here and not quoted.share([node.anchor.start])


def settled(chain: Chain, own: str | None) -> Chain:
    """A chain with each source once, and without the article's own outlet at its beginning."""
    return _without_own_outlet(_deduplicated(chain), own)


def _deduplicated(chain: Chain) -> Chain:
    kept: list[Attribution] = []
    names: set[str] = set()
    for link in chain:
        name = strip_article(link.source.canonical).lower()
        if name not in names:
            names.add(name)
            kept.append(link)
    return tuple(kept)


def _without_own_outlet(chain: Chain, own: str | None) -> Chain:
    if own is None or strip_article(chain[0].source.canonical).lower() != strip_article(own).lower():
        return chain
    author = chain[0].source.model_copy(update={"canonical": own, "kind": "author"})
    return chain[1:] or (chain[0].model_copy(update={"source": author}),)
