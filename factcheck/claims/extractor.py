"""The rule-based claim extractor: an article to attributed claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.base import AttributionTagger
from factcheck.claims.canonical import CanonicalNames
from factcheck.claims.chains import build_chains
from factcheck.claims.check_worthiness import check_worthiness
from factcheck.claims.claim_kind import kind_of
from factcheck.claims.claim_text import self_contained
from factcheck.claims.dates import find_dates
from factcheck.claims.mode import mode_of
from factcheck.claims.quotations import quotations
from factcheck.claims.quoted import QuotedText
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.screening import screened
from factcheck.claims.sentences import split_sentences
from factcheck.claims.source_kinds import is_person_name
from factcheck.claims.statements import Statement, statements
from factcheck.claims.taggers import load_tagger
from factcheck.models import Article, Attribution, Claim, Mode, ModelInfo, Source, Span
from factcheck.progress import Progress, silent

__all__ = ["RuleExtractor", "build_claim", "distinct"]

_THIRD_PERSON = re.compile(r"(?:[A-Za-z][^;\"“]{0,48}?\s)??(he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(the|an?)\s", re.IGNORECASE)
_LONGEST = 1500
"""Characters above which a sentence is no prose (a table, a dump, an attack) and is left out; keeps the work on hostile input linear."""


class RuleExtractor:
    """Extracts claims by rules and word lists from what an attribution tagger finds.

    Args:
        tagger: finds the attributions; the shipped network when None.
        progress: told when that network must be compiled first.
    """

    def __init__(self, tagger: AttributionTagger | None = None, *, progress: Progress = silent) -> None:
        self.tagger = tagger or load_tagger(progress=progress)
        self.models: tuple[ModelInfo, ...] = (self.tagger.info,) if self.tagger.info is not None else ()

    def extract(self, article: Article) -> tuple[Claim, ...]:
        """The claims of `article` in reading order, with ids c001, c002 and so on."""
        text = article.text
        sentences = [sentence for sentence in split_sentences(article) if len(sentence.span) <= _LONGEST]
        quoted = QuotedText(quotations(article))
        tags = screened(text, self.tagger.tag(text, sentences), quoted, sentences)
        resolver = SourceResolver(text, sentences, tags)
        reported = build_chains(text, tags, resolver, [block.span for block in article.blocks], quoted=quoted, own=article.publisher)
        listed = frozenset(number for number, block in enumerate(article.blocks) if block.kind == "list_item")
        found = statements(text, sentences, reported, quoted, resolver, listed)
        found.sort(key=lambda statement: (statement.parts[0].start, statement.parts[0].end))
        canonical = CanonicalNames(text, resolver.names, (link.source for statement in found for link in statement.chain or ()))
        return tuple(
            build_claim(f"c{number:03d}", article, statement, resolver, quoted, canonical)
            for number, statement in enumerate(distinct(found), start=1)
        )


def distinct(found: Sequence[Statement]) -> list[Statement]:
    """Each stretch once: of two statements with the same words the one with the longer chain."""
    best: dict[tuple[Span, ...], Statement] = {}
    for statement in found:
        known = best.get(statement.parts)
        if known is None or len(statement.chain or ()) > len(known.chain or ()):
            best[statement.parts] = statement
    return list(best.values())


def _author(article: Article) -> tuple[Attribution, ...]:
    name = article.publisher or article.byline or "the author"
    return (Attribution(source=Source(name=name, canonical=name, kind="author", named=bool(article.publisher or article.byline))),)


def build_claim(
    number: str, article: Article, statement: Statement, resolver: SourceResolver, quoted: QuotedText, canonical: CanonicalNames
) -> Claim:
    """The claim that a statement makes, with its mode, kind, dates, self-contained text and check-worthiness."""
    text = article.text
    chain = canonical.chain(statement.chain) if statement.chain else _author(article)
    mode: Mode = "none" if statement.chain is None else "direct" if statement.verbatim else mode_of(text, statement.parts, quoted)
    if chain[-1].source.kind == "author" and mode == "indirect":
        mode = "none"
    span, *extra = statement.parts
    sentence = statement.sentence.span
    dates = [mention for part in statement.parts for mention in find_dates(text, part, article.date, context=sentence.of(text))]
    speaker = _called(text, chain[-1].source) if statement.chain is not None else None
    words = " ".join(part.of(text) for part in statement.parts)
    kind = kind_of(words, mode, statement.reported if statement.chain is not None else None)
    content = self_contained(
        text,
        statement.parts,
        whole=statement.whole,
        mode=mode,
        speaker=speaker,
        subject=_subject(text, statement, speaker, resolver, canonical),
        names=resolver.names,
        dates=dates,
        cue=statement.reported.cue if statement.chain is not None and statement.reported is not None else "",
    )
    return Claim(
        id=number,
        span=span,
        extra_spans=tuple(extra),
        quote=span.of(text),
        text=content,
        chain=chain,
        mode=mode,
        kind=kind,
        sentence=sentence,
        dates=tuple(mention.date for mention in dates),
        check_worthiness=check_worthiness(content, kind),
    )


def _subject(text: str, statement: Statement, speaker: Source | None, resolver: SourceResolver, canonical: CanonicalNames) -> str | None:
    """Whom a pronoun at the beginning of a claim means: in indirect speech most often the speaker.

    A part without a subject of its own has that of the statement that it was split from.
    """
    start = statement.parts[0].start
    match = _THIRD_PERSON.match(" ".join(part.of(text) for part in statement.parts))
    if match is None and statement.whole.start < start:
        start = statement.whole.start
        match = _THIRD_PERSON.match(statement.whole.of(text))
    if match is None:
        return None
    found = resolver.subject_before(match.group(1).lower(), start + match.start(1), speaker=speaker)
    if found is None or (speaker is not None and found == speaker.canonical):
        return found
    return canonical.of(found)


def _called(text: str, source: Source) -> Source:
    """The source under a name that can be the subject of a sentence: with the article that stands before it in the text."""
    article = _ARTICLE.match(source.name)
    if article is None and source.span is not None and not is_person_name(source.canonical):
        article = _ARTICLE.search(text[max(0, source.span.start - 4) : source.span.start])
    if article is None or _ARTICLE.match(source.canonical) or is_person_name(source.canonical):
        return source
    return source.model_copy(update={"canonical": f"{article.group(1).lower()} {source.canonical}"})
