"""Copies that say more than their origin: another figure, another date, a thing done that the origin only has planned.

Only what the deterministic diff is sure of counts. That a copy names people or figures of which its origin says nothing is no distortion:
whoever retells a story adds background, and accusing it of inventing would be worse than missing that it did.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.evidence.origins import Trace
from factcheck.models import Article, Attribution, Block, Claim, DiffItem, Document, Passage, ResolvedDate, Source, Span
from factcheck.sentences import sentence_spans
from factcheck.verdict.diff import diff
from factcheck.verdict.diff.dates import find_dates
from factcheck.words import split_words

__all__ = ["distortion", "with_distortions"]

_KINDS = frozenset({"number", "money", "ordinal", "duration", "date", "negation", "modality", "roles"})
"""Kinds of detail that a copy takes over or gets wrong; names differ from one telling of a story to the next."""
_PREDICATES = frozenset({"negation", "modality", "roles"})
"""Kinds of which only the whole sentence shows what differs."""
_AUTHOR = Attribution(source=Source(name="the copy", canonical="the copy", kind="author", named=True))


def with_distortions(traced: Trace) -> Trace:
    """The same, in which a copy whose origin is at hand and says otherwise is a distorted one."""
    found = dict(traced.provenances)
    for identifier, provenance in traced.provenances.items():
        origin = traced.documents.get(provenance.derived_from or "")
        if provenance.role == "copy" and origin is not None and (why := distortion(traced.documents[identifier], origin)) is not None:
            found[identifier] = provenance.model_copy(update={"role": "distorted_copy", "distortion": why})
    return traced._replace(provenances=found)


@lru_cache(maxsize=2048)
def distortion(copy: Document, origin: Document) -> str | None:
    """What a copy says otherwise than its origin, in words for a reader; None when nothing surely is."""
    for text in (copy.title, copy.text):
        item = _sure(text, copy, origin) if text else None
        if text and item:
            whole = item.kind in _PREDICATES
            ours = _sentence(text, item.claim_span) if whole else item.claim_text
            theirs = _sentence(origin.text, item.passage_span) if whole else item.passage_text
            return f"“{ours}”, where {origin.publisher or origin.title or origin.id} has “{theirs}”"
    return None


def _sentence(text: str, span: Span) -> str:
    """The sentence that holds a span, on one line."""
    found = next((sentence for sentence in sentence_spans(text) if sentence.contains(span)), span)
    return " ".join(found.of(text).split())


def _plain(text: str) -> str:
    """The words of a text in lower case, each between two spaces."""
    return f" {' '.join(word.text.lower() for word in split_words(text))} "


def _sure(text: str, copy: Document, origin: Document) -> DiffItem | None:
    """The first mismatch, by the copy's sentences, that would keep the origin from supporting what the copy says."""
    article = Article(id="copy", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), date=copy.date)
    passage = Passage(
        id=f"{origin.id}#0",
        document_id=origin.id,
        span=Span(start=0, end=len(origin.text)),
        text=origin.text,
        title=origin.title,
        date=origin.date,
    )
    said = _plain(f"{origin.title or ''}\n{origin.text}")
    for span in sentence_spans(text):
        words = span.of(text)
        if _plain(words) in said:  # what the origin has word for word cannot differ from it
            continue
        dates = tuple(
            ResolvedDate(
                text=words[d.start : d.end], span=Span(start=span.start + d.start, end=span.start + d.end), first=d.first, last=d.last
            )
            for d in find_dates(words, copy.date)
        )
        claim = Claim(id="c", span=span, quote=words, text=words, chain=(_AUTHOR,), mode="none", kind="fact", sentence=span, dates=dates)
        for item in diff(article, claim, passage):
            if item.kind in _KINDS and item.veto and not item.agrees:
                return item
    return None
