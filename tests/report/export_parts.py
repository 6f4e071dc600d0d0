"""Made-up reports for the exports: a hostile one, and one on any text with claims at given words."""

from __future__ import annotations

import datetime as dt

from factcheck.article import parse_article
from factcheck.models import (
    Article,
    Assessment,
    Attribution,
    AttributionVerdict,
    CheckedClaim,
    Claim,
    CorpusInfo,
    DiffItem,
    Evidence,
    FiredRule,
    Passage,
    Probabilities,
    Report,
    Source,
    Sourcing,
    Span,
    Verdict,
)

HOSTILE = "<script>alert(1)</script> ]]> ::error::owned %0A::warning::x | `code` & <b> \u202e \U0001f600"
"""Words that break out of HTML, XML, workflow commands or Markdown where they are not escaped."""
FORMULA = '=HYPERLINK("https://evil.example","click")'


def report_on(article: Article, quotes: list[str] | list[Span], **parts: object) -> Report:
    """A report in which every quote, or range, is a claim; the first is refuted, the others could not be checked."""
    claims = []
    for number, quote in enumerate(quotes, 1):
        if isinstance(quote, Span):
            span = quote
        else:
            start = article.text.index(quote)
            span = Span(start=start, end=start + len(quote))
        claims.append(_checked(article, f"c{number:03}", span, refuted=number == 1, **parts))
    return Report(
        factcheck_version="0.0.0",
        article=article,
        as_of=dt.date(2031, 3, 12),
        corpus=CorpusInfo(name="clippings", sha256="0" * 64, documents=1, passages=1),
        models=(),
        rules_version="1",
        claims=tuple(claims),
        warnings=("A warning.",),
    )


def _checked(
    article: Article,
    identifier: str,
    span: Span,
    *,
    refuted: bool,
    evidence: str = "The evidence says otherwise.",
    publisher: str = "Northern Ledger",
    why: str = "The Northern Ledger says otherwise.",
    url: str | None = "https://ledger.example/2031/a?x=1&y=ü",
) -> CheckedClaim:
    passage = Passage(
        id="ledger#0",
        document_id="ledger",
        span=Span(start=0, end=len(evidence)),
        text=evidence,
        publisher=publisher,
        url=url,
        date=dt.date(2031, 3, 9),
    )
    words = span.of(article.text)
    item = DiffItem(
        kind="number",
        agrees=False,
        claim_text=words[:20],
        claim_span=Span(start=span.start, end=span.start + len(words[:20])),
        passage_text=evidence[:12],
        passage_span=Span(start=0, end=12),
        detail="They differ.",
        veto=True,
        difference="value",
    )
    assessment = Assessment(
        evidence=Evidence(passage=passage, score=0.1, cosine=0.5),
        probabilities=Probabilities(supports=0.1, refutes=0.8, nei=0.1),
        relation="refutes" if refuted else "neutral",
        rationale=Span(start=0, end=len(evidence)),
        diff=(item,) if refuted else (),
    )
    return CheckedClaim(
        claim=Claim(
            id=identifier,
            span=span,
            quote=words,
            text=words,
            chain=(Attribution(source=Source(name="a source", canonical="a source", kind="anonymous", named=False)),),
            mode="indirect",
            kind="fact",
            sentence=span,
        ),
        verdict=Verdict(
            label="refuted" if refuted else "not_enough_evidence",
            confidence=0.8,
            explanation=why,
            passage_ids=("ledger#0",) if refuted else (),
        ),
        attribution=AttributionVerdict(label="not_found", explanation="No passage shows it."),
        sourcing=Sourcing(grade="weak", rules=(FiredRule(id="unnamed", reason="Not named."),), independent_origins=0, advice="Name it."),
        evidence=(assessment,),
    )


def hostile_report() -> Report:
    """A report whose every text tries to break out."""
    text = f"The council of Low Harbour said {HOSTILE} and will pay.\n\n{FORMULA} is what the second one said here today.\n"
    article = parse_article(text, id="hostile", date=dt.date(2031, 3, 12))
    quotes = [next(part for part in article.text.split("\n\n") if "council" in part)[32:], "=HYPERLINK"]
    return report_on(article, quotes, evidence=HOSTILE, publisher=f"@{HOSTILE}", why=f"\t+1 {HOSTILE}\x00\x1b", url="javascript:alert(1)")
