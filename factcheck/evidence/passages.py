"""Documents cut into passages: windows of whole sentences, one sentence shared by neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from factcheck.models import Document, Passage, Span
from factcheck.sentences import sentence_spans

__all__ = ["CHUNKER", "MAX_WORDS", "chunk", "passage_of", "passage_spans", "titled"]

MAX_WORDS: Final = 90
"""Most words of a passage: what embedder and verifier read whole, beside a claim, without cutting."""

CHUNKER: Final = f"sentence-windows-{MAX_WORDS}/2"
"""Name and version of the way documents are cut; recorded in an index, and raised whenever spans would differ."""

_WORD = re.compile(r"\S+")


def chunk(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in order; a document of up to `MAX_WORDS` words is one passage."""
    return tuple(passage_of(document, number, span) for number, span in enumerate(passage_spans(document.text)))


def passage_of(document: Document, number: int, span: Span) -> Passage:
    """The passage at a span of a document, its `number`-th, with what is known about the document."""
    return Passage(
        id=f"{document.id}#{number}",
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        title=document.title,
        publisher=document.publisher,
        publisher_type=document.publisher_type,
        url=document.url,
        date=document.date,
        review=document.review,
    )


def titled(title: str | None, text: str) -> str:
    """What search and reranker read of a passage: its document's title goes before its text."""
    return f"{title}. {text}" if title else text


def passage_spans(text: str) -> tuple[Span, ...]:
    """Where the passages of a text lie: in order, none empty, and together covering every word."""
    sentences = list(_sentences(text))
    spans: list[Span] = []
    first = 0
    while first < len(sentences):
        last, words = first, sentences[first][2]
        while last + 1 < len(sentences) and words + sentences[last + 1][2] <= MAX_WORDS:
            last += 1
            words += sentences[last][2]
        spans.append(Span(start=sentences[first][0], end=sentences[last][1]))
        if last + 1 == len(sentences):
            break
        # The last sentence opens the next window too, unless no new sentence would fit beside it.
        overlaps = last > first and sentences[last][2] + sentences[last + 1][2] <= MAX_WORDS
        first = last if overlaps else last + 1
    return tuple(spans)


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and word count of each sentence; one longer than a passage comes in pieces."""
    for sentence in sentence_spans(text):
        words = list(_WORD.finditer(text, sentence.start, sentence.end))
        for piece in range(0, len(words), MAX_WORDS):
            held = words[piece : piece + MAX_WORDS]
            yield held[0].start(), held[-1].end(), len(held)
