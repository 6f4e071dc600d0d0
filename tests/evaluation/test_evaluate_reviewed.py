import json

import pytest

from factcheck.errors import InputError
from factcheck.evaluation.metrics.ranking import average_precision
from factcheck.evaluation.reviewed import changed_claims, evaluate_reviewed

CLAIMS = [
    "The ferry to Quay Island costs 40 pounds.",
    "the ferry to Quay Island costs 40 pounds",
    "The bridge at Lindholm was built in March 1987.",
    "Mayor Tom Reed has sold the water works of Halden.",
    "Wind turbines kill thousands of whales.",
]
QUERIES = ["The ferry to Quay Island costs 40 pounds!", "Wind turbines do not kill thousands of whales.", "Gulls eat bread."]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "qrels").mkdir()
    for name, texts in (("corpus", CLAIMS), ("queries", QUERIES)):
        lines = [json.dumps({"_id": f"{name[0]}{number}", "text": text}) for number, text in enumerate(texts)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
    (tmp_path / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq0\tc0\t1\nq1\tc4\t1\nq2\tc3\t1\n")
    return tmp_path


def test_what_is_told_is_scored_and_copies_of_a_claim_are_one(folder):
    out = folder / "found.jsonl"
    found = evaluate_reviewed(folder, predictions=out)
    assert found.rates["told as same"].precision == 100.0
    assert found.rates["told as same"].recall == pytest.approx(100 / 3)
    assert found.rates["told as same or opposite"].recall == pytest.approx(200 / 3)
    assert found.stages["fused"]["map@5"] > 50
    assert found.figures["unchanged: claims"] == len(CLAIMS)
    assert found.figures["number: told as same"] == found.figures["date: told as same"] == found.figures["negation: told as same"] == 0.0
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert {(row["query"], row["relation"]) for row in rows if row["right"]} == {("q0", "same"), ("q1", "opposite")}


def test_claims_are_changed_alike_every_time():
    made = changed_claims(CLAIMS)
    assert made == changed_claims(CLAIMS)
    assert {kind for kind, _, _ in made} >= {"unchanged", "number", "date", "negation"}
    assert all((text == claim) == (kind == "unchanged") for kind, text, claim in made)


def test_predictions_of_others_cannot_be_scored(folder):
    with pytest.raises(InputError, match="--from"):
        evaluate_reviewed(folder, given=folder / "x")


def test_average_precision():
    assert average_precision(["a", "b", "c"], {"b", "c"}, cutoff=5) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert average_precision(["a", "b"], {"b"}, cutoff=1) == 0.0
    assert average_precision([], [], cutoff=5) == 0.0
