"""Gold texts through the article reader, and what is found there back to the gold's own offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.article import parse_article
from factcheck.article.normalise import normalise
from factcheck.datasets.records import ArticleRecord
from factcheck.errors import InputError
from factcheck.models import Article, Span

__all__ = ["ParsedRecord", "parse_record"]


class ParsedRecord(NamedTuple):
    """A gold text as an article."""

    article: Article
    origins: Sequence[int]
    """Offset in the gold text of each code point of `article.text`."""

    def original(self, span: Span) -> tuple[int, int]:
        """Start and end in the gold text of a span of the article."""
        if not len(span):
            start = self.origins[span.start] if span.start < len(self.origins) else 0
            return start, start
        return self.origins[span.start], self.origins[span.end - 1] + 1

    def originals(self, spans: Iterable[Span]) -> list[list[int]]:
        """The same for several, as lists, the form that JSON records have."""
        return [list(self.original(span)) for span in spans]

    def in_article(self, offsets: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Spans of the gold text as spans of the article; those of which normalisation left nothing fall away."""
        found = ((bisect_left(self.origins, start), bisect_left(self.origins, end)) for start, end in offsets)
        return tuple(Span(start=start, end=end) for start, end in found if start < end)


def parse_record(record: ArticleRecord) -> ParsedRecord:
    """Read a gold text as an article, with the record's own title, publisher and date.

    Raises:
        InputError: it is no article, or its text cannot be traced back.
    """
    article = parse_article(record.text, id=str(record.id), format="text", title=record.title, publisher=record.publisher, date=record.date)
    normal = normalise(record.text)
    if normal.text != article.text:
        raise InputError(f"record {record.id!r}: the article's text is not the normal form of the gold text")
    return ParsedRecord(article, normal.origins)
