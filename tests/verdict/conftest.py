"""Made-up articles, claims and passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from factcheck.models import Article, Attribution, Block, Claim, Evidence, Passage, ResolvedDate, Source, Span
from factcheck.verdict.diff.dates import find_dates


@pytest.fixture
def article() -> Callable[..., Article]:
    def make(
        text: str, *, date: dt.date | None = dt.date(2024, 5, 20), publisher: str | None = "Harbour Post", url: str | None = None
    ) -> Article:
        block = Block(span=Span(start=0, end=len(text)), kind="paragraph")
        return Article(id="made-up", text=text, blocks=(block,), date=date, publisher=publisher, url=url)

    return make


@pytest.fixture
def claim() -> Callable[..., Claim]:
    def make(
        article: Article,
        quote: str | None = None,
        *,
        text: str | None = None,
        source: Source | None = None,
        kind: str = "fact",
        mode: str = "none",
    ) -> Claim:
        quote = article.text if quote is None else quote
        start = article.text.index(quote)
        span = Span(start=start, end=start + len(quote))
        dates = tuple(
            ResolvedDate(text=article.text[d.start : d.end], span=Span(start=d.start, end=d.end), first=d.first, last=d.last)
            for d in find_dates(article.text, article.date)
            if start <= d.start and d.end <= span.end
        )
        author = Source(name="Harbour Post", canonical="Harbour Post", kind="author", named=True)
        chain = (Attribution(source=source or author),)
        return Claim(id="c001", span=span, quote=quote, text=text or quote, chain=chain, mode=mode, kind=kind, sentence=span, dates=dates)

    return make


@pytest.fixture
def passage() -> Callable[..., Passage]:
    def make(
        text: str,
        *,
        id: str = "d1",  # noqa: A002
        title: str | None = None,
        publisher: str | None = "Valley Wire",
        date: dt.date | None = dt.date(2024, 5, 18),
        at: int = 0,
        url: str | None = None,
    ) -> Passage:
        return Passage(
            id=f"{id}#0",
            document_id=id,
            span=Span(start=at, end=at + len(text)),
            text=text,
            title=title,
            publisher=publisher,
            date=date,
            url=url,
        )

    return make


@pytest.fixture
def evidence(passage: Callable[..., Passage]) -> Callable[..., Evidence]:
    def make(text: str, **options: object) -> Evidence:
        return Evidence(passage=passage(text, **options), score=1.0, cosine=0.5)

    return make
