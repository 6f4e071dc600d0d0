"""The main job on the article that ships, with the models that ship."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys

import pytest

from factcheck.article import parse_article, read_article
from factcheck.claims.taggers import load_tagger
from factcheck.evidence import load_embedder, open_index
from factcheck.models import Report
from factcheck.pipeline import LanguageWarning, check, check_article, extract
from factcheck.report import render
from factcheck.verdict import LexicalVerifier

COPY = """The council closed the Lower Marsh bridge on Monday, the mayor said.

Engineers found a crack of 14 centimetres in the main span, according to a report by the Marsh Institute.

The bridge carries 9,000 vehicles on a working day, and it will stay shut until June."""


@pytest.fixture(scope="module")
def report(root):
    return check(root / "seeds" / "us-chip-waivers.txt", evidence=root / "evidence")


def test_every_quote_is_the_text_under_its_span(report):
    for checked in report.claims:
        assert checked.claim.span.of(report.article.text) == checked.claim.quote
        for assessment in checked.evidence:
            for item in assessment.diff:
                assert item.claim_span.of(report.article.text) == item.claim_text


def test_noise_yields_no_claim(report):
    noise = [block.span for block in report.article.blocks if block.kind not in {"paragraph", "list_item", "block_quote"}]
    assert len(noise) >= 6, "byline, captions, copyright, link and disclaimer"
    assert not [c.claim.quote for c in report.claims if any(span.overlaps(part) for span in noise for part in c.claim.spans)]


def test_mismatches_in_names_and_figures_are_shown(report):
    items = [item for checked in report.claims for assessment in checked.evidence for item in assessment.diff if not item.agrees]
    names = {(item.claim_text, item.passage_text) for item in items if item.kind == "name"}
    assert any("Kassler" in ours and "Kessler" in theirs for ours, theirs in names)
    assert any(item.kind == "money" and item.claim_text.startswith("$") for item in items)


def test_decided_verdicts_point_at_passages_that_quote(report):
    decided = [c for c in report.claims if c.verdict.label in {"supported", "refuted", "conflicting"}]
    assert decided, "the evidence decides some claims"
    for checked in decided:
        shown = {a.evidence.passage.id: a for a in checked.evidence}
        assert checked.verdict.passage_ids
        for identifier in checked.verdict.passage_ids:
            assert shown[identifier].excluded is None
            assert len(shown[identifier].rationale) > 0


def test_evidence_published_later_never_decides(report):
    for checked in report.claims:
        for assessment in checked.evidence:
            date = assessment.evidence.passage.date
            if date and report.as_of and date > report.as_of:
                assert assessment.excluded
                assert assessment.evidence.passage.id not in checked.verdict.passage_ids


def test_the_report_survives_json(report):
    assert Report.model_validate_json(render(report, "json")) == report


def test_a_second_run_gives_the_same_bytes_and_imports_no_torch(root, report):
    code = """
import sys
from factcheck import check, render
report = check("seeds/us-chip-waivers.txt", evidence="evidence/")
heavy = sorted({"torch", "transformers", "sentence_transformers", "onnx", "sklearn"} & set(sys.modules))
sys.stdout.write(",".join(heavy) + "|" + render(report, "json") + "\\x00" + render(report, "html"))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    heavy, _, rest = run.stdout.partition("|")
    assert heavy == ""
    assert rest == render(report, "json") + "\x00" + render(report, "html")


@pytest.fixture
def search(tmp_path):
    def build(*texts):
        rows = [{"id": f"d{i}", "title": "Bridge", "publisher": f"Paper {i}", "date": "2025-03-01", "text": t} for i, t in enumerate(texts)]
        (tmp_path / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        embedder = load_embedder("hash:64")
        return open_index(tmp_path / "corpus.jsonl", embedder), embedder

    return build


def test_a_copy_of_the_article_never_supports_it(search):
    article = parse_article(COPY, id="bridge", publisher="The Marsh Courier")
    copied = check_article(article, *search(COPY, "An unrelated note about gardens."), LexicalVerifier())
    assert copied.claims
    assert not [c for c in copied.claims if c.verdict.label != "not_enough_evidence" and c.verdict.label != "not_checkable"]
    told_anew = "The bridge at Lower Marsh, which 9,000 vehicles cross on a working day, will stay shut until June."
    assert any(c.verdict.label == "supported" for c in check_article(article, *search(told_anew), LexicalVerifier()).claims)


def test_a_published_fact_check_of_a_claim_is_told_and_decides_nothing(tmp_path):
    claim = "The council closed the Lower Marsh bridge."
    fact_check = {"id": "f", "text": f"Checkers checked this claim: “{claim}”. Rating: False.", "date": "2025-02-01"}
    review = {"claim": claim, "rating": "False", "reviewer": "Marsh Checkers", "date": "2025-02-01"}
    reports = []
    for name, extra in (("with", {"review": review}), ("without", {})):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(fact_check | extra) + "\n")
        embedder = load_embedder("hash:64")
        article = parse_article(COPY, id="bridge", date=dt.date(2025, 3, 3))
        reports.append(check_article(article, open_index(tmp_path / f"{name}.jsonl", embedder), embedder, LexicalVerifier()))
    told = [before for checked in reports[0].claims for before in checked.checked_before]
    assert [(one.publisher, one.rating, one.relation) for one in told] == [("Marsh Checkers", "False", "same")]
    assert not [checked for checked in reports[0].claims if checked.verdict.label in {"supported", "refuted", "conflicting"}]
    assert not any(checked.checked_before for checked in reports[1].claims)
    assert "checked_before" not in render(reports[1], "json")


def test_extracting_loads_nothing_but_the_compiled_tagger(root):
    code = """
import sys
from factcheck import extract, read_article
assert extract(read_article("seeds/us-chip-waivers.txt"))
print(sorted({"torch", "transformers", "onnx", "sklearn", "faiss", "bm25s"} & set(sys.modules)))
"""
    load_tagger()  # a first run compiles it, with torch
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root).stdout == "[]\n"


def test_extract_needs_no_evidence():
    found = extract(parse_article(COPY, id="bridge", publisher="The Marsh Courier"))
    assert {"mayor"} <= {re.sub(r"^the ", "", claim.speaker.canonical.lower()) for claim, _ in found}
    assert all(sourcing.grade in {"strong", "moderate", "weak", "none"} for _, sourcing in found)


def test_an_unknown_date_is_warned_of(search):
    (warning,) = check_article(parse_article(COPY, id="bridge"), *search("x y z"), LexicalVerifier()).warnings
    assert warning.endswith("give its date."), "in no tool's own words: a program reads it too"


def test_the_shipped_article_has_its_metadata(root):
    article = read_article(root / "seeds" / "us-chip-waivers.txt")
    assert (article.publisher, str(article.date)) == ("Observer Network (Guancha)", "2025-06-21")


FRENCH = "Selon deux personnes proches du dossier, le ministère avait été averti dès l'automne, a assuré son porte-parole."


def test_text_in_another_language_yields_no_claims_but_a_warning(search):
    article = parse_article("\n\n".join([FRENCH] * 3), id="pont", date=dt.date(2025, 3, 3))
    with pytest.warns(LanguageWarning, match="The article is in French; .* no claims"):
        assert extract(article) == []
    report = check_article(article, *search("x y z"), LexicalVerifier())
    assert not report.claims
    assert "in French" in report.warnings[0]
    for format_ in ("html", "markdown", "json"):
        assert "The article is in French" in render(report, format_)


def test_a_paragraph_in_another_language_leaves_the_claims_of_the_others_alone(search):
    english = parse_article(COPY, id="bridge", date=dt.date(2025, 3, 3))
    mixed = parse_article(f"{COPY}\n\n{FRENCH}", id="bridge", date=dt.date(2025, 3, 3))
    with pytest.warns(LanguageWarning, match="1 paragraph was left out"):
        assert extract(mixed) == extract(english)
    report = check_article(mixed, *search("x y z"), LexicalVerifier())
    assert report.warnings == ("1 paragraph was left out, as only English is read: 1 in French; 3 in English remain.",)
    assert 'lang="fr"' in render(report, "html")


def test_neither_copies_nor_fact_checks_take_the_places_of_other_evidence(tmp_path):
    claim = "The council closed the Lower Marsh bridge on Monday."
    story = f"{claim} Engineers found a crack of 14 centimetres in the main span, the Marsh Institute reported."
    copies = [{"id": f"copy{number}", "text": story, "publisher": f"Paper {number}"} for number in range(8)]
    checks = [{"id": f"check{number}", "text": f"We checked: {claim}", "review": {"claim": claim, "rating": "True"}} for number in range(8)]
    own = [{"id": "minutes", "text": "Minutes: the Lower Marsh bridge is closed from Monday on.", "publisher": "Lower Marsh council"}]
    embedder = load_embedder()

    def documents(records):
        path = tmp_path / f"{len(records)}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        index = open_index(path, embedder, directory=tmp_path / f"index{len(records)}")
        report = check_article(parse_article(claim, id="draft"), index, embedder, LexicalVerifier(), passages=4)
        return [assessment.evidence.passage.document_id for checked in report.claims for assessment in checked.evidence]

    found = documents([*copies, *checks, *own])
    assert len(found) == 4
    assert "minutes" in found
    assert not [name for name in found if name.startswith("check")]
    assert documents(checks) == []
