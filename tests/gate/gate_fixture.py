"""A made-up article of one claim a sentence, checked with whatever findings a test wants."""

from __future__ import annotations

from pathlib import Path

from factcheck.article import read_article
from factcheck.models import (
    Assessment,
    Attribution,
    AttributionVerdict,
    CheckedClaim,
    Claim,
    DiffItem,
    Evidence,
    FiredRule,
    ModelInfo,
    Passage,
    Probabilities,
    Source,
    Sourcing,
    Span,
    Verdict,
)
from factcheck.review import AnnotationStore, write_annotation

SENTENCES = (
    "The bridge at Lower Marsh cost nine million.",
    "A ferry runs every hour until the autumn.",
    "The ports agency has closed two berths.",
    "Nobody had asked the harbour master.",
)
MODELS = (ModelInfo(role="verifier", name="double", sha256="0" * 64),)


def found(
    label="supported",
    *,
    attribution="paraphrased",
    grade="strong",
    with_evidence=None,
    origins=2,
    named=True,
    kind="person",
    mode="indirect",
    claim_kind="fact",
    worth=0.5,
    mismatch=None,
    sure=True,
):
    """What factcheck finds about one claim."""
    return locals()


def checked(article, quote, what):
    start = article.text.index(quote)
    span = Span(start=start, end=start + len(quote))
    source = Source(name="Mara Vance", canonical="Mara Vance" if what["named"] else "a dock worker", kind=what["kind"], named=what["named"])
    claim = Claim(
        id="c001",
        span=span,
        quote=quote,
        text=quote,
        chain=(Attribution(source=source),),
        mode=what["mode"],
        kind=what["claim_kind"],
        sentence=span,
        check_worthiness=what["worth"],
    )
    passage = Passage(id="ledger#0", document_id="ledger", span=Span(start=0, end=5), text="words", publisher="Ledger")
    item = DiffItem(
        kind=what["mismatch"] or "number",
        agrees=what["mismatch"] is None,
        claim_text="nine",
        claim_span=span,
        passage_text="four",
        passage_span=Span(start=0, end=4),
        detail="the article has nine, the passage four",
        veto=what["sure"] and what["mismatch"] is not None,
    )
    assessment = Assessment(
        evidence=Evidence(passage=passage, score=1, cosine=0.5),
        probabilities=Probabilities(supports=0.2, refutes=0.2, nei=0.6),
        relation="neutral",
        rationale=Span(start=0, end=5),
        diff=(item,),
    )
    return CheckedClaim(
        claim=claim,
        verdict=Verdict(label=what["label"], confidence=0.8, explanation=f"Ledger has it {what['label']}.", passage_ids=("ledger#0",)),
        attribution=AttributionVerdict(label=what["attribution"], explanation=f"It is {what['attribution']}."),
        sourcing=Sourcing(
            grade=what["grade"],
            with_evidence=what["with_evidence"] or what["grade"],
            rules=(FiredRule(id="unnamed-source", reason="Nobody knows who."),),
            independent_origins=what["origins"],
        ),
        evidence=(assessment,),
    )


def write(folder: Path, *findings, name="bridge", before="", byline=None) -> Path:
    """The article in `articles/`, checked; its annotation file in `claims/`. The n-th claim is the n-th sentence."""
    file = folder / "articles" / f"{name}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(before + "\n\n".join(SENTENCES) + "\n", "utf-8")
    if byline:
        file.with_name(f"{name}.txt.meta.yaml").write_text(f"byline: {byline}\n", "utf-8")
    article = read_article(file)
    claims = [checked(article, sentence, what) for sentence, what in zip(SENTENCES, findings, strict=False)]
    path = folder / "claims" / f"{name}.yaml"
    write_annotation(path, article, claims, models=MODELS, file=file)
    return path


def decide(path: Path, claim: str, action: str, by: str = "Ida Roe", note: str | None = None, **fields: str) -> None:
    AnnotationStore(path).decide(claim, action, by=by, note=note, fields=fields)


def broken(outcome, level=None):
    """Pairs of rule and claim that are not met."""
    return [(one.rule, one.claim) for one in outcome.violations if level in {None, one.level}]
