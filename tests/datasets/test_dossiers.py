from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import factcheck.datasets
from factcheck.cli.main import app
from factcheck.datasets.dossiers import dossier_articles, dossier_claims, dossier_evidence, dossier_pairs, read_dossiers
from factcheck.datasets.records import ClaimRecord
from factcheck.errors import InputError

SHIPPED = sorted(path for path in (Path(factcheck.datasets.__file__).parent / "data").glob("*.jsonl.gz") if "pairs" not in path.name)
DOSSIER = {
    "id": "X-005",
    "outlet": "Fenbury Herald",
    "date": "2024-02-01",
    "sentences": [
        {"s": "The pier will close, the council said.", "claim": "Fenbury pier will close.", "origin": "A"},
        {"s": "Repairs, it said, “[[would take two years]].”", "claim": "Repairs of Fenbury pier take two years.", "origin": None},
    ],
    "passages": [
        {"id": "p1", "publisher": "Council", "date": "2024-01-31", "title": "Pier", "text": "The pier closes.", "origin": "A"},
        {"id": "p2", "publisher": "Post", "date": "2024-01-31", "title": "Pier", "text": "It stays open.", "origin": "B", "note": "Open."},
    ],
    "labels": {"1": {"S": ["p1"], "R": ["p2"]}, "2": {"S": []}},
    "note_labels": {"1": {"R": ["p2"]}, "2": {}},
}


def written(path: Path, **changes) -> Path:
    row = json.loads(json.dumps(DOSSIER | changes))
    row["sentences"][0]["s"] = "[[The pier will close]], the council said."
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_every_passage_and_note_stands_beside_every_statement_alone_and_as_printed(tmp_path) -> None:
    pairs = {pair.id: pair for pair in dossier_pairs(read_dossiers(written(tmp_path / "d.jsonl")), "news")}
    assert len(pairs) == 2 * 2 * 2 + 2 * 2
    assert pairs["X-005-1-p1-c"].hypothesis == "Fenbury pier will close."
    assert [pairs[f"X-005-1-{end}"].label for end in ("p1-w", "p2-w", "p2-cn")] == ["supports", "refutes", "refutes"]
    printed = pairs["X-005-2-p2-w"]
    assert (printed.hypothesis, printed.label) == ("Would take two years.", "nei")


def test_a_reworded_statement_has_the_labels_of_the_statement(tmp_path) -> None:
    first, second = DOSSIER["sentences"]
    given = written(tmp_path / "d.jsonl", sentences=[first | {"reworded": "Fenbury’s landing stage is to shut."}, second])
    pairs = {pair.id: pair for pair in dossier_pairs(read_dossiers(given), "news")}
    reworded = [pair for name, pair in pairs.items() if "-r" in name]
    assert {pair.hypothesis for pair in reworded} == {"Fenbury’s landing stage is to shut."}
    assert (
        [pair.label for pair in reworded]
        == [pairs[pair.id.replace("-r", "-c")].label for pair in reworded]
        == ["supports", "refutes", "refutes"]
    )


def test_a_statement_with_passages_on_both_sides_is_conflicting(tmp_path) -> None:
    found = {one.id: one.label for one in dossier_claims(read_dossiers(written(tmp_path / "d.jsonl")), "news")}
    assert found == {"X-005-1": "conflicting", "X-005-2": "nei", "X-005-1-n": "refutes", "X-005-2-n": "nei"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_dossiers_are_whole_and_each_part_has_some(path) -> None:
    parts = [len(read_dossiers(path, part)) for part in ("train", "dev", "test")]
    assert sum(parts) == len(read_dossiers(path))
    assert min(parts) >= 0.08 * sum(parts)


def test_a_label_that_names_no_passage_is_told_with_its_line(tmp_path) -> None:
    with pytest.raises(InputError, match=r"d\.jsonl.*line 1.*no passage p9"):
        read_dossiers(written(tmp_path / "d.jsonl", labels={"1": {"S": ["p9"]}, "2": {}}))


def test_the_verb_makes_what_the_other_verbs_read(tmp_path) -> None:
    given, out = written(tmp_path / "d.jsonl"), tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["train", "data", str(given), "--part", "dev", "--make", "claims", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["dataset"] for line in out.read_text(encoding="utf-8").splitlines()] == ["news-d"] * 4


def test_articles_are_gold_whose_copies_settle_nothing(tmp_path) -> None:
    dossiers = read_dossiers(written(tmp_path / "d.jsonl", labels={"1": {"S": ["p1"], "R": []}, "2": {"S": ["p1", "p2"]}}))
    (row,) = dossier_articles(dossiers)
    record = ClaimRecord.model_validate(row)
    assert [claim.span.start for claim in record.claims] == [0, row["text"].index("would take")]
    found = [(claim.support, claim.independent_origins, claim.circular_copies) for claim in record.claims]
    assert found == [("not_enough_evidence", 0, 1), ("supported", 2, 0)]
    assert row["claims"][0]["evidence"][0]["evidence_id"] in {page["id"] for page in dossier_evidence(dossiers)}


@pytest.mark.parametrize(
    ("labels", "support"),
    [({"S": ["p2"], "R": ["p1"]}, "conflicting"), ({"S": [], "R": ["p2"]}, "refuted"), ({"S": ["p1"], "R": ["p2"]}, "refuted")],
)
def test_who_agrees_only_by_copying_is_nobody_beside_who_disagrees(tmp_path, labels, support) -> None:
    (row,) = dossier_articles(read_dossiers(written(tmp_path / "d.jsonl", labels={"1": labels, "2": {}})))
    assert row["claims"][0]["support"] == support


def test_a_part_without_dossiers_says_so(tmp_path) -> None:
    with pytest.raises(InputError, match=r"no dossier of the test part: those have ids that end in 0"):
        read_dossiers(written(tmp_path / "d.jsonl"), "test")
