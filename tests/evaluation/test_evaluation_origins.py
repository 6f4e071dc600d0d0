from __future__ import annotations

import json

import pytest

from factcheck.errors import CorpusError, InputError
from factcheck.evaluation import evaluate_origins

CRACK = "Council records show that the bridge at Lower Marsh was closed in March after divers found a crack in its northern pier."
DOCUMENTS = [
    {"id": "wire", "publisher": "Coast Wire", "date": "2031-03-03", "text": CRACK},
    {"id": "radio", "publisher": "Bay Radio", "date": "2031-03-04", "text": f"Citing Coast Wire: {CRACK}"},
    {
        "id": "twisted",
        "publisher": "Pier Digest",
        "date": "2031-03-04",
        "text": f"It repeats Coast Wire, whereas Coast Wire says March. {CRACK}",
    },
    {"id": "other", "publisher": "Port News", "date": "2031-03-04", "text": "Ferries carried more riders in autumn than ever before."},
]
GOLD = [
    {"id": "wire", "role": "origin", "derived_from": None, "origin_id": "w"},
    {"id": "radio", "role": "syndication", "derived_from": "w", "origin_id": None},
    {"id": "twisted", "role": "syndication_distorted", "derived_from": "w", "origin_id": None},
    {"id": "other", "role": "distractor", "derived_from": None, "origin_id": None},
]


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "corpus.jsonl", DOCUMENTS)


def test_a_corpus_that_is_grouped_as_annotated_scores_full(corpus, tmp_path) -> None:
    out = tmp_path / "out.jsonl"
    found = evaluate_origins(corpus, write(tmp_path / "gold.jsonl", GOLD), predictions=out)
    assert {found.figures[name] for name in ("same_origin_p", "same_origin_r", "same_origin_f1", "role", "distorted_f1")} == {100.0}
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["role"]) for row in rows] == [(row["id"], row["role"]) for row in GOLD[:3]] + [("other", "own")]
    assert rows[1]["derived_from"] == rows[0]["origin_id"] == "Coast Wire"
    assert rows[1]["copy_of"] == "wire"


def test_mistakes_are_counted_by_hand(corpus, tmp_path) -> None:
    gold = write(tmp_path / "gold.jsonl", GOLD)
    said = [
        GOLD[0],
        GOLD[1] | {"derived_from": None, "role": "own"},
        GOLD[2] | {"role": "syndication"},
        GOLD[3] | {"derived_from": "w", "role": "syndication_distorted"},
    ]
    figures = evaluate_origins(corpus, gold, given=write(tmp_path / "said.jsonl", said)).figures
    # pairs: wire-twisted is right, wire-other and twisted-other are wrong, radio's two are missed
    assert figures["same_origin_p"] == pytest.approx(100 / 3)
    assert figures["same_origin_r"] == pytest.approx(100 / 3)
    assert (figures["role"], figures["distorted_p"], figures["distorted_r"]) == (25.0, 0.0, 0.0)


def test_a_document_without_an_answer_is_wrong_and_nobody_s_copy(corpus, tmp_path) -> None:
    gold = write(tmp_path / "gold.jsonl", GOLD)
    figures = evaluate_origins(corpus, gold, given=write(tmp_path / "said.jsonl", GOLD[:2])).figures
    assert (figures["missing"], figures["role"], figures["same_origin_p"]) == (2, 50.0, 100.0)
    assert figures["same_origin_r"] == pytest.approx(100 / 3)


def test_gold_of_another_corpus_is_refused_by_name(corpus, tmp_path) -> None:
    gold = write(tmp_path / "gold.jsonl", [*GOLD, {"id": "nowhere", "role": "origin"}])
    with pytest.raises(InputError, match="no document 'nowhere'"):
        evaluate_origins(corpus, gold)
    with pytest.raises(CorpusError, match="no such file"):
        evaluate_origins(tmp_path / "missing", gold)
