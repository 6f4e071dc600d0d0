import json

import pytest

from factcheck.errors import InputError
from factcheck.evaluation.diff import evaluate_diff

PAIRS = [
    {"id": 1, "premise": "The Orvel pier has 12 lamps.", "hypothesis": "The Orvel pier has 12 lamps.", "label": "supports"},
    {"id": 2, "premise": "The Lindby bridge opened in 1987.", "hypothesis": "The Lindby bridge opened in 1987.", "label": "supports"},
    {"id": 3, "premise": "Nothing of it.", "hypothesis": "The Lindby bridge opened in 1990.", "label": "refutes"},
]


def gold(folder, pairs):
    path = folder / "pairs.jsonl"
    path.write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    return path


def test_changed_claims_are_flagged_and_true_ones_are_not(tmp_path) -> None:
    out = tmp_path / "found.jsonl"
    found = evaluate_diff(gold(tmp_path, PAIRS), predictions=out)
    figures = found.figures
    assert (figures["pairs"], figures["number_claims"], figures["date_claims"]) == (2, 1, 1)
    assert (figures["number_flagged"], figures["date_flagged"], figures["unchanged_flagged"]) == (100.0, 100.0, 0.0)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows} >= {"1", "1:number", "2", "2:date"}
    assert evaluate_diff(gold(tmp_path, PAIRS)).figures == figures


def test_gold_without_support_and_predictions_of_others_are_refused(tmp_path) -> None:
    with pytest.raises(InputError, match="no pair labelled supports"):
        evaluate_diff(gold(tmp_path, PAIRS[2:]))
    with pytest.raises(InputError, match="--from"):
        evaluate_diff(gold(tmp_path, PAIRS), given=tmp_path / "x")
