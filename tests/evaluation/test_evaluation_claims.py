"""Claims with doubles: what is found in the article comes out as records of the gold's own form."""

import datetime as dt
import json

import pytest

from factcheck.article import parse_article
from factcheck.datasets.records import ClaimRecord
from factcheck.errors import InputError
from factcheck.evaluation.claims import evaluate_claims, predict_claims
from factcheck.models import (
    Assessment,
    Attribution,
    AttributionVerdict,
    CheckedClaim,
    Claim,
    CorpusInfo,
    Cue,
    DiffItem,
    Evidence,
    Passage,
    Probabilities,
    Report,
    Source,
    Sourcing,
    Span,
    Verdict,
)

TEXT = "Mayor  Ann Lee said\tthe bridge is safe.\r\n"
GOLD = {
    "id": "a",
    "text": TEXT,
    "date": "2024-05-06",
    "claims": [
        {
            "span": {"start": 20, "end": 38, "text": "the bridge is safe"},
            "extra_spans": [],
            "claim": "The bridge is safe.",
            "chain": [{"name": "Mayor Ann Lee", "canonical": "Mayor Ann Lee", "kind": "official", "span": None}],
            "mode": "indirect",
            "claim_kind": "fact",
            "sourcing": "strong",
            "support": "supported",
            "independent_origins": 2,
            "circular_copies": 0,
        }
    ],
}


def span_of(article, part):
    start = article.text.index(part)
    return Span(start=start, end=start + len(part))


class OneClaim:
    """Finds the claim of the gold text, and no other."""

    def extract(self, article):
        span = span_of(article, "the bridge is safe")
        name = article.text[: article.text.index(" said")]
        source = Source(name=name, canonical=name, kind="official", named=True, span=Span(start=0, end=len(name)))
        return (
            Claim(
                id="c001",
                span=span,
                quote=span.of(article.text),
                text="The bridge is safe.",
                chain=(Attribution(source=source, cue=Cue(text="said", span=span_of(article, "said"))),),
                mode="indirect",
                kind="fact",
                sentence=Span(start=0, end=len(article.text)),
            ),
        )


def check(article):
    (claim,) = OneClaim().extract(article)
    passage = Passage(id="d#0", document_id="d", span=Span(start=0, end=9), text="All safe.")
    item = DiffItem(
        kind="name",
        agrees=False,
        claim_text="Lee",
        claim_span=Span(start=0, end=3),
        passage_text="Li",
        passage_span=Span(start=0, end=2),
        detail="differ",
    )
    seen = {
        "evidence": Evidence(passage=passage, score=1.0, cosine=0.5),
        "probabilities": Probabilities(supports=0.8, refutes=0.1, nei=0.1),
        "rationale": Span(start=0, end=9),
    }
    checked = CheckedClaim(
        claim=claim,
        verdict=Verdict(label="supported", confidence=0.8, explanation="A passage says so.", passage_ids=("d#0",)),
        attribution=AttributionVerdict(label="altered", explanation="Other words."),
        sourcing=Sourcing(grade="strong", rules=(), independent_origins=2),
        evidence=(
            Assessment(**seen, relation="supports", diff=(item,)),
            Assessment(**seen, relation="neutral", excluded="a copy of the article"),
        ),
    )
    corpus = CorpusInfo(name="c", sha256="0", documents=1, passages=1)
    return Report(
        factcheck_version="0", article=article, as_of=article.date, corpus=corpus, models=(), rules_version="1", claims=(checked,)
    )


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return path


def test_a_perfect_extractor_gives_a_hundred(gold, tmp_path):
    out = tmp_path / "p.jsonl"
    found = evaluate_claims(gold, extractor=OneClaim(), predictions=out)
    names = ("claim_f1", "speaker", "chain", "kind", "mode", "claim_kind", "sourcing", "reported_f1", "usable_f1")
    assert [found.figures[name] for name in names] == [100.0] * len(names)
    assert evaluate_claims(gold, given=out).figures == found.figures


def test_offsets_are_those_of_the_gold_text(gold):
    row = predict_claims(ClaimRecord.model_validate(GOLD), extractor=OneClaim())
    (claim,) = row["claims"]
    assert row["text"] == TEXT
    assert claim["span"] == GOLD["claims"][0]["span"]
    assert (claim["cue"]["start"], claim["cue"]["end"]) == (15, 19)
    assert claim["chain"][0]["span"]["end"] == 14


def test_verdicts_are_left_out_and_said_to_be_without_evidence(gold):
    found = evaluate_claims(gold, extractor=OneClaim())
    assert "support" not in found.figures
    assert "no evidence was given" in found.notes[0]


def test_with_evidence_the_verdicts_are_judged(gold, tmp_path):
    out = tmp_path / "p.jsonl"
    found = evaluate_claims(gold, check=check, predictions=out)
    assert (found.figures["support"], found.figures["origins"]) == (100.0, 100.0)
    (claim,) = json.loads(out.read_text(encoding="utf-8"))["claims"]
    assert (claim["support"], claim["support_of_attribution"], claim["independent_origins"]) == ("supported", "mixed", 2)
    assert claim["evidence"] == [
        {"evidence_id": "d", "relation": "supports"},
        {"evidence_id": "d", "relation": "excluded", "reason": "a copy of the article"},
    ]
    assert [(m["claim_text"], m["passage_text"]) for m in claim["mismatches"]] == [("Lee", "Li")]
    assert evaluate_claims(gold, given=out).figures == found.figures


def test_what_no_evidence_could_settle_is_not_enough_evidence_to_the_annotation(gold, tmp_path):
    def opinions(article):
        report = check(article)
        verdict = Verdict(label="not_checkable", confidence=None, explanation="An opinion.")
        return report.model_copy(update={"claims": tuple(c.model_copy(update={"verdict": verdict}) for c in report.claims)})

    out = tmp_path / "p.jsonl"
    evaluate_claims(gold, check=opinions, predictions=out)
    (claim,) = json.loads(out.read_text(encoding="utf-8"))["claims"]
    assert (claim["support"], claim["support_reason"]) == ("not_enough_evidence", "An opinion.")


def test_the_records_date_reaches_the_article(gold):
    dates = []
    evaluate_claims(gold, check=lambda article: dates.append(article.date) or check(article))
    assert dates == [dt.date(2024, 5, 6)]


def test_an_article_that_cannot_be_read_counts_in_full(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n" + json.dumps(GOLD | {"id": "b", "text": " " * 60}) + "\n", encoding="utf-8")
    figures = evaluate_claims(path, extractor=OneClaim()).figures
    assert (figures["articles"], figures["articles_missing"], figures["claim_r"]) == (2, 1, 50.0)


def test_the_shipped_extractor_finds_the_claim(gold):
    with pytest.raises(InputError):
        parse_article(" ", id="blank")
    assert evaluate_claims(gold).figures["reported_f1"] == 100.0
