import json

import pytest
from typer.testing import CliRunner

from factcheck.cli.evaluate import app
from factcheck.errors import InputError, OutputError
from factcheck.verdict.double import LexicalVerifier

runner = CliRunner()
PAIRS = [
    {"id": "yes", "premise": "Heavy rain fell.", "hypothesis": "Heavy rain fell.", "label": "supports"},
    {"id": "no", "premise": "Heavy rain never fell.", "hypothesis": "Heavy rain fell.", "label": "refutes"},
    {"id": "what", "premise": "Ships sailed.", "hypothesis": "Heavy rain fell.", "label": "nei"},
]
ARTICLE = {
    "id": "a",
    "text": "Ann Lee said the bridge is safe.",
    "attributions": [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 31]], "quote": "indirect"}],
    "claims": [
        {
            "span": {"start": 13, "end": 31},
            "chain": [{"name": "Ann Lee", "canonical": "Ann Lee", "kind": "person"}],
            "mode": "indirect",
            "claim_kind": "fact",
            "sourcing": "strong",
        }
    ],
}

PRINTED = [{"id": name, "text": "Heavy rain fell on the harbour for three days and two nights.", "publisher": name} for name in ("A", "B")]
ORIGINS = [{"id": "A", "role": "origin", "origin_id": "a"}, {"id": "B", "role": "syndication", "derived_from": "a"}]


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def lexical(monkeypatch):
    monkeypatch.setattr("factcheck.evaluation.entailment.shipped_verifier", lambda progress: LexicalVerifier())
    monkeypatch.setattr("factcheck.evaluation.verdict.shipped_verifier", lambda progress: LexicalVerifier())


@pytest.fixture
def golds(tmp_path):
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    write(folder / "corpus.jsonl", {"_id": "d1", "text": "Rain fell."}, {"_id": "d2", "text": "Sun shone."})
    write(folder / "queries.jsonl", {"_id": "q", "text": "rain fell"})
    (folder / "qrels" / "dev.tsv").write_text("q\td1\t1\n", encoding="utf-8")
    verdicts = [{"id": p["id"], "claim": p["hypothesis"], "evidence": [p["premise"]], "label": p["label"]} for p in PAIRS]
    article = write(tmp_path / "article.jsonl", ARTICLE)
    return {
        "claims": [article],
        "attribution": [article],
        "entailment": [write(tmp_path / "pairs.jsonl", *PAIRS)],
        "verdict": [write(tmp_path / "verdicts.jsonl", *verdicts)],
        "retrieval": [folder, "--model", "hash:64"],
        "origins": [write(tmp_path / "corpus.jsonl", *PRINTED), write(tmp_path / "origins.jsonl", *ORIGINS)],
    }


def invoke(*arguments):
    return runner.invoke(app, [str(argument) for argument in arguments])


VERBS = {
    "claims": "usable_f1",
    "attribution": "usable",
    "entailment": "accuracy",
    "verdict": "accuracy",
    "retrieval": "mrr@10",
    "origins": "same_origin_f1",
}


@pytest.mark.parametrize(("verb", "figure"), VERBS.items())
def test_each_verb_prints_a_table_and_json_and_reads_its_predictions_back(golds, tmp_path, verb, figure):
    out, figures = tmp_path / "predictions", tmp_path / "figures.json"
    ran = invoke(verb, *golds[verb], "--predictions", out, "--out", figures)
    assert ran.exit_code == 0, ran.output
    assert f"{figure} " in ran.stdout
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["figures"][figure] == 100.0
    again = invoke(verb, *golds[verb], "--from", out, "--format", "json")
    assert json.loads(again.stdout)["figures"] == found["figures"]


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_writes_the_same_bytes_again(golds, tmp_path, verb):
    outs = tmp_path / "one", tmp_path / "two"
    for out in outs:
        assert invoke(verb, *golds[verb], "--predictions", out).exit_code == 0
    assert outs[0].read_bytes() == outs[1].read_bytes() != b""


def test_the_run_of_a_search_has_a_name_of_its_own(golds, tmp_path):
    out = tmp_path / "run.tsv"
    assert invoke("retrieval", *golds["retrieval"], "--run", out).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("q\td1\t")


def test_a_limit_is_said(golds):
    ran = invoke("entailment", *golds["entailment"], "--limit", "2")
    assert "first 2 only" in ran.stdout
    assert json.loads(invoke("entailment", *golds["entailment"], "-n", "2", "-f", "json").stdout)["figures"]["n"] == 2


def test_writing_and_reading_predictions_at_once_is_refused(golds, tmp_path):
    ran = invoke("entailment", *golds["entailment"], "--from", golds["entailment"][0], "--predictions", tmp_path / "p")
    assert isinstance(ran.exception, InputError)
    assert not (tmp_path / "p").exists()


def test_bad_gold_is_an_input_error_with_its_line(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(PAIRS[0]) + "\n{\n", encoding="utf-8")
    out = tmp_path / "p.jsonl"
    ran = invoke("entailment", gold, "--predictions", out)
    assert isinstance(ran.exception, InputError)
    assert "line 2" in str(ran.exception)
    assert not out.exists()


def test_figures_that_cannot_be_written_are_refused_before_the_work(golds, tmp_path):
    ran = invoke("entailment", tmp_path / "nowhere.jsonl", "--out", tmp_path / "no" / "f.json")
    assert isinstance(ran.exception, OutputError)
